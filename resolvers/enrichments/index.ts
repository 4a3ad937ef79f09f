/** The enrichments subgraph: what machines made of articles. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { ArticleEnrichmentsResolver, DisclosureResolver, ReadingTimeResolver } from './article.resolver.ts';
import { enrichmentsContext } from './enrichment.context.ts';
import type { EnrichmentsContext } from './enrichment.context.ts';
import { articleReference } from './enrichment.reference.ts';
import { Article, KeyPoint, Keyword, Sentiment, Summary } from './enrichment.type.ts';

export const enrichmentsSubgraph: SubgraphDefinition<EnrichmentsContext> = {
  name: 'enrichments',
  resolvers: [ArticleEnrichmentsResolver, ReadingTimeResolver, DisclosureResolver],
  orphanedTypes: [Article, Summary, KeyPoint, Keyword, Sentiment],
  references: { Article: articleReference },
  context: enrichmentsContext,
};
