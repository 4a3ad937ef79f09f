/** The articles domain says the same on both engines. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { articleLoaders } from '../../src/data/articles/article.loaders.ts';
import {
  articleBodiesByIds,
  articleCount,
  articleCountsBySource,
  type ArticleFilter,
  type ArticleKey,
  type ArticleOrder,
  articlePage,
  articlePagesBySource,
  articlesByIds,
  articlesBySlugs,
  articlesByUrls,
} from '../../src/data/articles/article.queries.ts';
import type { ArticleDraft, ArticleHead } from '../../src/data/articles/article.record.ts';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { draftOf, range } from './drafts.ts';
import { walkBackwards, walkForwards } from './walk.ts';

const keyOf = ({ publishedAt, id }: ArticleHead): ArticleKey => ({ publishedAt, id });
const idsOf = (rows: readonly (ArticleHead | null)[]) => rows.map((row) => row?.id ?? null);

describeOnEachEngine('articles', (open) => {
  describe('upsertMany', () => {
    let test: TestDatabase;
    beforeAll(async () => void (test = await open()));
    beforeEach(() => test.reset());
    afterAll(() => test.remove());
    const upsert = (...drafts: readonly ArticleDraft[]) => test.database.write('articles.upsertMany', { drafts });

    it('stores what is new, leaves what is unchanged, and updates what has another hash', async () => {
      const seenAt = test.clock.now();
      expect(await upsert(draftOf(1), draftOf(2))).toEqual([
        { id: draftOf(1).id, outcome: 'new' },
        { id: draftOf(2).id, outcome: 'new' },
      ]);
      test.clock.advance(60_000);
      const changed = draftOf(2, { contentHash: 'other', title: 'Changed', slug: 'changed', body: { blocks: [], text: 'Changed.' } });
      expect((await upsert(draftOf(1), changed)).map(({ outcome }) => outcome)).toEqual(['unchanged', 'updated']);

      const [first, second] = await articlesByIds(test.database, [draftOf(1).id, draftOf(2).id]);
      expect(first).toMatchObject({ title: 'Title 1', state: 'LIVE', updatedAt: null, firstSeenAt: seenAt });
      expect(second).toMatchObject({
        title: 'Changed',
        state: 'UPDATED',
        updatedAt: seenAt + 60_000,
        firstSeenAt: seenAt,
        slug: 'article-2',
      });
      expect(await articleBodiesByIds(test.database, [changed.id])).toEqual([{ articleId: changed.id, blocks: [], text: 'Changed.' }]);
    });

    it('gives back every field as it was given', async () => {
      const image = { url: '/media/a.svg', width: 10, height: null, alt: 'صورة', credit: null };
      const draft = draftOf(7, {
        title: 'عنوان "طويل" \\ بأقواس',
        standfirst: 'مقدمة',
        byline: 'كاتب',
        language: 'ar-EG',
        direction: 'RTL',
        kind: 'VIDEO',
        timePrecision: 'DAY',
        updatedAt: 5,
        wordCount: 0,
        section: 'اقتصاد',
        tags: ['أ', 'b'],
        image,
        qualityFlags: ['LIGATURE_LOSS'],
        body: {
          blocks: [
            { kind: 'LIST', ordered: true, items: ['١', '٢'] },
            { kind: 'IMAGE', image, caption: null },
          ],
          text: '١\n٢',
        },
      });
      await upsert(draft);
      const { body, ...head } = draft;
      expect(await articlesByIds(test.database, [draft.id])).toEqual([{ ...head, firstSeenAt: test.clock.now() }]);
      expect(await articleBodiesByIds(test.database, [draft.id])).toEqual([{ articleId: draft.id, ...body }]);
    });

    it('treats drafts of one article within a call as if they came one after the other', async () => {
      const outcomes = await upsert(draftOf(1), draftOf(1), draftOf(1, { contentHash: 'b', title: 'B' }), draftOf(1, { contentHash: 'b' }));
      expect(outcomes.map(({ outcome }) => outcome)).toEqual(['new', 'unchanged', 'updated', 'unchanged']);
      expect((await articlesByIds(test.database, [draftOf(1).id]))[0]).toMatchObject({ title: 'B', state: 'UPDATED' });
      expect(await articleCount(test.database)).toBe(1);
    });

    it('puts a piece of the id behind a slug that another article has, and keeps it for good', async () => {
      const same = (n: number, given: Partial<ArticleDraft> = {}) => draftOf(n, { slug: 'same', ...given });
      await upsert(same(1));
      await upsert(same(2), same(3));
      const slugs = (
        await articlesByIds(
          test.database,
          [1, 2, 3].map((n) => same(n).id),
        )
      ).map((head) => head!.slug);
      expect(slugs).toEqual(['same', `same-${same(2).id.slice(4, 10)}`, `same-${same(3).id.slice(4, 10)}`]);
      await upsert(same(3, { contentHash: 'x' }));
      expect(idsOf(await articlesBySlugs(test.database, slugs))).toEqual([1, 2, 3].map((n) => same(n).id));
    });

    it('tells the outbox of what was written, and of nothing else', async () => {
      await upsert(draftOf(1), draftOf(2));
      await upsert(draftOf(1), draftOf(2, { contentHash: 'new' }));
      const events = await outboxAfter(test.database, 0, 10);
      expect(events.map(({ topic, subjectId, payload }) => [topic, subjectId, payload['contentHash']])).toEqual([
        ['article.written', draftOf(1).id, 'hash-1'],
        ['article.written', draftOf(2).id, 'hash-2'],
        ['article.written', draftOf(2).id, 'new'],
      ]);
    });

    it('says whose an article is, and whose it was', async () => {
      await upsert(draftOf(1, { sourceId: 'src_a' }));
      await upsert(draftOf(1, { sourceId: 'src_b', contentHash: 'b' }), draftOf(1, { sourceId: 'src_c', contentHash: 'c' }));
      const events = await outboxAfter(test.database, 0, 10);
      expect(events.map(({ payload }) => payload['sourceIds'])).toEqual([['src_a'], ['src_c', 'src_b', 'src_a']]);
    });

    it('takes text that PostgreSQL would refuse: NUL characters and halves of surrogate pairs', async () => {
      await upsert(
        draftOf(1, {
          title: 'a\0b\ud83d',
          slug: 's\0',
          body: { blocks: [{ kind: 'PARAGRAPH', text: '\udc00 \\u0000 😀' }], text: '\udc00 \\u0000 😀' },
        }),
      );
      expect((await articlesBySlugs(test.database, ['s']))[0]?.title).toBe('ab\ufffd');
      expect((await articleBodiesByIds(test.database, [draftOf(1).id]))[0]?.text).toBe('\ufffd \\u0000 😀');
      expect(await articlesByIds(test.database, ['art_\0', '\ud800'])).toEqual([null, null]);
    });

    it('refuses more drafts than it takes, and stores none of them', async () => {
      await expect(upsert(...range(1_001).map((n) => draftOf(n)))).rejects.toThrow('takes 1000 drafts at most: drafts has 1001');
      expect(await articleCount(test.database)).toBe(0);
    });

    it('stores nothing of a call in which one draft cannot be stored', async () => {
      await expect(upsert(draftOf(1), draftOf(2, { wordCount: 0.5 }))).rejects.toThrow(/articles.upsertMany/);
      expect(await articleCount(test.database)).toBe(0);
      expect(await outboxAfter(test.database, 0, 10)).toEqual([]);
    });

    it('never names two articles the same, however many ingests run at once', async () => {
      const calls = range(8).map((call) => upsert(...range(20).map((n) => draftOf(n + (call % 2) * 10, { slug: `s-${n % 5}` }))));
      const outcomes = (await Promise.all(calls)).flat();
      expect(outcomes.filter(({ outcome }) => outcome === 'new')).toHaveLength(30);
      expect(outcomes.filter(({ outcome }) => outcome === 'unchanged')).toHaveLength(130);
      const page = await articlePage(test.database, { order: 'NEWEST', page: { first: 100 } });
      expect(new Set(page.rows.map(({ slug }) => slug)).size).toBe(30);
    });
  });

  describe('reads', () => {
    const languages = ['ar', 'ar-EG', 'en', 'fr'];
    const papers = ['daily', 'weekly', 'night', 'empty'].map(sourceId);
    // Few distinct times, so that many articles share one and only the id orders them.
    const drafts = range(120).map((n) =>
      draftOf(n, {
        publishedAt: 1_000 + ((n * 7) % 11),
        sourceId: papers[n % 3]!,
        language: languages[(n * 5) % 4]!,
        state: n % 17 === 0 ? 'REMOVED' : 'LIVE',
      }),
    );
    let test: TestDatabase;
    beforeAll(async () => {
      test = await open();
      await test.database.write('articles.upsertMany', { drafts });
    });
    afterAll(() => test.remove());

    it('answers in the order of what was asked, with null for what is not there', async () => {
      const [a, b] = [drafts[3]!, drafts[4]!];
      expect(idsOf(await articlesByIds(test.database, [b.id, 'art_none', a.id, b.id]))).toEqual([b.id, null, a.id, b.id]);
      expect(idsOf(await articlesBySlugs(test.database, [b.slug, '', a.slug]))).toEqual([b.id, null, a.id]);
      expect((await articleBodiesByIds(test.database, ['x', a.id])).map((body) => body?.articleId ?? null)).toEqual([null, a.id]);
      expect(await articlesByIds(test.database, [])).toEqual([]);
    });

    it('finds by either address, the canonical one first', async () => {
      const shared = 'https://news.example/shared';
      const own = draftOf(900, { id: articleId(shared), canonicalUrl: shared, url: 'https://m.news.example/1', state: 'REMOVED' });
      const other = draftOf(901, { url: shared, canonicalUrl: 'https://elsewhere.example/', state: 'REMOVED' });
      await test.database.write('articles.upsertMany', { drafts: [other, own] });
      expect(idsOf(await articlesByUrls(test.database, [shared, own.url, other.canonicalUrl, 'https://nowhere.example/']))).toEqual([
        own.id,
        own.id,
        other.id,
        null,
      ]);
    });

    const filters = fc.record(
      {
        sources: fc.record(
          { in: fc.uniqueArray(fc.constantFrom(...papers, 'src_none')), notIn: fc.uniqueArray(fc.constantFrom(...papers)) },
          { requiredKeys: [] },
        ),
        languages: fc.record(
          {
            in: fc.uniqueArray(fc.constantFrom('ar', 'AR-eg', 'en', 'de', 'e')),
            notIn: fc.uniqueArray(fc.constantFrom('ar-EG', 'fr', 'ar')),
          },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: [] },
    );
    const arrangements = fc.record({
      filter: filters,
      order: fc.constantFrom<ArticleOrder[]>('NEWEST', 'OLDEST'),
      size: fc.integer({ min: 1, max: 50 }),
    });

    /** The same list, said once more without a database. */
    const listOf = (order: ArticleOrder, filter: ArticleFilter, source?: string) => {
      const fits = (tag: string, ranges: readonly string[]) =>
        ranges.some((wanted) => `${tag}-`.toLowerCase().startsWith(`${wanted}-`.toLowerCase()));
      const passes = (draft: ArticleDraft) =>
        draft.state !== 'REMOVED' &&
        (source === undefined || draft.sourceId === source) &&
        (filter.sources?.in == null || filter.sources.in.includes(draft.sourceId)) &&
        !filter.sources?.notIn?.includes(draft.sourceId) &&
        (filter.languages?.in == null || fits(draft.language, filter.languages.in)) &&
        !fits(draft.language, filter.languages?.notIn ?? []);
      const oldest = drafts.filter(passes).toSorted((one, two) => one.publishedAt - two.publishedAt || (one.id < two.id ? -1 : 1));
      return idsOf((order === 'OLDEST' ? oldest : oldest.toReversed()) as never);
    };

    it('walks every list exactly once, in both directions, and counts what it lists', async () => {
      await fc.assert(
        fc.asyncProperty(arrangements, async ({ filter, order, size }) => {
          const expected = listOf(order, filter);
          const ask = (page: Parameters<typeof articlePage>[1]['page']) => articlePage(test.database, { filter, order, page });
          expect(idsOf(await walkForwards(size, keyOf, ask))).toEqual(expected);
          expect(idsOf(await walkBackwards(size, keyOf, ask))).toEqual(expected);
          expect(await articleCount(test.database, filter)).toBe(expected.length);
        }),
        { numRuns: 60 },
      );
    });

    it('pages each source as if it were asked alone, and counts each', async () => {
      await fc.assert(
        fc.asyncProperty(arrangements, async ({ filter, order, size }) => {
          const pages = await articlePagesBySource(test.database, [...papers, papers[0]!], { filter, order, page: { first: size } });
          const lists = [...papers, papers[0]!].map((paper) => listOf(order, filter, paper));
          expect(pages.map(({ rows }) => idsOf(rows))).toEqual(lists.map((list) => list.slice(0, size)));
          expect(pages.map(({ hasNextPage }) => hasNextPage)).toEqual(lists.map((list) => list.length > size));
          expect(await articleCountsBySource(test.database, papers, filter)).toEqual(
            lists.slice(0, papers.length).map((list) => list.length),
          );
        }),
        { numRuns: 30 },
      );
    });

    it('keeps both bounds of a window between two cursors', async () => {
      const list = listOf('NEWEST', {});
      const at = async (index: number) => keyOf((await articlesByIds(test.database, [list[index]!]))[0]!);
      const [after, before] = [await at(10), await at(16)];
      const inside = await articlePage(test.database, { order: 'NEWEST', page: { first: 10, after, before } });
      expect([idsOf(inside.rows), inside.hasPreviousPage, inside.hasNextPage]).toEqual([list.slice(11, 16), true, true]);
      const fromEnd = await articlePage(test.database, { order: 'NEWEST', page: { last: 2, after, before } });
      expect([idsOf(fromEnd.rows), fromEnd.hasPreviousPage, fromEnd.hasNextPage]).toEqual([list.slice(14, 16), true, true]);
    });

    it('goes on behind a cursor whose article is gone', async () => {
      const list = listOf('NEWEST', {});
      const [tenth] = await articlesByIds(test.database, [list[10]!]);
      const gone = { publishedAt: tenth!.publishedAt, id: `${tenth!.id}!` };
      const page = await articlePage(test.database, { order: 'NEWEST', page: { first: 2, after: gone } });
      expect([idsOf(page.rows), page.hasPreviousPage]).toEqual([list.slice(10, 12), true]);
    });

    it('takes any cursor, also one that was made up', async () => {
      const list = listOf('NEWEST', {});
      const behind = async (after: ArticleKey) =>
        idsOf((await articlePage(test.database, { order: 'NEWEST', page: { first: 100, after } })).rows);
      expect(await behind({ publishedAt: 1e300, id: '\0' })).toEqual(list.slice(0, 100));
      expect(await behind({ publishedAt: -1e300, id: '\ud800' })).toEqual([]);
      expect(await behind({ publishedAt: 999.5, id: '' })).toEqual([]);
    });

    it('refuses a page without rows, naming the bound', async () => {
      await expect(articlePage(test.database, { order: 'NEWEST', page: { first: 0 } })).rejects.toThrow(
        'A page has 1 to 1000 rows: first is 0.',
      );
      await expect(articlePage(test.database, { order: 'NEWEST', page: { last: 2.5 } })).rejects.toThrow('last is 2.5');
    });

    it('asks once per kind of question, however many articles and sources are loaded', async () => {
      const loaders = articleLoaders(test.database);
      const newest = { order: 'NEWEST', page: { first: 3 } } as const;
      const statements = await test.statements(() =>
        Promise.all([
          ...drafts.slice(0, 50).map(({ id }) => loaders.byId.load(id)),
          ...drafts.slice(0, 50).map(({ id }) => loaders.bodyById.load(id)),
          ...papers.map((paper) => loaders.pageBySource({ ...newest, page: { ...newest.page } }).load(paper)),
          ...papers.map((paper) => loaders.countBySource().load(paper)),
        ]),
      );
      expect(statements).toHaveLength(4);
      expect(statements.every(({ where }) => where === 'read')).toBe(true);
      const page = await test.statements(() => articlePage(test.database, { filter: { sources: { in: papers } }, ...newest }));
      expect(page).toHaveLength(1);
    });
  });
});
