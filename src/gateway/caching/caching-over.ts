/** The cache before every subgraph of a supergraph. */
import type { Cache } from '../../cache/cache.ts';
import type { Clock } from '../../clock/clock.ts';
import { readAccessRules } from '../authorization/access-rules.ts';
import { sharingExecutor, type SharingOptions } from '../sharing/sharing-executor.ts';
import type { ClientRequest } from '../request.ts';
import type { Supergraph } from '../supergraph/supergraph.ts';
import type { SubgraphExecutor } from '../transport/subgraph-executor.ts';
import { readCacheHints } from './cache-hints.ts';
import type { CacheAsked } from './cache-report.ts';
import type { CacheRules } from './cache-rules.ts';
import { cachingExecutor } from './caching-executor.ts';
import type { Shadow } from './shadow.ts';

/** What the gateway is told of its cache. */
export interface GatewayCaching {
  readonly cache: Cache;
  readonly clock: Clock;
  /** By subgraph. Without `public`, a subgraph is asked as whoever asks. */
  readonly rules: CacheRules;
  /** The viewer as an opaque text, the same for all requests of one and of nobody else; null for nobody. */
  readonly viewerOf: (client: ClientRequest) => string | null;
  /** Awaited after each mutation, before its answer goes out: until what it wrote is invalidated, where the process can hear of that. Must not reject. */
  readonly afterMutation?: () => Promise<unknown>;
  /** Whether whole answers are kept too; true where absent. */
  readonly answers?: boolean;
  /** How clients' requests are joined; false where each is sent by itself. */
  readonly sharing?: SharingOptions | false;
  /** What the cache would show is compared with the subgraphs, which are what is answered. */
  readonly shadow?: Shadow;
  /** For metrics: what came of one fetch, or of the look-up of a whole answer. Must not throw. */
  readonly onAsked?: (cache: 'entity' | 'root' | 'answer', asked: CacheAsked) => void;
  /** Where a source has failed, and what is old was shown instead. */
  readonly onShownOnError?: (subgraph: string, requestId: string, error: unknown) => void;
  /** Where a renewal that nobody waits for has failed. */
  readonly onRenewalFailed?: (subgraph: string, error: unknown) => void;
}

export function cachingOver(supergraph: Supergraph, caching: GatewayCaching): (executor: SubgraphExecutor) => SubgraphExecutor {
  const access = readAccessRules(supergraph.document);
  const isGuarded = (type: string, field: string): boolean => access !== null && access.ofField(type, field).length > 0;
  const hints = readCacheHints(supergraph.document, isGuarded);
  const shared = (executor: SubgraphExecutor): SubgraphExecutor =>
    caching.sharing === false ? executor : sharingExecutor(executor, caching.sharing);
  return (executor) => cachingExecutor(shared(executor), { ...caching, hints, isTypeOf: supergraph.isTypeOf });
}
