/**
 * What an operator says of subgraphs that carry no hints, and of who may be asked as nobody. A file of JSON; a hint in the schema is stronger for its own field, and
 * combining only tightens.
 */
import type { Lifetime } from '../../cache/entry.ts';

/** Seconds, as in Cache-Control. */
export interface TimesInSeconds {
  readonly maxAge?: number | undefined;
  readonly staleWhileRevalidate?: number | undefined;
  readonly staleIfError?: number | undefined;
}

export interface SubgraphRules extends TimesInSeconds {
  /** False: nothing of it is kept, whatever else is said. */
  readonly keep?: boolean | undefined;
  /** Its answers do not depend on who asks, PRIVATE fields excepted: it is asked without Authorization, once for all who ask the same. */
  readonly public?: boolean | undefined;
  /** Lower-case names of the client's headers on which its public answers depend. They are sent to it, and part of every key. */
  readonly vary?: readonly string[] | undefined;
  /** Writes become visible to its readers this long after they are told of (replicas that lag): what was read within is not kept. Milliseconds. */
  readonly settleMs?: number | undefined;
  /** Percent of its fetches that are made although the cache has something, and compared with it (shadow.ts). */
  readonly shadow?: number | undefined;
  /** For entities and objects of a type. */
  readonly types?: Readonly<Record<string, TimesInSeconds>> | undefined;
  /** For root fields, by name. */
  readonly fields?: Readonly<Record<string, TimesInSeconds>> | undefined;
}

export type CacheRules = Readonly<Record<string, SubgraphRules>>;

export const NEVER: Lifetime = { freshMs: 0, revalidateMs: 0, onErrorMs: 0 };
/** Whatever else is said is tighter. */
export const ANY: Lifetime = { freshMs: Infinity, revalidateMs: Infinity, onErrorMs: Infinity };

/** @returns undefined where nothing is said of how long */
export function lifetimeOf(times: TimesInSeconds | undefined): Lifetime | undefined {
  if (times?.maxAge === undefined) return undefined;
  return {
    freshMs: times.maxAge * 1_000,
    revalidateMs: (times.staleWhileRevalidate ?? 0) * 1_000,
    onErrorMs: (times.staleIfError ?? 0) * 1_000,
  };
}
