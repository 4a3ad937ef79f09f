/** Texts in this process: bounded by bytes and by entries, least recently used out first. */
import { LRUCache } from 'lru-cache';
import type { Clock } from '../../clock/clock.ts';
import { checkTtl, type TextStore } from './text-store.ts';

export interface MemoryTextsOptions {
  readonly clock: Clock;
  /** For values and keys together; 0 refuses everything. */
  readonly maxBytes: number;
  readonly maxEntries?: number;
}

/** What an entry costs beside its bytes: the map's slot, the list links, the object. Measured at about 200 bytes. */
const ENTRY_OVERHEAD_BYTES = 200;

export function createMemoryTexts({ clock, maxBytes, maxEntries = 100_000 }: MemoryTextsOptions): TextStore {
  const entries =
    maxBytes === 0
      ? null
      : new LRUCache<string, { readonly bytes: Uint8Array; readonly expiresAt: number }>({ max: maxEntries, maxSize: maxBytes });

  return {
    async get(key) {
      const entry = entries?.get(key);
      if (entry === undefined) return { outcome: 'miss' };
      if (clock.now() < entry.expiresAt) return { outcome: 'hit', bytes: entry.bytes };
      entries?.delete(key);
      return { outcome: 'miss' };
    },
    async set(key, bytes, ttlMs) {
      checkTtl(ttlMs);
      const size = bytes.byteLength + 2 * key.length + ENTRY_OVERHEAD_BYTES;
      if (entries === null || size > maxBytes) {
        entries?.delete(key);
        return 'refused';
      }
      // Copied: a slice of a pooled Buffer would keep its whole pool alive, uncounted.
      entries.set(key, { bytes: Uint8Array.from(bytes), expiresAt: clock.now() + ttlMs }, { size });
      return 'stored';
    },
    async delete(key) {
      entries?.delete(key);
      return 'deleted';
    },
    ping: async () => 'available',
    close: async () => entries?.clear(),
  };
}
