/** What an entry in Redis is worth: by its age, by the stamps of its key's tags, and by those of the tags that the answer named. */
import { ageOf, type Entry } from '../entry.ts';
import type { CacheKey } from '../keys.ts';
import { decodeHead } from './entry-codec.ts';

/** Judged by what the key tells; the tags that the answer named have yet to be asked for. */
export interface Judged {
  readonly key: CacheKey;
  readonly lookup: { readonly outcome: 'fresh' | 'stale' | 'on error'; readonly head: NonNullable<ReturnType<typeof decodeHead>> } | null;
  readonly why: 'absent' | 'expired' | 'invalidated';
  /** A tag that has another stamp, or none. */
  readonly by?: string | undefined;
}

export type Concluded =
  | { readonly outcome: 'fresh' | 'stale' | 'on error'; readonly entry: Entry; readonly textBytes: number }
  | { readonly outcome: 'absent' | 'expired' | 'invalidated'; readonly by?: string | undefined; readonly entry?: undefined };

/** @param stamps as they stand in Redis, by tag */
export function judge(key: CacheKey, bytes: Buffer | null, stamps: ReadonlyMap<string, string>, now: number): Judged {
  const head = bytes === null ? null : decodeHead(bytes, key.tags.length);
  if (head === null) return { key, lookup: null, why: 'absent' };
  const age = ageOf(head.times, now);
  if (age === 'over') return { key, lookup: null, why: 'expired' };
  const changed = key.tags.find((tag, i) => stamps.get(tag) !== head.stamps[i]);
  if (changed !== undefined) return { key, lookup: null, why: 'invalidated', by: changed };
  return { key, lookup: { outcome: age, head }, why: 'absent' };
}

/** @param named stamps of the tags that answers have named */
export function conclude({ key, lookup, why, by }: Judged, named: ReadonlyMap<string, string>): Concluded {
  if (lookup === null) return { outcome: why, by };
  const { head, outcome } = lookup;
  const changed = head.named.find(({ tag, stamp }) => named.get(tag) !== stamp);
  if (changed !== undefined) return { outcome: 'invalidated', by: changed.tag };
  const text = head.valueText();
  const tags = head.named.length === 0 ? key.tags : [...key.tags, ...head.named.map(({ tag }) => tag)];
  return { outcome, entry: { value: JSON.parse(text), tags, times: head.times }, textBytes: text.length };
}
