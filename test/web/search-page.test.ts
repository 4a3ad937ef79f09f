import { describe, expect, it } from '@jest/globals';
import { readSearchRequest, renderSearchPage, searchVariables } from '../../web/pages/index.ts';
import { dateChoices } from '../../web/pages/search-dates.ts';
import type { SearchQuery } from '../../web/pages/page-data.ts';
import { searchAnswer, viewOf } from './answers.ts';
import { parse, textOf } from './html.ts';

const requestOf = (query: string) => readSearchRequest(new URLSearchParams(query));
const pageOf = (answer: SearchQuery | null, query: string, locale = 'ar') =>
  parse(renderSearchPage(answer, requestOf(query), viewOf(query, [locale])));

describe('what is searched for', () => {
  it('is read from the address, and becomes the variables of Search', () => {
    const query = '?q=%20المياه%0A%20اليوم&source=src_1&lang=ar&date=2026-11&order=newest&after=c1';
    expect(searchVariables(requestOf(query), viewOf(query))).toEqual({
      query: 'المياه اليوم',
      first: 20,
      after: 'c1',
      filter: {
        sources: { in: ['src_1'] },
        languages: { in: ['ar'] },
        published: { from: '2026-11-01T00:00:00.000Z', to: '2026-12-01T00:00:00.000Z' },
      },
      orderBy: 'NEWEST',
      locale: 'ar',
      page: true,
    });
    expect(searchVariables(requestOf('?q=a'), viewOf('?q=a'))).toMatchObject({ filter: null, after: null, orderBy: 'RELEVANCE' });
    expect(searchVariables(requestOf('?q=a&date=2026-12-31'), viewOf('')).filter).toEqual({
      published: { from: '2026-12-31T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' },
    });
  });

  it('is bounded, and holds nothing that turns the words around it', () => {
    expect(requestOf(`?q=${'ك'.repeat(500)}`).query).toHaveLength(200);
    // No half of a pair is left at the end.
    expect(requestOf(`?q=${'a'.repeat(199)}${encodeURIComponent('😀')}`).query).toBe('a'.repeat(199));
    expect(requestOf(`?q=${'ك '.repeat(90)}`).query.split(' ')).toHaveLength(32);
    expect(requestOf('?q=%E2%80%AEabc%00%07d').query).toBe('abc d');
  });

  it.each(['?source=<script>', '?lang=ar-EG-x', '?date=2026-13', '?date=2026-11-24T00:00', '?date=9999-01', '?order=<b>'])(
    'drops what is no condition: %s',
    (query) => expect(requestOf(query)).toEqual({ query: '', source: null, language: null, topic: null, date: null, order: 'RELEVANCE' }),
  );
});

