/** Automatic persisted queries: text by its hash, in memory first, in the shared store second. */
import { persistedQueryKey } from '../../../cache/keys.ts';
import type { TextStore } from '../../../cache/texts/text-store.ts';
import type { Metrics } from '../../../telemetry/metrics.ts';

/** As Apollo Server asks for it. */
export interface PersistedQueryCache {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  delete(key: string): Promise<void>;
}

const KEPT_MS = 7 * 24 * 60 * 60 * 1000;

export function createPersistedQueries({
  memory,
  shared,
  metrics,
}: {
  memory: TextStore;
  shared: TextStore | null;
  metrics: Metrics;
}): PersistedQueryCache {
  const stores = shared === null ? [memory] : [memory, shared];

  return {
    async get(key) {
      const name = keyOf(key);
      if (name === null) return undefined;
      for (const store of stores) {
        const found = await store.get(name);
        metrics.cacheLookup(store === memory ? 'apq_memory' : 'apq_redis', found.outcome);
        if (found.outcome !== 'hit') continue;
        if (store !== memory) await memory.set(name, found.bytes, KEPT_MS);
        return Buffer.from(found.bytes.buffer, found.bytes.byteOffset, found.bytes.byteLength).toString('utf8');
      }
      return undefined;
    },
    async set(key, text) {
      const name = keyOf(key);
      if (name !== null) await Promise.all(stores.map((store) => store.set(name, Buffer.from(text), KEPT_MS)));
    },
    async delete(key) {
      const name = keyOf(key);
      if (name !== null) await Promise.all(stores.map((store) => store.delete(name)));
    },
  };
}

/** Apollo Server hands over `apq:` and whatever the client called a hash. */
function keyOf(key: string): string | null {
  const hash = /^apq:([0-9a-f]{64})$/.exec(key)?.[1];
  return hash === undefined ? null : persistedQueryKey(hash);
}
