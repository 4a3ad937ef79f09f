/** The stores over which the model runs, each with what may befall it. */
import { Redis } from 'ioredis';
import { Cache } from '../../../src/cache/cache.ts';
import { connect } from '../../../src/cache/redis/connect.ts';
import { RedisTier } from '../../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../../src/clock/clock.ts';
import { Random } from '../../differential/random.ts';
import { startRedisCluster, startRedisServer } from '../../testkit/redis-servers.ts';
import { cutConnections, evictSome, fallBehind, refuseInvalidations } from './blows.ts';
import { runModel, type ModelCounts } from './model.ts';

export interface StoreRun extends ModelCounts {
  /** Keys that Redis evicted. */
  readonly evicted: number;
  /** Servers that died. */
  readonly killed: number;
}

export type Store = 'memory' | 'memory, lagging' | 'redis' | 'redis behind memory' | 'redis behind memory, lagging' | 'cluster';

export const STORES: Readonly<Record<Store, (steps: number, seed: number) => Promise<StoreRun>>> = {
  memory: (steps, seed) => inMemory(steps, seed, { entities: 12, lagMs: 0 }),
  'memory, lagging': (steps, seed) => inMemory(steps, seed, { entities: 60, lagMs: 3 }),
  redis: (steps, seed) => inRedis(steps, seed, { memoryBytes: 0, entities: 12, lagMs: 0 }),
  'redis behind memory': (steps, seed) => inRedis(steps, seed, { memoryBytes: MEMORY_BYTES, entities: 12, lagMs: 0 }),
  'redis behind memory, lagging': (steps, seed) => inRedis(steps, seed, { memoryBytes: MEMORY_BYTES, entities: 30, lagMs: 20 }),
  cluster: inCluster,
};

const PROCESSES = 3;
/** In a process: for about half the entries of the model, of 20,000 bytes each. */
const MEMORY_BYTES = 1_000_000;
/** In Redis, beside what it needs for itself: for the entries, or for its answers of many of them, but not for both. */
const ROOM_BYTES = 1_000_000;
/** All processes run in one and reach Redis within a quarter of a second. */
const GRACE_MS = 300;

interface Source {
  readonly entities: number;
  readonly lagMs: number;
}

function seeded(seed: number): () => number {
  const random = new Random(seed);
  return () => random.next();
}

async function inMemory(steps: number, seed: number, source: Source): Promise<StoreRun> {
  const random = seeded(seed);
  const open = async (): Promise<Cache> => new Cache({ clock: systemClock, random, memoryBytes: MEMORY_BYTES, redis: null });
  return { ...(await runModel({ processes: PROCESSES, ...source, steps, random, open, blows: [] })), evicted: 0, killed: 0 };
}

async function inRedis(steps: number, seed: number, { memoryBytes, ...source }: Source & { memoryBytes: number }): Promise<StoreRun> {
  const random = seeded(seed);
  const server = await startRedisServer(['--maxmemory-policy', 'allkeys-lru']);
  const admin = new Redis(server.address);
  try {
    const number = async (section: string, name: string): Promise<number> =>
      Number(new RegExp(`${name}:(\\d+)`).exec(await admin.info(section))?.[1]);
    await admin.config('SET', 'maxmemory', String((await number('memory', 'used_memory')) + ROOM_BYTES));
    const blows = [
      () => evictSome(admin, random),
      async (): Promise<void> => void (await admin.flushall()),
      () => cutConnections(admin),
      async (): Promise<void> => void (await admin.client('PAUSE', 30, 'ALL')),
      () => refuseInvalidations(admin),
      () => fallBehind(admin),
      () => fallBehind(admin),
    ];
    const open = opener(() => server.address, memoryBytes, random);
    const counts = await runModel({ processes: PROCESSES, ...source, steps, random, open, blows });
    return { ...counts, evicted: await number('stats', 'evicted_keys'), killed: 0 };
  } finally {
    admin.disconnect();
    await server.stop();
  }
}

async function inCluster(steps: number, seed: number): Promise<StoreRun> {
  const random = seeded(seed);
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
    const open = opener(() => cluster.address, MEMORY_BYTES, random);
    const counts = await runModel({ processes: PROCESSES, entities: 12, steps, random, open, blows });
    return { ...counts, evicted: 0, killed: cluster.killed };
  } finally {
    await cluster.stop();
  }
}

/** A process's cache, once Redis has been told what it knows. */
function opener(address: () => string, memoryBytes: number, random: () => number): () => Promise<Cache> {
  return async () => {
    const available = Promise.withResolvers<void>();
    const tier = new RedisTier({
      connection: connect({ address: address(), commandTimeoutMs: 500 }),
      clock: systemClock,
      commandTimeoutMs: 500,
      waitMs: 500,
      graceMs: GRACE_MS,
      onChange: (state) => void (state === 'available' && available.resolve()),
    });
    await available.promise;
    return new Cache({ clock: systemClock, random, memoryBytes, redis: tier });
  };
}
