/** What a process keeps while Redis is in trouble is bounded: answers of 10,000 bytes, questions and invalidations by the thousand, none of which may pile up. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { setTimeout as pause } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Cache, type Miss } from '../../src/cache/cache.ts';
import type { Ticket } from '../../src/cache/entry.ts';
import { entityKey, type CacheKey } from '../../src/cache/keys.ts';
import { connect } from '../../src/cache/redis/connect.ts';
import { RedisTier } from '../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { startRedisServer, type RedisServer } from '../testkit/redis-servers.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { startTcpProxy, type TcpProxy } from '../testkit/tcp-proxy.ts';

const QUESTIONS = 10_000;
const AT_ONCE = 100;
const ANSWER_BYTES = 10_000;
/** All answers together are ten times as large; the ledger and the journal take some, by their own bounds. */
const MOST_BYTES = 10_000_000;

const LIFETIME = { freshMs: 60_000, revalidateMs: 0, onErrorMs: 0 };

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
  let scene: Scene;
  beforeAll(async () => {
    const redis = await startRedisServer(['--maxmemory-policy', 'noeviction']);
    scene = { redis, proxy: await startTcpProxy(redis.port), admin: new Redis(redis.address) };
  });
  afterAll(async () => {
    scene.admin.disconnect();
    await scene.proxy.close();
    await scene.redis.stop();
  });

  it.each(TROUBLES)(
    '$called, nothing piles up in the process',
    async ({ begin, end }) => {
      const tier = new RedisTier({
        connection: connect({ address: `redis://127.0.0.1:${scene.proxy.port}`, commandTimeoutMs: 500 }),
        clock: systemClock,
        graceMs: 0,
      });
      const cache = new Cache({ clock: systemClock, random: () => 0, memoryBytes: 0, redis: tier });
      while (!tier.isAvailable) await pause(5);
      const keys = Array.from({ length: QUESTIONS }, (_, i) => keyOf(String(i)));
      const tickets: Ticket<'public'>[] = [];
      for (let from = 0; from < keys.length; from += AT_ONCE) tickets.push(...(await ticketsFor(cache, keys.slice(from, from + AT_ONCE))));
      await begin(scene);
      const before = bytesHeld();
      const given: { readonly fills: Promise<unknown> }[] = [];
      for (let from = 0; from < tickets.length; from += AT_ONCE) given.push(await answer(cache, tickets.slice(from, from + AT_ONCE)));
      // What is under way has 20 ms.
      await Promise.all(given.map(({ fills }) => fills));
      expect(bytesHeld() - before).toBeLessThan(MOST_BYTES);
      await end(scene);
      // And it comes back with nothing left to tell.
      while (!tier.isAvailable || (await cache.lookup([keyOf('0')]))[0]?.outcome !== 'miss') await pause(20);
      await cache.close();
    },
    30_000,
  );
});

/** Before the trouble: with stamps, as Redis gave them. */
async function ticketsFor(cache: Cache, keys: readonly CacheKey<'public'>[]): Promise<Ticket<'public'>[]> {
  return (await cache.lookup(keys)).map((found) => (found as Miss<'public'>).ticket);
}

/**
 * Their sources answer; the same is asked again, and what was answered becomes wrong.
 * @returns what is still being given to Redis, in an object since it is not waited for here
 */
async function answer(cache: Cache, tickets: readonly Ticket<'public'>[]): Promise<{ readonly fills: Promise<unknown> }> {
  const fills = tickets.map((ticket) => {
    const value = ticket.key.text.padEnd(ANSWER_BYTES, 'x');
    return cache.fill(ticket, { scope: 'public', value, text: JSON.stringify(value), lifetime: LIFETIME });
  });
  await cache.lookup(tickets.map(({ key }) => key));
  void cache.invalidate(tickets.map(({ key }) => key.tags[0]));
  return { fills: Promise.all(fills) };
}

function keyOf(id: string): CacheKey<'public'> {
  const key = JSON.stringify({ id });
  return entityKey({ scope: 'public', viewer: null, subgraph: 'news', type: 'Article', representation: key, key, selection: 'all' });
}

/** By JavaScript's own objects: what sockets hold is the proxy's as well, which is in this process, and is given back whenever it pleases. */
function bytesHeld(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed;
}
