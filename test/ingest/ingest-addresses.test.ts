/** Feeds, lists of feeds and pages: from a server and from files, asked for again only where they have changed, and never from a private network. */
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { articlesByUrls } from '../../src/data/articles/article.queries.ts';
import type { Database } from '../../src/data/database.ts';
import { parseFieldMap } from '../../src/ingest/field-map.ts';
import { ingest, type IngestOptions } from '../../src/ingest/ingest.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { item, MAP, openFolder, openPageServer, rss, type Folder, type PageServer } from './ingest-world.ts';

describeOnEachEngine('ingest of feeds and pages', (open) => {
  let test: TestDatabase;
  let database: Database;
  let folder: Folder;
  let server: PageServer;
  beforeAll(async () => {
    folder = await openFolder();
    server = await openPageServer();
  });
  beforeEach(async () => {
    ({ database } = test = await open());
    server.clear();
  });
  afterEach(() => test.remove());
  afterAll(async () => {
    await server.close();
    await folder.remove();
  });
  const run = (inputs: readonly string[], more: Partial<IngestOptions> = {}): ReturnType<typeof ingest> =>
    ingest({ inputs, map: MAP, database, clock: test.clock, fetch: { allowedNetworks: ['127.0.0.1'] }, ...more });

  it('reads feeds from files and addresses, in whatever encoding they are', async () => {
    server.pages.set('/feed', { body: rss(item(1, 'One.'), item(2, 'Two.')) });
    // Windows-1256 under a header that says UTF-8.
    const arabic = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="windows-1256"?>'),
      Buffer.from(rss(item(3, 'XX')).replace('Note 3', 'YY'), 'latin1'),
    ]);
    server.pages.set('/arabic', {
      body: Buffer.from(arabic.toString('latin1').replace('YY', '\xce\xc8\xd1 \xda\xc7\xcc\xe1'), 'latin1'),
      type: 'text/xml; charset=utf-8',
    });
    expect(
      await run([`${server.origin}/feed`, await folder.file('feed', rss(item(2, 'Two.'), item(4, 'Four.'))), `${server.origin}/arabic`]),
    ).toMatchObject({
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
      [await folder.file('quay.jsonl', JSON.stringify({ title: 'A', url: 'https://harbour.example/0', content: 'Text.', source: 'quay' }))],
      { map },
    );
    await run([await folder.file('feed', rss(item(1, 'One.')))]);
    const [archived, fed] = await articlesByUrls(database, ['https://harbour.example/0', 'https://harbour.example/1']);
    expect(fed?.sourceId).toBe(archived?.sourceId);
  });

  it('names each input that cannot be read, and reads the others', async () => {
    server.pages.set('/page', { body: '<!doctype html><html></html>', type: 'text/html' });
    const inputs = [
      join(folder.path, 'not-there'),
      folder.path,
      await folder.file('empty', ''),
      await folder.file('prose', 'Dear reader'),
      await folder.file('array.json', '[{}]'),
      await folder.file('noise.jsonl', '{"a\n{"b'),
      `${server.origin}/page`,
      `${server.origin}/missing`,
      'http://10.0.0.1/feed',
      'gopher://x.example/',
      await folder.file('feed', rss(item(1, 'One.'))),
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

  it('asks an address again only whether it has changed', async () => {
    server.pages.set('/feed', { body: rss(item(1, 'One.')), headers: { etag: '"v1"' } });
    server.pages.set('/dated', { body: rss(item(2, 'Two.')), headers: { 'last-modified': 'Sat, 31 Oct 2026 08:00:00 GMT' } });
    const inputs = [`${server.origin}/feed`, `${server.origin}/dated`];
    expect(await run(inputs)).toMatchObject({ new: 2, notModified: 0 });
    expect(await run(inputs)).toMatchObject({ new: 0, unchanged: 0, inputsRead: 2, notModified: 2, failures: [] });
    server.pages.set('/feed', { body: rss(item(1, 'One.'), item(3, 'Three.')), headers: { etag: '"v2"' } });
    expect(await run(inputs)).toMatchObject({ new: 1, unchanged: 1, notModified: 1 });
    expect(await run(inputs, { refresh: true })).toMatchObject({ unchanged: 3, notModified: 0 });
    expect(server.asked).toEqual([
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
    server.pages.set('/feed', { body: rss(item(1, 'One.')), headers: { etag: '"v1"' } });
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(run([`${server.origin}/feed`], { signal: controller.signal })).rejects.toThrow();
    expect(await run([`${server.origin}/feed`])).toMatchObject({ new: 1, notModified: 0 });
  });

  it('reads the feeds of a list (OPML), each once, and names those that it cannot', async () => {
    server.pages.set('/one', { body: rss(item(1, 'One.')) });
    server.pages.set('/two', { body: rss(item(2, 'Two.')) });
    server.pages.set('/list', { body: `<opml version="2.0"><body><outline text="x" xmlUrl="${server.origin}/two"/></body></opml>` });
    const list = `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body><outline text="Ports"><outline text="One" type="rss" xmlUrl="${server.origin}/one"/>
      <outline text="Two" xmlUrl="${server.origin}/two"/></outline><outline text="Two again" xmlUrl="${server.origin}/two"/><outline text="Gone" xmlUrl="${server.origin}/gone"/>
      <outline text="List" xmlUrl="${server.origin}/list"/><outline text="File" xmlUrl="file:///etc/passwd"/></body></opml>`;
    const report = await run([await folder.file('feeds.opml', list)]);
    expect(report).toMatchObject({ new: 2, inputsRead: 2 });
    expect(report.failures.map(({ input, code }) => [input, code])).toEqual([
      ['file:///etc/passwd', 'INVALID_URL'],
      [`${server.origin}/gone`, 'HTTP_STATUS'],
      [`${server.origin}/list`, 'UNRECOGNISED_FORMAT'],
    ]);
    expect(server.asked).toEqual(['/one', '/two', '/gone', '/list']);
  });

  it('reads a page from its address and from a file, and a copied text under the address it is given', async () => {
    const text = 'The harbour authority said on Tuesday that the new quay will open in spring, a year late. '.repeat(4);
    const html = `<!doctype html><html lang="en"><head><title>The quay opens late</title><meta http-equiv="refresh" content="0;url=/elsewhere"></head><body><article><h1>The quay opens late</h1><p>${text}</p><p>${text}</p></article></body></html>`;
    server.pages.set('/page', { body: html, type: 'text/html' });
    server.pages.set('/elsewhere', { body: html, type: 'text/html' });
    const saved = await folder.file(
      'saved.html',
      html.replace('<title>', '<link rel="canonical" href="https://harbour.example/quay"><title>'),
    );
    const copied = await folder.file('copied.txt', `The quay opens late\n\n${text}\n${text}`);
    expect(await run([`${server.origin}/page`, saved], { map: undefined })).toMatchObject({ new: 2, failures: [] });
    expect(await run([copied])).toMatchObject({ new: 0, reasons: { INVALID_URL: 1 } });
    expect(await run([copied], { pageUrl: 'https://harbour.example/copied' })).toMatchObject({ new: 1 });
    const found = await articlesByUrls(database, [
      `${server.origin}/page`,
      'https://harbour.example/quay',
      'https://harbour.example/copied',
    ]);
    expect(found.map((article) => article?.title)).toEqual(['The quay opens late', 'The quay opens late', 'The quay opens late']);
    // The refresh of a page is not followed.
    expect(server.asked).toEqual(['/page']);
  });

  it('never follows a redirect of a page into a private network', async () => {
    server.pages.set('/page', { body: '', headers: { location: 'http://10.0.0.1/admin' } });
    server.pages.set('/loop', { body: '', headers: { location: 'http://[::ffff:169.254.169.254]/latest/' } });
    const report = await run([`${server.origin}/page`, `${server.origin}/loop`]);
    expect(report.failures.map(({ code }) => code)).toEqual(['FORBIDDEN_ADDRESS', 'FORBIDDEN_ADDRESS']);
    expect(server.asked).toEqual(['/page', '/loop']);
  });
});
