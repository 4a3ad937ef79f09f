/** The worker over real databases: everything once, whatever happens. */
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { articleIdsAfter } from '../../src/data/articles/article.queries.ts';
import { enrichmentsByArticle, jobCounts, latestJobsByArticle, relatedByArticle } from '../../src/data/enrichments/enrichment.queries.ts';
import { storiesByArticle } from '../../src/data/enrichments/stories/story.queries.ts';
import { ENGINE_VERSION } from '../../src/enrichment/engine/engine-version.ts';
import { EnrichmentPool } from '../../src/enrichment/enrichment-pool.ts';
import type { ArticleTexts } from '../../src/enrichment/article-texts.ts';
import { type EnrichmentWorker, type EnrichmentWorkerOptions, startEnrichmentWorker } from '../../src/enrichment/enrichment-worker.ts';
import { cursorOf, latestPosition, outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { eventsOf } from '../testkit/outbox-events.ts';
import { articleTextsOf, draftOf, idOf, write } from './article-store.ts';

// Threads and processes are started here; a busy machine takes its time.
jest.setTimeout(60_000);

const numbers = (length: number) => Array.from({ length }, (_, n) => n);
const ids = (length: number) => numbers(length).map(idOf);

describeOnEachEngine('the enrichment worker', (open) => {
  let test: TestDatabase;
  let workers: EnrichmentWorker[];
  let faults: string[];
  beforeEach(async () => {
    test = await open();
    workers = [];
    faults = [];
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    await test.remove();
  });

  const start = (options: Partial<EnrichmentWorkerOptions> = {}): EnrichmentWorker => {
    const worker = startEnrichmentWorker({
      database: test.database,
      articleTexts: articleTextsOf(test.database),
      clock: test.clock,
      pollMs: 5,
      onFault: (error, doing) => void faults.push(`${doing}: ${String(error)}`),
      ...options,
    });
    workers.push(worker);
    return worker;
  };
  const finished = async () => (await eventsOf(test.database, 'enrichment.finished')).map((event) => event.subjectId);

  it('enriches what was written in events that are forgotten, where somebody tells which articles there are', async () => {
    await write(test.database, ...numbers(3).map((n) => draftOf(n)));
    test.clock.advance(1_000);
    await test.database.write('outbox.prune', { before: test.clock.now(), catchingUp: ['enrichments'] });
    expect(await outboxAfter(test.database, 0, 10)).toEqual([]);
    const articleIds = jest.fn((after: string, limit: number) => articleIdsAfter(test.database, after, limit));
    const first = start({ articleIds });
    await first.idle();
    expect((await finished()).toSorted()).toEqual(ids(3).toSorted());
    // What it has emitted itself is passed as well.
    await first.idle();
    await Promise.all(workers.splice(0).map((worker) => worker.stop()));
    const asked = articleIds.mock.calls.length;
    expect(asked).toBe(2);
    // Its cursor stands behind them now.
    await start({ articleIds }).idle();
    expect(articleIds).toHaveBeenCalledTimes(asked);
    expect(faults).toEqual([]);
  });

  it('enriches what was written before it started and what is written after, each once', async () => {
    await write(test.database, ...numbers(10).map((n) => draftOf(n)));
    const worker = start();
    await worker.idle();
    await write(test.database, ...[10, 11].map((n) => draftOf(n)));
    await worker.idle();

    expect((await finished()).toSorted()).toEqual(ids(12).toSorted());
    expect(await jobCounts(test.database)).toEqual({ PENDING: 0, RUNNING: 0, DONE: 12, FAILED: 0 });
    const records = await enrichmentsByArticle(test.database, ids(12));
    for (const record of records)
      expect(record).toMatchObject({ engineVersion: ENGINE_VERSION, language: 'en', generatedAt: test.clock.now(), summary: [{}, {}] });
    // Trams are related to trams, apples to apples; also backwards, to those that came later.
    const [tram, apple] = await relatedByArticle(test.database, [idOf(0), idOf(11)], 12);
    expect(tram!.map(({ relatedId }) => relatedId).toSorted()).toEqual([2, 4, 6, 8, 10].map(idOf).toSorted());
    expect(apple!.map(({ relatedId }) => relatedId).toSorted()).toEqual([1, 3, 5, 7, 9].map(idOf).toSorted());
    expect(faults).toEqual([]);
  });

  it('makes nothing again after a restart, and an article again when its text changed', async () => {
    await write(test.database, ...numbers(5).map((n) => draftOf(n)));
    const first = start();
    await first.idle();
    await first.stop();
    const cursor = await cursorOf(test.database, 'enrichments');
    expect(cursor).toBeGreaterThan(0);

    // Written again as it was: no event, no job. Written with another picture or section of the page: an event, but the engine reads the same.
    await write(test.database, ...numbers(5).map((n) => ({ ...draftOf(n), byline: 'Someone Else', contentHash: `other-${n}` })));
    const second = start();
    await second.idle();
    expect(await latestPosition(test.database)).toBeGreaterThan(cursor!);
    expect(await finished()).toHaveLength(5);

    test.clock.advance(1);
    await write(test.database, draftOf(3, { title: 'Frost spares the apples after all' }));
    await second.idle();
    expect(await finished()).toHaveLength(6);
    const [record] = await enrichmentsByArticle(test.database, [idOf(3)]);
    const [job] = await latestJobsByArticle(test.database, [idOf(3)]);
    expect(job).toMatchObject({ state: 'DONE', inputHash: record!.inputHash, attempts: 1 });
  });

  it('two workers share the work and do none of it twice', async () => {
    await write(test.database, ...numbers(40).map((n) => draftOf(n)));
    const [one, other] = [start({ batchSize: 3 }), start({ batchSize: 3 })];
    await Promise.all([one!.idle(), other!.idle()]);
    expect((await finished()).toSorted()).toEqual(ids(40).toSorted());
    expect(faults).toEqual([]);
  });

  it('tries again what failed, later, and gives up after five times', async () => {
    await write(test.database, draftOf(1), draftOf(2));
    const articleTexts = articleTextsOf(test.database);
    let asked = 0;
    const lacking: ArticleTexts = async (articleIds) => {
      const texts = new Map(await articleTexts(articleIds));
      // The first time for the job, then for the work.
      if (articleIds.includes(idOf(1)) && asked++ > 0) texts.set(idOf(1), { ...texts.get(idOf(1))!, tags: null as unknown as string[] });
      return texts;
    };
    const worker = start({ articleTexts: lacking });
    const state = async () => (await latestJobsByArticle(test.database, [idOf(1)]))[0];
    for (const [attempts, wait] of [
      [1, 2_000],
      [2, 8_000],
      [3, 32_000],
      [4, 128_000],
    ] as const) {
      await until(async () => (await state())?.attempts === attempts && (await state())?.state === 'PENDING');
      expect((await state())?.lastError).toContain('TypeError');
      // A moment too early, nobody takes it.
      test.clock.advance(wait - 1);
      expect(await test.database.write('enrichments.claim', { limit: 10, leaseMs: 1 })).toEqual([]);
      test.clock.advance(1);
    }
    await worker.idle();
    expect(await state()).toMatchObject({ state: 'FAILED', attempts: 5 });
    expect((await eventsOf(test.database, 'enrichment.failed')).map((event) => event.subjectId)).toEqual([idOf(1)]);
    expect(await finished()).toEqual([idOf(2)]);
  });

  it('does not let a text that kills its thread take others with it', async () => {
    const pool = new EnrichmentPool({ threadFile: new URL('./fragile.thread.ts', import.meta.url) });
    try {
      await write(test.database, ...numbers(6).map((n) => draftOf(n, n === 2 ? { title: 'poison' } : {})));
      const worker = start({ pool });
      // The whole batch fails with it once; from then on each goes alone.
      await until(async () => (await jobCounts(test.database)).PENDING === 6 && faults.length > 0);
      test.clock.advance(2_000);
      await until(async () => (await jobCounts(test.database)).DONE === 5);
      for (const wait of [8_000, 32_000, 128_000]) {
        const before = faults.length;
        test.clock.advance(wait);
        await until(() => Promise.resolve(faults.length > before));
      }
      await worker.idle();
      expect(await jobCounts(test.database)).toEqual({ PENDING: 0, RUNNING: 0, DONE: 5, FAILED: 1 });
      // The index was lost with the thread five times, and filled again from the database.
      await write(test.database, draftOf(8));
      await worker.idle();
      const [related] = await relatedByArticle(test.database, [idOf(8)], 12);
      expect(related!.map(({ relatedId }) => relatedId).toSorted()).toEqual([0, 4].map(idOf).toSorted());
    } finally {
      await Promise.all(workers.splice(0).map((worker) => worker.stop()));
      await pool.close();
    }
  });

  it('holds neighbours together that two workers finish at the same time', async () => {
    await write(test.database, ...[0, 2, 4, 6, 8, 10].map((n) => draftOf(n)));
    const [one, other] = [start({ batchSize: 1 }), start({ batchSize: 1 })];
    await Promise.all([one.idle(), other.idle()]);
    const stories = await storiesByArticle(test.database, [0, 2, 4, 6, 8, 10].map(idOf));
    expect(new Set(stories.map((story) => story?.id)).size).toBe(1);
    expect(stories[0]).toMatchObject({ size: 6, language: 'en' });
  });

  it('lets an article that is gone be', async () => {
    await write(test.database, draftOf(0), draftOf(1));
    await start().idle();
    await write(test.database, draftOf(0, { state: 'REMOVED' }));
    await workers[0]!.idle();
    // What was made of it goes with it.
    expect(await jobCounts(test.database)).toEqual({ PENDING: 0, RUNNING: 0, DONE: 1, FAILED: 0 });
    expect(await enrichmentsByArticle(test.database, [0, 1].map(idOf))).toMatchObject([null, { articleId: idOf(1) }]);
    expect(await finished()).toHaveLength(2);
  });

  it('makes again what an older engine made', async () => {
    await write(test.database, draftOf(0));
    const job = { articleId: idOf(0), inputHash: 'a'.repeat(64), engineVersion: '0.0.1' };
    await test.database.write('enrichments.enqueueMany', { jobs: [job] });
    await test.database.write('enrichments.claim', { limit: 1, leaseMs: 1_000 });
    const record = {
      ...job,
      language: 'en',
      summary: [],
      keyPoints: [],
      keywords: [],
      sentiment: null,
      entities: [],
      topics: [],
      readability: null,
      generatedAt: 1,
      latencyMs: 1,
    };
    await test.database.write('enrichments.completeMany', {
      results: [
        {
          ...job,
          record,
          vector: new Uint8Array([0]),
          related: [],
          title: '',
          publishedAt: 1,
          sourceId: 'src_1',
          links: [],
          nearDuplicates: [],
        },
      ],
    });
    // Its events are long gone.
    await test.database.write('outbox.commitCursor', { consumer: 'enrichments', position: await latestPosition(test.database) });
    test.clock.advance(1);
    const worker = start();
    await until(async () => (await finished()).length === 2);
    await worker.idle();
    expect(await enrichmentsByArticle(test.database, [idOf(0)])).toMatchObject([{ engineVersion: ENGINE_VERSION, summary: [{}, {}] }]);
  });

  it('goes on through faults of the texts and of the database', async () => {
    const articleTexts = articleTextsOf(test.database);
    let faulty = 2;
    await write(test.database, ...numbers(4).map((n) => draftOf(n)));
    const worker = start({
      articleTexts: (articleIds) => {
        if (faulty-- > 0) throw new Error('the articles are away');
        return articleTexts(articleIds);
      },
    });
    await worker.idle();
    expect(await finished()).toHaveLength(4);
    expect(faults.length).toBeGreaterThan(0);
  });

  it('stops with what is under way stored, and says so to those who wait', async () => {
    await write(test.database, ...numbers(30).map((n) => draftOf(n)));
    const began = Promise.withResolvers<void>();
    const articleTexts = articleTextsOf(test.database);
    let calls = 0;
    const worker = start({
      batchSize: 5,
      articleTexts: (articleIds) => {
        if (++calls === 3) began.resolve();
        return articleTexts(articleIds);
      },
    });
    const waiting = worker.idle().then(
      () => 'idle',
      (error: Error) => error.message,
    );
    await began.promise;
    await worker.stop();
    expect(await waiting).toBe('The enrichment worker was stopped.');
    const counts = await jobCounts(test.database);
    expect(counts.RUNNING).toBe(0);
    expect(counts.DONE % 5).toBe(0);
    expect(counts.DONE).toBe((await finished()).length);
  });
});

/** Looks again whenever the loop is free; a worker has no event for "failed once". Gives up before the test's own time does, so that nothing runs on behind it. */
async function until(met: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 50_000;
  while (!(await met())) {
    if (performance.now() > end) throw new Error(`Never met: ${met}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
