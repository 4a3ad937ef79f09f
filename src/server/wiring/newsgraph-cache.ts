/** The cache before our own subgraphs: rules from their definitions, and whatever this process can hear of what is written. */
import { cachingOfProgram } from '../../compose/subgraphs.ts';
import type { Database } from '../../data/database.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import type { GatewayCaching } from '../../gateway/caching/caching-over.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../subgraph/definition.ts';
import { viewerByHeader, viewerByToken } from '../graphql/client-request.ts';
import { openCache, type CacheWiring } from './cache.ts';
import { hearOutbox } from './hearing.ts';

/** What a process with a database hears of it. */
export interface Outbox {
  readonly database: Database;
  readonly feed: EventFeed;
}

export interface NewsgraphCacheWiring extends Pick<CacheWiring, 'config' | 'clock' | 'log' | 'metrics'> {
  /** Subgraphs of this process. */
  readonly local: readonly SubgraphName[];
  readonly outbox: Outbox | null;
  /** Whether tokens are checked here; where they are only passed on, each is a viewer of its own. */
  readonly hasTokens: boolean;
}

/**
 * To be awaited before anything is answered. Closes with `closing`. What subgraphs elsewhere write is heard of through Redis alone (wiring/serve-subgraph.ts tells it there), so
 * without Redis nothing of theirs is kept.
 */
export async function cacheForNewsgraph(
  { config, clock, log, metrics, local, outbox, hasTokens }: NewsgraphCacheWiring,
  closing: AsyncDisposableStack,
): Promise<GatewayCaching> {
  const { rules, tagsOf } = cachingOfProgram();
  const deaf = config.redisUrl === null ? SUBGRAPH_NAMES.filter((name) => !local.includes(name)) : [];
  if (deaf.length > 0 && config.cache)
    log.warn({ subgraphs: deaf }, 'what these write is not heard of without REDIS_URL: their answers are not kept');
  const caching = await openCache(
    {
      config,
      clock,
      log,
      metrics,
      rules,
      never: deaf,
      viewerOf: hasTokens ? viewerByToken : viewerByHeader,
      isCurrent: () => outbox?.feed.health.isCurrent ?? true,
    },
    closing,
  );
  // Where nothing is kept, clients' requests are joined all the same: not with those from before a write.
  if (outbox === null) return caching;
  const { hearNow } = await hearOutbox({ cache: caching.cache, clock, ...outbox, tagsOf, log }, closing);
  return { ...caching, afterMutation: () => hearNow() };
}
