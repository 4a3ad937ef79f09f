/** The enrichments domain says the same on both engines. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openDatabase } from '../../src/data/database.ts';
import { enrichmentLoaders } from '../../src/data/enrichments/enrichment.loaders.ts';
import {
  enrichmentsByArticle,
  enrichmentStatesByArticle,
  jobCounts,
  latestJobsByArticle,
  relatedByArticle,
  vectorsAfter,
} from '../../src/data/enrichments/enrichment.queries.ts';
import { outdatedArticles } from '../../src/data/enrichments/enrichment-versions.queries.ts';
import type { EnrichmentRecord, RelatedRecord } from '../../src/data/enrichments/enrichment.record.ts';
import { type EnrichmentResult, type JobKey, MAX_ATTEMPTS, MAX_RELATED } from '../../src/data/enrichments/enrichment.writes.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { range } from './drafts.ts';

const jobOf = (articleId: string, inputHash = 'h1'): JobKey => ({ articleId, inputHash, engineVersion: '1' });

function recordOf(job: JobKey): EnrichmentRecord {
  const citation = { block: 0, start: 0, end: 4, quote: 'جملة' };
  return {
    ...job,
    language: 'ar',
    summary: [{ text: 'جملة', citation }],
    keyPoints: [],
    keywords: [{ text: 'اقتصاد', score: 0.5 }],
    sentiment: { label: 'NEUTRAL', score: 0, confidence: 0.25 },
    entities: [{ name: 'الرياض', type: 'PLACE', prominence: 1, mentions: [citation] }],
    topics: [{ code: '04000000', score: 0.5 }],
    readability: { measure: 'LIX', score: 42.5, level: 'MEDIUM' },
    generatedAt: 77,
    latencyMs: 1.5,
  };
}

const resultOf = (job: JobKey, related: Readonly<Record<string, number>> = {}): EnrichmentResult => ({
  ...job,
  record: recordOf(job),
  title: 'عنوان',
  publishedAt: 1_000,
  sourceId: 'src_1',
  links: [],
  nearDuplicates: [],
  vector: new Uint8Array([0, 1, 254, 255]),
  related: Object.entries(related).map(([relatedId, score]): RelatedRecord => ({
    articleId: job.articleId,
    relatedId,
    score,
    reasons: ['SIMILAR_TEXT'],
  })),
});

describeOnEachEngine('enrichments', (open) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await open()));
  beforeEach(() => test.reset());
  afterAll(() => test.remove());

  const enqueue = async (...jobs: readonly JobKey[]) => (await test.database.write('enrichments.enqueueMany', { jobs })).added;
  const claim = (limit = 10) => test.database.write('enrichments.claim', { limit, leaseMs: 1_000 });
  const complete = async (...results: readonly EnrichmentResult[]) =>
    (await test.database.write('enrichments.completeMany', { results })).map(({ outcome }) => outcome);
  const fail = (job: JobKey, retryAt: number | null, attempts?: number) =>
    test.database.write('enrichments.fail', { ...job, error: 'broken', retryAt, ...(attempts === undefined ? {} : { attempts }) });
  /** Asks for jobs and leases them, so that they may be completed. */
  async function underWay(...jobs: readonly JobKey[]): Promise<void> {
    await enqueue(...jobs);
    await claim(jobs.length);
  }
  const neighboursOf = async (articleId: string, first = 20) =>
    (await relatedByArticle(test.database, [articleId], first))[0]!.map(({ relatedId, score }) => [relatedId, score]);

  describe('jobs', () => {
    it('are made once per input, claimed once, and end with their result', async () => {
      expect(await enqueue(jobOf('art_1'), jobOf('art_2'), jobOf('art_1'))).toBe(2);
      expect(await enqueue(jobOf('art_1'), jobOf('art_1', 'h2'))).toBe(1);
      expect(await jobCounts(test.database)).toEqual({ PENDING: 3, RUNNING: 0, DONE: 0, FAILED: 0 });
      const claimed = await claim(2);
      expect(claimed).toHaveLength(2);
      expect(claimed[0]).toMatchObject({ state: 'RUNNING', attempts: 1, leaseUntil: test.clock.now() + 1_000, lastError: null });
      expect([(await claim()).length, (await claim()).length]).toEqual([1, 0]);
      expect(await complete(...claimed.map((job) => resultOf(job)))).toEqual(['stored', 'stored']);
      expect(await jobCounts(test.database)).toEqual({ PENDING: 0, RUNNING: 1, DONE: 2, FAILED: 0 });
      expect(await enqueue(jobOf('art_2'))).toBe(0);
    });

    it('are given to one claimer each, however many claim at once', async () => {
      await enqueue(...range(200).map((n) => jobOf(`art_${n}`)));
      const second = await openDatabase({ ...test.options, clock: test.clock });
      try {
        const claims = await Promise.all(
          range(40).map((n) => (n % 2 === 0 ? test.database : second).write('enrichments.claim', { limit: 7, leaseMs: 1_000 })),
        );
        const given = claims.flat().map(({ articleId }) => articleId);
        expect(new Set(given).size).toBe(given.length);
        const rest = await claim(200);
        expect([...given, ...rest.map(({ articleId }) => articleId)]).toHaveLength(200);
      } finally {
        await second.close();
      }
    });

    it('come back when their lease runs out, the longest waiting first, and fail for good after the last attempt', async () => {
      await enqueue(jobOf('art_1'));
      for (const attempt of range(MAX_ATTEMPTS)) {
        expect((await claim()).map(({ attempts }) => attempts)).toEqual([attempt + 1]);
        expect(await claim()).toEqual([]);
        test.clock.advance(1_000);
      }
      expect(await claim()).toEqual([]);
      expect(await latestJobsByArticle(test.database, ['art_1'])).toMatchObject([
        { state: 'FAILED', attempts: MAX_ATTEMPTS, leaseUntil: null, lastError: 'The worker that had the job did not come back.' },
      ]);
      expect((await outboxAfter(test.database, 0, 10)).map(({ topic, subjectId }) => [topic, subjectId])).toEqual([
        ['enrichment.requested', 'art_1'],
        ['enrichment.failed', 'art_1'],
      ]);
    });

    it('without an attempt left do not hide those behind them', async () => {
      await enqueue(...range(3).map((n) => jobOf(`art_${n}`)));
      for (const _ of range(MAX_ATTEMPTS)) {
        await claim();
        test.clock.advance(1_000);
      }
      test.clock.advance(1);
      await enqueue(jobOf('art_9'));
      expect((await claim(2)).map(({ articleId }) => articleId)).toEqual(['art_9']);
      expect(await jobCounts(test.database)).toMatchObject({ FAILED: 3, RUNNING: 1 });
    });

    it('wait for their retry, and fail at once where there is none', async () => {
      await underWay(jobOf('art_1'), jobOf('art_2'));
      expect(await fail(jobOf('art_1'), test.clock.now() + 500)).toEqual({ state: 'PENDING' });
      expect(await fail(jobOf('art_2'), null)).toEqual({ state: 'FAILED' });
      expect(await claim()).toEqual([]);
      test.clock.advance(500);
      expect(await claim()).toMatchObject([{ articleId: 'art_1', attempts: 2, lastError: 'broken' }]);
      expect(await fail(jobOf('art_none'), null)).toEqual({ state: 'UNKNOWN' });
    });

    it('are not failed by a worker whose lease another has since', async () => {
      await underWay(jobOf('art_1'));
      test.clock.advance(1_000);
      await claim();
      expect(await fail(jobOf('art_1'), null, 1)).toEqual({ state: 'RUNNING' });
      expect(await fail(jobOf('art_1'), null, 2)).toEqual({ state: 'FAILED' });
    });

    it('are made again where the article went back to an earlier text', async () => {
      const made = async (hash: string) => (
        await underWay(jobOf('art_1', hash)),
        test.clock.advance(1),
        complete(resultOf(jobOf('art_1', hash)))
      );
      const stored = async () => (await enrichmentsByArticle(test.database, ['art_1']))[0]?.inputHash;
      expect([await made('a'), await made('b')]).toEqual([['stored'], ['stored']]);
      expect(await enqueue(jobOf('art_1', 'a'), jobOf('art_1', 'b'))).toBe(1);
      expect(await made('a')).toEqual(['stored']);
      expect(await stored()).toBe('a');

      // Back again while the other text is still under way: what was asked for last stays.
      await underWay(jobOf('art_1', 'c'));
      test.clock.advance(1);
      expect(await enqueue(jobOf('art_1', 'a'))).toBe(0);
      expect(await complete(resultOf(jobOf('art_1', 'c')))).toEqual(['superseded']);
      expect(await stored()).toBe('a');
    });

    it('asked for a second time in the same order, as after a crash, end with the last', async () => {
      await underWay(jobOf('art_1', 'a'));
      await complete(resultOf(jobOf('art_1', 'a')));
      test.clock.advance(1);
      await underWay(jobOf('art_1', 'b'));
      for (const hash of ['a', 'b']) {
        test.clock.advance(1);
        expect(await enqueue(jobOf('art_1', hash))).toBe(0);
      }
      expect(await complete(resultOf(jobOf('art_1', 'b')))).toEqual(['stored']);
    });
  });

  it('jobs without a text to make are dropped, not failed, and can be asked for again', async () => {
    const drop = (attempts: number) => test.database.write('enrichments.drop', { ...jobOf('art_1'), attempts });
    await enqueue(jobOf('art_1'));
    expect(await drop(0)).toEqual({ dropped: false });
    await claim();
    expect([await drop(2), await drop(1), await drop(1)]).toEqual([{ dropped: false }, { dropped: true }, { dropped: false }]);
    expect(await enqueue(jobOf('art_1'))).toBe(1);
    expect((await outboxAfter(test.database, 0, 10)).map(({ topic, payload }) => [topic, payload])).toEqual(
      ['enrichment.requested', 'enrichment.dropped', 'enrichment.requested'].map((topic) => [topic, { articleIds: ['art_1'] }]),
    );
  });

  it('what another version of the engine made, or was asked of it, is found page by page', async () => {
    await underWay(jobOf('art_2'), jobOf('art_4'), jobOf('art_5'));
    await complete(resultOf(jobOf('art_4')), resultOf(jobOf('art_5')));
    await enqueue({ ...jobOf('art_1'), engineVersion: '2' }, jobOf('art_3'));
    expect(await outdatedArticles(test.database, '2', '', 3)).toEqual(['art_2', 'art_3', 'art_4']);
    expect(await outdatedArticles(test.database, '2', 'art_4', 3)).toEqual(['art_5']);
    expect(await outdatedArticles(test.database, '1', '', 3)).toEqual(['art_1']);
  });

  describe('results', () => {
    it('come back as they were given, with the vector and the event', async () => {
      await underWay(jobOf('art_1'));
      expect(await test.database.write('enrichments.complete', resultOf(jobOf('art_1'), { art_2: 0.5 }))).toEqual({
        articleId: 'art_1',
        outcome: 'stored',
      });
      expect(await enrichmentsByArticle(test.database, ['art_x', 'art_1'])).toEqual([null, recordOf(jobOf('art_1'))]);
      const [vector] = await vectorsAfter(test.database, 0, 10);
      expect([vector!.articleId, Array.from(vector!.vector), vector!.vector.byteOffset]).toEqual(['art_1', [0, 1, 254, 255], 0]);
      expect(await vectorsAfter(test.database, vector!.seq, 10)).toEqual([]);
      expect((await outboxAfter(test.database, 0, 10)).map(({ topic, payload }) => [topic, payload])).toEqual([
        ['enrichment.requested', { articleIds: ['art_1'] }],
        ['related.changed', { articleIds: ['art_2'] }],
        ['enrichment.finished', { ...jobOf('art_1'), topics: [{ code: '04000000', score: 0.5 }] }],
      ]);
    });

    it('are stored once, and not over the result of a job asked for later', async () => {
      await underWay(jobOf('art_1', 'old'));
      test.clock.advance(1);
      await underWay(jobOf('art_1', 'new'));
      expect(
        await complete(
          resultOf(jobOf('art_1', 'new')),
          resultOf(jobOf('art_1', 'new')),
          resultOf(jobOf('art_1', 'old')),
          resultOf(jobOf('art_1', 'never')),
        ),
      ).toEqual(['stored', 'superseded', 'superseded', 'superseded']);
      expect(await complete(resultOf(jobOf('art_1', 'old')))).toEqual(['superseded']);
      expect((await enrichmentsByArticle(test.database, ['art_1']))[0]?.inputHash).toBe('new');
      expect(await jobCounts(test.database)).toMatchObject({ RUNNING: 0, DONE: 2 });
    });

    it('give every changed vector a new place behind all others', async () => {
      await underWay(jobOf('art_1'), jobOf('art_2'));
      await complete(resultOf(jobOf('art_1')), resultOf(jobOf('art_2')));
      const before = await vectorsAfter(test.database, 0, 10);
      test.clock.advance(1);
      await underWay(jobOf('art_1', 'h2'));
      await complete(resultOf(jobOf('art_1', 'h2')));
      expect((await vectorsAfter(test.database, before.at(-1)!.seq, 10)).map(({ articleId }) => articleId)).toEqual(['art_1']);
      expect((await vectorsAfter(test.database, 0, 10)).map(({ articleId }) => articleId)).toEqual(['art_2', 'art_1']);
      expect((await vectorsAfter(test.database, 0, 1)).map(({ articleId }) => articleId)).toEqual(['art_2']);
    });

    it('tell record and newest job of each article with one statement', async () => {
      await underWay(jobOf('art_1', 'a'));
      await complete(resultOf(jobOf('art_1', 'a')));
      test.clock.advance(1);
      await enqueue(jobOf('art_1', 'b'), jobOf('art_2', 'a'));
      const states = await enrichmentStatesByArticle(test.database, ['art_2', 'art_1', 'art_3', 'art_2']);
      expect(states.map(({ record, job }) => [record?.inputHash, job?.inputHash, job?.state])).toEqual([
        [undefined, 'a', 'PENDING'],
        ['a', 'b', 'PENDING'],
        [undefined, undefined, undefined],
        [undefined, 'a', 'PENDING'],
      ]);
      expect(states[1]!.record).toEqual(recordOf(jobOf('art_1', 'a')));
      expect((await latestJobsByArticle(test.database, ['art_1']))[0]).toEqual(states[1]!.job);

      const loaders = enrichmentLoaders(test.database);
      const ids = range(50).map((n) => `art_${n}`);
      expect(await test.statements(() => loaders.stateByArticle.loadMany(ids))).toHaveLength(1);
      expect(await test.statements(() => Promise.all(ids.map((id) => loaders.relatedByArticle(4).load(id))))).toHaveLength(1);
    });
  });

  describe('related', () => {
    it('stand in both lists, best first, and change with either article', async () => {
      await underWay(jobOf('art_1'), jobOf('art_2'));
      await complete(resultOf(jobOf('art_1'), { art_2: 0.4, art_3: 0.6, art_1: 1 }), resultOf(jobOf('art_2'), { art_1: 0.4, art_3: 0.1 }));
      expect(await neighboursOf('art_1')).toEqual([
        ['art_3', 0.6],
        ['art_2', 0.4],
      ]);
      expect(await neighboursOf('art_3')).toEqual([
        ['art_1', 0.6],
        ['art_2', 0.1],
      ]);
      expect(await neighboursOf('art_3', 1)).toEqual([['art_1', 0.6]]);
      test.clock.advance(1);
      await underWay(jobOf('art_1', 'h2'));
      await complete(resultOf(jobOf('art_1', 'h2'), { art_2: 0.9 }));
      expect([await neighboursOf('art_1'), await neighboursOf('art_2'), await neighboursOf('art_3')]).toEqual([
        [['art_2', 0.9]],
        [
          ['art_1', 0.9],
          ['art_3', 0.1],
        ],
        [['art_2', 0.1]],
      ]);
    });

    it(`keep the best ${MAX_RELATED} of each article, whatever order the articles come in`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.shuffledSubarray([...range(20)], { minLength: 20 }), fc.integer({ min: 1, max: 9 }), async (order, batch) => {
          const own = await open();
          try {
            const score = (one: number, two: number) => 1 / (1 + Math.abs(one - two) + Math.min(one, two) / 100);
            const name = (n: number) => `art_${String(n).padStart(2, '0')}`;
            await own.database.write('enrichments.enqueueMany', { jobs: order.map((n) => jobOf(name(n))) });
            await own.database.write('enrichments.claim', { limit: 20, leaseMs: 1_000 });
            const best = (n: number, among: readonly number[]) =>
              among
                .filter((other) => other !== n)
                .toSorted((one, two) => score(n, two) - score(n, one) || one - two)
                .slice(0, MAX_RELATED);
            for (let start = 0; start < order.length; start += batch) {
              const results = order.slice(start, start + batch).map((n) => {
                // As the engine does: each is compared with those that are there before it.
                const there = order.slice(0, order.indexOf(n));
                return resultOf(jobOf(name(n)), Object.fromEntries(best(n, there).map((other) => [name(other), score(n, other)])));
              });
              await own.database.write('enrichments.completeMany', { results });
            }
            const lists = await relatedByArticle(own.database, range(20).map(name), 20);
            for (const list of lists) {
              expect(list.length).toBeLessThanOrEqual(MAX_RELATED);
              const scores = list.map((entry) => entry.score);
              expect(scores).toEqual(scores.toSorted((one, two) => two - one));
            }
            // The nearest of each article can be crowded out of no list.
            expect(lists.map((list) => list[0]!.relatedId)).toEqual(range(20).map((n) => name(best(n, range(20))[0]!)));
          } finally {
            await own.remove();
          }
        }),
        { numRuns: 5 },
      );
    });

    it('survive workers that complete neighbours at the same time', async () => {
      const jobs = range(40).map((n) => jobOf(`art_${n}`));
      await underWay(...jobs);
      const second = await openDatabase({ ...test.options, clock: test.clock });
      try {
        const results = jobs.map((job, n) =>
          resultOf(job, Object.fromEntries(range(10).map((step) => [`art_${(n + step * 3 + 1) % 40}`, 1 / (step + 2)]))),
        );
        const outcomes = await Promise.all(
          range(8).map((n) =>
            (n % 2 === 0 ? test.database : second).write('enrichments.completeMany', { results: results.slice(n * 5, n * 5 + 5) }),
          ),
        );
        expect(outcomes.flat().map(({ outcome }) => outcome)).toEqual(range(40).map(() => 'stored'));
        expect((await jobCounts(test.database)).DONE).toBe(40);
      } finally {
        await second.close();
      }
    });
  });
});
