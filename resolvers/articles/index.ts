/** The articles subgraph: articles, their bodies, and the lists of them. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { articlesCaching } from './article.caching.ts';
import { articlesContext } from './article.context.ts';
import type { ArticlesContext } from './article.context.ts';
import { articleReference, sourceReference } from './article.reference.ts';
import { ArticleResolver } from './article.resolver.ts';
import { Article, Source } from './article.type.ts';
import { SearchResolver, TopicFacetResolver } from './search.resolver.ts';
import { SourceArticlesResolver } from './source.resolver.ts';

export const articlesSubgraph: SubgraphDefinition<ArticlesContext> = {
  name: 'articles',
  resolvers: [ArticleResolver, SearchResolver, TopicFacetResolver, SourceArticlesResolver],
  orphanedTypes: [Article, Source],
  references: { Article: articleReference, Source: sourceReference },
  caching: articlesCaching,
  context: articlesContext,
};
