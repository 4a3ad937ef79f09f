import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

const MAP = parseFieldMap(
  {
    fields: { title: 'title', url: 'url', body: 'content', byline: 'author', publishedAt: 'date', source: 'source' },
    date: { format: 'yyyy-MM-dd HH:mm:ss', zone: 'Asia/Riyadh', precision: 'DAY' },
    language: 'ar',
    unknownSources: 'reject',
    sources: {
      okaz: { names: { ar: 'عكاظ', en: 'Okaz' }, domains: ['okaz.example'], country: 'SA', language: 'ar' },
      sabq: { names: { ar: 'سبق', en: 'Sabq' }, domains: ['sabq.example'], country: 'SA', language: 'ar', ignoredParameters: ['live'] },
    },
  },
  'test map',
);

const record = (n: number, changes: object = {}): string =>
  JSON.stringify({
    source: 'okaz',
    url: `http://okaz.example/${n}`,
    date: '2026-03-01 10:00:00',
    title: `عنوان ${n}`,
    author: 'سلمى',
    content: `نص الخبر رقم ${n}.\n\nفقرة ثانية.`,
    ...changes,
  });

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

const rss = (...items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Harbour Notes</title><link>https://harbour.example/</link><language>en</language>${items.join('')}</channel></rss>`;
const item = (n: number, text: string): string =>
  `<item><title>Note ${n}</title><link>https://harbour.example/${n}</link><description>${text}</description><pubDate>Sat, 31 Oct 2026 08:00:00 GMT</pubDate></item>`;

let folder: string;
let server: Server;
let origin: string;
const pages = new Map<string, { readonly body: string | Buffer; readonly type?: string; readonly headers?: Record<string, string> }>();
/** Requests as they came: path, and the version they said to have. */
let asked: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsgraph-ingest-'));
  server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    const known = request.headers['if-none-match'] ?? request.headers['if-modified-since'];
    asked.push(known === undefined ? (request.url ?? '') : `${request.url} ${known}`);
    if (page === undefined) return void response.writeHead(404).end();
    for (const [name, value] of Object.entries(page.headers ?? {})) response.setHeader(name, value);
    if (page.headers?.['location'] !== undefined) return void response.writeHead(302).end();
    if (known !== undefined && (known === page.headers?.['etag'] || known === page.headers?.['last-modified']))
      return void response.writeHead(304).end();
    response.setHeader('content-type', page.type ?? 'application/xml').end(page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function file(name: string, content: string | Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

describeOnEachEngine('ingest', (open) => {
  let test: TestDatabase;
  let database: Database;
  beforeEach(async () => {
    ({ database } = test = await open());
    pages.clear();
    asked = [];
  });
  afterEach(() => test.remove());
  const run = (inputs: readonly string[], more: Partial<IngestOptions> = {}): ReturnType<typeof ingest> =>
    ingest({ inputs, map: MAP, database, clock: test.clock, fetch: { allowedNetworks: ['127.0.0.1'] }, ...more });

  it('stores JSON lines, counts each record once, and finds nothing new the second time', async () => {
    const path = await file('articles.jsonl', LINES);
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
    await run([await file('articles.jsonl', LINES)]);
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
    await run([await file('a.jsonl', record(1))]);
    const changed = await file('named-like-nothing', gzipSync(`${record(1, { title: 'عنوان آخر' })}\n${record(2)}\n`));
    expect(await run([changed])).toMatchObject({ new: 1, updated: 1, unchanged: 0, rejected: 0 });
  });

  it('keeps what came before an archive breaks off, and goes on with the next input', async () => {
    const whole = gzipSync(Array.from({ length: 2_000 }, (_, n) => record(n)).join('\n'), { level: 1 });
    const report = await run([await file('cut.gz', whole.subarray(0, whole.length / 2)), await file('b.jsonl', record(9_999))]);
    expect(report).toMatchObject({
      updated: 0,
      unchanged: 0,
      inputsRead: 1,
      failures: [{ input: join(folder, 'cut.gz'), code: 'BROKEN_GZIP' }],
    });
    expect(report.new).toBeGreaterThan(250);
    expect(report.new + report.rejected).toBeLessThan(2_001);
    expect(await articleCount(database)).toBe(report.new);
  });

  it('tells progress after each batch, and stores one source once', async () => {
    const path = await file('many.jsonl', Array.from({ length: 600 }, (_, n) => record(n)).join('\n'));
    const progress: number[] = [];
    const statements = await test.statements(() => run([path], { onProgress: (counts) => void progress.push(counts.new) }));
    expect(progress).toEqual([250, 500, 600]);
    expect(statements.filter((statement) => /^insert into "sources"/i.test(statement.sql))).toHaveLength(1);
  });

  it('reads feeds from files and addresses, in whatever encoding they are', async () => {
    pages.set('/feed', { body: rss(item(1, 'One.'), item(2, 'Two.')) });
    // Windows-1256 under a header that says UTF-8.
    const arabic = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1256"?>'),
      Buffer.from(rss(item(3, 'XX')).replace('Note 3', 'YY'), 'latin1'),
    ]);
    pages.set('/arabic', {
      body: Buffer.from(arabic.toString('latin1').replace('YY', '\xce\xc8\xd1 \xda\xc7\xcc\xe1'), 'latin1'),
      type: 'text/xml; charset=utf-8',
    });
    expect(await run([`${origin}/feed`, await file('feed', rss(item(2, 'Two.'), item(4, 'Four.'))), `${origin}/arabic`])).toMatchObject({
      new: 4,
      rejected: 1,
      reasons: { DUPLICATE: 1 },
      inputsRead: 3,
    });
    const [arabicNote] = await articlesByUrls(database, ['https://harbour.example/3']);
    expect(arabicNote?.title).toBe('خبر عاجل');
  });

  it('puts the items of a feed under the publisher that has its domain already', async () => {
    const map = parseFieldMap(
      {
        fields: { title: 'title', url: 'url', body: 'content', source: 'source' },
        sources: { quay: { names: { en: 'The Quay' }, domains: ['harbour.example'], language: 'en' } },
      },
      'm',
    );
    await run(
      [await file('quay.jsonl', JSON.stringify({ title: 'A', url: 'https://harbour.example/0', content: 'Text.', source: 'quay' }))],
      { map },
    );
    await run([await file('feed', rss(item(1, 'One.')))]);
    const [archived, fed] = await articlesByUrls(database, ['https://harbour.example/0', 'https://harbour.example/1']);
    expect(fed?.sourceId).toBe(archived?.sourceId);
  });

  it('names each input that cannot be read, and reads the others', async () => {
    pages.set('/page', { body: '<!doctype html><html></html>', type: 'text/html' });
    const inputs = [
      join(folder, 'not-there'),
      folder,
      await file('empty', ''),
      await file('prose', 'Dear reader'),
      await file('array.json', '[{}]'),
      await file('noise.jsonl', '{"a\n{"b'),
      `${origin}/page`,
      `${origin}/missing`,
      'http://10.0.0.1/feed',
      'gopher://x.example/',
      await file('feed', rss(item(1, 'One.'))),
    ];
    const report = await run(inputs);
    expect(report.failures.map(({ input, code }) => [inputs.indexOf(input), code])).toEqual([
      [0, 'NOT_FOUND'],
      [1, 'NOT_READABLE'],
      [2, 'UNRECOGNISED_FORMAT'],
      [3, 'UNRECOGNISED_FORMAT'],
      [4, 'UNRECOGNISED_FORMAT'],
      [5, 'UNRECOGNISED_FORMAT'],
      [7, 'HTTP_STATUS'],
      [8, 'FORBIDDEN_ADDRESS'],
      [9, 'INVALID_URL'],
    ]);
    expect(report).toMatchObject({ new: 1, inputsRead: 2, rejected: 3, reasons: { INVALID_JSON: 2, NOT_AN_ARTICLE: 1 } });
  });

  it('chooses among the known maps by the properties, and says when none fits', async () => {
    const path = await file('a.jsonl', record(1));
    const other = parseFieldMap({ fields: { title: 'headline', url: 'link', body: 'text' } }, 'other');
    expect(await run([path], { map: undefined, knownMaps: [other, MAP] })).toMatchObject({ new: 1 });
    expect(await run([path], { map: undefined, knownMaps: [other] })).toMatchObject({
      inputsRead: 0,
      failures: [{ code: 'NO_FIELD_MAP', message: expect.stringContaining('source, url, date, title, author, content') }],
    });
  });

  it('stops between records when it is told to, keeps what it read, and goes on from there', async () => {
    const path = await file('many.jsonl', Array.from({ length: 1_500 }, (_, n) => record(n)).join('\n'));
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
    const path = await file('fuzz.jsonl', records.map((fields) => JSON.stringify(fields)).join('\n'));
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
      await file(
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
    await run([join(folder, 'a.jsonl')]);
    expect(await kept()).toEqual(before);
  });

  it('asks an address again only whether it has changed', async () => {
    pages.set('/feed', { body: rss(item(1, 'One.')), headers: { etag: '"v1"' } });
    pages.set('/dated', { body: rss(item(2, 'Two.')), headers: { 'last-modified': 'Sat, 31 Oct 2026 08:00:00 GMT' } });
    const inputs = [`${origin}/feed`, `${origin}/dated`];
    expect(await run(inputs)).toMatchObject({ new: 2, notModified: 0 });
    expect(await run(inputs)).toMatchObject({ new: 0, unchanged: 0, inputsRead: 2, notModified: 2, failures: [] });
    pages.set('/feed', { body: rss(item(1, 'One.'), item(3, 'Three.')), headers: { etag: '"v2"' } });
    expect(await run(inputs)).toMatchObject({ new: 1, unchanged: 1, notModified: 1 });
    expect(await run(inputs, { refresh: true })).toMatchObject({ unchanged: 3, notModified: 0 });
    expect(asked).toEqual([
      '/feed',
      '/dated',
      '/feed "v1"',
      '/dated Sat, 31 Oct 2026 08:00:00 GMT',
      '/feed "v1"',
      '/dated Sat, 31 Oct 2026 08:00:00 GMT',
      '/feed',
      '/dated',
    ]);
  });

  it('does not remember an address whose articles could not be stored', async () => {
    pages.set('/feed', { body: rss(item(1, 'One.')), headers: { etag: '"v1"' } });
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(run([`${origin}/feed`], { signal: controller.signal })).rejects.toThrow();
    expect(await run([`${origin}/feed`])).toMatchObject({ new: 1, notModified: 0 });
  });

  it('reads the feeds of a list (OPML), each once, and names those that it cannot', async () => {
    pages.set('/one', { body: rss(item(1, 'One.')) });
    pages.set('/two', { body: rss(item(2, 'Two.')) });
    pages.set('/list', { body: `<opml version="2.0"><body><outline text="x" xmlUrl="${origin}/two"/></body></opml>` });
    const list = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Ports"><outline text="One" type="rss" xmlUrl="${origin}/one"/>
      <outline text="Two" xmlUrl="${origin}/two"/></outline><outline text="Two again" xmlUrl="${origin}/two"/><outline text="Gone" xmlUrl="${origin}/gone"/>
      <outline text="List" xmlUrl="${origin}/list"/><outline text="File" xmlUrl="file:///etc/passwd"/></body></opml>`;
    const report = await run([await file('feeds.opml', list)]);
    expect(report).toMatchObject({ new: 2, inputsRead: 2 });
    expect(report.failures.map(({ input, code }) => [input, code])).toEqual([
      ['file:///etc/passwd', 'INVALID_URL'],
      [`${origin}/gone`, 'HTTP_STATUS'],
      [`${origin}/list`, 'UNRECOGNISED_FORMAT'],
    ]);
    expect(asked).toEqual(['/one', '/two', '/gone', '/list']);
  });

  it('reads a page from its address and from a file, and a copied text under the address it is given', async () => {
    const text = 'The harbour authority said on Tuesday that the new quay will open in spring, a year late. '.repeat(4);
    const html = `<!doctype html><html lang="en"><head><title>The quay opens late</title><meta http-equiv="refresh" content="0;url=/elsewhere"></head><body><article><h1>The quay opens late</h1><p>${text}</p><p>${text}</p></article></body></html>`;
    pages.set('/page', { body: html, type: 'text/html' });
    pages.set('/elsewhere', { body: html, type: 'text/html' });
    const saved = await file('saved.html', html.replace('<title>', '<link rel="canonical" href="https://harbour.example/quay"><title>'));
    const copied = await file('copied.txt', `The quay opens late\n\n${text}\n${text}`);
    expect(await run([`${origin}/page`, saved], { map: undefined })).toMatchObject({ new: 2, failures: [] });
    expect(await run([copied])).toMatchObject({ new: 0, reasons: { INVALID_URL: 1 } });
    expect(await run([copied], { pageUrl: 'https://harbour.example/copied' })).toMatchObject({ new: 1 });
    const found = await articlesByUrls(database, [`${origin}/page`, 'https://harbour.example/quay', 'https://harbour.example/copied']);
    expect(found.map((article) => article?.title)).toEqual(['The quay opens late', 'The quay opens late', 'The quay opens late']);
    // The refresh of a page is not followed.
    expect(asked).toEqual(['/page']);
  });

  it('never follows a redirect of a page into a private network', async () => {
    pages.set('/page', { body: '', headers: { location: 'http://10.0.0.1/admin' } });
    pages.set('/loop', { body: '', headers: { location: 'http://[::ffff:169.254.169.254]/latest/' } });
    const report = await run([`${origin}/page`, `${origin}/loop`]);
    expect(report.failures.map(({ code }) => code)).toEqual(['FORBIDDEN_ADDRESS', 'FORBIDDEN_ADDRESS']);
    expect(asked).toEqual(['/page', '/loop']);
  });

  it('says so when the database fails', async () => {
    const path = await file('a.jsonl', record(1));
    await database.close();
    await expect(run([path])).rejects.toMatchObject({ name: 'DatabaseFault' });
  });
});
