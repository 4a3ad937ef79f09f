/** The enrichments subgraph: what machines made of articles. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { ArticleEnrichmentsResolver, DisclosureResolver, ReadingTimeResolver, TopicResolver } from './article.resolver.ts';
import { enrichmentsCaching } from './enrichment.caching.ts';
import { enrichmentsContext } from './enrichment.context.ts';
import type { EnrichmentsContext } from './enrichment.context.ts';
import { articleReference, storyReference } from './enrichment.reference.ts';
import { Article, Entity, KeyPoint, Keyword, Readability, Sentiment, Summary, Topic } from './enrichment.type.ts';
import { ArticleStoryResolver, StoryResolver, StoryTopicResolver } from './story.resolver.ts';
import { Story } from './story.type.ts';

export const enrichmentsSubgraph: SubgraphDefinition<EnrichmentsContext> = {
  name: 'enrichments',
  resolvers: [
    ArticleEnrichmentsResolver,
    ArticleStoryResolver,
    StoryResolver,
    ReadingTimeResolver,
    DisclosureResolver,
    TopicResolver,
    StoryTopicResolver,
  ],
  orphanedTypes: [Article, Story, Summary, KeyPoint, Keyword, Sentiment, Entity, Topic, Readability],
  references: { Article: articleReference, Story: storyReference },
  caching: enrichmentsCaching,
  context: enrichmentsContext,
};
