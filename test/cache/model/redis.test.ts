/** The model (model.ts) over a real Redis that is hurt in all the ways a test can think of: alone with next to no memory of its own, with memory in front, and as a cluster whose primaries die. */
import { expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Cache } from '../../../src/cache/cache.ts';
import { connect } from '../../../src/cache/redis/connect.ts';
import { RedisTier } from '../../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../../src/clock/clock.ts';
import { startRedisCluster } from '../../testkit/redis-servers.ts';
import { describeWithRedis } from '../../testkit/services.ts';
import { Random } from '../../differential/random.ts';
import { cutConnections, evictSome, fallBehind, refuseInvalidations } from './blows.ts';
import { runModel } from './model.ts';

const STEPS = Number(process.env['MODEL_STEPS'] ?? 2_000);
const SEED = Number(process.env['MODEL_SEED'] ?? 7);
/** Beside what Redis needs for itself: for the entries of the model, of 20,000 bytes each, or for its answers of many of them, but not for both. */
const ROOM_BYTES = 1_000_000;
/** In a process: for about half the entries. */
const MEMORY_BYTES = 1_000_000;
const LIMIT_MS = 20_000 + STEPS * 20;
/** All processes run in one and reach Redis within a quarter of a second. */
const GRACE_MS = 300;

function seeded(): () => number {
  const random = new Random(SEED);
  return () => random.next();
}

/** A process's cache, once Redis is asked. */
function opener(address: () => string, memoryBytes: number, random: () => number): () => Promise<Cache> {
  return async () => {
    const available = Promise.withResolvers<void>();
    const onChange = (state: string): void => void (state === 'available' && available.resolve());
    const tier = new RedisTier({
      connection: connect({ address: address(), commandTimeoutMs: 500 }),
      clock: systemClock,
      commandTimeoutMs: 500,
      graceMs: GRACE_MS,
      onChange,
    });
    await available.promise;
    return new Cache({ clock: systemClock, random, memoryBytes, redis: tier });
  };
}

describeWithRedis('a cache in Redis', (service) => {
  it.each([
    { memoryBytes: 0, lagMs: 0, called: 'without memory' },
    { memoryBytes: MEMORY_BYTES, lagMs: 0, called: 'with memory in front' },
    { memoryBytes: MEMORY_BYTES, lagMs: 20, called: 'over replicas that lag' },
  ])(
    '$called never shows what a process knows to be old, or is not the viewer’s',
    async ({ memoryBytes, lagMs }) => {
      const random = seeded();
      const admin = new Redis(service.address);
      await admin.flushall();
      await admin.config('SET', 'maxmemory-policy', 'allkeys-lru');
      const used = /used_memory:(\d+)/.exec(await admin.info('memory'))?.[1];
      await admin.config('SET', 'maxmemory', String(Number(used) + ROOM_BYTES));
      const blows = [
        () => evictSome(admin, random),
        async (): Promise<void> => void (await admin.flushall()),
        () => cutConnections(admin),
        async (): Promise<void> => void (await admin.client('PAUSE', 30, 'ALL')),
        () => refuseInvalidations(admin),
        () => fallBehind(admin),
        () => fallBehind(admin),
      ];
      const open = opener(() => service.address, memoryBytes, random);
      const counts = await runModel({ processes: 3, entities: lagMs === 0 ? 12 : 30, steps: STEPS, random, open, blows, lagMs });
      const evicted = /evicted_keys:(\d+)/.exec(await admin.info('stats'))?.[1];
      await admin.config('SET', 'maxmemory', '0');
      await admin.quit();
      expect(Number(evicted)).toBeGreaterThan(0);
      expect(counts.hits).toBeGreaterThan(STEPS / (lagMs === 0 ? 50 : 1_000));
      expect(counts.blows).toBeGreaterThan(0);
    },
    LIMIT_MS,
  );
});

describeWithRedis('a cache in a cluster', () => {
  it(
    'never shows what a process knows to be old, or is not the viewer’s, though primaries die',
    async () => {
      const random = seeded();
      const cluster = await startRedisCluster();
      try {
        const blows = [
          () => cluster.onPrimaries((admin) => evictSome(admin, random)),
          () => cluster.onPrimaries((admin) => admin.flushall()),
          () => cluster.onPrimaries(cutConnections),
          () => cluster.killPrimary(),
          () => cluster.fallBehind(),
          () => cluster.fallBehind(),
        ];
        const counts = await runModel({
          processes: 3,
          entities: 12,
          steps: STEPS,
          random,
          open: opener(() => cluster.address, MEMORY_BYTES, random),
          blows,
        });
        expect(counts.hits).toBeGreaterThan(STEPS / 50);
        expect(counts.blows).toBeGreaterThan(0);
        expect(cluster.killed).toBeGreaterThan(0);
      } finally {
        await cluster.stop();
      }
    },
    LIMIT_MS,
  );
});
