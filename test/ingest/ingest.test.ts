/** Archives: JSON lines in files, counted, stored and found again. What comes from addresses: ingest-addresses.test.ts. */
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sql } from 'kysely';
import { articleBodiesByIds, articlesByUrls, articleCount } from '../../src/data/articles/article.queries.ts';
import type { Database } from '../../src/data/database.ts';
import { sourcesBySlugs } from '../../src/data/sources/source.queries.ts';
import { parseFieldMap } from '../../src/ingest/field-map.ts';
import { ingest, type IngestOptions } from '../../src/ingest/ingest.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { MAP, openFolder, record, type Folder } from './ingest-world.ts';

/** Eleven records: four articles, and one of everything that can be wrong. */
const LINES = [
  record(1),
  record(2, { content: '' }),
  record(3, { title: '', content: 'خبر بلا عنوان يكفي فيه أول الكلام. ثم بقية الكلام.' }),
  record(4, { source: 'sabq', url: 'http://sabq.example/4?live' }),
  record(4, { source: 'sabq', url: 'http://sabq.example/4' }),
  '{"broken": ',
  record(5, { url: 'not an address' }),
  record(6, { title: '', content: '' }),
  record(7, { title: '', content: 'Array' }),
  record(8, { source: 'herald' }),
  record(9, { date: 'yesterday' }),
].join('\n');

const EXPECTED_REASONS = { DUPLICATE: 1, INVALID_JSON: 1, INVALID_URL: 1, NO_CONTENT: 1, NO_TITLE: 1, UNKNOWN_SOURCE: 1, INVALID_DATE: 1 };

