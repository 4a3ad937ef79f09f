/** What /metrics tells of the cache. Every label has a closed set of values. */
import { Counter, Gauge, type Registry } from 'prom-client';
import { cappedLabel } from './capped-label.ts';

/** Which of the caches before the subgraphs: entities one by one, responses to root fields, or whole answers. */
export type AskedCache = 'entity' | 'root' | 'answer';

/** How many questions had each outcome. */
export interface CacheAsked {
  readonly outcomes: Readonly<Partial<Record<'hit' | 'stale' | 'miss' | 'joined' | 'on error' | 'bypass', number>>>;
  /** Of the hits. */
  readonly fromMemory: number;
  /** Of the misses. */
  readonly why: Readonly<Partial<Record<'absent' | 'expired' | 'invalidated' | 'unavailable' | 'not current', number>>>;
  /** Of what was bypassed. */
  readonly unkept: readonly {
    readonly reason: 'no hint' | 'no time' | 'too many tags' | 'nothing said' | 'switched off';
    readonly count: number;
  }[];
  /** Of what was asked for, and not kept after all. */
  readonly unstored: Readonly<Partial<Record<'errors' | 'no store', number>>>;
}

export interface CacheState {
  readonly memory: { readonly bytes: number; readonly entries: number };
  /** Since the process began; null without Redis. */
  readonly redis: {
    readonly trips: number;
    readonly bytesRead: number;
    readonly bytesWritten: number;
    /** Keys that this process read for all. */
    readonly taken: number;
    /** Questions that waited for another process, and those of them in vain. */
    readonly waited: number;
    readonly inVain: number;
    readonly isAvailable: boolean;
  } | null;
  readonly invalidations: number;
  /** Whether memory may be answered from: all that was invalidated is heard of. */
  readonly isCurrent: boolean;
}

export interface CacheMetrics {
  lookup(cache: string, outcome: string): void;
  asked(cache: AskedCache, asked: CacheAsked): void;
  compared(check: ShadowCheck): void;
  watch(read: () => CacheState): void;
}

/** What the cache would have shown, compared with what the subgraph said. */
export interface ShadowCheck {
  readonly cache: AskedCache;
  /** Null for whole answers. */
  readonly subgraph: string | null;
  readonly type: string;
  readonly outcome: 'same' | 'different' | 'settled' | 'unchecked';
}

export function createCacheMetrics(registers: Registry[]): CacheMetrics {
  const lookups = new Counter({
    name: 'newsgraph_cache_lookups_total',
    help: 'Cache look-ups; of hits, in which tier.',
    labelNames: ['cache', 'outcome', 'tier'],
    registers,
  });
  const reasons = new Counter({
    name: 'newsgraph_cache_reasons_total',
    help: 'Why questions were missed or bypassed, or answers were not stored.',
    labelNames: ['cache', 'outcome', 'reason'],
    registers,
  });
  const shadow = new Counter({
    name: 'newsgraph_cache_shadow_total',
    help: 'What the cache would have shown, compared with what the subgraph said.',
    labelNames: ['cache', 'subgraph', 'type', 'outcome'],
    registers,
  });
  const [subgraphLabel, typeLabel] = [cappedLabel(), cappedLabel()];
  const because = (cache: AskedCache, outcome: string, reason: string, count: number): void =>
    reasons.inc({ cache, outcome, reason: reason.replaceAll(' ', '_') }, count);
  return {
    lookup: (cache, outcome) => lookups.inc({ cache, outcome }),
    asked(cache, { outcomes, fromMemory, why, unkept, unstored }) {
      const { hit = 0 } = outcomes;
      if (fromMemory > 0) lookups.inc({ cache, outcome: 'hit', tier: 'memory' }, fromMemory);
      // A whole answer in memory, the most frequent by far, has nothing else to tell.
      if (cache === 'answer' && fromMemory > 0) return;
      if (hit > fromMemory) lookups.inc({ cache, outcome: 'hit', tier: 'redis' }, hit - fromMemory);
      for (const [outcome, count = 0] of Object.entries(outcomes)) {
        if (outcome !== 'hit') lookups.inc({ cache, outcome: outcome.replace(' ', '_') }, count);
      }
      for (const [reason, count = 0] of Object.entries(why)) because(cache, 'miss', reason, count);
      for (const { reason, count } of unkept) because(cache, 'bypass', reason, count);
      for (const [reason, count = 0] of Object.entries(unstored)) because(cache, 'unstored', reason, count);
    },
    compared: ({ cache, subgraph, type, outcome }) =>
      shadow.inc({ cache, subgraph: subgraph === null ? '' : subgraphLabel(subgraph), type: typeLabel(type), outcome }),
    watch: (read) => watchState(registers, read),
  };
}

/** Read with every look at /metrics. */
function watchState(registers: Registry[], read: () => CacheState): void {
  const gauge = (name: string, help: string, value: (state: CacheState) => number): unknown =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value(read()));
      },
    });
  const counter = (name: string, help: string, value: (state: CacheState) => number): unknown =>
    new Counter({
      name,
      help,
      registers,
      collect() {
        this.reset();
        this.inc(value(read()));
      },
    });
  gauge('newsgraph_cache_memory_bytes', 'Estimated size of what lies in memory.', ({ memory }) => memory.bytes);
  gauge('newsgraph_cache_memory_entries', 'Entries in memory.', ({ memory }) => memory.entries);
  gauge('newsgraph_cache_memory_current', 'Whether memory may be answered from: 1 or 0.', ({ isCurrent }) => Number(isCurrent));
  counter('newsgraph_cache_invalidations_total', 'Invalidations made or heard of.', ({ invalidations }) => invalidations);
  if (read().redis === null) return;
  gauge('newsgraph_cache_redis_available', 'Whether Redis is asked: 1 or 0.', ({ redis }) => Number(redis?.isAvailable ?? false));
  counter('newsgraph_cache_redis_round_trips_total', 'Round trips to Redis.', ({ redis }) => redis?.trips ?? 0);
  counter('newsgraph_cache_redis_read_bytes_total', 'Bytes of entries read from Redis.', ({ redis }) => redis?.bytesRead ?? 0);
  counter('newsgraph_cache_redis_written_bytes_total', 'Bytes of entries written to Redis.', ({ redis }) => redis?.bytesWritten ?? 0);
  counter(
    'newsgraph_cache_claims_total',
    'Missing keys that this process read, and let others wait for.',
    ({ redis }) => redis?.taken ?? 0,
  );
  counter('newsgraph_cache_claims_waited_total', 'Questions that waited for what another process read.', ({ redis }) => redis?.waited ?? 0);
  counter(
    'newsgraph_cache_claims_in_vain_total',
    'Questions that waited for another process and were not answered in time.',
    ({ redis }) => redis?.inVain ?? 0,
  );
}
