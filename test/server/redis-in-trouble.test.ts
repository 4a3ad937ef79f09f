/**
 * Redis in trouble behind a proxy, and two serving processes that go on: no error, nothing old in the process that was told of a change while it was away, and nothing old in any once it is
 * back and asked again.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { startRedisServer, type RedisServer } from '../testkit/redis-servers.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { startTcpProxy, type TcpProxy } from '../testkit/tcp-proxy.ts';
import { openSource, type Process, type Source } from './testkit/cached-gateway.ts';

interface Scene {
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
  // Last: the primary is gone behind it.
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
  let source: Source;
  let scene: Scene;
  let [one, other]: Process[] = [];
  beforeAll(async () => {
    source = await openSource();
    const primary = await startRedisServer(['--maxmemory-policy', 'noeviction']);
    const replica = await startRedisServer(['--replicaof', '127.0.0.1', String(primary.port), '--repl-diskless-sync-delay', '0']);
    const proxy = await startTcpProxy(primary.port);
    scene = { primary, replica, proxy, admin: new Redis(primary.address), replicaAdmin: new Redis(replica.address) };
    while (!(await scene.replicaAdmin.info('replication')).includes('master_link_status:up')) await pause(50);
    const environment = { REDIS_URL: `redis://127.0.0.1:${proxy.port}` };
    [one, other] = await Promise.all([source.start(environment), source.start(environment)]);
  }, 30_000);
  afterAll(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
    scene.admin.disconnect();
    scene.replicaAdmin.disconnect();
    await scene.proxy.close();
    await Promise.all([scene.primary.stop(), scene.replica.stop()]);
    await source.close();
  });

  it.each(TROUBLES)(
    '$called harms nobody',
    async ({ begin, end }) => {
      await bothAsk();
      source.counts.set('1', 1);
      await one!.invalidate({ tags: ['counts'] });
      while ((await one!.count('1')) !== 1 || (await other!.count('1')) !== 1) await pause(5);
      await begin(scene);
      await during(250, async () => expect([await one!.count('1'), await other!.count('1')]).toEqual([1, 1]));
      source.counts.set('1', 2);
      await one!.invalidate({ tags: ['counts'] });
      expect(await one!.count('1')).toBe(2);
      await pause(50);
      // Whoever cannot hear of it does not answer from memory.
      await during(700, async () => expect([await one!.count('1'), await other!.count('1')]).toEqual([2, 2]));
      await end(scene);
      await during(500, async () => expect([await one!.count('1'), await other!.count('1')]).toEqual([2, 2]));
      await bothAsk(async () => expect([await one!.count('1'), await other!.count('1')]).toEqual([2, 2]));
      expect(memoryBytes(await one!.metrics())).toBeLessThan(32_000_000);
    },
    30_000,
  );

  /** Until both answer from memory and ask Redis. */
  async function bothAsk(meanwhile: () => Promise<unknown> = () => pause(20)): Promise<void> {
    for (;;) {
      const told = await Promise.all([one!.metrics(), other!.metrics()]);
      if (told.every((text) => /cache_memory_current 1/.test(text) && /cache_redis_available 1/.test(text))) return;
      await meanwhile();
    }
  }
});

async function during(milliseconds: number, work: () => Promise<unknown>): Promise<void> {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) await work();
}

function memoryBytes(metrics: string): number {
  return Number(/newsgraph_cache_memory_bytes (\d+)/.exec(metrics)?.[1]);
}
