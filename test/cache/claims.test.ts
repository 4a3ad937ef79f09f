/** Who reads the source for what nobody has: two processes' caches over one Redis. That it is so over HTTP as well is in test/server/claims.test.ts. */
import { afterAll, afterEach, beforeEach, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { Cache, type Miss } from '../../src/cache/cache.ts';
import { entityKey, stampKey } from '../../src/cache/keys.ts';
import { connect } from '../../src/cache/redis/connect.ts';
import { RedisTier } from '../../src/cache/redis/redis-tier.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { describeWithRedis } from '../testkit/services.ts';

const ID = '{"id":"1"}';
const KEY = entityKey({ scope: 'public', viewer: null, subgraph: 'news', type: 'Article', representation: ID, key: ID, selection: 'all' });
const ANSWER = { scope: 'public', value: 'read', text: '"read"', lifetime: { freshMs: 60_000, revalidateMs: 0, onErrorMs: 0 } } as const;
/** Long enough that whoever does not wait until the end is seen. */
const TYPICAL_MS = 2_000;

describeWithRedis('what nobody has', (service) => {
  let admin: Redis;
  let caches: Cache[] = [];
  beforeEach(async () => {
    admin ??= new Redis(service.address);
    await admin.flushall();
    caches = await Promise.all([start(), start()]);
  });
  afterEach(() => Promise.all(caches.map((cache) => cache.close())));
  afterAll(() => admin.disconnect());

  it('is read by one process, and the other finds it as soon as it is kept', async () => {
    const [one, other] = caches as [Cache, Cache];
    const mine = await missed(one);
    const landing = Promise.withResolvers<string>();
    expect(await one.fromOthers([mine], TYPICAL_MS)).toBeNull();
    one.flights.begin(mine.ticket, landing.promise);

    const waiting = other.fromOthers([await missed(other)], TYPICAL_MS);
    while (other.redisState?.waited !== 1) await new Promise((resolve) => setTimeout(resolve, 5));
    const commands: string[] = [];
    const monitor = await admin.monitor(); // a connection of its own
    monitor.on('monitor', (_time: string, [name = '', key = '']: string[]) => commands.push(`${name.toLowerCase()} ${key}`));
    // Its stamp is asked for before the entry is stored.
    await admin.set(stampKey('topic'), 'old');
    void one.fill(mine.ticket, { ...ANSWER, named: ['topic'] });
    landing.resolve('read');

    expect(await waiting).toMatchObject([{ outcome: 'hit', tier: 'redis', entry: { value: 'read' } }]);
    expect(one.redisState).toMatchObject({ taken: 1, waited: 0 });
    expect(other.redisState).toMatchObject({ taken: 0, waited: 1, inVain: 0 });
    expect(await admin.keys('*:claim:*')).toEqual([]);
    monitor.disconnect();
    const at = (begun: string): number => commands.findIndex((command) => command.startsWith(begun));
    expect(at(`set ${KEY.text}`)).toBeGreaterThan(-1);
    expect(at(`set ${KEY.text}`)).toBeLessThan(at(`unlink ${KEY.text}:claim:`));
  });

  it('is read by the other at once where the first could not get it', async () => {
    const [one, other] = caches as [Cache, Cache];
    const mine = await missed(one);
    const landing = Promise.withResolvers<string>();
    landing.promise.catch(() => undefined);
    await one.fromOthers([mine], TYPICAL_MS);
    one.flights.begin(mine.ticket, landing.promise);
    const waiting = other.fromOthers([await missed(other)], TYPICAL_MS);
    landing.reject(new Error('the source is down'));
    expect(await waiting).toMatchObject([{ outcome: 'miss', why: 'absent' }]);
    expect(other.redisState).toMatchObject({ waited: 1, inVain: 0 });
  });

  it('is waited for no longer than the source takes, where the first has died', async () => {
    const [one, other] = caches as [Cache, Cache];
    await one.fromOthers([await missed(one)], 100);
    const began = performance.now();
    expect(await other.fromOthers([await missed(other)], 100)).toMatchObject([{ outcome: 'miss', why: 'absent' }]);
    expect(performance.now() - began).toBeGreaterThan(100);
    expect(other.redisState).toMatchObject({ waited: 1, inVain: 1 });
    // And then it lapses.
    while ((await admin.keys('*:claim:*')).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await other.fromOthers([await missed(other)], 100)).toBeNull();
  });

  it('is not waited for where it was begun before an invalidation', async () => {
    const [one, other] = caches as [Cache, Cache];
    await one.fromOthers([await missed(one)], TYPICAL_MS);
    await other.invalidate([KEY.tags[0]]);
    expect(await other.fromOthers([await missed(other)], TYPICAL_MS)).toBeNull();
  });

  it('is read together with what is missing beside it', async () => {
    const [one, other] = caches as [Cache, Cache];
    await one.fromOthers([await missed(one)], TYPICAL_MS);
    const more = { ...KEY, text: `${KEY.text}more` };
    expect(await other.fromOthers((await other.lookup([KEY, more])) as Miss[], TYPICAL_MS)).toBeNull();
  });

  it('is read by everybody where the source is quick, or Redis cannot be asked', async () => {
    const [one, other] = caches as [Cache, Cache];
    await one.fromOthers([await missed(one)], TYPICAL_MS);
    const miss = await missed(other);
    const { trips } = other.redisState!;
    expect(await other.fromOthers([miss], 5)).toBeNull();
    expect(other.redisState?.trips).toBe(trips);
    await admin.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    while (other.redisState?.isAvailable) await new Promise((resolve) => setTimeout(resolve, 1));
    expect(await other.fromOthers([miss], TYPICAL_MS)).toBeNull();
    expect(other.redisState?.waited).toBe(0);
  });

  async function start(): Promise<Cache> {
    const available = Promise.withResolvers<void>();
    const redis = new RedisTier({
      connection: connect({ address: service.address, commandTimeoutMs: 5_000 }),
      clock: systemClock,
      commandTimeoutMs: 5_000,
      waitMs: 5_000,
      graceMs: 0,
      onChange: (state) => void (state === 'available' && available.resolve()),
    });
    await available.promise;
    return new Cache({ clock: systemClock, random: () => 0, memoryBytes: 0, redis });
  }
});

async function missed(cache: Cache): Promise<Miss<'public'>> {
  const [found] = await cache.lookup([KEY]);
  if (found?.outcome !== 'miss') throw new Error('it is kept already');
  return found;
}
