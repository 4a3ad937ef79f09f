import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { article, DAY, HOUR, NOW, openWorld, source, type World } from './world.ts';

let world: World;
const idOf = (key: string) => articleId(`https://news.example/${key}`);

beforeAll(async () => {
  world = await openWorld();
  await world.database.write('sources.upsertMany', { sources: [source('albayan'), source('herald', { language: 'en', country: 'GB' })] });
  await world.database.write('articles.upsertMany', {
    drafts: [
      article('offer', {
        standfirst: 'الباحث قال لا.',
        tags: ['تقنية'],
        section: 'تقنية',
        qualityFlags: ['LIGATURE_LOSS'],
        image: { url: '/media/offer.svg', width: 800, height: 450, alt: null, credit: 'Newsgraph' },
        wordCount: 500,
        body: {
          text: 'مقدمة\n\nلماذا؟\n\nأول\nثان',
          blocks: [
            { kind: 'PARAGRAPH', text: 'مقدمة' },
            { kind: 'HEADING', level: 2, text: 'لماذا هذا العرض؟' },
            { kind: 'LIST', ordered: false, items: ['أول', 'ثان'] },
            { kind: 'HEADING', level: 2, text: 'لماذا هذا العرض؟' },
            { kind: 'QUOTE', text: 'لا', attribution: 'الباحث' },
            { kind: 'IMAGE', image: { url: '/media/x.svg', width: null, height: null, alt: 'x', credit: null }, caption: null },
          ],
        },
      }),
      article('one', { publishedAt: NOW - DAY, url: 'https://m.news.example/one' }),
      article('two', { publishedAt: NOW - 2 * DAY }),
      article('english', { publishedAt: NOW - 3 * DAY, language: 'en-GB', direction: 'LTR', sourceId: sourceId('herald') }),
      article('fresh', { publishedAt: NOW - 2 * HOUR }),
    ],
  });
});
afterAll(() => world.close());

