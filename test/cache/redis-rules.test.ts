/**
 * The rules of docs/decisions/0012 that keep what is wrong in Redis from being shown, each at the moment at which it is needed: the model (model/) finds such moments by chance, and some so
 * seldom that it would have to run for hours.
 */
import { afterAll, afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { Cache } from '../../src/cache/cache.ts';
import { Hearing } from '../../src/cache/hearing.ts';
import { entityKey, stampKey, TOLD_POSITION } from '../../src/cache/keys.ts';
import { connect, type Connection } from '../../src/cache/redis/connect.ts';
import { RedisTier } from '../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { fallBehind } from './model/blows.ts';

const ID = '{"id":"1"}';
const KEY = entityKey({ scope: 'public', viewer: null, subgraph: 'news', type: 'Article', representation: ID, key: ID, selection: 'all' });
const TAG = KEY.tags[0];
const LIFETIME = { freshMs: 60_000, revalidateMs: 0, onErrorMs: 0 };

interface Process {
  readonly cache: Cache;
  readonly tier: RedisTier;
  readonly connection: Connection;
}

describeWithRedis('what is wrong in Redis', (service) => {
  let admin: Redis;
  const open: Process[] = [];
  beforeEach(async () => {
    admin ??= new Redis(service.address);
    await admin.flushall();
  });
  afterEach(async () => {
    await admin.acl('SETUSER', 'default', '+unlink');
    await Promise.all(open.splice(0).map(({ cache }) => cache.close()));
  });
  afterAll(() => admin.disconnect());

  it('is told again to a primary that has lost what it acknowledged', async () => {
    const { cache } = await start();
    await keep(cache);
    const takeOver = await fallBehind(admin);
    expect(await cache.invalidate([TAG])).toBe(true);
    await takeOver();
    await believed(cache);
    expect(await outcome(cache)).toEqual(['miss', 'invalidated']);
  });

  it('is told again by who has heard of it, where who told it is gone', async () => {
    const [teller, other] = [await start(), await start()];
    await keep(teller.cache);
    const takeOver = await fallBehind(admin);
    expect(await teller.cache.invalidate([TAG])).toBe(true);
    other.cache.heard([TAG]);
    await stop(teller);
    await takeOver();
    await believed(other.cache);
    expect(await outcome(other.cache)).toEqual(['miss', 'invalidated']);
  });

  it('is told before anything is believed', async () => {
    const { cache, connection } = await start();
    await keep(cache);
    const takeOver = await fallBehind(admin);
    expect(await cache.invalidate([TAG])).toBe(true);
    // As soon as a command can be given at all.
    const asked = new Promise((resolve) => connection.once('ready', () => resolve(outcome(cache))));
    await takeOver();
    expect(await asked).toEqual(['miss', 'unavailable']);
  });

  it('is told although it became wrong while other things were being told', async () => {
    const { cache, connection } = await start();
    const tags = Array.from({ length: 300 }, (_, i) => `news/Article/${i}`);
    await admin.mset(tags.flatMap((tag) => [stampKey(tag), 'old']));
    const isReady = new Promise((resolve) => connection.once('ready', resolve));
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await isReady;
    // Some of them between the reading of the journal and the answer to it.
    for (const tag of tags) {
      void cache.invalidate([tag]);
      await turn();
    }
    while ((await admin.exists(...tags.map(stampKey))) > 0) await pause(10);
    expect(await admin.exists(...tags.map(stampKey))).toBe(0);
  });

  it('is told behind what is being told for so long that it is tried again meanwhile', async () => {
    const { cache, tier, connection } = await start();
    await keep(cache);
    await cache.invalidate(['news/Article/other']);
    const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const unlink = connection.unlink.bind(connection) as (...keys: string[]) => Promise<number>;
    const telling = jest.spyOn(connection, 'unlink').mockImplementationOnce((async (...keys: string[]) => {
      begun.resolve();
      await mayEnd.promise;
      return unlink(...keys);
    }) as never);
    // Everything is told once more.
    tier.distrust();
    await begun.promise;
    expect(await cache.invalidate([TAG])).toBe(false);
    // After 100 ms it is tried again, in vain.
    await pause(250);
    expect(telling.mock.calls).toEqual([[stampKey('news/Article/other')]]);
    mayEnd.resolve();
    await believed(cache);
    // Not a hit for one moment.
    expect(await outcome(cache)).toEqual(['miss', 'unavailable']);
    while ((await outcome(cache))[1] === 'unavailable') await pause(5);
    expect(await outcome(cache)).toEqual(['miss', 'invalidated']);
  });

  it('is not believed by a process that begins before others have told it again', async () => {
    const { cache } = await start();
    await keep(cache);
    const takeOver = await fallBehind(admin);
    expect(await cache.invalidate([TAG])).toBe(true);
    await takeOver();
    // The first one is connected again 100 ms later.
    const late = await start({});
    expect(await outcome(late.cache)).toEqual(['miss', 'unavailable']);
    await believed(late.cache);
    expect(await outcome(late.cache)).toEqual(['miss', 'invalidated']);
  });

  it('is told again from the log by a process that begins, where all who told it are gone', async () => {
    const first = await start();
    await keep(first.cache);
    const takeOver = await fallBehind(admin);
    const log = [{ position: 1, tag: TAG }];
    await hearing(first.cache, log).hear(log);
    await stop(first);
    await takeOver();
    // The position is on a server of the cluster that has lost nothing.
    await admin.set(TOLD_POSITION, 1);
    const next = await start();
    await hearing(next.cache, log).catchUp();
    expect(await outcome(next.cache)).toEqual(['miss', 'invalidated']);
  });

  it('holds the told position where it is until it is told', async () => {
    const { cache } = await start();
    const log = [1, 2, 3].map((position) => ({ position, tag: `news/Article/${position}` }));
    const heard = hearing(cache, log);
    await heard.hear(log.slice(0, 1));
    expect(await cache.toldPosition()).toBe(1);
    await admin.acl('SETUSER', 'default', '-unlink');
    await heard.hear(log.slice(1, 2));
    await admin.acl('SETUSER', 'default', '+unlink');
    // The second has yet to be told again, after 100 ms.
    await heard.hear(log.slice(2));
    expect(await admin.get(TOLD_POSITION)).toBe('1');
  });

  it('is not asked for while it cannot be told', async () => {
    const { cache } = await start();
    await keep(cache);
    await admin.acl('SETUSER', 'default', '-unlink');
    expect(await cache.invalidate([TAG])).toBe(false);
    expect(await outcome(cache)).toEqual(['miss', 'unavailable']);
  });

  it('is not stored under stamps that are newer than the reading', async () => {
    const [slow, other] = [await start(), await start()];
    const [found] = await slow.cache.lookup([KEY]);
    if (found?.outcome !== 'miss') throw new Error('nothing was kept yet');
    await other.cache.invalidate([TAG]);
    await other.cache.lookup([KEY]);
    await slow.cache.fill(found.ticket, { scope: 'public', value: 'old', text: '"old"', lifetime: LIFETIME });
    expect(await outcome(other.cache)).toEqual(['miss', 'invalidated']);
  });

  it('does not come into memory as newer than it is', async () => {
    const [writer, reader] = [await start(), await start({ graceMs: 0, memoryBytes: 100_000 })];
    await keep(writer.cache);
    const asked = outcome(reader.cache);
    // The answer was on its way already.
    reader.cache.heard([TAG]);
    expect(await asked).toEqual(['hit', 'redis']);
    expect(reader.cache.peek(KEY)).toBeNull();
  });

  it('is not stored where it is known to be wrong already', async () => {
    const { cache } = await start();
    const [found] = await cache.lookup([KEY]);
    cache.heard([TAG]);
    if (found?.outcome !== 'miss') throw new Error('nothing was kept yet');
    await cache.fill(found.ticket, { scope: 'public', value: 'old', text: '"old"', lifetime: LIFETIME });
    expect(cache.redisState?.bytesWritten).toBe(0);
  });

  it('is not stored where its source may not have had a write that the stamps tell of', async () => {
    const { cache } = await start();
    await keep(cache, 5_000);
    expect(await outcome(cache)).toEqual(['miss', 'absent']);
    await keep(cache, 0);
    expect(await outcome(cache)).toEqual(['hit', 'redis']);
  });

  /** A process's cache, once it has told Redis what it knows. */
  async function start({ graceMs, memoryBytes = 0 }: { graceMs?: number; memoryBytes?: number } = { graceMs: 0 }): Promise<Process> {
    const connection = connect({ address: service.address, commandTimeoutMs: 5_000 });
    const available = Promise.withResolvers<void>();
    const tier = new RedisTier({
      connection,
      clock: systemClock,
      commandTimeoutMs: 5_000,
      waitMs: 5_000,
      ...(graceMs === undefined ? {} : { graceMs }),
      onChange: (state) => void (state === 'available' && available.resolve()),
    });
    await available.promise;
    const started = { cache: new Cache({ clock: systemClock, random: () => 0, memoryBytes, redis: tier }), tier, connection };
    open.push(started);
    return started;
  }

  async function stop(process: Process): Promise<void> {
    open.splice(open.indexOf(process), 1);
    await process.cache.close();
  }
});

async function keep(cache: Cache, settleMs = 0): Promise<void> {
  const [found] = await cache.lookup([KEY]);
  if (found?.outcome !== 'miss') throw new Error('something is kept already');
  await cache.fill(found.ticket, { scope: 'public', value: 'old', text: '"old"', lifetime: LIFETIME }, settleMs);
}

async function outcome(cache: Cache): Promise<[string, string]> {
  const [found] = await cache.lookup([KEY]);
  return [found!.outcome, found!.outcome === 'miss' ? found!.why : found!.tier];
}

async function believed(cache: Cache): Promise<void> {
  while (!cache.redisState?.isAvailable) await pause(5);
}

interface Logged {
  readonly position: number;
  readonly tag: string;
}

function hearing(cache: Cache, log: readonly Logged[]): Hearing<Logged> {
  return new Hearing({
    cache,
    clock: systemClock,
    tagsOf: ({ tag }) => [tag],
    after: async (position, limit) => log.filter((one) => one.position > position).slice(0, limit),
    positionBefore: async () => 0,
  });
}
