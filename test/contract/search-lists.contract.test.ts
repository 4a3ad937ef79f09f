/** What narrows a search, orders it and counts it, and that what changed is found as it is now. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { SearchKey, SearchRequest } from '../../src/data/articles/search/search.record.ts';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { range } from './drafts.ts';
import { describeSearch, text } from './search-world.ts';

const WORDS = range(400).map((n) => `كلمة${String.fromCharCode(0x628 + (n % 20))}${n}`);

describeSearch('search in lists', (world) => {
  const { store, search, found, foundSet } = world;

  describe('filters, facets and order', () => {
    const DAY = 86_400_000;
    beforeAll(async () => {
      await store(
        text('a', 'نفط', '', { sourceId: sourceId('one'), publishedAt: 10 * DAY }),
        text('b', 'نفط', '', { sourceId: sourceId('two'), publishedAt: 11 * DAY, language: 'ar-EG' }),
        text('c', 'النفط oil', '', { sourceId: sourceId('one'), publishedAt: 12 * DAY, language: 'en' }),
        text('d', 'قمح', '', { sourceId: sourceId('one'), publishedAt: 12 * DAY }),
      );
      await world.database.write('articles.learnTopics', {
        articles: [
          {
            articleId: articleId('https://news.example/a'),
            topics: [
              { code: 'medtop:04', score: 0.9 },
              { code: 'medtop:11', score: 0.2 },
            ],
          },
          { articleId: articleId('https://news.example/c'), topics: [{ code: 'medtop:04', score: 0.5 }] },
        ],
      });
    });

    it.each<[string, SearchRequest['filter'], readonly string[]]>([
      ['sources', { sources: { in: [sourceId('one')] } }, ['a', 'c']],
      ['not sources', { sources: { notIn: [sourceId('one')] } }, ['b']],
      ['languages with all regions', { languages: { in: ['ar'] } }, ['a', 'b']],
      ['one region', { languages: { in: ['ar-EG'] } }, ['b']],
      ['from', { published: { from: 11 * DAY } }, ['b', 'c']],
      ['to, which is not within', { published: { to: 11 * DAY } }, ['a']],
      ['topics', { topics: { in: ['medtop:04'] } }, ['a', 'c']],
      ['not topics', { topics: { notIn: ['medtop:11'] } }, ['b', 'c']],
      ['several at once', { topics: { in: ['medtop:04'] }, languages: { in: ['ar'] } }, ['a']],
      ['nothing', { sources: { in: [] } }, []],
    ])('by %s', async (_, filter, expected) => {
      expect(await foundSet('نفط', { filter })).toEqual(expected);
      expect((await search('نفط', { filter })).total.value).toBe(expected.length);
      expect(await found('نفط', { filter, orderBy: 'NEWEST' })).toEqual([...expected].reverse());
    });

    it('counts by publisher, language, topic and day', async () => {
      expect(await world.database.query('articles.searchFacets', { query: 'نفط' })).toEqual({
        sources: [
          { value: sourceId('one'), count: 2 },
          { value: sourceId('two'), count: 1 },
        ],
        languages: [
          { value: 'ar', count: 2 },
          { value: 'en', count: 1 },
        ],
        topics: [
          { value: 'medtop:04', count: 2 },
          { value: 'medtop:11', count: 1 },
        ],
        dates: [
          { value: '1970-01-13', count: 1 },
          { value: '1970-01-12', count: 1 },
          { value: '1970-01-11', count: 1 },
        ],
      });
      const narrowed = await world.database.query('articles.searchFacets', { query: 'نفط', filter: { topics: { in: ['medtop:11'] } } });
      expect(narrowed.sources).toEqual([{ value: sourceId('one'), count: 1 }]);
    });

    it('replaces the topics of an article', async () => {
      const learn = (...codes: readonly string[]) =>
        world.database.write('articles.learnTopics', {
          articles: [{ articleId: articleId('https://news.example/d'), topics: codes.map((code) => ({ code, score: 1 })) }],
        });
      await learn('medtop:01', 'medtop:02');
      expect(await found('قمح', { filter: { topics: { in: ['medtop:01'] } } })).toEqual(['d']);
      await learn('medtop:02');
      expect(await found('قمح', { filter: { topics: { in: ['medtop:01'] } } })).toEqual([]);
      await learn();
      expect(await found('قمح', { filter: { topics: { in: ['medtop:02'] } } })).toEqual([]);
    });
  });

  describe('pages', () => {
    const count = 230;
    beforeAll(async () => {
      await store();
      // Some alike to the last word, so that scores and times tie; more than one block of PostgreSQL's ranking.
      const drafts = range(count).map((n) =>
        text(`p${n}`, n % 3 === 0 ? 'سوق المال' : `سوق ${WORDS[n]!}`, `${'المال '.repeat(n % 5)}${WORDS[n + 100]!}`, {
          publishedAt: 1_000 + (n % 7),
        }),
      );
      await world.database.write('articles.upsertMany', { drafts });
    });

    it('walks through all hits, each once, in the order of one long list', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.integer({ min: 7, max: 100 }),
          fc.constantFrom('RELEVANCE' as const, 'NEWEST' as const),
          async (limit, orderBy) => {
            const walked: SearchKey[] = [];
            for (let after: SearchKey | null = null; ;) {
              const page = await search('سوق', { limit, orderBy, after });
              expect(page.total).toEqual({ value: count, relation: 'EXACT' });
              walked.push(...page.hits);
              if (!page.hasNextPage) break;
              expect(page.hits).toHaveLength(limit);
              after = page.hits.at(-1)!;
            }
            expect(walked.map(({ depth }) => depth)).toEqual(range(count).map((n) => n + 1));
            expect(new Set(walked.map(({ articleId: id }) => id)).size).toBe(count);
            const sorted = walked.toSorted(
              (a, b) => b.score - a.score || b.publishedAt - a.publishedAt || (a.articleId < b.articleId ? -1 : 1),
            );
            expect(walked).toEqual(sorted);
          },
        ),
        { numRuns: 8 },
      );
    });

    it('ends a list at a bound', async () => {
      const { hits, hasNextPage } = await search('سوق', {
        limit: 50,
        after: { score: Number.MAX_SAFE_INTEGER, publishedAt: 0, articleId: '', depth: 990 },
      });
      expect(hits.length).toBeLessThanOrEqual(50);
      expect(hasNextPage).toBe(false);
    });
  });

  describe('updates and removals', () => {
    it('finds the new words and not the old ones', async () => {
      await store(text('x', 'قديم', 'عتيق'), text('y', 'ثابت'));
      await world.database.write('articles.upsertMany', { drafts: [text('x', 'حديث', 'طازج')] });
      expect([await found('قديم'), await found('عتيق'), await found('حديث'), await found('طازج'), await found('ثابت')]).toEqual([
        [],
        [],
        ['x'],
        ['x'],
        ['y'],
      ]);
      expect(await world.database.query('articles.suggest', { prefix: 'قدي', limit: 5 })).toEqual([]);
      expect((await world.database.query('articles.suggest', { prefix: 'حدي', limit: 5 }))[0]).toMatchObject({ text: 'حديث' });
    });

    it('does not find what is removed, and finds it again when it is back', async () => {
      await store(text('x', 'خبر'));
      await world.database.write('articles.upsertMany', { drafts: [text('x', 'خبر', '', { state: 'REMOVED' })] });
      expect((await search('خبر')).total.value).toBe(0);
      expect(await world.database.query('articles.suggest', { prefix: 'خبر', limit: 5 })).toEqual([]);
      await world.database.write('articles.upsertMany', { drafts: [text('x', 'خبر', '', { state: 'CORRECTED' })] });
      expect(await found('خبر')).toEqual(['x']);
    });

    it('indexes what was stored before there was an index, and goes on where it was broken off', async () => {
      await store(...range(5).map((n) => text(`s${n}`, 'مخزون')), text('gone', 'مخزون', '', { state: 'REMOVED' }));
      await world.directly("delete from search_documents; delete from search_terms; insert into search_backfill (done_to) values ('')");
      if (world.database.engine === 'sqlite') await world.directly('delete from article_index');
      expect(await found('مخزون')).toEqual([]);
      expect(await world.database.write('articles.indexStored', { limit: 2 })).toMatchObject({ left: true });
      await world.database.migrate();
      expect(await foundSet('مخزون')).toEqual(range(5).map((n) => `s${n}`));
      expect(await world.database.write('articles.indexStored', { limit: 2 })).toEqual({ indexed: 0, left: false });
    });
  });
});
