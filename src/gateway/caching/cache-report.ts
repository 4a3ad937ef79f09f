/** What came of asking the cache for one fetch: for explain, for metrics, and for what may be said of the whole answer. */
import type { Miss } from '../../cache/cache.ts';
import type { Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';
import type { Unkept } from './unkept.ts';

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
  /** Why those that were missed were. */
  readonly why: Partial<Record<Miss['why'], number>>;
  /** Tags for whose sake entries were passed over, the first few. */
  readonly invalidatedBy: readonly string[];
  /** Why those that were bypassed were, each reason once. */
  readonly unkept: readonly CountedUnkept[];
  /** Of what was asked for and could have been kept: why it was not. */
  readonly unstored: Partial<Record<Unstored, number>>;
  /** Why it was asked as the client: a field; null where the subgraph is not public, and where it was asked as nobody. */
  readonly privateField: string | null;
  /** How much longer the whole may be used; null where it may not be kept. */
  readonly lifetime: Lifetime | null;
  readonly tags: readonly string[];
  /** In shadow (shadow.ts): fields, as `Type.path`, in which the subgraph says something else; absent where nothing was compared. */
  readonly differing?: readonly string[];
}

/** What metrics take of it. */
export type CacheAsked = Pick<CacheReport, 'outcomes' | 'fromMemory' | 'why' | 'unkept' | 'unstored'>;

/** `errors`: in what was answered. `no store`: the subgraph's own Cache-Control. */
export type Unstored = 'errors' | 'no store';

export interface CountedUnkept extends Unkept {
  readonly count: number;
}

/** Of `invalidatedBy`. */
export const MOST_TAGS_TOLD = 10;