describe('article(by)', () => {
  it('finds one article by id, slug, address or canonical address', async () => {
    const { data } = await world.ask(
      'articles',
      `{ id: article(by: { id: "${idOf('one')}" }) { slug } slug: article(by: { slug: "one" }) { slug }
         url: article(by: { url: "https://m.news.example/one" }) { slug } canonical: article(by: { url: "https://news.example/one" }) { slug }
         none: article(by: { id: "art_00000000000000000000" }) { slug } }`,
    );
    expect(data).toEqual({ id: { slug: 'one' }, slug: { slug: 'one' }, url: { slug: 'one' }, canonical: { slug: 'one' }, none: null });
  });

  it.each([
    ['{}', 'none was given'],
    ['{ id: "art_1", slug: "one" }', '"id" and "slug" were given'],
    ['{ slug: null }', '"slug" was null'],
  ])('refuses %s', async (by, reason) => {
    // As a variable: that is how a client gets past a validation that does not know @oneOf.
    const { data, errors } = await world.ask('articles', 'query ($by: ArticleBy!) { article(by: $by) { id } }', {
      variables: { by: JSON.parse(by.replace(/(\w+):/g, '"$1":')) as unknown },
    });
    expect(data).toEqual({ article: null });
    expect(errors).toMatchObject([
      {
        message: `Argument "by" must have exactly one field, not null: ${reason}.`,
        path: ['article'],
        extensions: { code: 'BAD_USER_INPUT', argument: 'by' },
      },
    ]);
  });

  it('tells everything the page shows of it', async () => {
    const { data, errors } = await world.ask(
      'articles',
      `{ article(by: { slug: "offer" }) {
           title standfirst language direction kind state publishedAt updatedAt timePrecision wordCount section tags source { id } quality { flags } image { url width credit }
           outline { level text anchor } bodyText(maxChars: 5)
           blocks { __typename ... on Heading { level text anchor } ... on Paragraph { text } ... on List { ordered items } ... on Quote { text attribution } ... on ImageBlock { caption image { url } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.article).toEqual({
      title: 'عنوان offer',
      standfirst: 'الباحث قال لا.',
      language: 'ar',
      direction: 'RTL',
      kind: 'ARTICLE',
      state: 'LIVE',
      publishedAt: '2026-11-19T12:00:00.000Z',
      updatedAt: null,
      timePrecision: 'SECOND',
      wordCount: 500,
      section: 'تقنية',
      tags: ['تقنية'],
      source: { id: sourceId('albayan') },
      quality: { flags: ['LIGATURE_LOSS'] },
      image: { url: '/media/offer.svg', width: 800, credit: 'Newsgraph' },
      outline: [
        { level: 2, text: 'لماذا هذا العرض؟', anchor: 'لماذا-هذا-العرض' },
        { level: 2, text: 'لماذا هذا العرض؟', anchor: 'لماذا-هذا-العرض-2' },
      ],
      bodyText: 'مقدمة',
      blocks: [
        { __typename: 'Paragraph', text: 'مقدمة' },
        { __typename: 'Heading', level: 2, text: 'لماذا هذا العرض؟', anchor: 'لماذا-هذا-العرض' },
        { __typename: 'List', ordered: false, items: ['أول', 'ثان'] },
        { __typename: 'Heading', level: 2, text: 'لماذا هذا العرض؟', anchor: 'لماذا-هذا-العرض-2' },
        { __typename: 'Quote', text: 'لا', attribution: 'الباحث' },
        { __typename: 'ImageBlock', caption: null, image: { url: '/media/x.svg' } },
      ],
    });
  });

  it("says how long ago in the reader's language, duals and plurals right", async () => {
    const operation = '{ articles(first: 5) { nodes { slug publishedAtRelative } } }';
    const { data: arabic } = await world.ask('articles', operation);
    expect(arabic.articles.nodes).toEqual([
      { slug: 'fresh', publishedAtRelative: 'منذ ساعتين' },
      { slug: 'one', publishedAtRelative: 'منذ يوم' },
      { slug: 'two', publishedAtRelative: 'منذ يومين' },
      { slug: 'english', publishedAtRelative: 'منذ 3 أيام' },
      { slug: 'offer', publishedAtRelative: 'منذ 5 أيام' },
    ]);
    const { data: english } = await world.ask('articles', operation, { locales: ['en-US', 'ar'] });
    expect(english.articles.nodes[4]).toEqual({ slug: 'offer', publishedAtRelative: '5 days ago' });
    const { data: standard } = await world.ask(
      'articles',
      '{ article(by: { slug: "offer" }) { publishedAtRelative(locale: "ar-EG", style: STANDARD) } }',
      { locales: ['en'] },
    );
    expect(standard.article.publishedAtRelative).toBe('قبل ٥ أيام');
  });
});

describe('articles', () => {
  const slugs = (data: { articles: { nodes: { slug: string }[] } }) => data.articles.nodes.map(({ slug }) => slug);

  it('walks forwards and backwards by cursors, each article once', async () => {
    const forwards: string[] = [];
    for (let after: string | null = null; ;) {
      const { data } = await world.ask(
        'articles',
        'query ($after: Cursor) { articles(first: 2, after: $after) { edges { cursor node { slug } } pageInfo { hasNextPage hasPreviousPage endCursor } totalCount } }',
        { variables: { after } },
      );
      const { edges, pageInfo, totalCount } = data.articles;
      forwards.push(...edges.map((edge: { node: { slug: string } }) => edge.node.slug));
      expect(totalCount).toBe(5);
      expect(pageInfo.hasPreviousPage).toBe(after !== null);
      expect(pageInfo.endCursor).toBe(edges.at(-1).cursor);
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(forwards).toEqual(['fresh', 'one', 'two', 'english', 'offer']);

    const { data: end } = await world.ask(
      'articles',
      '{ articles(last: 2) { nodes { slug } pageInfo { hasNextPage hasPreviousPage startCursor } } }',
    );
    expect([slugs(end), end.articles.pageInfo.hasNextPage, end.articles.pageInfo.hasPreviousPage]).toEqual([
      ['english', 'offer'],
      false,
      true,
    ]);
    const { data: before } = await world.ask(
      'articles',
      'query ($before: Cursor) { articles(last: 2, before: $before) { nodes { slug } pageInfo { hasNextPage } } }',
      { variables: { before: end.articles.pageInfo.startCursor } },
    );
    expect([slugs(before), before.articles.pageInfo.hasNextPage]).toEqual([['one', 'two'], true]);
  });

  it('orders, and filters by source and language', async () => {
    const herald = sourceId('herald');
    const { data } = await world.ask(
      'articles',
      `{ oldest: articles(first: 1, orderBy: OLDEST) { nodes { slug } }
         herald: articles(first: 5, filter: { sources: { in: ["${herald}"] } }) { nodes { slug } totalCount }
         rest: articles(first: 5, filter: { sources: { notIn: ["${herald}"] } }) { totalCount }
         english: articles(first: 5, filter: { languages: { in: ["en"] } }) { nodes { slug } }
         none: articles(first: 5, filter: { languages: { in: [] } }) { nodes { slug } pageInfo { hasNextPage startCursor } totalCount } }`,
    );
    expect(data).toEqual({
      oldest: { nodes: [{ slug: 'offer' }] },
      herald: { nodes: [{ slug: 'english' }], totalCount: 1 },
      rest: { totalCount: 4 },
      english: { nodes: [{ slug: 'english' }] },
      none: { nodes: [], pageInfo: { hasNextPage: false, startCursor: null }, totalCount: 0 },
    });
  });

  it.each([
    ['', 'Argument "first" or "last" is required: a number from 1 to 100.'],
    ['(first: 1, last: 1)', 'Arguments "first" and "last" cannot be given together: exactly one of them is required.'],
    ['(first: 0)', 'Argument "first" must be from 1 to 100, but 0 was given.'],
    ['(first: 101)', 'Argument "first" must be from 1 to 100, but 101 was given.'],
    ['(last: -1)', 'Argument "last" must be from 1 to 100, but -1 was given.'],
    ['(first: 1, after: "bm90IG91cnM")', 'Argument "after" is not a cursor of this service.'],
    [
      `(first: 1, after: "${cursor([1, 'articles:OLDEST', 1, 'art_1'])}")`,
      'Argument "after" is a cursor of another connection or order (articles:OLDEST, not articles:NEWEST).',
    ],
    [`(first: 1, after: "${cursor([2, 'articles:NEWEST', 1, 'art_1'])}")`, 'Argument "after" is not a cursor of this service.'],
    [`(last: 1, before: "${cursor([1, 'articles:NEWEST', 'x', 'art_1'])}")`, 'Argument "before" is not a cursor of this service.'],
    ['(first: 1, filter: { sources: { in: MANY } })', 'Argument "filter.sources.in" takes at most 100 values, but 101 were given.'],
  ])('refuses %s', async (written, message) => {
    const args = written.replace('MANY', JSON.stringify(Array.from({ length: 101 }, () => 'src_1')));
    const statements = await world.statements(async () => {
      const { errors } = await world.ask('articles', `{ articles${args} { nodes { id } } }`);
      expect(errors).toMatchObject([{ message, path: ['articles'], extensions: { code: 'BAD_USER_INPUT' } }]);
    });
    expect(statements).toEqual([]);
  });

  it('counts only when asked, and reads bodies only when asked', async () => {
    const tables = (statements: readonly string[]) =>
      statements.map((sql) => (/count\(/.test(sql) ? 'count' : /from article_bodies/.test(sql) ? 'bodies' : 'page'));
    expect(
      tables(
        await world.statements(() =>
          world.ask('articles', '{ articles(first: 5) { nodes { title source { id } excerpt } pageInfo { hasNextPage } } }'),
        ),
      ),
    ).toEqual(['page']);
    expect(
      tables(
        await world.statements(() =>
          world.ask('articles', '{ articles(first: 5) { totalCount nodes { bodyText blocks { __typename } outline { text } } } }'),
        ),
      ).toSorted(),
    ).toEqual(['bodies', 'count', 'page']);
  });
});

describe('excerpt', () => {
  const lead =
    'In one of the most exciting stories of technology this year, the founder of a young company said that a researcher declined.';
  const excerpt = async (chars: number, over = {}) => {
    await world.database.write('articles.upsertMany', {
      drafts: [article('excerpt', { lead, wordCount: 21, contentHash: JSON.stringify(over), publishedAt: NOW - 30 * DAY, ...over })],
    });
    const { data, errors } = await world.ask(
      'articles',
      'query ($chars: Int!) { article(by: { slug: "excerpt" }) { excerpt(chars: $chars) } }',
      { variables: { chars } },
    );
    return data.article?.excerpt ?? errors?.[0]?.message;
  };

  it('cuts at a word, with an ellipsis, and never longer than asked', async () => {
    expect(await excerpt(63)).toBe('In one of the most exciting stories of technology this year…');
    expect(await excerpt(40)).toBe('In one of the most exciting stories of…');
    expect(await excerpt(600)).toBe(lead);
  });

  it('says that a lead which fills its bound goes on', async () => {
    const long = `${'word '.repeat(118)}word`;
    expect(await excerpt(600, { lead: long, wordCount: 400 })).toBe(`${long}…`);
    expect(await excerpt(600, { lead: long, wordCount: 119 })).toBe(long);
  });

  it('cuts a text without spaces where it is', async () => {
    expect(await excerpt(20, { lead: '字'.repeat(60), wordCount: 60 })).toBe(`${'字'.repeat(19)}…`);
  });

  it.each([19, 601])('refuses %i characters', async (chars) => {
    expect(await excerpt(chars)).toBe(`Argument "chars" must be from 20 to 600, but ${chars} was given.`);
  });
});

describe('Source.articles', () => {
  it('pages for many sources with one statement', async () => {
    const representations = ['albayan', 'herald', 'unknown'].map((slug) => ({ __typename: 'Source', id: sourceId(slug) }));
    let data: unknown;
    const statements = await world.statements(async () => {
      ({ data } = await world.ask(
        'articles',
        'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Source { articles(first: 2) { nodes { slug } pageInfo { hasNextPage } } } } }',
        { variables: { representations } },
      ));
    });
    expect(data).toEqual({
      _entities: [
        { articles: { nodes: [{ slug: 'fresh' }, { slug: 'one' }], pageInfo: { hasNextPage: true } } },
        { articles: { nodes: [{ slug: 'english' }], pageInfo: { hasNextPage: false } } },
        { articles: { nodes: [], pageInfo: { hasNextPage: false } } },
      ],
    });
    expect(statements).toHaveLength(1);
  });
});

it('reads the clock once a request, so that one page says one time', async () => {
  const reads = jest.spyOn(world.clock, 'now');
  await world.ask('articles', '{ articles(first: 5) { nodes { publishedAtRelative } } }');
  expect(reads).toHaveBeenCalledTimes(1);
  reads.mockRestore();
});

function cursor(parts: readonly unknown[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url');
}
