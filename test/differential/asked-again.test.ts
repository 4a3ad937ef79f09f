/** What a page asks of the subgraphs after each kind of change: what has changed, and nothing else. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { articleId } from '../../src/data/ids.ts';
import { article, READER, source } from '../resolvers/world.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { openCachedAndNot, type Asked, type CachedAndNot } from './cached-and-not.ts';
import { Random } from './random.ts';
import { randomWrites, type RandomWrites } from './random-writes.ts';

const read = (name: string): string => readFileSync(new URL(`../../schema/operations/${name}.graphql`, import.meta.url), 'utf8');
const ID = articleId('https://news.example/one');
const NOBODY = { viewer: null, language: 'ar' };
const PAGE: Asked = { ...NOBODY, source: read('article-page'), variables: { id: ID } };
const HOME: Asked = { ...NOBODY, source: read('home-feed'), variables: { first: 10 } };

describeOnEachEngine('after a change', (open) => {
  let opened: TestDatabase;
  let writes: RandomWrites;
  let gateways: CachedAndNot;
  beforeAll(async () => {
    opened = await open();
    const { database, clock } = opened;
    await database.write('sources.upsertMany', { sources: [source('albayan')] });
    await database.write('articles.upsertMany', { drafts: ['one', 'two', 'three'].map((key) => article(key)) });
    writes = randomWrites(database, clock, new Random(1));
    gateways = await openCachedAndNot(opened);
  });
  afterAll(() => opened.remove());

  /** Both pages as they are right, and what was asked for them, after `change`. */
  async function askedAfter(change: () => Promise<unknown>): Promise<{ page: readonly string[]; home: readonly string[] }> {
    await ask(PAGE);
    await ask(HOME);
    gateways.takeAsked();
    await ask(PAGE);
    await ask(HOME);
    expect(gateways.takeAsked()).toEqual([]);
    await change();
    await gateways.hear();
    await ask(PAGE);
    const page = gateways.takeAsked();
    await ask(HOME);
    return { page, home: gateways.takeAsked() };
  }

  async function ask(asked: Asked): Promise<void> {
    const [answer, expected] = [await gateways.cached(asked), await gateways.plain(asked)];
    expect(answer).toEqual(expected);
    expect(answer.errors).toEqual([]);
  }

  it('a comment is all that is asked for', async () => {
    const body = { body: 'تعليق', language: 'ar', direction: 'RTL' as const, idempotencyKey: 'k1' };
    const change = () => opened.database.write('comments.create', { articleId: ID, parentId: null, author: READER, ...body });
    expect(await askedAfter(change)).toEqual({ page: ['comments Article×1'], home: ['comments Article×1'] });
  });

  it('a comment on another article is nothing to this one', async () => {
    const body = { body: 'تعليق', language: 'ar', direction: 'RTL' as const, idempotencyKey: 'k2' };
    const other = articleId('https://news.example/two');
    const change = () => opened.database.write('comments.create', { articleId: other, parentId: null, author: READER, ...body });
    expect(await askedAfter(change)).toEqual({ page: [], home: ['comments Article×1'] });
  });

  it('an edit is asked of those whose it is', async () => {
    const draft = article('one', { title: 'عنوان جديد', contentHash: 'edited' });
    expect(await askedAfter(() => opened.database.write('articles.upsertMany', { drafts: [draft] }))).toEqual({
      page: ['articles root'],
      home: ['articles root'],
    });
  });

  it('a new article is asked for by the home page alone, and of all others nothing', async () => {
    const change = () => opened.database.write('articles.upsertMany', { drafts: [article('four')] });
    expect(await askedAfter(change)).toEqual({
      page: [],
      home: ['articles root', 'comments Article×1', 'enrichments Article×1'],
    });
  });

  it('a finished enrichment is asked of the enrichments', async () => {
    await writes.enrichmentOf(ID, 'asked');
    await gateways.hear();
    expect(await askedAfter(() => writes.enrichmentOf(ID, 'finished'))).toEqual({
      page: ['enrichments Article×1'],
      home: ['enrichments Article×1'],
    });
  });

  it("a publisher's new name is asked of the publishers", async () => {
    const change = () => opened.database.write('sources.upsertMany', { sources: [source('albayan', { names: { ar: 'اسم جديد' } })] });
    expect(await askedAfter(change)).toEqual({ page: ['sources Source×1'], home: ['sources Source×1'] });
  });
});
