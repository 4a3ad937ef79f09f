/**
 * What is written shows on the page at once, and only what has changed is fetched again: counted, fetch by fetch, in the process that wrote and in another one over the
 * same database.
 */
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { describeOnEachEngine, type TestDatabase } from '../../testkit/database.ts';
import { describeWithRedis } from '../../testkit/services.ts';
import { startRedisServer, type RedisServer } from '../../testkit/redis-servers.ts';
import {
  believesRedis,
  draftOf,
  idOf,
  openNewsgraph,
  quiet,
  tokenOf,
  until,
  warm,
  type Answer,
  type Newsgraph,
  type Process,
  type Question,
} from './newsgraph.ts';

jest.setTimeout(120_000);

const PAGE: Question = ['article-page', { id: idOf(1) }];
const OTHER_PAGE: Question = ['article-page', { id: idOf(2) }];
const HOME: Question = ['home-feed', { first: 10 }];
const EDITED = 'The frost came early this year. Farmers had not picked their apples yet. The candles were lit for three nights.';
const ALL = [PAGE, OTHER_PAGE, HOME];

describeOnEachEngine('what changed', (open) => {
  describe('without Redis', () => {
    suite(open, null);
  });
  describeWithRedis('with Redis', () => {
    suite(open, startRedisServer);
  });
});

