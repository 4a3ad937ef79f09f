/** What the sources subgraph works with during one request. */
import type { Database } from '../../src/data/database.ts';
import { feedLoaders } from '../../src/data/sources/feeds/feed.loaders.ts';
import type { FeedLoaders } from '../../src/data/sources/feeds/feed.loaders.ts';
import { sourceLoaders } from '../../src/data/sources/source.loaders.ts';
import type { SourceLoaders } from '../../src/data/sources/source.loaders.ts';
import type { SubgraphRequestInfo, SubgraphServices } from '../../src/subgraph/definition.ts';
import { requestContext } from '../shared/request-context.ts';
import type { RequestContext } from '../shared/request-context.ts';

export interface SourcesContext extends RequestContext {
  readonly database: Database;
  readonly sources: SourceLoaders;
  readonly feeds: FeedLoaders;
  readonly feedAddress: SubgraphServices['feedAddress'];
  /** Drops what was loaded: call after a write, so that the rest of the request reads what it made. */
  forgetLoaded(): void;
}

export function sourcesContext(services: SubgraphServices, request: SubgraphRequestInfo): SourcesContext {
  const { database, feedAddress } = services;
  // No accessor, for the reason told in comment.context.ts.
  const context = {
    ...requestContext(services, request),
    database,
    sources: sourceLoaders(database),
    feedAddress,
    feeds: feedLoaders(database),
    forgetLoaded() {
      context.feeds = feedLoaders(database);
    },
  };
  return context;
}
