import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { articleBodiesByIds, articleCount, articlesBySlugs } from '../../src/data/articles/article.queries.ts';
import { commentCountsByArticle, rootPagesByArticle } from '../../src/data/comments/comment.queries.ts';
import { sourcesBySlugs } from '../../src/data/sources/source.queries.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { readSampleDocument } from '../../src/ingest/sample-document.ts';
import { describeOnEachEngine, openTestDatabase, type TestDatabase } from '../testkit/database.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;

const SOURCES = [
  {
    slug: 'dunes',
    names: { ar: 'الكثبان', en: 'Dunes' },
    descriptions: { ar: 'و', en: 'd' },
    domains: ['dunes.example'],
    homepage: 'https://dunes.example/',
    icon: { file: 'media/icons/dunes.svg', alt: 'Dunes' },
    color: '#aa5500',
    country: 'MA',
    language: 'en',
  },
];
const COMMENTS = {
  users: [
    { key: 'mara', name: 'Mara' },
    { key: 'sami', name: 'سامي' },
  ],
  comments: [
    { key: 'c1', article: 'wind', parent: null, author: 'sami', body: 'نص عربي عن الرياح في الصحراء.', minutesAfter: 10 },
    { key: 'c2', article: 'wind', parent: 'c1', author: 'mara', body: 'I agree with that.', minutesAfter: 20 },
    { key: 'c3', article: 'wind', parent: null, author: 'mara', body: '', minutesAfter: 30, deleted: true },
  ],
};
const facts = (changes: object = {}): string =>
  JSON.stringify({
    url: 'https://dunes.example/wind',
    source: 'dunes',
    title: 'Wind',
    standfirst: null,
    byline: 'Mara Quist',
    language: 'en',
    section: 'Science',
    tags: ['sand'],
    image: { file: 'media/articles/a.svg', alt: 'A dune', credit: 'Drawn' },
    age: 'P1DT2H',
    ...changes,
  });
const BODY =
  'First line\nsecond line.\n\n## Why\n\n- one\n- two\n\n1. first\n2. second\n\n> Never.\n> — Sam\n\n![A hill](media/articles/b.svg "At dawn")\n';
const document = (front: string, body = BODY): string => `---\n${front}\n---\n\n${body}`;

async function sampleFolder(articles: Readonly<Record<string, string>>, comments: object = COMMENTS): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-sample-'));
  await mkdir(join(folder, 'articles'));
  await writeFile(join(folder, 'sources.json'), JSON.stringify(SOURCES));
  await writeFile(join(folder, 'comments.json'), JSON.stringify(comments));
  for (const [name, text] of Object.entries(articles)) await writeFile(join(folder, 'articles', name), text);
  return folder;
}

