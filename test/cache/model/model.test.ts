/** The model (model.ts) over memory alone, over Redis alone with next to no memory of its own, and over both. MODEL_STEPS and MODEL_SEED make it longer or another one. */
import { describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Cache } from '../../../src/cache/cache.ts';
import { connect } from '../../../src/cache/redis/connect.ts';
import { RedisTier } from '../../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../../src/clock/clock.ts';
import { describeWithRedis } from '../../testkit/services.ts';
import { runModel } from './model.ts';
import { Random } from '../../differential/random.ts';

const STEPS = Number(process.env['MODEL_STEPS'] ?? 2_000);
const SEED = Number(process.env['MODEL_SEED'] ?? 7);

function seeded(): () => number {
  const random = new Random(SEED);
  return () => random.next();
}

describe('a cache in memory', () => {
  it('never shows what a process knows to be old, or is not the viewer’s', async () => {
    const random = seeded();
    const open = async (): Promise<Cache> => new Cache({ clock: systemClock, random, memoryBytes: 20_000, redis: null });
    const counts = await runModel({ processes: 3, entities: 12, steps: STEPS, random, open, blows: [] });
    expect(counts.hits).toBeGreaterThan(STEPS / 20);
    expect(counts.writes).toBeGreaterThan(STEPS / 20);
  });
});

describeWithRedis('a cache in Redis', (service) => {
  it.each([
    { memoryBytes: 0, called: 'without memory' },
    { memoryBytes: 20_000, called: 'with memory in front' },
  ])('$called never shows what a process knows to be old, or is not the viewer’s', async ({ memoryBytes }) => {
    const random = seeded();
    const admin = new Redis(service.address);
    const address = service.address;
    await admin.flushall();
    await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await admin.config('SET', 'maxmemory', String(1_500_000));
    const open = async (): Promise<Cache> => {
      const available = Promise.withResolvers<void>();
      const onChange = (state: string): void => void (state === 'available' && available.resolve());
      const tier = new RedisTier({ connection: connect({ address, commandTimeoutMs: 500 }), clock: systemClock, onChange });
      await available.promise;
      return new Cache({ clock: systemClock, random, memoryBytes, redis: tier });
    };
    const some = async (): Promise<string[]> => (await admin.keys('newsgraph:c1:*')).filter(() => random() < 0.3);
    const blows = [
      // Evictions, of entries and of stamps alike.
      async (): Promise<void> => {
        const keys = await some();
        if (keys.length > 0) await admin.del(...keys);
      },
      async (): Promise<void> => void (await admin.flushall()),
      // All connections are cut: what was being told may or may not have been heard.
      async (): Promise<void> => void (await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')),
      async (): Promise<void> => void (await admin.client('PAUSE', 30, 'ALL')),
    ];
    const counts = await runModel({ processes: 3, entities: 12, steps: STEPS, random, open, blows });
    await admin.quit();
    expect(counts.hits).toBeGreaterThan(STEPS / 50);
    expect(counts.blows).toBeGreaterThan(0);
  });
});
