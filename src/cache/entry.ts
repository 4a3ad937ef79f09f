/** What is kept of an answer: its value, what it is made of, and its times. */
import type { CacheKey, Scope } from './keys.ts';

/** How long an answer may be used, milliseconds, each counted from the end of the one before. */
export interface Lifetime {
  readonly freshMs: number;
  /** Shown while it is renewed. */
  readonly revalidateMs: number;
  /** Shown when the source fails. */
  readonly onErrorMs: number;
}

/** Milliseconds since the Unix epoch. */
export interface Times {
  /** When the source began to be read. */
  readonly readAt: number;
  readonly freshUntil: number;
  readonly revalidateUntil: number;
  /** The end: nothing is kept longer. */
  readonly errorUntil: number;
}

export interface Entry {
  /** JSON. Shared by all who are shown it: never changed. */
  readonly value: unknown;
  /** The tags of its key and those that the answer named. */
  readonly tags: readonly string[];
  readonly times: Times;
}

/** Taken before a source is read, handed in with its answer. */
export interface Ticket<S extends Scope = Scope> {
  readonly key: CacheKey<S>;
  readonly readAt: number;
  /** The ledger's number. */
  readonly number: number;
  /** Redis's stamps of the key's tags, in step; null where Redis could not be asked. */
  readonly stamps: readonly string[] | null;
}

/** What a source answered, and as whom it was asked: only whoever asked as nobody may say `public`. */
export interface Answer<S extends Scope = Scope> {
  readonly scope: S;
  /** JSON; not changed any more. */
  readonly value: unknown;
  /** The same as text. */
  readonly text: string;
  readonly lifetime: Lifetime;
  /** Tags that the answer names beside its key's. */
  readonly named?: readonly string[];
}

export type Age = 'fresh' | 'stale' | 'on error' | 'over';

export function ageOf(times: Times, now: number): Age {
  if (now < times.freshUntil) return 'fresh';
  if (now < times.revalidateUntil) return 'stale';
  return now < times.errorUntil ? 'on error' : 'over';
}

/**
 * Entries that were made together must not end together: each is fresh for a little less, up to a tenth, than it could be.
 * @param share 0 to 1, drawn at random
 */
export function timesOf(lifetime: Lifetime, readAt: number, share: number): Times {
  const freshUntil = readAt + Math.ceil(lifetime.freshMs * (1 - share / 10));
  const revalidateUntil = freshUntil + lifetime.revalidateMs;
  return { readAt, freshUntil, revalidateUntil, errorUntil: revalidateUntil + lifetime.onErrorMs };
}

/** The shorter of each time. */
export function tighter(one: Lifetime, other: Lifetime): Lifetime {
  return {
    freshMs: Math.min(one.freshMs, other.freshMs),
    revalidateMs: Math.min(one.revalidateMs, other.revalidateMs),
    onErrorMs: Math.min(one.onErrorMs, other.onErrorMs),
  };
}