describeOnEachEngine('loadSample', (open) => {
  let test: TestDatabase;
  let sampleDir: string;
  beforeEach(async () => {
    test = await open();
    sampleDir = await sampleFolder({ 'wind.md': document(facts()) });
  });
  afterEach(async () => {
    await test.remove();
    await rm(sampleDir, { recursive: true });
  });

  it('fills an empty database once, ages counted back from now', async () => {
    const { database, clock } = test;
    const loadedAt = clock.now();
    expect(await loadSample({ database, clock, sampleDir })).toEqual({ articles: 1, sources: 1, comments: 3 });
    clock.advance(DAY);
    expect(await loadSample({ database, clock, sampleDir })).toEqual({ articles: 0, sources: 0, comments: 0 });

    const [article] = await articlesBySlugs(database, ['wind']);
    expect(article).toMatchObject({
      slug: 'wind',
      title: 'Wind',
      byline: 'Mara Quist',
      section: 'Science',
      publishedAt: loadedAt - DAY - 120 * MINUTE,
      timePrecision: 'MINUTE',
      direction: 'LTR',
      image: { url: '/media/articles/a.svg', width: 1200, height: 675, alt: 'A dune', credit: 'Drawn' },
    });
    const [body] = await articleBodiesByIds(database, [article!.id]);
    expect(body?.blocks).toEqual([
      { kind: 'PARAGRAPH', text: 'First line second line.' },
      { kind: 'HEADING', level: 2, text: 'Why' },
      { kind: 'LIST', ordered: false, items: ['one', 'two'] },
      { kind: 'LIST', ordered: true, items: ['first', 'second'] },
      { kind: 'QUOTE', text: 'Never.', attribution: 'Sam' },
      { kind: 'IMAGE', image: expect.objectContaining({ url: '/media/articles/b.svg', alt: 'A hill' }), caption: 'At dawn' },
    ]);
    const [source] = await sourcesBySlugs(database, ['dunes']);
    expect(source).toMatchObject({ id: article!.sourceId, icon: { url: '/media/icons/dunes.svg', width: 64, height: 64, alt: 'Dunes' } });
  });

  it('brings comments with their threads, languages and tombstones', async () => {
    const { database, clock } = test;
    await loadSample({ database, clock, sampleDir });
    const [article] = await articlesBySlugs(database, ['wind']);
    expect(await commentCountsByArticle(database, [article!.id])).toEqual([2]);
    const [roots] = await rootPagesByArticle(database, [article!.id], { order: 'OLDEST', page: { first: 10 } });
    expect(roots!.rows[0]).toMatchObject({
      authorName: 'سامي',
      direction: 'RTL',
      language: 'ar',
      replyCount: 1,
      createdAt: article!.publishedAt + 10 * MINUTE,
    });
  });

  it('brings the comments that a killed first load did not reach, at their first times', async () => {
    const { database, clock } = test;
    const withoutComments = await sampleFolder({ 'wind.md': document(facts()) }, { users: [], comments: [] });
    const loadedAt = clock.now();
    await loadSample({ database, clock, sampleDir: withoutComments });
    clock.advance(5 * DAY);
    expect(await loadSample({ database, clock, sampleDir })).toEqual({ articles: 0, sources: 0, comments: 3 });
    const [article] = await articlesBySlugs(database, ['wind']);
    const [roots] = await rootPagesByArticle(database, [article!.id], { order: 'OLDEST', page: { first: 1 } });
    expect(roots!.rows[0]?.createdAt).toBe(loadedAt - DAY - 120 * MINUTE + 10 * MINUTE);
    await rm(withoutComments, { recursive: true });
  });

  it('leaves a database alone that has articles of its own', async () => {
    const { database, clock } = test;
    await loadSample({ database, clock, sampleDir });
    const other = await sampleFolder(
      { 'sea.md': document(facts({ url: 'https://dunes.example/sea', title: 'Sea' })) },
      { users: [], comments: [] },
    );
    expect(await loadSample({ database, clock, sampleDir: other })).toEqual({ articles: 0, sources: 0, comments: 0 });
    expect(await loadSample({ database, clock, sampleDir: '/nowhere' })).toEqual({ articles: 0, sources: 0, comments: 0 });
    await rm(other, { recursive: true });
  });

  it.each([
    ['a folder that is not there', () => Promise.resolve('/nowhere'), /\/nowhere\/articles cannot be read/],
    [
      'a publisher that is missing',
      () => sampleFolder({ 'a.md': document(facts({ source: 'nobody' })) }),
      /articles\/a\.md: source "nobody"/,
    ],
    ['a comment on nothing', () => sampleFolder({ 'a.md': document(facts()) }), /comment "c1" is on "wind"/],
  ])('names %s, and stores nothing', async (_, folder, message) => {
    const { database, clock } = test;
    const broken = await folder();
    await expect(loadSample({ database, clock, sampleDir: broken })).rejects.toThrow(message);
    expect(await articleCount(database)).toBe(0);
    expect(await sourcesBySlugs(database, ['dunes'])).toEqual([null]);
    if (broken !== '/nowhere') await rm(broken, { recursive: true });
  });
});

describe('the sample that ships', () => {
  it('loads whole within two seconds', async () => {
    const { database, clock, remove } = await openTestDatabase();
    const started = performance.now();
    const report = await loadSample({ database, clock, sampleDir: fileURLToPath(new URL('../../sample', import.meta.url)) });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(report.articles).toBeGreaterThanOrEqual(40);
    expect(report.sources).toBeGreaterThanOrEqual(8);
    expect(report.comments).toBeGreaterThan(0);
    await remove();
  });
});

describe('readSampleDocument', () => {
  it.each([
    ['no front matter', 'Text', /a\.md: no JSON between/],
    ['broken JSON', '---\n{"a":\n---\nText', /a\.md: what stands between the lines of --- is not JSON/],
    ['an age in months', document(facts({ age: 'P1M' })), /a\.md: .*duration/s],
    ['a picture outside the folder', document(facts({ image: { file: '/etc/passwd', alt: '', credit: null } })), /a\.md: .*image\.file/s],
    ['a property nobody knows', document(facts({ colour: 'red' })), /a\.md: .*colour/s],
  ])('names the file and the rule: %s', (_, text, message) => {
    expect(() => readSampleDocument(text, 'a.md')).toThrow(message);
  });
});
