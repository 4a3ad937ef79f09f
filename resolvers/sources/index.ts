/** The sources subgraph: the publishers, and the feeds their articles come in by. */
import 'reflect-metadata';
import type { SubgraphDefinition } from '../../src/subgraph/definition.ts';
import { feedReference, sourceReference } from './source.reference.ts';
import { FeedErrorResolver } from './feed-error.resolver.ts';
import { Conflict, NotFound, NotPermitted, ValidationError } from './feed-error.type.ts';
import { IngestStatusResolver } from './feed-ingest-status.resolver.ts';
import { FeedMutationResolver } from './feed-mutation.resolver.ts';
import { FeedResolver, SourceFeedsResolver } from './feed.resolver.ts';
import { Feed } from './feed.type.ts';
import { sourcesCaching } from './source.caching.ts';
import { sourcesContext } from './source.context.ts';
import type { SourcesContext } from './source.context.ts';
import { SourceResolver } from './source.resolver.ts';
import { Source } from './source.type.ts';

export const sourcesSubgraph: SubgraphDefinition<SourcesContext> = {
  name: 'sources',
  resolvers: [SourceResolver, SourceFeedsResolver, FeedResolver, FeedMutationResolver, FeedErrorResolver, IngestStatusResolver],
  orphanedTypes: [Source, Feed, ValidationError, NotPermitted, NotFound, Conflict],
  references: { Source: sourceReference, Feed: feedReference },
  caching: sourcesCaching,
  context: sourcesContext,
};
