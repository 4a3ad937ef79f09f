/** One subgraph alone over real HTTP: the same answers as in process, and what only HTTP can get wrong. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTokens } from '../../src/auth/tokens.ts';
import { systemStopwatch } from '../../src/clock/stopwatch.ts';
import { articleId } from '../../src/data/ids.ts';
import type { Listening } from '../../src/server/http/listen.ts';
import { startSubgraphApp } from '../../src/server/subgraph-app.ts';
import { fieldErrorFormatter } from '../../src/server/wiring/field-errors.ts';
import type { SubgraphName } from '../../src/subgraph/definition.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { article, openWorld, READER, source, type World } from './world.ts';

const SECRET = 'a secret of more than thirty-two bytes';
const CREATE =
  'mutation ($input: CommentCreateInput!) { commentCreate(input: $input) { comment { body author { name } } errors { code message } } }';
const target = articleId('https://news.example/a');

let world: World;
let articles: Listening;
let comments: Listening;

beforeAll(async () => {
  world = await openWorld();
  await world.database.write('sources.upsertMany', { sources: [source('albayan')] });
  await world.database.write('articles.upsertMany', { drafts: [article('a')] });
  [articles, comments] = await Promise.all([serve('articles'), serve('comments')]);
});
afterAll(async () => {
  await Promise.all([articles.stop(), comments.stop()]);
  await world.close();
});

describe('a subgraph alone', () => {
  it('answers its SDL and entities as it does in process', async () => {
    expect(await post(articles, { query: '{ _service { sdl } }' })).toEqual({
      data: { _service: { sdl: world.subgraph('articles').sdl } },
    });
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Article { title publishedAtRelative(locale: "ar") } } }';
    const variables = {
      r: [{ __typename: 'Article', id: target }, { __typename: 'Article' }, { __typename: 'Article', id: 'art_00000000000000000000' }],
    };
    const overHttp = await post(articles, { query, variables });
    const inProcess = await world.ask('articles', query, { variables });
    expect(overHttp.data).toEqual(inProcess.data);
    expect(overHttp.data).toEqual({ _entities: [{ title: 'عنوان a', publishedAtRelative: 'منذ 5 أيام' }, null, null] });
    expect(overHttp.errors).toMatchObject([{ path: ['_entities', 1], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('listens on loopback and is alive', async () => {
    expect(articles.url).toMatch(/^http:\/\/(localhost|127\.0\.0\.1):\d+$/);
    expect((await fetch(`http://127.0.0.1:${articles.port}/health/live`)).status).toBe(200);
  });

  it("reads the reader's languages from Accept-Language", async () => {
    const query = '{ articles(first: 1) { nodes { publishedAtRelative } } }';
    expect((await post(articles, { query }, { 'accept-language': 'en-GB,en;q=0.8' })).data.articles.nodes).toEqual([
      { publishedAtRelative: '5 days ago' },
    ]);
  });

  it('verifies tokens itself', async () => {
    const token = await createTokens({ secret: SECRET, clock: world.clock }).issue({ ...READER, expiresIn: 60 });
    const forged = await createTokens({ secret: `${SECRET}, but another one`, clock: world.clock }).issue({ ...READER, expiresIn: 60 });
    const input = { articleId: target, body: 'مرحبًا', idempotencyKey: 'k1' };
    const create = (headers: Record<string, string>) => post(comments, { query: CREATE, variables: { input } }, headers);

    expect(await create({ authorization: `Bearer ${token}` })).toEqual({
      data: { commentCreate: { comment: { body: 'مرحبًا', author: { name: 'ليلى' } }, errors: [] } },
    });
    expect((await create({ 'accept-language': 'en' })).data.commentCreate).toMatchObject({
      comment: null,
      errors: [{ code: 'TOKEN_REQUIRED', message: expect.stringContaining('token') }],
    });
    expect(await create({ authorization: `Bearer ${forged}` })).toMatchObject({
      errors: [{ extensions: { code: expect.stringMatching(/TOKEN|UNAUTHENTICATED/) } }],
    });
  });

  it.each([
    ['JSON that is none', '{"query": ', 400],
    ['no operation', '{}', 400],
    ['a body that is too large', JSON.stringify({ query: `{ articles(first: 1) { totalCount } } # ${'x'.repeat(100_000)}` }), 413],
  ])('refuses %s', async (_name, body, status) => {
    const response = await fetch(`http://127.0.0.1:${articles.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code: expect.any(String) } }] });
  });

  it('refuses what is not JSON, and operations that are not valid', async () => {
    const typed = await fetch(`http://127.0.0.1:${articles.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{ "query": "{ __typename }" }',
    });
    expect(typed.status).toBe(415);
    expect(await post(articles, { query: '{ nothing }' })).toMatchObject({
      errors: [{ message: expect.stringContaining('nothing'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }],
    });
    expect(await post(articles, { query: '{ articles(first: 1) { nodes {' })).toMatchObject({
      errors: [{ extensions: { code: 'GRAPHQL_PARSE_FAILED' } }],
    });
  });
});

// oxlint-disable-next-line typescript/no-explicit-any -- answers are asserted whole, by shape
async function post(app: Listening, body: object, headers: Record<string, string> = {}): Promise<any> {
  const response = await fetch(`http://127.0.0.1:${app.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.json();
}

function serve(name: SubgraphName): Promise<Listening> {
  const { schema, definition } = world.subgraph(name);
  const { log } = createLogger({ level: 'silent' });
  return startSubgraphApp({
    config: {
      host: '127.0.0.1',
      port: 0,
      introspection: true,
      limits: {
        maxTokens: 10_000,
        maxDepth: 20,
        maxAliases: 50,
        maxRootFields: 20,
        maxExpandedFields: 5_000,
        maxDirectives: 20,
        maxIntrospectionDepth: 2,
        maxCost: 1e6,
        assumedListSize: 10,
      },
      maxBodyBytes: 100_000,
      requestTimeoutMs: 10_000,
      shutdownGraceMs: 1_000,
    },
    schema,
    contextFor: (request) => definition.context(world.services, request),
    formatError: fieldErrorFormatter({ subgraph: name, production: false, log }),
    tokens: createTokens({ secret: SECRET, clock: world.clock }),
    checks: [],
    stopwatch: systemStopwatch,
    log,
    metrics: createMetrics({ processMetrics: false }),
  });
}
