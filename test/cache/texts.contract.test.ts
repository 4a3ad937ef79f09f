/** One contract for every store: what a hit, a miss and "unavailable" are does not depend on where the bytes lie. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { Redis } from 'ioredis';
import { persistedQueryKey } from '../../src/cache/keys.ts';
import { createMemoryTexts } from '../../src/cache/texts/memory-texts.ts';
import { connect as connectRedis } from '../../src/cache/redis/connect.ts';
import { createRedisTexts } from '../../src/cache/texts/redis-texts.ts';
import type { TextStore } from '../../src/cache/texts/text-store.ts';
import { describeWithRedis, freePort } from '../testkit/services.ts';

interface World {
  readonly store: TextStore;
  /** Makes the entries of the store that much older. */
  age(milliseconds: number): Promise<void>;
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');
const bytes = (value: string): Uint8Array => Buffer.from(value);

function keepsTheContract(world: () => World): void {
  it('gives back the bytes that were set, by value, whatever they are', async () => {
    const { store } = world();
    const given = new Uint8Array([0, 255, 10, 13, 0]);
    expect(await store.set('a', given, 60_000)).toBe('stored');
    given[0] = 7;
    expect(await store.get('a')).toMatchObject({ outcome: 'hit' });
    const found = await store.get('a');
    expect(found.outcome === 'hit' && [...found.bytes]).toEqual([0, 255, 10, 13, 0]);
    expect(await store.get('b')).toEqual({ outcome: 'miss' });
  });

  it('keeps the empty value apart from none', async () => {
    const { store } = world();
    await store.set('a', new Uint8Array(), 60_000);
    expect(await store.get('a')).toMatchObject({ outcome: 'hit', bytes: expect.objectContaining({ length: 0 }) });
  });

  it('replaces, deletes, and deletes what is not there', async () => {
    const { store } = world();
    await store.set('a', bytes('one'), 60_000);
    await store.set('a', bytes('two'), 60_000);
    const found = await store.get('a');
    expect(found.outcome === 'hit' && text(found.bytes)).toBe('two');
    expect(await store.delete('a')).toBe('deleted');
    expect(await store.delete('a')).toBe('deleted');
    expect(await store.get('a')).toEqual({ outcome: 'miss' });
  });

  it('forgets at the end of the time to live', async () => {
    const { store, age } = world();
    await store.set('a', bytes('one'), 5_000);
    await age(4_000);
    expect(await store.get('a')).toMatchObject({ outcome: 'hit' });
    await age(1_001);
    expect(await store.get('a')).toEqual({ outcome: 'miss' });
  });

  it.each([0, -1, 0.5, Number.NaN, Infinity])('has no entry that lives %p ms', async (ttl) => {
    await expect(world().store.set('a', bytes('one'), ttl)).rejects.toThrow(RangeError);
  });

  it('refuses what is too large, and does not keep the old value in its place', async () => {
    const { store } = world();
    await store.set('a', bytes('old'), 60_000);
    expect(await store.set('a', new Uint8Array(3_000), 60_000)).toBe('refused');
    expect(await store.get('a')).toEqual({ outcome: 'miss' });
  });

  it('answers a ping', async () => {
    expect(await world().store.ping()).toBe('available');
  });
}

describe('the memory store', () => {
  let now = 0;
  let store: TextStore;
  const world = (): World => ({ store, age: async (milliseconds) => void (now += milliseconds) });
  beforeEach(() => void (store = createMemoryTexts({ clock: { now: () => now }, maxBytes: 2_500 })));

  keepsTheContract(world);

  it('is bounded by bytes: the least recently used goes first', async () => {
    for (const key of ['a', 'b', 'c']) await store.set(key, new Uint8Array(500), 60_000);
    await store.get('a');
    await store.set('d', new Uint8Array(500), 60_000);
    const outcomes = await Promise.all(['a', 'b', 'c', 'd'].map(async (key) => (await store.get(key)).outcome));
    expect(outcomes).toEqual(['hit', 'miss', 'hit', 'hit']);
  });

  it('is bounded by entries, and holds none where it may hold no byte', async () => {
    const few = createMemoryTexts({ clock: { now: () => now }, maxBytes: 1_000_000, maxEntries: 2 });
    for (const key of ['a', 'b', 'c']) await few.set(key, bytes(key), 60_000);
    expect((await few.get('a')).outcome).toBe('miss');

    const none = createMemoryTexts({ clock: { now: () => now }, maxBytes: 0 });
    expect(await none.set('a', bytes('a'), 60_000)).toBe('refused');
    expect(await none.get('a')).toEqual({ outcome: 'miss' });
  });
});

