/** Search and suggestions in the graph, and the statements they cost. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { articleId, sourceId } from '../../src/data/ids.ts';
import { describeOnEachEngine } from '../testkit/database.ts';
import { article, DAY, NOW, openWorld, type World } from './world.ts';

const body = (text: string) => ({ blocks: [{ kind: 'PARAGRAPH' as const, text }], text });

describeOnEachEngine('search in the graph', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(open);
    await world.database.write('articles.upsertMany', {
      drafts: [
        article('oil', { title: 'أسعار النفط ترتفع', body: body('قفزت أسعار النفط أمس.'), publishedAt: NOW - DAY }),
        article('budget', {
          title: 'الميزانية',
          body: body('تعتمد على أسعار النفط.'),
          sourceId: sourceId('okaz'),
          publishedAt: NOW - 2 * DAY,
        }),
        article('gold', { title: 'الذهب', body: body('أسعار الذهب مستقرة.'), publishedAt: NOW - 3 * DAY }),
      ],
    });
    await world.database.write('articles.learnTopics', {
      articles: [{ articleId: articleId('https://news.example/oil'), topics: [{ code: '04000000', score: 1 }] }],
    });
  });
  afterAll(() => world.close());

  const search = async (args: string, selection: string) => {
    const { data, errors } = await world.ask('articles', `{ search(${args}) { ${selection} } }`);
    expect(errors).toBeUndefined();
    return data!.search;
  };

  it('answers articles with scores, highlights, totals and facets', async () => {
    const answer = await search(
      'query: "النفط", first: 10',
      `edges { score node { slug } highlights { field fragments { text ranges { start end } } } }
       pageInfo { hasNextPage hasPreviousPage } totalCount { value relation }
       facets { sources { source { id } count } languages { language count } topics { code label en: label(locale: "en") count } dates { date count } }`,
    );
    expect(answer.edges.map(({ node }: { node: { slug: string } }) => node.slug)).toEqual(['oil', 'budget']);
    expect(answer.edges[0].score).toBeGreaterThan(answer.edges[1].score);
    expect(answer.edges[0].highlights).toEqual([
      { field: 'TITLE', fragments: [{ text: 'أسعار النفط ترتفع', ranges: [{ start: 6, end: 11 }] }] },
      { field: 'BODY', fragments: [{ text: 'قفزت أسعار النفط أمس', ranges: [{ start: 11, end: 16 }] }] },
    ]);
    expect(answer).toMatchObject({
      pageInfo: { hasNextPage: false, hasPreviousPage: false },
      totalCount: { value: 2, relation: 'EXACT' },
      facets: {
        languages: [{ language: 'ar', count: 2 }],
        topics: [{ code: '04000000', label: 'اقتصاد وأعمال ومال', en: 'Economy, business and finance', count: 1 }],
        dates: [
          { date: '2026-11-23', count: 1 },
          { date: '2026-11-22', count: 1 },
        ],
      },
    });
    expect(answer.facets.sources).toEqual(
      expect.arrayContaining([
        { source: { id: sourceId('albayan') }, count: 1 },
        { source: { id: sourceId('okaz') }, count: 1 },
      ]),
    );
  });

  it('pages by cursors, in either order', async () => {
    for (const orderBy of ['RELEVANCE', 'NEWEST']) {
      const first = await search(`query: "أسعار", first: 2, orderBy: ${orderBy}`, 'nodes { slug } pageInfo { hasNextPage endCursor }');
      expect(first.pageInfo.hasNextPage).toBe(true);
      const second = await search(
        `query: "أسعار", first: 2, orderBy: ${orderBy}, after: "${first.pageInfo.endCursor}"`,
        'nodes { slug } pageInfo { hasNextPage hasPreviousPage }',
      );
      expect(second.pageInfo).toEqual({ hasNextPage: false, hasPreviousPage: true });
      const slugs = [...first.nodes, ...second.nodes].map(({ slug }: { slug: string }) => slug);
      expect(slugs.toSorted()).toEqual(['budget', 'gold', 'oil']);
      if (orderBy === 'NEWEST') expect(slugs).toEqual(['oil', 'budget', 'gold']);
    }
  });

  it('filters, in searches and in lists', async () => {
    const filters: readonly [string, readonly string[]][] = [
      [`sources: { in: ["${sourceId('okaz')}"] }`, ['budget']],
      ['topics: { in: ["04000000"] }', ['oil']],
      ['topics: { notIn: ["04000000"] }', ['budget', 'gold']],
      [`published: { from: "${new Date(NOW - 2 * DAY).toISOString()}" }`, ['budget', 'oil']],
      [`published: { to: "${new Date(NOW - 2 * DAY).toISOString()}" }`, ['gold']],
    ];
    for (const [filter, expected] of filters) {
      const { nodes } = await search(`query: "أسعار", first: 10, filter: { ${filter} }`, 'nodes { slug }');
      expect(nodes.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual(expected);
      const { data } = await world.ask('articles', `{ articles(first: 10, filter: { ${filter} }) { nodes { slug } totalCount } }`);
      expect(data.articles.nodes.map(({ slug }: { slug: string }) => slug).toSorted()).toEqual(expected);
      expect(data.articles.totalCount).toBe(expected.length);
    }
  });

  it('costs the statements of what is asked for, whatever the number of hits', async () => {
    const tables = async (selection: string, first = 10) => {
      const statements = await world.statements(() => search(`query: "أسعار", first: ${first}`, selection));
      return statements.map((sql) =>
        sql.includes('facet') ? 'facets' : sql.includes('as b on') ? 'texts' : /from "?articles/.test(sql) ? 'heads' : 'index',
      );
    };
    const index = await tables('totalCount { value }');
    // How rare the words are, what has all of them, and, below a page, what has most of them; heads come with the hits.
    expect(index.filter((table) => table !== 'heads').length).toBeLessThanOrEqual(4);
    expect(await tables('nodes { title }')).toEqual(index);
    expect(await tables('nodes { title }', 1)).toEqual(index);
    expect((await tables('edges { highlights { field } node { title } }')).toSorted()).toEqual([...index, 'texts'].toSorted());
  });

  it('suggests', async () => {
    const { data } = await world.ask('articles', '{ suggest(prefix: "النف") { text kind article { slug } } }');
    expect(data.suggest).toEqual([{ text: 'النفط', kind: 'TERM', article: null }]);
    const titles = await world.ask('articles', '{ suggest(prefix: "أسعار النفط") { text kind article { slug } } }');
    expect(titles.data.suggest).toContainEqual({ text: 'أسعار النفط ترتفع', kind: 'TITLE', article: { slug: 'oil' } });
  });

  describe('what is wrong is named', () => {
    it.each([
      ['search(query: "x") { nodes { id } }', 'Argument "first" is required: a number from 1 to 100.'],
      ['search(query: "x", first: 0) { nodes { id } }', 'Argument "first" must be from 1 to 100, but 0 was given.'],
      [
        `search(query: "${'x'.repeat(501)}", first: 1) { nodes { id } }`,
        'Argument "query": A query has 500 characters at most; this one has 501.',
      ],
      ['search(query: "x", first: 1, after: "abc") { nodes { id } }', 'Argument "after" is not a cursor of this service.'],
      [
        'search(query: "x", first: 1, searchIn: [TITLE, TITLE, TITLE, TITLE]) { nodes { id } }',
        'Argument "searchIn" takes at most 3 values, but 4 were given.',
      ],
      ['suggest(prefix: "x", first: 21) { text }', 'Argument "first" must be from 1 to 20, but 21 was given.'],
      [`suggest(prefix: "${'x'.repeat(501)}") { text }`, 'Argument "prefix": A prefix has 500 characters at most; this one has 501.'],
    ])('%.60s', async (field, message) => {
      const { data, errors } = await world.ask('articles', `{ ${field} }`);
      expect(Object.values(data)).toEqual([null]);
      expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
    });
  });
});
