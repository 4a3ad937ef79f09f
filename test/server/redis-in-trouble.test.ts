/**
 * Redis in trouble behind a proxy, and two serving processes that go on: no error, nothing old in the process that was told of a change while it was away, and nothing old in any once it is
 * back and asked again. Each trouble has a Redis and two processes of its own, and all happen at the same time, since most of it is waiting.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startRedisServer, type RedisServer } from '../testkit/redis-servers.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { startTcpProxy, type TcpProxy } from '../testkit/tcp-proxy.ts';
import { openSource, type Process, type Source } from './testkit/cached-gateway.ts';

interface Scene {
  /** Of the thing that is counted. */
  readonly id: string;
  readonly one: Process;
  readonly other: Process;
  readonly primary: RedisServer;
  readonly replica: RedisServer;
  readonly proxy: TcpProxy;
  /** Of the primary. */
  readonly admin: Redis;
  /** Of the replica. */
  readonly replicaAdmin: Redis;
}

interface Trouble {
  readonly called: string;
  begin(scene: Scene): unknown;
  end(scene: Scene): unknown;
}

const TROUBLES: readonly Trouble[] = [
  { called: 'slow by 100 ms', begin: ({ proxy }) => (proxy.delayMs = 100), end: ({ proxy }) => (proxy.delayMs = 0) },
  {
    called: 'refusing connections',
    begin({ proxy }) {
      proxy.isRefusing = true;
      proxy.cut();
    },
    end: ({ proxy }) => (proxy.isRefusing = false),
  },
  {
    called: 'gone without a word',
    begin: ({ proxy }) => (proxy.isSilent = true),
    end({ proxy }) {
      proxy.isSilent = false;
      // What was said into the silence is lost, so the connections are good for nothing.
      proxy.cut();
    },
  },
  { called: 'frozen', begin: ({ primary }) => primary.freeze(), end: ({ primary }) => primary.thaw() },
  {
    called: 'full',
    begin: ({ admin }) => admin.config('SET', 'maxmemory', '1'),
    end: ({ admin }) => admin.config('SET', 'maxmemory', '0'),
  },
  {
    called: 'a replica that only reads',
    begin({ proxy, replica }) {
      proxy.targetPort = replica.port;
      proxy.cut();
    },
    end({ proxy, primary }) {
      proxy.targetPort = primary.port;
      proxy.cut();
    },
  },
  {
    called: 'failing over to a replica',
    begin({ proxy, primary }) {
      proxy.isRefusing = true;
      proxy.cut();
      primary.freeze();
    },
    async end({ proxy, replica, replicaAdmin }) {
      await replicaAdmin.replicaof('NO', 'ONE');
      proxy.targetPort = replica.port;
      proxy.isRefusing = false;
    },
  },
];

describeWithRedis('Redis', () => {
  const stack = new AsyncDisposableStack();
  let lives: readonly Promise<string>[];
  beforeAll(async () => {
    const source = await openSource();
    stack.defer(() => source.close());
    const scenes = await Promise.all(TROUBLES.map((_, i) => setUp(source, String(i), stack)));
    lives = TROUBLES.map((trouble, i) => live(source, scenes[i]!, trouble));
    // Each is told of by its own test.
    await Promise.allSettled(lives);
  }, 60_000);
  afterAll(() => stack.disposeAsync());

  it.each(TROUBLES.map(({ called }, i) => ({ called, i })))('$called harms nobody', async ({ i }) => {
    expect(memoryBytes(await lives[i]!)).toBeLessThan(1_000_000);
  });
});

/** @returns the metrics at the end */
async function live(source: Source, scene: Scene, { begin, end }: Trouble): Promise<string> {
  const { id, one, other } = scene;
  const bothCount = async (count: number): Promise<void> =>
    expect(await Promise.all([one.count(id), other.count(id)])).toEqual([count, count]);
  const during = async (milliseconds: number, count: number): Promise<void> => {
    const until = performance.now() + milliseconds;
    for (; performance.now() < until; await pause(PACE_MS)) await bothCount(count);
  };
  /** Until both answer from memory and ask Redis. */
  const bothAsk = async (meanwhile: () => Promise<unknown>): Promise<void> => {
    const ask = async (process: Process): Promise<boolean> => {
      const told = await process.metrics();
      return /cache_memory_current 1/.test(told) && /cache_redis_available 1/.test(told);
    };
    while (!(await Promise.all([one, other].map(ask))).every(Boolean)) {
      await meanwhile();
      await pause(PACE_MS);
    }
  };

  await bothAsk(async () => undefined);
  source.counts.set(id, 1);
  await one.invalidate({ tags: ['counts'] });
  while ((await one.count(id)) !== 1 || (await other.count(id)) !== 1) await pause(5);
  await begin(scene);
  await during(250, 1);
  source.counts.set(id, 2);
  await one.invalidate({ tags: ['counts'] });
  expect(await one.count(id)).toBe(2);
  await pause(50);
  // Whoever cannot hear of it does not answer from memory.
  await during(700, 2);
  await end(scene);
  await during(500, 2);
  await bothAsk(() => bothCount(2));
  await bothCount(2);
  return one.metrics();
}

async function setUp(source: Source, id: string, stack: AsyncDisposableStack): Promise<Scene> {
  const primary = await startRedisServer(['--maxmemory-policy', 'noeviction']);
  stack.defer(() => primary.stop());
  const replica = await startRedisServer(['--replicaof', '127.0.0.1', String(primary.port), '--repl-diskless-sync-delay', '0']);
  stack.defer(() => replica.stop());
  const proxy = await startTcpProxy(primary.port);
  stack.defer(() => proxy.close());
  const [admin, replicaAdmin] = [new Redis(primary.address), new Redis(replica.address)];
  stack.defer(() => admin.disconnect());
  stack.defer(() => replicaAdmin.disconnect());
  while (!(await replicaAdmin.info('replication')).includes('master_link_status:up')) await pause(50);
  const environment = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
  const [one, other] = await Promise.all([source.start(environment), source.start(environment)]);
  stack.defer(async () => void (await Promise.all([one.stop(), other.stop()])));
  return { id, one, other, primary, replica, proxy, admin, replicaAdmin };
}

/** Milliseconds between two questions: all troubles share one process. */
const PACE_MS = 20;

function memoryBytes(metrics: string): number {
  return Number(/newsgraph_cache_memory_bytes (\d+)/.exec(metrics)?.[1]);
}
