/** Invalidation from outside and by mutations, over real HTTP: by one process that is alone, and by several over a real Redis. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { runInvalidate } from '../../src/cli/invalidate.run.ts';
import { startRedisServer, type RedisServer } from '../testkit/redis-servers.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { ADMIN_SECRET, openSource, type Process, type Source } from './testkit/cached-gateway.ts';

/** Of how soon others hear of it: several hundred, on a machine that has nothing else to do, to measure it. */
const ROUNDS = Number(process.env['HOW_SOON_ROUNDS'] ?? 40);

let source: Source;
beforeAll(async () => void (source = await openSource()));
afterAll(() => source.close());

describe('POST /admin/invalidate', () => {
  it('makes wrong what is named, by tag or by subgraph, type and key, and nothing else', async () => {
    const alone = await source.start();
    source.counts.set('1', 1).set('2', 1);
    await Promise.all([alone.count('1'), alone.count('2')]);
    source.counts.set('1', 2).set('2', 2);
    expect([await alone.count('1'), await alone.count('2')]).toEqual([1, 1]);
    expect(await alone.invalidate({ subgraph: 'counts', type: 'Thing', key: { id: '1' } })).toEqual({
      invalidated: ['counts/Thing/{"id":"1"}'],
      everywhere: true,
    });
    expect([await alone.count('1'), await alone.count('2')]).toEqual([2, 1]);
    for (const body of [
      { subgraph: 'counts', type: 'Thing' },
      { subgraph: 'counts' },
      { tags: ['counts/Thing/{"id":"2"}'] },
      { tags: ['*'] },
    ]) {
      source.counts.set('2', source.counts.get('2')! + 1);
      await alone.invalidate(body);
      expect(await alone.count('2')).toBe(source.counts.get('2'));
    }
    await alone.stop();
  });

  it('is for whoever has the secret, and is not there without one', async () => {
    const [alone, closed] = await Promise.all([source.start(), source.start({ ADMIN_SECRET: '' })]);
    const ask = async (process: Process, headers: Record<string, string>): Promise<number> =>
      (await process.post('/admin/invalidate', { tags: ['*'] }, headers)).status;
    expect(await ask(alone, {})).toBe(401);
    expect(await ask(alone, { authorization: `Bearer ${ADMIN_SECRET}x` })).toBe(401);
    expect(await ask(alone, { authorization: `Basic ${ADMIN_SECRET}` })).toBe(401);
    expect(await ask(closed, { authorization: `Bearer ${ADMIN_SECRET}` })).toBe(404);
    expect(await ask(closed, { authorization: 'Bearer ' })).toBe(404);
    expect(await ask(alone, { authorization: `Bearer ${ADMIN_SECRET}` })).toBe(200);
    await Promise.all([alone.stop(), closed.stop()]);
  });

  it('refuses what is not told right, and says why', async () => {
    const alone = await source.start();
    for (const [body, told] of REFUSED) {
      const response = await alone.post('/admin/invalidate', body, { authorization: `Bearer ${ADMIN_SECRET}` });
      expect(response.status).toBe(400);
      expect(JSON.stringify(await response.json())).toContain(told);
    }
    await alone.stop();
  });
});

const REFUSED: readonly (readonly [body: unknown, told: string])[] = [
  [{}, 'nothing is named'],
  [{ tags: [] }, 'nothing is named'],
  [{ tags: [''] }, 'tags.0'],
  [{ tags: Array.from({ length: 1_001 }, () => 'x') }, 'tags'],
  [{ tags: ['x'.repeat(1_001)] }, 'tags.0'],
  [{ type: 'Other' }, 'No subgraph has a type'],
  [{ id: '1', type: 'Other' }, 'No type that is named has a key of an id alone.'],
  [{ type: 'Thing', key: { id: '1' }, id: '1' }, 'id stands in the place of key'],
  [{ type: 'Thing', key: { id: 'x'.repeat(1_000) } }, 'longer than 1000'],
  [{ subgraph: 'counts', key: { id: '1' } }, 'key goes with type'],
  [{ tags: ['*'], all: true }, 'all'],
  [[], 'expected object'],
];