describeOnEachEngine('ingest of archives', (open) => {
  let test: TestDatabase;
  let database: Database;
  let folder: Folder;
  beforeAll(async () => void (folder = await openFolder()));
  beforeEach(async () => void ({ database } = test = await open()));
  afterEach(() => test.remove());
  afterAll(() => folder.remove());
  const run = (inputs: readonly string[], more: Partial<IngestOptions> = {}): ReturnType<typeof ingest> =>
    ingest({ inputs, map: MAP, database, clock: test.clock, ...more });

  it('stores JSON lines, counts each record once, and finds nothing new the second time', async () => {
    const path = await folder.file('articles.jsonl', LINES);
    expect(await run([path])).toEqual({
      new: 4,
      updated: 0,
      unchanged: 0,
      rejected: 7,
      reasons: EXPECTED_REASONS,
      seconds: 0,
      inputsRead: 1,
      notModified: 0,
      failures: [],
    });
    expect(await run([path])).toMatchObject({ new: 0, updated: 0, unchanged: 4, rejected: 7, reasons: EXPECTED_REASONS });
    expect(await articleCount(database)).toBe(4);
  });

  it('stores what a page shows', async () => {
    await run([await folder.file('articles.jsonl', LINES)]);
    const [full, empty, untitled] = await articlesByUrls(database, [
      'http://okaz.example/1',
      'http://okaz.example/2',
      'http://okaz.example/3',
    ]);
    expect(full).toMatchObject({
      title: 'عنوان 1',
      byline: 'سلمى',
      language: 'ar',
      direction: 'RTL',
      publishedAt: Date.UTC(2026, 2, 1, 7),
      timePrecision: 'DAY',
      wordCount: 6,
      qualityFlags: [],
      firstSeenAt: test.clock.now(),
    });
    expect(empty).toMatchObject({ title: 'عنوان 2', qualityFlags: ['EMPTY'] });
    expect(untitled).toMatchObject({ title: 'خبر بلا عنوان يكفي فيه أول الكلام.' });
    const [body] = await articleBodiesByIds(database, [full!.id]);
    expect(body?.blocks).toEqual([
      { kind: 'PARAGRAPH', text: 'نص الخبر رقم 1.' },
      { kind: 'PARAGRAPH', text: 'فقرة ثانية.' },
    ]);
    const [okaz] = await sourcesBySlugs(database, ['okaz']);
    expect(okaz).toMatchObject({ id: full!.sourceId, names: { ar: 'عكاظ', en: 'Okaz' }, country: 'SA' });
  });

  it('reads gzip by its first bytes, and a changed record as an update', async () => {
    await run([await folder.file('a.jsonl', record(1))]);
    const changed = await folder.file('named-like-nothing', gzipSync(`${record(1, { title: 'عنوان آخر' })}\n${record(2)}\n`));
    expect(await run([changed])).toMatchObject({ new: 1, updated: 1, unchanged: 0, rejected: 0 });
  });

  it('keeps what came before an archive breaks off, and goes on with the next input', async () => {
    const whole = gzipSync(Array.from({ length: 2_000 }, (_, n) => record(n)).join('\n'), { level: 1 });
    const report = await run([
      await folder.file('cut.gz', whole.subarray(0, whole.length / 2)),
      await folder.file('b.jsonl', record(9_999)),
    ]);
    expect(report).toMatchObject({
      updated: 0,
      unchanged: 0,
      inputsRead: 1,
      failures: [{ input: join(folder.path, 'cut.gz'), code: 'BROKEN_GZIP' }],
    });
    expect(report.new).toBeGreaterThan(250);
    expect(report.new + report.rejected).toBeLessThan(2_001);
    expect(await articleCount(database)).toBe(report.new);
  });

  it('tells progress after each batch, and stores one source once', async () => {
    const path = await folder.file('many.jsonl', Array.from({ length: 600 }, (_, n) => record(n)).join('\n'));
    const progress: number[] = [];
    const statements = await test.statements(() => run([path], { onProgress: (counts) => void progress.push(counts.new) }));
    expect(progress).toEqual([250, 500, 600]);
    expect(statements.filter((statement) => /^insert into "sources"/i.test(statement.sql))).toHaveLength(1);
  });

  it('chooses among the known maps by the properties, and says when none fits', async () => {
    const path = await folder.file('a.jsonl', record(1));
    const other = parseFieldMap({ fields: { title: 'headline', url: 'link', body: 'text' } }, 'other');
    expect(await run([path], { map: undefined, knownMaps: [other, MAP] })).toMatchObject({ new: 1 });
    expect(await run([path], { map: undefined, knownMaps: [other] })).toMatchObject({
      inputsRead: 0,
      failures: [{ code: 'NO_FIELD_MAP', message: expect.stringContaining('source, url, date, title, author, content') }],
    });
  });

  it('stops between records when it is told to, keeps what it read, and goes on from there', async () => {
    const path = await folder.file('many.jsonl', Array.from({ length: 1_500 }, (_, n) => record(n)).join('\n'));
    const controller = new AbortController();
    await expect(run([path], { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) })).rejects.toThrow(
      'enough',
    );
    const kept = await articleCount(database);
    expect(kept).toBeGreaterThanOrEqual(250);
    expect(kept).toBeLessThan(1_500);
    expect(await run([path])).toMatchObject({ new: 1_500 - kept, unchanged: kept });
  });

  it('counts every record, and loses none to another, whatever stands in them', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom('', 'عنوان\u0000', '\uD800 word word word', '<b>&nbsp;</b>', 'http://okaz.example/\uDC00'),
    );
    const value = fc.oneof({ weight: 6, arbitrary: text }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
    const url = fc.oneof(
      { weight: 3, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
      { weight: 1, arbitrary: value },
    );
    const records = fc.sample(
      fc.record({
        title: value,
        url,
        content: value,
        author: value,
        date: fc.constantFrom('2026-03-01 10:00:00', ''),
        source: fc.constantFrom('okaz', 'sabq'),
      }),
      { numRuns: 600, seed: 20_261_101 },
    );
    const path = await folder.file('fuzz.jsonl', records.map((fields) => JSON.stringify(fields)).join('\n'));
    const map = parseFieldMap(
      {
        fields: { title: 'title', url: 'url', body: 'content', byline: 'author', publishedAt: 'date', source: 'source' },
        body: 'html',
        date: { format: 'yyyy-MM-dd HH:mm:ss' },
        sources: MAP.sources,
      },
      'm',
    );
    for (const used of [MAP, map]) {
      const report = await run([path], { map: used });
      expect(report).toMatchObject({ inputsRead: 1, failures: [] });
      expect(report.new + report.updated + report.unchanged + report.rejected).toBe(600);
      expect(report.new + report.updated + report.unchanged).toBeGreaterThan(200);
      expect(await run([path], { map: used })).toMatchObject({
        new: 0,
        updated: 0,
        unchanged: report.new + report.updated + report.unchanged,
      });
    }
  });

  it('finds an article by every address under which it was met', async () => {
    const report = await run([
      await folder.file(
        'a.jsonl',
        [
          record(4, { source: 'sabq', url: 'http://sabq.example/4' }),
          record(4, { source: 'sabq', url: 'http://sabq.example/4?live&utm_source=x' }),
          record(4, { source: 'sabq', url: 'http://sabq.example/4', title: 'آخر' }),
        ].join('\n'),
      ),
    ]);
    expect(report).toMatchObject({ new: 1, rejected: 2, reasons: { DUPLICATE: 2 } });
    const found = await articlesByUrls(database, [
      'http://sabq.example/4',
      'http://sabq.example/4?live&utm_source=x',
      'http://sabq.example/5',
    ]);
    expect(found.map((article) => article?.title ?? null)).toEqual(['عنوان 4', 'عنوان 4', null]);
    const kept = async (): Promise<readonly unknown[]> =>
      (await sql`select url, content_hash from article_duplicates order by url`.execute(database.read)).rows;
    // The other address with the same text and the same address with another one; a second run knows both.
    expect(await kept()).toEqual([
      { url: 'http://sabq.example/4', content_hash: expect.not.stringMatching(found[0]!.contentHash) },
      { url: 'http://sabq.example/4?live&utm_source=x', content_hash: expect.any(String) },
    ]);
    const before = await kept();
    await run([join(folder.path, 'a.jsonl')]);
    expect(await kept()).toEqual(before);
  });

  it('says so when the database fails', async () => {
    const path = await folder.file('a.jsonl', record(1));
    await database.close();
    await expect(run([path])).rejects.toMatchObject({ name: 'DatabaseFault' });
  });
});