describeWithRedis('the Redis store', (service) => {
  let direct: Redis;
  let store: TextStore;
  beforeEach(async () => {
    direct = new Redis(service.address);
    await direct.flushall();
    store = await availableStore(service.address, { maxValueBytes: 2_500 });
  });
  afterEach(async () => {
    await store.close();
    await direct.quit();
  });

  keepsTheContract(() => ({
    store,
    // Redis keeps its own time: an entry is aged by shortening what it has left.
    age: async (milliseconds) => {
      const left = await direct.pttl('a');
      if (left > milliseconds) await direct.pexpire('a', left - milliseconds);
      else await direct.del('a');
    },
  }));

  it('gives every key a time to live', async () => {
    await store.set(persistedQueryKey('f'.repeat(64)), bytes('{ a }'), 60_000);
    expect(await direct.keys('*')).toEqual([`newsgraph:apq:v1:${'f'.repeat(64)}`]);
    expect(await direct.pttl(`newsgraph:apq:v1:${'f'.repeat(64)}`)).toBeGreaterThan(59_000);
  });
});

describe('a Redis that is not there', () => {
  it('is unavailable at once, and said to be so once', async () => {
    const changes: string[] = [];
    const told = Promise.withResolvers<void>();
    const store = createRedisTexts({
      connection: connectRedis({ address: `redis://127.0.0.1:${await freePort()}`, commandTimeoutMs: 100 }),
      onChange: (state) => {
        changes.push(state);
        told.resolve();
      },
    });
    expect(await store.get('a')).toEqual({ outcome: 'unavailable' });
    await told.promise;
    expect(await store.set('a', bytes('a'), 1_000)).toBe('unavailable');
    expect(await store.delete('a')).toBe('unavailable');
    expect(await store.ping()).toBe('unavailable');
    expect(changes).toEqual(['unavailable']);
    await store.close();
  });
});

describeWithRedis('a Redis that falls silent', (service) => {
  it('is unavailable after the time one command may take, while the connection stands', async () => {
    const proxy = await muteableProxy(Number(new URL(service.address).port));
    const store = await availableStore(`redis://127.0.0.1:${proxy.port}`, { commandTimeoutMs: 40 });
    expect(await store.get('a')).toEqual({ outcome: 'miss' });

    proxy.mute();
    expect(await store.get('a')).toEqual({ outcome: 'unavailable' });
    await store.close();
    proxy.close();
  });
});

async function availableStore(
  address: string,
  { commandTimeoutMs = 2_000, ...options }: { maxValueBytes?: number; commandTimeoutMs?: number },
): Promise<TextStore> {
  const available = Promise.withResolvers<void>();
  const store = createRedisTexts({
    connection: connectRedis({ address, commandTimeoutMs }),
    ...options,
    onChange: (state) => state === 'available' && available.resolve(),
  });
  await available.promise;
  return store;
}

/** Passes bytes on both ways until it is told to swallow what comes back. */
async function muteableProxy(target: number): Promise<{ port: number; mute(): void; close(): void }> {
  const { connect } = await import('node:net');
  let muted = false;
  const sockets: Socket[] = [];
  const server: Server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    sockets.push(client, upstream);
    client.on('data', (chunk) => upstream.write(chunk));
    upstream.on('data', (chunk) => !muted && client.write(chunk));
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
    client.on('close', () => upstream.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    mute: () => void (muted = true),
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
