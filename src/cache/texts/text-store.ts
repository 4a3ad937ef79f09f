/**
 * Texts under their own hash (automatic persisted queries): what lies here never becomes wrong, so it needs none of what makes the cache right (../cache.ts), only an end.
 * A store knows bytes, not GraphQL; whoever asks decides by the outcome.
 */

/** `unavailable`: the store could not be asked. Not an error and not a miss: go to the source, and do not try to fill. */
export type TextLookup =
  | { readonly outcome: 'hit'; readonly bytes: Uint8Array }
  | { readonly outcome: 'miss' }
  | { readonly outcome: 'unavailable' };

export type Written = 'stored' | 'refused' | 'unavailable';

export interface TextStore {
  /** Never rejects. */
  get(key: string): Promise<TextLookup>;
  /**
   * Never rejects. `refused`: larger than this store takes.
   * @param ttlMs whole milliseconds, at least 1. There is no entry without an end.
   */
  set(key: string, bytes: Uint8Array, ttlMs: number): Promise<Written>;
  /** Never rejects. */
  delete(key: string): Promise<'deleted' | 'unavailable'>;
  /** Never rejects; for the readiness check. */
  ping(): Promise<'available' | 'unavailable'>;
  close(): Promise<void>;
}

/** Throws RangeError: a wrong time to live is a mistake in the program, not a fault of the store. */
export function checkTtl(ttlMs: number): void {
  if (!Number.isInteger(ttlMs) || ttlMs < 1)
    throw new RangeError(`A cache entry lives a whole number of milliseconds, at least 1, not ${ttlMs}.`);
}
