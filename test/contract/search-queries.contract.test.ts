/** What a reader may type, and what comes first; the order by relevance may differ between engines in what is not said here. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SearchQueryError } from '../../src/data/articles/search/search-query.ts';
import { range } from './drafts.ts';
import { describeSearch, text } from './search-world.ts';

const WORDS = range(400).map((n) => `كلمة${String.fromCharCode(0x628 + (n % 20))}${n}`);

describeSearch('search by queries', (world) => {
  const { store, search, found, foundSet } = world;

  describe('queries', () => {
    beforeAll(() =>
      store(
        text('both', 'شركة OpenAI تطلق Models جديدة', 'مجلس الوزراء السعودي'),
        text('english', 'OpenAI model', 'A council of ministers', { language: 'en', direction: 'LTR' }),
        text('apart', 'مجلس قديم', 'قال الوزراء شيئا عن قطر'),
        text('phrase', 'خبر', 'عقد مجلس الوزراء جلسته', { standfirst: 'ملخص نادر' }),
        text('covid', 'إصابات covid-19', 'أرقام 19 و covid'),
        text('title', 'زلزال', 'خبر'),
        text('body', 'خبر آخر من العاصمة', 'وقع زلزال أمس في العاصمة وتبعه كثير من الحديث'),
      ),
    );

    it.each<[string, readonly string[]]>([
      ['openai شركة', ['both', 'english']],
      ['OpenAI', ['both', 'english']],
      ['models', ['both', 'english']],
      ['"مجلس الوزراء"', ['both', 'phrase']],
      ['«مجلس الوزراء»', ['both', 'phrase']],
      ['“مجلس الوزراء”', ['both', 'phrase']],
      ['"مجلس الوزراء', ['both', 'phrase']],
      ['مجلس -قطر', ['both', 'phrase']],
      ['مجلس -"مجلس الوزراء"', ['apart']],
      ['"covid-19"', ['covid']],
      ['covid-19', ['covid']],
      ['-مجلس', []],
      ['', []],
      ['؟!.', []],
    ])('%s', async (query, expected) => {
      expect(await foundSet(query)).toEqual(expected);
    });

    it('reads all as one phrase in mode PHRASE', async () => {
      expect(await foundSet('مجلس الوزراء', { mode: 'PHRASE' })).toEqual(['both', 'phrase']);
      expect(await foundSet('الوزراء مجلس', { mode: 'PHRASE' })).toEqual([]);
    });

    it('has the title before the body', async () => {
      expect(await found('زلزال')).toEqual(['title', 'body']);
    });

    it('looks only into the fields that are asked for', async () => {
      expect(await found('زلزال', { searchIn: ['TITLE'] })).toEqual(['title']);
      expect(await found('زلزال', { searchIn: ['BODY'] })).toEqual(['body']);
      expect(await found('نادر', { searchIn: ['STANDFIRST'] })).toEqual(['phrase']);
      expect(await found('نادر', { searchIn: ['TITLE', 'BODY'] })).toEqual([]);
      expect(await found('زلزال', { searchIn: [] })).toEqual([]);
    });

    it('fills up with what has most of the words, under what has all of them', async () => {
      expect((await found('زلزال العاصمة'))[0]).toBe('body');
      expect(await foundSet('زلزال العاصمة')).toEqual(['body', 'title']);
      expect(await foundSet('كيف وقع زلزال مروع؟')).toContain('title');
      expect(await foundSet('"زلزال العاصمة"')).toEqual([]);
      expect(await foundSet('زلزال العاصمة', { orderBy: 'NEWEST' })).toEqual(['body']);
    });
  });

  describe('what is not a query', () => {
    beforeAll(() => store(text('one', 'خبر عن AND OR NOT NEAR', 'نص')));

    it.each([
      '"*',
      '*',
      'NEAR(a b)',
      'title:خبر',
      '^خبر',
      'a + b',
      '{title} : x',
      "'; drop table articles; --",
      "x' & !'",
      '\\',
      ':*',
      '<->',
      '\0',
      'خبر\0',
      '\uD800',
      '((((',
      '""',
      '-',
      '--',
      '- -"',
      '%',
      '🙂',
    ])('%j is read as words', async (query) => {
      for (const mode of ['WEBSEARCH', 'PHRASE', 'EXACT'] as const) await expect(search(query, { mode })).resolves.toBeDefined();
      await expect(world.database.query('articles.suggest', { prefix: query, limit: 5 })).resolves.toBeDefined();
      expect((await search('خبر')).total).toEqual({ value: 1, relation: 'EXACT' });
    });

    it('survives whatever is typed', async () => {
      const unit = fc.constantFrom(...'خبر ا"«»-*:()\'\\&|!<>{}^+~.,1٢Aa\0\uD800\u200F', 'NEAR', 'AND', 'NOT');
      await fc.assert(
        fc.asyncProperty(fc.string({ unit, maxLength: 30 }), async (query) => {
          await search(query);
          await world.database.query('articles.searchFacets', { query });
          await world.database.query('articles.suggest', { prefix: query, limit: 3 });
        }),
        { numRuns: 150 },
      );
    });

    it('refuses what is too long, and says how long it may be', async () => {
      await expect(search('خ'.repeat(10_000))).rejects.toThrow(
        new SearchQueryError('A query has 500 characters at most; this one has 10000.'),
      );
      await expect(search(WORDS.slice(0, 33).join(' '))).rejects.toBeInstanceOf(SearchQueryError);
      await expect(world.database.query('articles.suggest', { prefix: 'خ'.repeat(10_000), limit: 3 })).rejects.toBeInstanceOf(
        SearchQueryError,
      );
      await expect(search('خبر', { limit: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });
});