function suite(open: () => Promise<TestDatabase>, startRedis: (() => Promise<RedisServer>) | null): void {
  let opened: TestDatabase;
  let world: Newsgraph;
  let redis: RedisServer | null;
  let [one, other]: [Process, Process] = [] as never;
  beforeAll(async () => {
    redis = (await startRedis?.()) ?? null;
    opened = await open();
    world = await openNewsgraph(opened);
    const environment: Record<string, string> = redis === null ? {} : { REDIS_URL: redis.address };
    [one, other] = [await world.start(environment), await world.start(environment)];
    await warmBoth();
  });
  afterAll(async () => {
    await world[Symbol.asyncDispose]();
    await redis?.stop();
  });

  async function warmBoth(): Promise<void> {
    if (redis !== null) {
      for (const process of [one, other]) await believesRedis(process);
      await quiet([one, other]);
    }
    for (const process of [one, other]) await warm(process, ALL);
  }

  /** With Redis, what one has made again the other may have from there; or it is made once more, since each that hears of a change tells all others. Nothing else is. */
  function expectRemade(remade: Readonly<Record<string, number>>, expected: Readonly<Record<string, number>>): void {
    if (redis === null) expect(remade).toEqual(expected);
    else expect(Object.keys(expected)).toEqual(expect.arrayContaining(Object.keys(remade)));
  }

  it('a comment: the thread of its article', async () => {
    await one.comment(idOf(1), 'the first');
    const page = await one.explain(...PAGE);
    expect(page.data.article).toMatchObject({ commentCount: 1, comments: { nodes: [{ body: 'the first' }] } });
    expect(page.fetches).toEqual([
      'platform: hit 1',
      'articles: hit 1',
      'enrichments (entities): hit 1',
      'articles (entities): hit 2',
      'sources (entities): hit 2',
      'comments (entities): miss 1',
    ]);
    const elsewhere = await until(other, PAGE, (data) => data.article.comments.nodes.length === 1);
    expectRemade(elsewhere.remade, { 'comments (entities)': 1 });
    const home = await until(other, HOME, (data) => data.articles.nodes.some((node: { commentCount: number }) => node.commentCount === 1));
    expectRemade(home.remade, { 'comments (entities)': 1 });
    expect(home.answer.data.articles.nodes).toHaveLength(5);
    const otherPage = await other.explain(...OTHER_PAGE);
    expect(otherPage.fetches.filter((line) => line.includes('miss'))).toEqual([]);
  });

  it('a comment that is deleted, by a moderator elsewhere', async () => {
    await warmBoth();
    const { data } = await one.explain(...PAGE);
    const input = { id: data.article.comments.nodes[0].id as string };
    const query = 'mutation ($input: CommentDeleteInput!) { commentDelete(input: $input) { comment { isDeleted } } }';
    const token = await tokenOf('usr_mod', 'MODERATOR');
    await other.post('/graphql', { query, variables: { input } }, { authorization: `Bearer ${token}` });
    expect((await other.explain(...PAGE)).data.article.comments.nodes).toEqual([]);
    const { remade } = await until(one, PAGE, (page) => page.article.commentCount === 0);
    expectRemade(remade, { 'comments (entities)': 1 });
  });

  it('an edit: the article, and the lists that it stands in', async () => {
    await warmBoth();
    const title = 'The apple growers were late';
    const body = { blocks: [{ kind: 'PARAGRAPH' as const, text: EDITED }], text: EDITED };
    await opened.database.write('articles.upsertMany', { drafts: [{ ...draftOf(1, { title }), body, contentHash: 'edited' }] });
    const page = await until(one, PAGE, (data) => data.article.title === title);
    expectRemade(page.remade, { articles: 1 });
    const home = await until(other, HOME, (data) => data.articles.nodes.some((node: { title: string }) => node.title === title));
    expectRemade(home.remade, { articles: 1 });
    const otherPage = await until(other, OTHER_PAGE, () => true);
    expect(Object.keys(otherPage.remade).filter((name) => name !== 'articles (entities)')).toEqual([]);
  });

  it('an enrichment that is finished: what was made of the article', async () => {
    await warmBoth();
    const isOfEdit = (data: Answer['data']): boolean => EDITED.includes(data.article.ai.summary?.text ?? '?');
    expect(isOfEdit((await one.explain(...PAGE)).data)).toBe(false);
    await world.enrich();
    const page = await until(one, PAGE, isOfEdit);
    expect(Object.keys(page.remade)).toContain('enrichments (entities)');
    for (const fetch of ['articles', 'platform', 'sources (entities)', 'comments (entities)'])
      expect(page.remade).not.toHaveProperty([fetch]);
  });

  it('the home feed after one new article: the list, and what is told of the new one', async () => {
    await warmBoth();
    const draft = { ...draftOf(6), publishedAt: Date.now() };
    await opened.database.write('articles.upsertMany', { drafts: [draft] });
    for (const process of [one, other]) {
      const home = await until(process, HOME, (data) => data.articles.nodes.length === 6);
      expect(home.answer.data.articles.nodes[0].id).toBe(draft.id);
      expectRemade(home.remade, { articles: 1, 'comments (entities)': 1, 'enrichments (entities)': 1 });
      if (redis === null)
        expect(home.answer.fetches).toEqual([
          'platform: hit 1',
          'articles: miss 1',
          'sources (entities): hit 1',
          'comments (entities): hit 5, miss 1',
          'enrichments (entities): hit 5, miss 1',
        ]);
      const page = await process.explain(...OTHER_PAGE);
      expect(page.fetches.filter((line) => line.includes('miss'))).toEqual([]);
    }
  });

  it('what is told by hand: POST /admin/invalidate, heard by the other process where there is a Redis', async () => {
    await warmBoth();
    const tell = (secret: string): Promise<Response> =>
      one.post('/admin/invalidate', { subgraph: 'sources', type: 'Source' }, { authorization: `Bearer ${secret}` });
    expect((await tell('a wrong one')).status).toBe(401);
    const answer = await tell('a-secret-of-the-admins-of-more-than-32-bytes');
    expect([answer.status, await answer.json()]).toEqual([200, { invalidated: ['sources/Source'], everywhere: true }]);
    expect((await one.explain(...PAGE)).fetches.filter((line) => line.includes('miss'))).toEqual(['sources (entities): miss 2']);
    if (redis === null) return;
    const deadline = performance.now() + 5_000;
    while (!(await other.explain(...HOME)).fetches.includes('sources (entities): miss 1')) expect(performance.now()).toBeLessThan(deadline);
  });
}
