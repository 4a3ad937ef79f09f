import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sourceId } from '../../src/data/ids.ts';
import type { FeedPollResult } from '../../src/data/sources/feeds/feed.record.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { describeOnEachEngine } from '../testkit/database.ts';
import { article, HOUR, MODERATOR, NOW, openWorld, READER, source, type Asking, type World } from './world.ts';

const EDITOR: Viewer = { id: 'usr_05editor', name: 'Huda', roles: ['EDITOR'] };
const PAYLOAD = '{ feed { id url state nextFetchAt intervalSeconds source { slug } } errors { __typename code path message } }';
const ADD = `mutation ($input: FeedAddInput!) { feedAdd(input: $input) ${PAYLOAD} }`;

describeOnEachEngine('feeds in the graph', (open) => {
  let world: World;
  let keys = 0;
  beforeAll(async () => {
    world = await openWorld(open);
    await world.database.write('sources.upsertMany', { sources: [source('albayan'), source('okaz')] });
  });
  beforeEach(() => world.clock.set(NOW));
  afterAll(() => world.close());

  // oxlint-disable-next-line typescript/no-explicit-any -- payloads are asserted by shape
  const add = async (input: object, asking: Asking = { viewer: EDITOR }): Promise<any> => {
    const variables = { input: { idempotencyKey: `k${++keys}`, ...input } };
    return (await world.ask('sources', ADD, { ...asking, variables })).data.feedAdd;
  };
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  const steer = async (mutation: string, id: string, asking: Asking = { viewer: EDITOR }): Promise<any> =>
    (
      await world.ask('sources', `mutation ($input: FeedInput!) { ${mutation}(input: $input) ${PAYLOAD} }`, {
        ...asking,
        variables: { input: { id } },
      })
    ).data[mutation];

  describe('feedAdd', () => {
    it('adds a feed that is due at once, by its normal address, once per key', async () => {
      const input = { url: ' HTTPS://Feeds.Example:443/news.xml?b=1#top ', sourceId: sourceId('okaz'), idempotencyKey: 'same' };
      const first = await add(input);
      expect(first).toEqual({
        feed: {
          id: expect.stringMatching(/^fee_[0-9a-z]{20}$/),
          url: 'https://feeds.example/news.xml?b=1',
          state: 'ACTIVE',
          nextFetchAt: new Date(NOW).toISOString(),
          intervalSeconds: 1_800,
          source: { slug: 'okaz' },
        },
        errors: [],
      });
      expect(await add(input)).toEqual(first);
      expect(await add({ ...input, url: 'https://feeds.example/other.xml' })).toMatchObject({
        feed: null,
        errors: [{ __typename: 'Conflict', code: 'IDEMPOTENCY_KEY_REUSED', path: ['input', 'idempotencyKey'] }],
      });
      expect(await add({ url: 'https://feeds.example/news.xml?b=1' })).toMatchObject({
        feed: null,
        errors: [{ __typename: 'Conflict', code: 'FEED_EXISTS', path: ['input', 'url'], message: 'هذا العنوان مضاف من قبل.' }],
      });
    });

    it.each([
      ['http://127.0.0.1/feed', 'URL_NOT_PUBLIC'],
      ['http://2130706433/feed', 'URL_NOT_PUBLIC'],
      ['http://[::1]/feed', 'URL_NOT_PUBLIC'],
      ['http://169.254.169.254/latest', 'URL_NOT_PUBLIC'],
      ['http://localhost:4000/feed', 'URL_NOT_PUBLIC'],
      ['http://printer.local/feed', 'URL_NOT_PUBLIC'],
      ['http://intranet/feed', 'URL_NOT_PUBLIC'],
      ['ftp://feeds.example/feed', 'URL_INVALID'],
      ['javascript:alert(1)', 'URL_INVALID'],
      ['https://user:secret@feeds.example/', 'URL_INVALID'],
      ['feeds.example/news.xml', 'URL_INVALID'],
      ['', 'URL_INVALID'],
    ])('refuses %s', async (url, code) => {
      expect(await add({ url })).toMatchObject({ feed: null, errors: [{ __typename: 'ValidationError', code, path: ['input', 'url'] }] });
    });

    it('takes an address of 2048 characters, and none of 2049', async () => {
      expect((await add({ url: `https://feeds.example/${'a'.repeat(2_026)}` })).errors).toEqual([]);
      expect((await add({ url: `https://feeds.example/${'a'.repeat(2_027)}` })).errors).toMatchObject([{ code: 'URL_TOO_LONG' }]);
    });

    it('tells all that is wrong at once, and what does not exist', async () => {
      expect((await add({ url: 'x', sourceId: 'okaz', idempotencyKey: 'a b' })).errors).toMatchObject([
        { code: 'URL_INVALID' },
        { code: 'ID_INVALID', path: ['input', 'sourceId'] },
        { code: 'IDEMPOTENCY_KEY_INVALID' },
      ]);
      expect((await add({ url: 'https://feeds.example/y', sourceId: sourceId('nobody') })).errors).toMatchObject([
        { __typename: 'NotFound', code: 'SOURCE_NOT_FOUND', path: ['input', 'sourceId'] },
      ]);
    });

    it.each([
      [null, 'TOKEN_REQUIRED'],
      [READER, 'NOT_PERMITTED'],
      [MODERATOR, 'NOT_PERMITTED'],
    ])('is for editors: %j', async (viewer, code) => {
      const statements = await world.statements(async () => {
        expect(await add({ url: 'https://feeds.example/z' }, { viewer, locales: ['en'] })).toMatchObject({
          feed: null,
          errors: [{ __typename: 'NotPermitted', code, path: [], message: expect.stringMatching(/^[A-Z].+\.$|yours\.$/) }],
        });
        expect((await steer('feedPause', 'fee_00000000000000000000', { viewer })).errors).toMatchObject([{ code }]);
      });
      expect(statements).toEqual([]);
    });
  });

  describe('feedPause, feedResume, feedRefreshNow', () => {
    it('stop polls, begin them again, and ask for one now', async () => {
      const { feed } = await add({ url: 'https://feeds.example/steered' });
      world.clock.advance(HOUR);
      expect(await steer('feedPause', feed.id)).toMatchObject({ feed: { state: 'PAUSED', nextFetchAt: null }, errors: [] });
      expect(await steer('feedPause', feed.id)).toMatchObject({ feed: { state: 'PAUSED' }, errors: [] });
      expect(await steer('feedRefreshNow', feed.id)).toMatchObject({
        feed: null,
        errors: [{ __typename: 'Conflict', code: 'FEED_NOT_POLLED', path: ['input', 'id'] }],
      });
      const now = new Date(NOW + HOUR).toISOString();
      expect(await steer('feedResume', feed.id)).toMatchObject({ feed: { state: 'ACTIVE', nextFetchAt: now }, errors: [] });
      world.clock.advance(HOUR);
      expect((await steer('feedRefreshNow', feed.id)).feed.nextFetchAt).toBe(new Date(NOW + 2 * HOUR).toISOString());
    });

    it.each(['feedPause', 'feedResume', 'feedRefreshNow'])('%s says what is not there', async (mutation) => {
      expect((await steer(mutation, 'fee_00000000000000000000')).errors).toMatchObject([
        { __typename: 'NotFound', code: 'FEED_NOT_FOUND' },
      ]);
      expect((await steer(mutation, 'src_1')).errors).toMatchObject([{ __typename: 'ValidationError', code: 'ID_INVALID' }]);
    });
  });

  describe('reading', () => {
    it('answers a feed, pages of feeds, those of a publisher, and entities, with one statement for each list', async () => {
      await world.database.write('sources.upsertMany', { sources: [source('herald')] });
      const ids: string[] = [];
      for (const name of ['one', 'two', 'three']) {
        ids.push((await add({ url: `https://herald.example/${name}`, sourceId: sourceId('herald') })).feed.id);
        world.clock.advance(1);
      }
      await steer('feedPause', ids[1]!);
      const { data } = await world.ask(
        'sources',
        `query ($id: ID!) { feed(id: $id) { url kind lastFetchedAt lastSuccessAt lastNewAt etag lastModified consecutiveFailures lastError lastStatus }
           none: feed(id: "fee_none") { id }
           feeds(first: 2) { nodes { id } pageInfo { hasNextPage endCursor } } paused: feeds(first: 5, filter: { state: PAUSED }) { totalCount nodes { id state } } }`,
        { variables: { id: ids[0] } },
      );
      expect(data).toMatchObject({
        feed: { url: 'https://herald.example/one', kind: null, lastFetchedAt: null, etag: null, consecutiveFailures: 0, lastError: null },
        none: null,
        feeds: { nodes: [{ id: ids[2] }, { id: ids[1] }], pageInfo: { hasNextPage: true } },
        paused: { totalCount: 1, nodes: [{ id: ids[1], state: 'PAUSED' }] },
      });
      const { data: next } = await world.ask('sources', 'query ($after: Cursor) { feeds(first: 1, after: $after) { nodes { id } } }', {
        variables: { after: data.feeds.pageInfo.endCursor },
      });
      expect(next.feeds.nodes).toEqual([{ id: ids[0] }]);

      const statements = await world.statements(async () => {
        const { data: lists } = await world.ask('sources', '{ sources(first: 10) { nodes { slug feeds { id source { slug } } } } }');
        const herald = lists.sources.nodes.find((node: { slug: string }) => node.slug === 'herald');
        expect(herald.feeds).toEqual(ids.map((id) => ({ id, source: { slug: 'herald' } })));
      });
      expect(statements.map((statement) => /from (\w+|\()/.exec(statement)?.[1])).toEqual(['(', '(', 'sources']);

      const entities = await world.statements(async () => {
        const { data: found } = await world.ask(
          'sources',
          'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Feed { url } } }',
          {
            variables: { r: [...ids, 'fee_none'].map((id) => ({ __typename: 'Feed', id })) },
          },
        );
        expect(found._entities).toEqual([...['one', 'two', 'three'].map((name) => ({ url: `https://herald.example/${name}` })), null]);
      });
      expect(entities).toHaveLength(1);
    });

    it('is found by node', async () => {
      const { feed } = await add({ url: 'https://feeds.example/node' });
      const { data } = await world.ask('platform', `{ node(id: "${feed.id}") { __typename id } none: node(id: "fee_none") { id } }`);
      expect(data).toEqual({ node: { __typename: 'Feed', id: feed.id }, none: null });
    });
  });

  describe('ingestStatus', () => {
    it('tells the runs, the feeds by state, and when something last came in', async () => {
      const before = (await world.ask('sources', '{ ingestStatus { articles lastArticleAt runs { id } } }')).data.ingestStatus;
      expect(before).toEqual({ articles: 0, lastArticleAt: null, runs: [] });
      const inputs = ['/home/somebody/archive/one.jsonl.gz', 'https://feeds.example/rss?key=secret'];
      const { id } = await world.database.write('ingest.startRun', { inputs });
      await world.database.write('articles.upsertMany', { drafts: [article('a'), article('b')] });
      world.clock.advance(HOUR);
      const counts = { new: 2, updated: 0, unchanged: 1, rejected: 3 };
      await world.database.write('ingest.finishRun', { id, counts, reasons: { DUPLICATE: 2, NO_TITLE: 1 }, inputsFailed: 0 });
      world.clock.advance(HOUR);
      const { id: running } = await world.database.write('ingest.startRun', { inputs: ['b.xml'] });

      const { data } = await world.ask(
        'sources',
        '{ ingestStatus { runs(first: 5) { id input startedAt finishedAt new updated unchanged rejected reasons { code count } inputsFailed } feedsByState { state count } articles lastArticleAt } }',
      );
      expect(data.ingestStatus).toMatchObject({
        runs: [
          { id: running, input: 'b.xml', finishedAt: null, new: 0, reasons: [] },
          {
            id,
            input: 'one.jsonl.gz, https://feeds.example/rss',
            startedAt: new Date(NOW).toISOString(),
            finishedAt: new Date(NOW + HOUR).toISOString(),
            ...counts,
            reasons: [
              { code: 'DUPLICATE', count: 2 },
              { code: 'NO_TITLE', count: 1 },
            ],
            inputsFailed: 0,
          },
        ],
        feedsByState: expect.arrayContaining([{ state: 'PAUSED', count: 1 }]),
        articles: 2,
        lastArticleAt: new Date(NOW + HOUR).toISOString(),
      });
      const { errors } = await world.ask('sources', '{ ingestStatus { runs(first: 101) { id } } }');
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', argument: 'first' } }]);
    });

    it('asks only for what is asked, one statement each', async () => {
      const statements = await world.statements(() => world.ask('sources', '{ ingestStatus { feedsByState { state count } } }'));
      expect(statements).toHaveLength(1);
    });

    it("shows a poll's health", async () => {
      const { feed } = await add({ url: 'https://feeds.example/health' });
      const lease = await world.database.write('feeds.claim', { id: feed.id, leaseMs: 1_000 });
      const poll: FeedPollResult = {
        outcome: 'FAILED',
        state: 'FAILING',
        url: feed.url,
        host: 'feeds.example',
        sourceId: null,
        kind: 'ATOM',
        etag: '"e"',
        lastModified: null,
        lastStatus: 503,
        lastError: 'HTTP_STATUS: 503',
        consecutiveFailures: 1,
        failingSince: NOW,
        lastSuccessAt: null,
        lastNewAt: null,
        intervalSeconds: 600,
        nextFetchAt: NOW + HOUR,
        hostFreeAt: NOW,
        counts: { new: 0, updated: 0, unchanged: 0, rejected: 0 },
      };
      await world.database.write('feeds.finish', { id: feed.id, lease: lease!.lease, poll });
      const { data } = await world.ask(
        'sources',
        `{ feed(id: "${feed.id}") { state kind etag lastStatus lastError consecutiveFailures lastFetchedAt lastSuccessAt nextFetchAt } }`,
      );
      expect(data.feed).toEqual({
        state: 'FAILING',
        kind: 'ATOM',
        etag: '"e"',
        lastStatus: 503,
        lastError: 'HTTP_STATUS: 503',
        consecutiveFailures: 1,
        lastFetchedAt: new Date(NOW).toISOString(),
        lastSuccessAt: null,
        nextFetchAt: new Date(NOW + HOUR).toISOString(),
      });
    });
  });
});
