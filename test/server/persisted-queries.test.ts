/** A query persisted at one gateway is known at the next, as far as Redis carries it. */
import { expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { createMemoryTexts } from '../../src/cache/texts/memory-texts.ts';
import { connect } from '../../src/cache/redis/connect.ts';
import { createRedisTexts } from '../../src/cache/texts/redis-texts.ts';
import type { TextStore } from '../../src/cache/texts/text-store.ts';
import { createPersistedQueries, type PersistedQueryCache } from '../../src/server/graphql/documents/persisted-queries.ts';
import { createMetrics, type Metrics } from '../../src/telemetry/metrics.ts';
import { describeWithRedis, freePort } from '../testkit/services.ts';

const TEXT = '{ hello }';
const KEY = `apq:${createHash('sha256').update(TEXT).digest('hex')}`;

function cacheOver(shared: TextStore | null): { cache: PersistedQueryCache; lookups(): Promise<string[]> } {
  const metrics: Metrics = createMetrics({ processMetrics: false });
  const memory = createMemoryTexts({ clock: { now: () => 0 }, maxBytes: 100_000 });
  return {
    cache: createPersistedQueries({ memory, shared, metrics }),
    lookups: async () => (await metrics.expose()).split('\n').filter((line) => line.startsWith('newsgraph_cache_lookups_total')),
  };
}

async function connected(url: string): Promise<TextStore> {
  const available = Promise.withResolvers<void>();
  const store = createRedisTexts({
    connection: connect({ address: url, commandTimeoutMs: 2_000 }),
    onChange: (state) => state === 'available' && available.resolve(),
  });
  await available.promise;
  return store;
}

describeWithRedis('persisted queries over Redis', (service) => {
  it('are found by another process, which then asks Redis no more', async () => {
    const [one, two] = [await connected(service.address), await connected(service.address)];
    await cacheOver(one).cache.set(KEY, TEXT);

    const second = cacheOver(two);
    expect(await second.cache.get(KEY)).toBe(TEXT);
    expect(await second.cache.get(KEY)).toBe(TEXT);
    expect(await second.lookups()).toEqual([
      'newsgraph_cache_lookups_total{cache="apq_memory",outcome="miss"} 1',
      'newsgraph_cache_lookups_total{cache="apq_redis",outcome="hit"} 1',
      'newsgraph_cache_lookups_total{cache="apq_memory",outcome="hit"} 1',
    ]);
    await second.cache.delete(KEY);
    expect(await cacheOver(one).cache.get(KEY)).toBeUndefined();
    await Promise.all([one.close(), two.close()]);
  });
});

it('persisted queries without Redis there are kept in memory, and no name but a hash is looked up', async () => {
  const shared = createRedisTexts({ connection: connect({ address: `redis://127.0.0.1:${await freePort()}`, commandTimeoutMs: 100 }) });
  const { cache, lookups } = cacheOver(shared);
  await cache.set(KEY, TEXT);
  expect(await cache.get(KEY)).toBe(TEXT);
  for (const name of ['apq:[object Object]', `apq:${'F'.repeat(64)}`, 'apq:', `apq:${'a'.repeat(10_000)}`])
    expect(await cache.get(name)).toBeUndefined();
  expect(await lookups()).toEqual(['newsgraph_cache_lookups_total{cache="apq_memory",outcome="hit"} 1']);
  await shared.close();
});
