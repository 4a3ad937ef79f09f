/** The search finds the same on both engines; the order by relevance may differ in what is not said here. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';
import { searchArticles } from '../../src/data/articles/search/search-articles.ts';
import { SearchQueryError } from '../../src/data/articles/search/search-query.ts';
import type { SearchKey, SearchRequest } from '../../src/data/articles/search/search.record.ts';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { draftOf, range } from './drafts.ts';

/** An article named by one word, which is also its id's. */
function text(name: string, title: string, body = '', given: Partial<ArticleDraft> = {}): ArticleDraft {
  const url = `https://news.example/${name}`;
  return draftOf(1, {
    id: articleId(url),
    url,
    canonicalUrl: url,
    slug: name,
    title,
    language: 'ar',
    direction: 'RTL',
    contentHash: `${title}${body}${given.standfirst ?? ''}${given.state ?? ''}`,
    body: { blocks: [{ kind: 'PARAGRAPH', text: body }], text: body },
    ...given,
  });
}

const WORDS = range(400).map((n) => `كلمة${String.fromCharCode(0x628 + (n % 20))}${n}`);

describeOnEachEngine('search', (open) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await open()));
  afterAll(() => test.remove());

  async function store(...drafts: readonly ArticleDraft[]): Promise<void> {
    await test.reset();
    await test.database.write('articles.upsertMany', { drafts });
  }
  const search = (query: string, given: Partial<SearchRequest> = {}) => searchArticles(test.database, { query, limit: 100, ...given });
  /** Slugs are not in hits: names are. */
  async function found(query: string, given: Partial<SearchRequest> = {}): Promise<readonly string[]> {
    const { hits } = await search(query, given);
    const rows = await test.database.read.selectFrom('articles').select(['id', 'slug']).execute();
    return hits.map((hit) => rows.find(({ id }) => id === hit.articleId)!.slug);
  }
  const foundSet = async (query: string, given: Partial<SearchRequest> = {}) => [...(await found(query, given))].sort();

  describe('Arabic', () => {
    beforeAll(() =>
      store(
        text('companies', 'والشركات الكبرى', 'أعلنت أرباحها'),
        text('company', 'شركة صغيرة', 'تبيع الخبز'),
        text('ai', 'مؤتمر', 'يهتم بالذكاء الاصطناعي'),
        text('wit', 'الذَّكَاءُ والفطنة', 'قصة'),
        text('hospital', 'مستشفى جديد', 'في الرياض'),
        text('hospital-ya', 'مستشفي قديم', 'في جدة'),
        text('school', 'مدرسة للبنات', 'في أبها'),
        text('school-ha', 'مدرسه للبنين', 'في تبوك'),
        text('ali', 'علي يكتب', 'قصيدة'),
        text('on', 'على الطريق', 'سيارة'),
        text('year', 'عام ٢٠١٥', 'أرقام'),
        text('tatweel', 'الســــلام عليكم', 'تحية'),
        text('forms', 'ﺍﻟﻘﻤﺮ ﻭﺍﻟﻨﺠﻮﻡ', 'سماء'),
        text('abdullah', 'عبد الله بن مساعد', 'كرة'),
        text('abdullah-joined', 'عبدالله بن مساعد', 'كرة'),
      ),
    );

    it.each([
      ['والشركات', ['companies', 'company']],
      ['الشركات', ['companies', 'company']],
      ['شركات', ['companies', 'company']],
      ['بالذكاء', ['ai', 'wit']],
      ['الذكاء', ['ai', 'wit']],
      ['ذَكاء', ['ai', 'wit']],
      ['2015', ['year']],
      ['٢٠١٥', ['year']],
      ['السلام', ['tatweel']],
      ['ســلام', ['tatweel']],
      ['القمر', ['forms']],
      ['ﺍﻟﻨﺠﻮﻡ', ['forms']],
      ['عبدالله', ['abdullah', 'abdullah-joined']],
      ['عبد الله', ['abdullah', 'abdullah-joined']],
      ['في الرياض', ['hospital']],
      ['هل يوجد خبز؟', ['company']],
      ['الخبز', ['company']],
    ])('%s', async (query, expected) => {
      expect(await foundSet(query)).toEqual(expected);
    });

    it.each([
      ['مستشفى', ['hospital', 'hospital-ya']],
      ['مستشفي', ['hospital-ya', 'hospital']],
      ['مدرسة', ['school', 'school-ha']],
      ['مدرسه', ['school-ha', 'school']],
    ])('%s finds both spellings, its own first', async (query, expected) => {
      expect(await found(query)).toEqual(expected);
    });

    it('tells spellings apart where letters must be exact', async () => {
      expect(await found('مستشفى', { mode: 'EXACT' })).toEqual(['hospital']);
      expect(await found('مستشفي', { mode: 'EXACT' })).toEqual(['hospital-ya']);
      expect(await found('علي', { mode: 'EXACT' })).toEqual(['ali']);
      expect(await found('على', { mode: 'EXACT' })).toEqual(['on']);
      expect(await found('عـَلـى', { mode: 'EXACT' })).toEqual(['on']);
      expect(await found('شركات', { mode: 'EXACT' })).toEqual([]);
    });

    it('keeps the particle «على» from the name «علي» in any mode', async () => {
      expect(await found('علي')).toEqual(['ali']);
      expect(await found('على')).toEqual(['on']);
    });
  });

  describe('forms that stems keep apart', () => {
    beforeAll(() =>
      store(
        text('one-minister', 'وزير التجارة', 'زيارة'),
        text('ministers', 'اجتماع وزراء التجارة', 'بيان'),
        text('knife', 'سكين المطبخ', 'أدوات'),
        text('with-knife', 'هجوم بسكين', 'حادث'),
        text('samsung-latin', 'هاتف Samsung جديد', 'شاشة'),
        text('samsung', 'سامسونج تربح', 'أسهم'),
        text('samsung-gh', 'سامسونغ تخسر', 'أسهم'),
        text('apple', 'ساعة «أبل» الجديدة', 'تقنية'),
        text('camels', 'سباق إبل', 'تراث'),
        text('whatsapp', 'تحديث واتس آب', 'تطبيق'),
        text('princes', 'استقبل أمير المنطقة', 'خبر'),
        text('cameras', 'كاميرات المراقبة', 'مرور'),
        text('civil', 'الدفاع المدني', 'إنقاذ'),
        text('cities', 'المدن الكبرى', 'سكان'),
        text('city', 'مدينة صغيرة', 'سكان'),
      ),
    );

    it.each<[string, readonly string[]]>([
      ['وزير', ['one-minister', 'ministers']],
      ['الوزراء', ['ministers', 'one-minister']],
      ['سكين', ['knife', 'with-knife']],
      ['لسكين', ['knife']],
      ['بسكين', ['with-knife']],
      ['Apple', ['apple']],
      ['إبل', ['camels', 'apple']],
      ['WhatsApp', ['whatsapp']],
      ['كاميرات', ['cameras']],
      ['مدينة', ['city', 'cities']],
      ['المدن', ['cities', 'city', 'civil']],
    ])('%s, its own form first', async (query, expected) => {
      expect((await found(query))[0]).toBe(expected[0]);
      expect(await foundSet(query)).toEqual([...expected].sort());
      // Facets count the same.
      const { languages } = await test.database.query('articles.searchFacets', { query });
      expect(languages).toEqual([{ value: 'ar', count: expected.length }]);
    });

    it.each(['Samsung', 'سامسونج', 'سامسونغ', 'لسامسونج'])('%s finds the name in both scripts', async (query) => {
      expect(await foundSet(query)).toEqual(query === 'لسامسونج' ? ['samsung'] : ['samsung', 'samsung-gh', 'samsung-latin']);
    });

    it('asks for nothing but what is typed where the reader says so, and marks what was found', async () => {
      expect(await foundSet('"وزراء"')).toEqual(['ministers']);
      expect(await foundSet('التجارة -وزراء')).toEqual(['one-minister']);
      expect(await foundSet('وزراء', { mode: 'EXACT' })).toEqual(['ministers']);
      const { hits } = await search('لسكين');
      const marked = await test.database.query('articles.searchHighlights', {
        query: 'لسكين',
        articleIds: hits.map((hit) => hit.articleId),
      });
      expect(
        marked.map(([first]) => first!.fragments.map((one) => one.ranges.map(({ start, end }) => one.text.slice(start, end)))),
      ).toEqual([[['سكين']]]);
    });
  });

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
      await expect(test.database.query('articles.suggest', { prefix: query, limit: 5 })).resolves.toBeDefined();
      expect((await search('خبر')).total).toEqual({ value: 1, relation: 'EXACT' });
    });

    it('survives whatever is typed', async () => {
      const unit = fc.constantFrom(...'خبر ا"«»-*:()\'\\&|!<>{}^+~.,1٢Aa\0\uD800\u200F', 'NEAR', 'AND', 'NOT');
      await fc.assert(
        fc.asyncProperty(fc.string({ unit, maxLength: 30 }), async (query) => {
          await search(query);
          await test.database.query('articles.searchFacets', { query });
          await test.database.query('articles.suggest', { prefix: query, limit: 3 });
        }),
        { numRuns: 150 },
      );
    });

    it('refuses what is too long, and says how long it may be', async () => {
      await expect(search('خ'.repeat(10_000))).rejects.toThrow(
        new SearchQueryError('A query has 500 characters at most; this one has 10000.'),
      );
      await expect(search(WORDS.slice(0, 33).join(' '))).rejects.toBeInstanceOf(SearchQueryError);
      await expect(test.database.query('articles.suggest', { prefix: 'خ'.repeat(10_000), limit: 3 })).rejects.toBeInstanceOf(
        SearchQueryError,
      );
      await expect(search('خبر', { limit: 0 })).rejects.toMatchObject({ code: 'BAD_INPUT' });
    });
  });

  describe('filters, facets and order', () => {
    const DAY = 86_400_000;
    beforeAll(async () => {
      await store(
        text('a', 'نفط', '', { sourceId: sourceId('one'), publishedAt: 10 * DAY }),
        text('b', 'نفط', '', { sourceId: sourceId('two'), publishedAt: 11 * DAY, language: 'ar-EG' }),
        text('c', 'النفط oil', '', { sourceId: sourceId('one'), publishedAt: 12 * DAY, language: 'en' }),
        text('d', 'قمح', '', { sourceId: sourceId('one'), publishedAt: 12 * DAY }),
      );
      await test.database.write('articles.learnTopics', {
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
      expect(await test.database.query('articles.searchFacets', { query: 'نفط' })).toEqual({
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
      const narrowed = await test.database.query('articles.searchFacets', { query: 'نفط', filter: { topics: { in: ['medtop:11'] } } });
      expect(narrowed.sources).toEqual([{ value: sourceId('one'), count: 1 }]);
    });

    it('replaces the topics of an article', async () => {
      const learn = (...codes: readonly string[]) =>
        test.database.write('articles.learnTopics', {
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
      await test.database.write('articles.upsertMany', { drafts });
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
      await test.database.write('articles.upsertMany', { drafts: [text('x', 'حديث', 'طازج')] });
      expect([await found('قديم'), await found('عتيق'), await found('حديث'), await found('طازج'), await found('ثابت')]).toEqual([
        [],
        [],
        ['x'],
        ['x'],
        ['y'],
      ]);
      expect(await test.database.query('articles.suggest', { prefix: 'قدي', limit: 5 })).toEqual([]);
      expect((await test.database.query('articles.suggest', { prefix: 'حدي', limit: 5 }))[0]).toMatchObject({ text: 'حديث' });
    });

    it('does not find what is removed, and finds it again when it is back', async () => {
      await store(text('x', 'خبر'));
      await test.database.write('articles.upsertMany', { drafts: [text('x', 'خبر', '', { state: 'REMOVED' })] });
      expect((await search('خبر')).total.value).toBe(0);
      expect(await test.database.query('articles.suggest', { prefix: 'خبر', limit: 5 })).toEqual([]);
      await test.database.write('articles.upsertMany', { drafts: [text('x', 'خبر', '', { state: 'CORRECTED' })] });
      expect(await found('خبر')).toEqual(['x']);
    });

    it('indexes what was stored before there was an index, and goes on where it was broken off', async () => {
      await store(...range(5).map((n) => text(`s${n}`, 'مخزون')), text('gone', 'مخزون', '', { state: 'REMOVED' }));
      await test.directly("delete from search_documents; delete from search_terms; insert into search_backfill (done_to) values ('')");
      if (test.database.engine === 'sqlite') await test.directly('delete from article_index');
      expect(await found('مخزون')).toEqual([]);
      expect(await test.database.write('articles.indexStored', { limit: 2 })).toMatchObject({ left: true });
      await test.database.migrate();
      expect(await foundSet('مخزون')).toEqual(range(5).map((n) => `s${n}`));
      expect(await test.database.write('articles.indexStored', { limit: 2 })).toEqual({ indexed: 0, left: false });
    });
  });

  describe('highlights', () => {
    const highlights = async (query: string, given: { mode?: 'EXACT' | 'PHRASE' } = {}) => {
      const [answer] = await test.database.query('articles.searchHighlights', {
        query,
        articleIds: [articleId('https://news.example/h')],
        ...given,
      });
      return answer!.map(({ field, fragments }) => [
        field,
        ...fragments.map((fragment) => fragment.text),
        ...fragments.flatMap((fragment) => fragment.ranges.map(({ start, end }) => `‹${fragment.text.slice(start, end)}›`)),
      ]);
    };
    const long = `بداية ${'كلام '.repeat(100)}ثم قال وزيرُ الصِّحّة إن اللقاح متوفر ${'كلام '.repeat(100)}والوزارة أعلنت`;
    beforeAll(() => store(text('h', 'وَزِيــر الصحة: «لقاح» جديد', long, { standfirst: 'عن الوزير' })));

    it('marks the words as they are written, in every field', async () => {
      expect(await highlights('الوزير')).toEqual([
        ['TITLE', 'وَزِيــر الصحة: «لقاح» جديد', '‹وَزِيــر›'],
        ['STANDFIRST', 'عن الوزير', '‹الوزير›'],
        ['BODY', expect.stringContaining('قال وزيرُ الصِّحّة إن'), '‹وزيرُ›'],
      ]);
    });

    it('marks phrases as a whole, and only them', async () => {
      expect(await highlights('"وزير الصحة" مفقود')).toEqual([
        ['TITLE', expect.anything(), '‹وَزِيــر الصحة›'],
        ['BODY', expect.anything(), '‹وزيرُ الصِّحّة›'],
      ]);
      expect(await highlights('الوزير', { mode: 'EXACT' })).toEqual([['STANDFIRST', 'عن الوزير', '‹الوزير›']]);
    });

    it('cuts long texts between words around what was found', async () => {
      const [, , [, piece]] = (await highlights('لقاح وزير')) as [unknown, unknown, [string, string]];
      expect(piece.length).toBeLessThanOrEqual(170);
      expect(long).toContain(piece);
      expect(` ${long} `).toContain(` ${piece} `);
    });

    it('answers nothing for what is not there', async () => {
      expect(await test.database.query('articles.searchHighlights', { query: 'وزير', articleIds: ['art_none'] })).toEqual([[]]);
    });
  });

  describe('suggestions', () => {
    const suggest = async (prefix: string, limit = 8) =>
      (await test.database.query('articles.suggest', { prefix, limit })).map(({ kind, text: shown }) => `${kind} ${shown}`);
    beforeAll(() =>
      store(
        text('s1', 'الاقتصاد السعودي ينمو'),
        text('s2', 'الاقتصاد العالمي يتباطأ'),
        text('s3', 'الاقتصادي الكبير'),
        text('s4', 'أرامكو السعودية'),
        text('s5', 'Microsoft launches Windows'),
      ),
    );

    it('completes the last word, the commonest first, and names titles', async () => {
      expect(await suggest('الاقتص')).toEqual([
        'TERM الاقتصاد',
        'TERM الاقتصادي',
        expect.stringMatching(/^TITLE الاقتصاد/),
        expect.stringMatching(/^TITLE الاقتصاد/),
        expect.stringMatching(/^TITLE الاقتصاد/),
      ]);
      expect(await suggest('الاقتصاد السع')).toEqual(['TERM الاقتصاد السعودي', 'TERM الاقتصاد السعودية', 'TITLE الاقتصاد السعودي ينمو']);
      expect(await suggest('ارام')).toContain('TERM أرامكو');
      expect(await suggest('win')).toEqual(['TERM windows']);
      expect(await suggest('الاقتص', 1)).toEqual(['TERM الاقتصاد']);
    });

    it.each([
      ['الافتصاد', 'a wrong letter'],
      ['الاقصاد', 'a missing one'],
      ['الاقتتصاد', 'one too many'],
      ['الاقتاصد', 'two swapped'],
      ['زالاقتصاد', 'at the beginning'],
      ['الاقتضادط', 'two errors in a long word'],
    ])('forgives %s: %s', async (typed) => {
      expect(await suggest(typed)).toContain('TERM الاقتصاد');
    });

    it('forgives nothing in short words, and answers nothing for nothing', async () => {
      expect(await suggest('ظظ')).toEqual([]);
      expect(await suggest('')).toEqual([]);
      expect(await suggest('؟')).toEqual([]);
    });
  });
});
