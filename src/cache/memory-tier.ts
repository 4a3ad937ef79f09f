/** Entries in this process: bounded by bytes and by number, least recently used out first. Values are objects; whoever shows one copies it. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock/clock.ts';
import { ageOf, type Entry } from './entry.ts';
import type { CacheKey } from './keys.ts';
import type { Ledger } from './ledger.ts';

export interface MemoryTierOptions {
  readonly clock: Clock;
  readonly ledger: Ledger;
  /** For values, tags and keys together; 0 keeps nothing. */
  readonly maxBytes: number;
  readonly maxEntries?: number;
}

export type MemoryLookup =
  | { readonly outcome: 'fresh' | 'stale'; readonly entry: Entry }
  /** `on error`: old, but may be shown when the source fails. */
  | { readonly outcome: 'on error'; readonly entry: Entry }
  | { readonly outcome: 'absent' | 'expired' }
  /** `by`: a tag; null where too much was invalidated since to remember it. */
  | { readonly outcome: 'invalidated'; readonly by: string | null };

interface Slot {
  readonly entry: Entry;
  /** Of the ledger, from before it was read. */
  readonly number: number;
}

const ABSENT = { outcome: 'absent' } as const;
const EXPIRED = { outcome: 'expired' } as const;
/** What an entry costs beside its text: the map's slot, the list's links, objects and their properties. Measured at about 300 bytes. */
const ENTRY_OVERHEAD_BYTES = 300;
/** JSON as objects takes about this many times the bytes of its text. */
const OBJECTS_PER_TEXT = 2.5;

export class MemoryTier {
  readonly #clock: Clock;
  readonly #ledger: Ledger;
  readonly #maxBytes: number;
  readonly #slots: LRUCache<string, Slot> | null;

  constructor({ clock, ledger, maxBytes, maxEntries = 100_000 }: MemoryTierOptions) {
    this.#clock = clock;
    this.#ledger = ledger;
    this.#maxBytes = maxBytes;
    this.#slots = maxBytes === 0 ? null : new LRUCache({ max: maxEntries, maxSize: maxBytes });
  }

  get(key: CacheKey): MemoryLookup {
    const slot = this.#slots?.get(key.text);
    if (slot === undefined) return ABSENT;
    const age = ageOf(slot.entry.times, this.#clock.now());
    // What is wrong stays until it is replaced: whoever asks once more is told the same.
    if (age === 'over') return EXPIRED;
    if (this.#ledger.isRight(slot.entry.tags, slot.number)) return { outcome: age, entry: slot.entry };
    return { outcome: 'invalidated', by: this.#ledger.laterTag(slot.entry.tags, slot.number) };
  }

  /**
   * @param number of the ledger, from before the entry was read
   * @param textBytes length of the value as JSON
   */
  set(key: CacheKey, entry: Entry, number: number, textBytes: number): void {
    if (this.#slots === null) return;
    const size = Math.ceil(ENTRY_OVERHEAD_BYTES + OBJECTS_PER_TEXT * textBytes + 2 * key.text.length);
    // Too large, or wrong already: and what is there is older still.
    if (size > this.#maxBytes || !this.#ledger.isRight(entry.tags, number)) this.#slots.delete(key.text);
    else if ((this.#slots.peek(key.text)?.number ?? -1) <= number) this.#slots.set(key.text, { entry, number }, { size });
  }

  clear(): void {
    this.#slots?.clear();
  }

  /** Bytes, as estimated, and entries: for metrics. */
  get size(): { readonly bytes: number; readonly entries: number } {
    return { bytes: this.#slots?.calculatedSize ?? 0, entries: this.#slots?.size ?? 0 };
  }
}
