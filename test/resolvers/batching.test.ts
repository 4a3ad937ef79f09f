/** Fifty articles with source, comment count and enrichment: one statement per domain and level, whatever the number of articles. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sourceId } from '../../src/data/ids.ts';
import type { SubgraphName } from '../../src/subgraph/definition.ts';
import { article, MINUTE, NOW, openWorld, READER, source, type World } from './world.ts';
import { describeOnEachEngine } from '../testkit/database.ts';

const SLUGS = ['albayan', 'okaz', 'herald', 'post', 'times'];
describeOnEachEngine('batching', (open) => {
  let world: World;

  beforeAll(async () => {
    world = await openWorld(open);
    await world.database.write('sources.upsertMany', { sources: SLUGS.map((slug) => source(slug)) });
    const drafts = Array.from({ length: 50 }, (_, index) =>
      article(`n${index}`, { sourceId: sourceId(SLUGS[index % SLUGS.length]!), publishedAt: NOW - index * MINUTE }),
    );
    await world.database.write('articles.upsertMany', { drafts });
    await world.database.write('comments.importMany', {
      comments: drafts.flatMap(({ id }, index) => {
        const comment = (key: string, parentKey: string | null) => ({
          articleId: id,
          key,
          parentKey,
          author: READER,
          body: key,
          language: 'ar',
          direction: 'RTL' as const,
          createdAt: NOW - index * MINUTE,
        });
        return [comment('c1', null), comment('c2', null), comment('r1', 'c1'), comment('r2', 'r1')];
      }),
    });
  });
  afterAll(() => world.close());

  /** The answer of one subgraph operation, and the tables its statements read. */
  async function counted(name: SubgraphName, query: string, variables: Readonly<Record<string, unknown>> = {}) {
    // oxlint-disable-next-line typescript/no-explicit-any -- the answer is asserted by shape
    let data: any;
    const statements = await world.statements(async () => {
      const answer = await world.ask(name, query, { variables, viewer: READER });
      expect(answer.errors).toBeUndefined();
      data = answer.data;
    });
    return { data, tables: statements.map(tableOf).toSorted() };
  }

  const ENTITIES = (typename: string, selection: string) =>
    `query ($r: [_Any!]!) { _entities(representations: $r) { ... on ${typename} { ${selection} } } }`;

  describe('a feed of fifty', () => {
    it('makes one statement in each of the four subgraphs', async () => {
      const feed = await counted(
        'articles',
        '{ articles(first: 50) { nodes { __typename id title excerpt wordCount language source { __typename id } } pageInfo { hasNextPage } } }',
      );
      const nodes = feed.data.articles.nodes as { __typename: string; id: string; source: object }[];
      expect(nodes).toHaveLength(50);

      const sources = await counted('sources', ENTITIES('Source', 'name icon { url }'), { r: nodes.map((node) => node.source) });
      const comments = await counted('comments', ENTITIES('Article', 'commentCount'), { r: nodes });
      const enrichments = await counted('enrichments', ENTITIES('Article', 'ai { status readingTime { label } summary { text } }'), {
        r: nodes,
      });

      expect([feed.tables, sources.tables, comments.tables, enrichments.tables]).toEqual([
        ['articles'],
        ['sources'],
        ['comment_counts'],
        ['enrichments'],
      ]);
      expect(sources.data._entities).toHaveLength(50);
      expect(comments.data._entities.every(({ commentCount }: { commentCount: number }) => commentCount === 4)).toBe(true);
      expect(enrichments.data._entities[0].ai).toEqual({ status: 'PENDING', readingTime: { label: 'أقل من دقيقة قراءة' }, summary: null });
    });

    it('makes one statement a level for threads of fifty articles', async () => {
      const { data: feed } = await counted('articles', '{ articles(first: 50) { nodes { __typename id } } }');
      const { data, tables } = await counted(
        'comments',
        ENTITIES(
          'Article',
          `commentCount commenting { state } comments(first: 10) { totalCount nodes { body viewerCan { reply delete } parent { id }
           replies(first: 10) { totalCount nodes { body parent { id } rootParent { id } replies(first: 10) { nodes { body article { id commentCount } } } } } } }`,
        ),
        { r: feed.articles.nodes },
      );
      // comments: roots, replies to them, replies to those, and the parents and roots that replies name (one batch by id).
      expect(tables).toEqual(['comment_counts', 'commenting', 'comments', 'comments', 'comments', 'comments']);
      const thread = data._entities[49].comments;
      expect(thread.totalCount).toBe(2);
      expect(
        thread.nodes.flatMap((node: { replies: { nodes: { replies: { nodes: { body: string }[] } }[] } }) =>
          node.replies.nodes.flatMap((reply) => reply.replies.nodes.map(({ body }) => body)),
        ),
      ).toEqual(['r2']);
    });

    it('joins many single finds of one request', async () => {
      const aliases = Array.from({ length: 20 }, (_, index) => `a${index}: article(by: { slug: "n${index}" }) { id bodyText }`).join(' ');
      const { tables } = await counted('articles', `{ ${aliases} }`);
      expect(tables).toEqual(['article_bodies', 'articles']);
    });

    it('makes one statement for the articles of five sources, and one for their totals', async () => {
      const { data, tables } = await counted('articles', ENTITIES('Source', 'articles(first: 3) { totalCount nodes { title } }'), {
        r: SLUGS.map((slug) => ({ __typename: 'Source', id: sourceId(slug) })),
      });
      expect(tables).toEqual(['articles', 'articles']);
      expect(
        data._entities.map(({ articles }: { articles: { totalCount: number; nodes: unknown[] } }) => [
          articles.totalCount,
          articles.nodes.length,
        ]),
      ).toEqual(SLUGS.map(() => [10, 3]));
    });
  });

  it('stops a request that draws too much by nesting lists', async () => {
    const nested = (depth: number): string =>
      `articles(first: 50) { nodes { id ${depth === 0 ? '' : `source { ${nested(depth - 1)} }`} } }`;
    const { errors: three } = await world.ask('articles', `{ ${nested(2)} }`);
    expect(three).toBeUndefined();
    const statements = await world.statements(async () => {
      const { data, errors } = await world.ask('articles', `{ ${nested(3)} }`);
      expect(errors![0]).toMatchObject({
        message: 'One request may draw at most 20000 list items: ask for smaller pages, or nest fewer lists.',
        extensions: { code: 'TOO_MANY_NODES', limit: 20_000 },
      });
      // What was drawn before stays.
      expect(data.articles.nodes).toHaveLength(50);
    });
    // Four lists: the deeper ones all have the same arguments, so they share the page each source has loaded.
    expect(statements).toHaveLength(2);
  });
});

/** The first table a statement reads. */
function tableOf(sql: string): string {
  const tables = [...sql.matchAll(/\b(?:from|join)\s+"?(\w+)"?/gi)].map((match) => match[1]!);
  return tables.find((table) => TABLES.includes(table)) ?? sql;
}

const TABLES = [
  'articles',
  'article_bodies',
  'sources',
  'comments',
  'comment_counts',
  'commenting',
  'enrichments',
  'enrichment_jobs',
  'related',
  'users',
  'subjects',
];