describe('the search page', () => {
  it('marks what was looked for, in headline and text', () => {
    const page = pageOf(
      searchAnswer([
        {
          highlights: [
            { field: 'TITLE', fragments: [{ text: 'شركات تبيع المياه', ranges: [{ start: 11, end: 17 }] }] },
            { field: 'STANDFIRST', fragments: [{ text: 'لا تُعرض', ranges: [{ start: 0, end: 2 }] }] },
            {
              field: 'BODY',
              fragments: [
                { text: 'باعت مياهًا كثيرة.', ranges: [{ start: 5, end: 11 }] },
                { text: 'والمياه في كل', ranges: [{ start: 0, end: 7 }] },
              ],
            },
          ],
        },
      ]),
      '?q=المياه',
    );
    expect(page.all('mark').map((mark) => textOf(mark))).toEqual(['المياه', 'مياهًا', 'والمياه']);
    expect(textOf(page.the('h2', { class: 'card-title' }))).toBe('شركات تبيع المياه');
    expect(textOf(page.the('p', { class: 'card-summary' }))).toBe('باعت مياهًا كثيرة. والمياه في كل…');
    expect(page.all('a', { href: '/sources/afaq', class: 'publisher-name' })).toHaveLength(1);
    expect(page.text).toContain('منذ ساعة');
  });

  it.each([
    [[{ start: 3, end: 6 }], ['def']],
    [[], []],
    [[{ start: -1, end: 3 }], []],
    [[{ start: 5, end: 5 }], []],
    [[{ start: 6, end: 2 }], []],
    [[{ start: 2, end: 400 }], []],
    [[{ start: 0.5, end: 2 }], []],
    [[{ start: Number.NaN, end: 2 }], []],
    [
      [
        { start: 0, end: 4 },
        { start: 2, end: 6 },
        { start: 4, end: 5 },
      ],
      ['abcd', 'e'],
    ],
  ])('loses and doubles no letter, whatever the ranges: %j', (ranges, marked) => {
    const text = 'abcdefghi';
    const page = pageOf(searchAnswer([{ highlights: [{ field: 'BODY', fragments: [{ text, ranges }] }] }]), '?q=x');
    expect(textOf(page.the('p', { class: 'card-summary' }))).toBe(`${text}…`);
    expect(page.all('mark').map((mark) => textOf(mark))).toEqual(marked);
  });

  it('shows the whole headline where a piece of it is marked, and the beginning where nothing is', () => {
    const page = pageOf(
      searchAnswer([{ highlights: [{ field: 'TITLE', fragments: [{ text: 'تبيع', ranges: [{ start: 0, end: 4 }] }] }] }]),
      '?q=تبيع',
    );
    expect(textOf(page.the('h2', { class: 'card-title' }))).toBe('شركات تبيع المياه');
    expect(textOf(page.the('p', { class: 'card-summary' }))).toBe('مقتطف…');
  });

  it.each([
    [1, 'EXACT', 'نتيجة واحدة', '1 result'],
    [2, 'EXACT', 'نتيجتان', '2 results'],
    [3, 'EXACT', '3 نتائج', '3 results'],
    [11, 'EXACT', '11 نتيجة', '11 results'],
    [100, 'EXACT', '100 نتيجة', '100 results'],
    [1200, 'AT_LEAST', '1,200 نتيجة أو أكثر', '1,200 results or more'],
  ] as const)('counts %i results (%s)', (value, relation, arabic, english) => {
    const counted = (locale: string) =>
      textOf(pageOf(searchAnswer([{}], { totalCount: { value, relation } }), '?q=a', locale).the('p', { class: 'count' }));
    expect([counted('ar'), counted('en')]).toEqual([arabic, english]);
  });

  it('links conditions to add and to take away, and keeps the rest of the search', () => {
    const facets = {
      sources: [
        { count: 7, source: { id: 'src_1', slug: 'afaq', name: 'آفاق رقمية' } },
        { count: 2, source: { id: 'src_2', slug: 'wire', name: 'Wire' } },
        { count: 1, source: null },
      ],
      languages: [
        { language: 'ar', count: 8 },
        { language: 'en', count: 2 },
      ],
      topics: [
        { code: '04000000', label: 'اقتصاد', count: 3 },
        { code: '15000000', label: 'رياضة', count: 1 },
      ],
      dates: [
        { date: '2026-11-24', count: 4 },
        { date: '2026-10-02', count: 5 },
        { date: '2026-10-01', count: 1 },
      ],
    };
    const wide = pageOf(searchAnswer([{}], { facets }), '?q=ماء&order=newest&locale=ar').the('nav', { class: 'facets' });
    expect(textOf(wide)).toBe(
      'تضييق البحثالناشرآفاق رقمية7Wire2اللغةالعربية8الإنجليزية2الموضوعاقتصاد3رياضة1التاريخنوفمبر 20264أكتوبر 20266',
    );
    const query = `q=${encodeURIComponent('ماء')}`;
    const page = pageOf(searchAnswer([{}], { facets }), '?q=ماء&source=src_1&date=2026-10&order=newest&locale=ar');
    const hrefs = page.attributes('href');
    expect(hrefs).toContain(`/search?${query}&source=src_1&lang=en&date=2026-10&order=newest&locale=ar`);
    expect(hrefs).toContain(`/search?${query}&source=src_1&date=2026-10-02&order=newest&locale=ar`);
    // Taken away again.
    expect(hrefs).toContain(`/search?${query}&date=2026-10&order=newest&locale=ar`);
    expect(hrefs).toContain(`/search?${query}&source=src_1&order=newest&locale=ar`);
    expect(textOf(page.the('ul', { class: 'chosen' }))).toBe('آفاق رقميةأكتوبر 2026');
    // The same in the other language, and in the other order.
    expect(page.the('a', { class: 'locale-switch' }).attribs['href']).toBe(
      `/search?${query}&source=src_1&date=2026-10&order=newest&locale=en`,
    );
    expect(hrefs).toContain(`/search?${query}&source=src_1&date=2026-10&locale=ar`);
    expect(page.all('a', { 'aria-current': 'page' }).map((link) => textOf(link))).toEqual(['الأحدث']);
  });

  it('says that counts are lower bounds where the total is one', () => {
    const languages = [
      { language: 'ar', count: 900 },
      { language: 'en', count: 100 },
    ];
    const answer = searchAnswer([{}], {
      totalCount: { value: 1000, relation: 'AT_LEAST' },
      facets: { sources: [], languages, topics: [], dates: [] },
    });
    expect(textOf(pageOf(answer, '?q=a', 'en').the('nav', { class: 'facets' }))).toContain('Arabic900+');
  });

  it('leads to the next page and back to the first, and keeps all of it from search engines', () => {
    const page = pageOf(searchAnswer([{}], { pageInfo: { hasNextPage: true, endCursor: 'c/2=' } }), '?q=a%26b&after=c1', 'en');
    expect(page.the('a', { rel: 'next' }).attribs['href']).toBe('/search?q=a%26b&after=c%2F2%3D');
    expect(page.all('a', { href: '/search?q=a%26b' }).length).toBeGreaterThan(0);
    expect(page.the('meta', { name: 'robots' }).attribs['content']).toBe('noindex');
    expect(page.the('input', { name: 'q' }).attribs).toMatchObject({ value: 'a&b', maxlength: '200', dir: 'auto' });
  });

  it('offers other queries where nothing was found, and the search without conditions', () => {
    const answer: SearchQuery = {
      ...searchAnswer([]),
      suggest: [
        { kind: 'TERM', text: 'الصندوق', article: null },
        { kind: 'TERM', text: 'الصندووق', article: null },
        { kind: 'TITLE', text: 'A fund', article: { id: 'art_9', language: 'en', direction: 'LTR' } },
      ],
    };
    const page = pageOf(answer, '?q=الصندووق&lang=en');
    expect(page.text).toContain('لا توجد أخبار فيها ما بحثت عنه.');
    const links = page.all('a').map((link) => [textOf(link), link.attribs['href']]);
    expect(links).toContainEqual(['الصندوق', `/search?q=${encodeURIComponent('الصندوق')}&lang=en`]);
    expect(links).toContainEqual(['A fund', '/articles/art_9']);
    expect(links).toContainEqual(['ابحث في الأخبار كلها', `/search?q=${encodeURIComponent('الصندووق')}`]);
    // Not what was just searched for.
    expect(textOf(page.the('ul', { class: 'suggestions' }))).toBe('الصندوقA fund');
  });

  it('says how to ask where nothing is asked, and what is missing where parts are', () => {
    expect(pageOf(null, '?q=%20', 'en').text).toContain('Type one or more words');
    expect(pageOf({ search: null, app: null }, '?q=a', 'en').text).toContain('The search could not be run just now.');
    const bare = pageOf(searchAnswer([{ node: { source: null, commentCount: null } }], { facets: null }), '?q=a', 'en');
    expect(bare.text).toContain('Publisher not available just now');
    expect(bare.all('nav', { class: 'facets' })).toEqual([]);
  });
});

describe('days as choices', () => {
  const days = (...dates: string[]) => dates.map((date) => ({ date, count: 1 }));

  it('are days within one month, months otherwise, and none for a chosen day', () => {
    expect(dateChoices(days('2026-11-24', '2026-11-02'), null)).toEqual(days('2026-11-24', '2026-11-02'));
    expect(dateChoices(days('2026-11-24', '2026-11-02', '2026-10-31'), null)).toEqual([
      { date: '2026-11', count: 2 },
      { date: '2026-10', count: 1 },
    ]);
    expect(dateChoices(days('2026-11-24', '2026-11-02'), '2026-11')).toHaveLength(2);
    expect(dateChoices(days('2026-11-24'), '2026-11-24')).toEqual([]);
  });

  it('do not count a month that the graph did not list to its end', () => {
    const fifty = Array.from({ length: 50 }, (_, index) => new Date(Date.UTC(2026, 10, 24 - index)).toISOString().slice(0, 10));
    expect(dateChoices(days(...fifty), null)).toEqual([
      { date: '2026-11', count: 24 },
      { date: '2026-10', count: null },
    ]);
  });
});
