/** What came of asking the cache for one fetch: for explain, for metrics, and for what may be said of the whole answer. */
import type { Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';

export type CacheOutcome =
  | 'hit'
  /** Shown although it is old, and renewed behind. */
  | 'stale'
  | 'miss'
  /** Somebody was reading it already. */
  | 'joined'
  /** Old, and shown because the source failed. */
  | 'on error'
  /** Not to be kept: the policy says so. */
  | 'bypass';

export interface CacheReport {
  readonly scope: Scope;
  /** How many entities (or, for root fields, 1) had each outcome. */
  readonly outcomes: Partial<Record<CacheOutcome, number>>;
  /** Of the hits, how many were in memory. */
  readonly fromMemory: number;
  /** Why those that were missed were: absent, expired, invalidated, unavailable. */
  readonly why: Partial<Record<string, number>>;
  /** How much longer the whole may be used; null where it may not be kept. */
  readonly lifetime: Lifetime | null;
  readonly tags: readonly string[];
}