describe('newsgraph invalidate', () => {
  it('tells a serving process', async () => {
    const alone = await source.start();
    const before = process.env['ADMIN_SECRET'];
    process.env['ADMIN_SECRET'] = ADMIN_SECRET;
    try {
      source.counts.set('3', 1);
      await alone.count('3');
      source.counts.set('3', 2);
      expect(await runInvalidate({ tags: ['counts'] }, `http://127.0.0.1:${alone.port}`)).toBe(0);
      expect(await alone.count('3')).toBe(2);
      expect(await runInvalidate({ tags: ['counts'] }, 'http://127.0.0.1:1')).toBe(1);
      process.env['ADMIN_SECRET'] = `${ADMIN_SECRET}x`;
      expect(await runInvalidate({ tags: ['counts'] }, `http://127.0.0.1:${alone.port}`)).toBe(1);
    } finally {
      if (before === undefined) delete process.env['ADMIN_SECRET'];
      else process.env['ADMIN_SECRET'] = before;
      await alone.stop();
    }
  });
});

describeWithRedis('several processes', () => {
  let redis: RedisServer;
  let [one, other]: Process[] = [];
  beforeAll(async () => {
    redis = await startRedisServer();
    [one, other] = await Promise.all([source.start({ REDIS_URL: redis.address }), source.start({ REDIS_URL: redis.address })]);
    await inMemory(one!);
    await inMemory(other!);
  });
  afterAll(async () => {
    await Promise.all([one?.stop(), other?.stop()]);
    await redis.stop();
  });

  /** Until the process answers from its memory: then it has begun to listen. */
  async function inMemory(process: Process): Promise<void> {
    for (;;) {
      const before = memoryHits(await process.metrics());
      await process.count('0');
      if (memoryHits(await process.metrics()) > before) return;
      await pause(10);
    }
  }

  it(
    'hear of what one is told within 50 ms, and of what was written through one',
    async () => {
      const took: number[] = [];
      let late = 0;
      for (let round = 1; round <= ROUNDS; round += 1) {
        source.counts.set('5', round);
        if (round === 1) await other!.count('5');
        if (round % 2 === 0) {
          if (!(await one!.invalidate({ subgraph: 'counts', type: 'Thing', key: { id: '5' } })).everywhere) late += 1;
        } else {
          source.counts.set('5', round - 1);
          await one!.post('/graphql', { query: 'mutation { count(id: "5") }' });
        }
        const told = performance.now();
        while ((await other!.count('5')) !== round) expect(performance.now() - told).toBeLessThan(1_000);
        took.push(performance.now() - told);
        expect(await one!.count('5')).toBe(round);
        // Kept again before the next.
        expect(await other!.count('5')).toBe(round);
      }
      const sorted = took.toSorted((a, b) => a - b);
      const [median, p99] = [0.5, 0.99].map((share) => sorted[Math.floor(share * ROUNDS)]!) as [number, number];
      process.stdout.write(
        `an invalidation was seen by the other process after ${median.toFixed(1)} ms (median of ${ROUNDS}; 99 of 100 within ${p99.toFixed(1)}, worst ${sorted.at(-1)!.toFixed(1)}; ${late} were told to Redis at the second try)\n`,
      );
      expect(median).toBeLessThan(50);
      expect(late).toBeLessThan(Math.max(5, ROUNDS / 20));
    },
    30_000 + ROUNDS * 200,
  );

  it('pass their memory over while nothing can be heard, and show nothing old when it can be again', async () => {
    source.counts.set('6', 1);
    expect([await one!.count('6'), await other!.count('6')]).toEqual([1, 1]);
    redis.freeze();
    await pause(60);
    source.counts.set('6', 2);
    expect(await one!.invalidate({ tags: ['counts'] })).toMatchObject({ everywhere: false });
    expect([await one!.count('6'), await other!.count('6')]).toEqual([2, 2]);
    source.counts.set('6', 3);
    redis.thaw();
    // What was told while nobody listened is not forgotten: from here on nobody may show 1, and soon everybody keeps again.
    const until = performance.now() + 1_500;
    let newest = 2;
    while (performance.now() < until) {
      const seen = Math.min(await one!.count('6'), await other!.count('6'));
      expect(seen).toBeGreaterThanOrEqual(2);
      newest = Math.max(newest, seen);
    }
    await one!.invalidate({ tags: ['counts'] });
    await inMemory(one!);
    await inMemory(other!);
    expect([await one!.count('6'), await other!.count('6')]).toEqual([3, 3]);
  });
});

function memoryHits(metrics: string): number {
  return [...metrics.matchAll(/newsgraph_cache_lookups_total\{[^}]*outcome="hit",tier="memory"\} (\d+)/g)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
}
