/**
 * What a process keeps while Redis is in trouble is bounded: twenty thousand answers of 20,000 bytes, as many questions and invalidations, none of which may pile up. The cache is in a process of its
 * own (bounds/cache-process.ts), so that all of its memory can be counted; Redis, and what stands between, are not in it.
 */
import { expect, it } from '@jest/globals';
import { fork, type ChildProcess } from 'node:child_process';
import { Redis } from 'ioredis';
import { startRedisServer, type RedisServer } from '../testkit/redis-servers.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { startTcpProxy, type TcpProxy } from '../testkit/tcp-proxy.ts';
import type { Held, Order } from './bounds/cache-process.ts';

/**
 * All answers together are 400 MB, and as many again on their way out. In JavaScript's own objects, once what was under way is over, the ledger and the journal remain, by their own bounds; outside of the
 * heap, what a socket has not got rid of: what was given to Redis until it was given up. The most that was ever resident has garbage in it: V8 does not hurry to collect what lies outside of
 * its heap until it is 64 MB.
 */
const MOST = { heap: 10_000_000, external: 20_000_000, peak: 100_000_000 };
/** A young generation of 12 MB instead of 48: what is garbage and has not been collected yet is no matter of the cache's. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=4', '--disable-warning=ExperimentalWarning'];
/** Each order takes a second or two. */
const ORDER_WITHIN_MS = 20_000;

interface Scene {
  readonly redis: RedisServer;
  readonly proxy: TcpProxy;
  readonly admin: Redis;
}

const TROUBLES = [
  { called: 'slow', begin: ({ proxy }: Scene) => (proxy.delayMs = 100), end: ({ proxy }: Scene) => (proxy.delayMs = 0) },
  {
    called: 'refusing',
    begin({ proxy }: Scene) {
      proxy.isRefusing = true;
      proxy.cut();
    },
    end: ({ proxy }: Scene) => (proxy.isRefusing = false),
  },
  {
    called: 'silent',
    begin: ({ proxy }: Scene) => (proxy.isSilent = true),
    end({ proxy }: Scene) {
      proxy.isSilent = false;
      proxy.cut();
    },
  },
  { called: 'frozen', begin: ({ redis }: Scene) => redis.freeze(), end: ({ redis }: Scene) => redis.thaw() },
  {
    called: 'full',
    begin: ({ admin }: Scene) => admin.config('SET', 'maxmemory', '1'),
    end: ({ admin }: Scene) => admin.config('SET', 'maxmemory', '0'),
  },
  {
    called: 'read-only',
    begin: ({ admin }: Scene) => admin.replicaof('127.0.0.1', 1),
    end: ({ admin }: Scene) => admin.replicaof('NO', 'ONE'),
  },
];

describeWithRedis('while Redis is', () => {
  it.each(TROUBLES)(
    '$called, nothing piles up in the process',
    async ({ called, begin, end }) => {
      await using stack = new AsyncDisposableStack();
      const scene = await setUp(stack);
      const child = fork(new URL('bounds/cache-process.ts', import.meta.url), [`redis://127.0.0.1:${scene.proxy.port}`], {
        execArgv: FLAGS,
      });
      stack.defer(() => void child.kill('SIGKILL'));
      const before = await order(child, 'ask');
      await begin(scene);
      const after = await order(child, 'answer');
      await end(scene);
      await order(child, 'return');
      const more = { heap: after.heap - before.heap, external: after.external - before.external, peak: after.peak - before.resident };
      process.stdout.write(
        `${called}: ${Object.entries(more)
          .map(([name, bytes]) => `${name} ${(bytes / 1e6).toFixed(1)} MB`)
          .join(', ')}\n`,
      );
      for (const name of ['heap', 'external', 'peak'] as const) expect(more[name]).toBeLessThan(MOST[name]);
    },
    4 * ORDER_WITHIN_MS,
  );
});

/** Stopped in the end whatever state it is in. */
async function setUp(stack: AsyncDisposableStack): Promise<Scene> {
  const redis = await startRedisServer(['--maxmemory-policy', 'noeviction']);
  stack.defer(() => redis.kill());
  const proxy = await startTcpProxy(redis.port);
  stack.defer(() => proxy.close());
  const admin = new Redis(redis.address, { commandTimeout: 5_000 });
  stack.defer(() => admin.disconnect());
  return { redis, proxy, admin };
}

/** @throws Error where the process ends before it has done so, or takes too long. */
async function order(child: ChildProcess, what: Order): Promise<Held> {
  const done = Promise.withResolvers<Held>();
  const fail = (why: string): void => done.reject(new Error(`the cache's process ${why} after it was told to ${what}`));
  const ended = (code: number | null): void => fail(`ended with ${code}`);
  const late = setTimeout(() => fail(`was not done within ${ORDER_WITHIN_MS} ms`), ORDER_WITHIN_MS);
  child.once('message', done.resolve);
  child.once('exit', ended);
  child.send(what);
  try {
    return await done.promise;
  } finally {
    clearTimeout(late);
    child.removeListener('exit', ended);
    child.removeListener('message', done.resolve);
  }
}
