/** Explained over HTTP: by who asks for it, in development alone. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { federate, type TestGateway } from '../gateway/testkit.ts';
import { startTestApp, type TestApp } from './testkit/test-app.ts';

let federation: TestGateway;
let app: TestApp;
async function start(config: { production?: boolean; batching?: boolean } = {}): Promise<TestApp> {
  federation = federate({
    shelves: { sdl: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! }', resolve: { 'Query.item': () => ({ id: 'a' }) } },
    prices: { sdl: 'type Item @key(fields: "id") { id: ID! price: Int }', entities: { Item: () => ({ price: 3 }) } },
  });
  app = await startTestApp({ engine: federation.gateway, config });
  return app;
}
afterEach(() => app.stop());

const ASKED = { 'x-newsgraph-explain': '1' };
const query = 'query Priced { item { price } }';

describe('an answer', () => {
  it('tells how it came about where the header asks for it', async () => {
    await start();
    const first = (await (await app.post({ query }, ASKED)).json()) as { data: unknown; extensions: { explain: object } };
    expect(first.data).toEqual({ item: { price: 3 } });
    expect(first.extensions.explain).toMatchObject({
      operationCache: 'miss',
      programCache: 'miss',
      phases: ['parse', 'validate', 'plan', 'execute', 'project'].map((name) => ({ name })),
      fetches: [
        { id: 1, subgraph: 'shelves', after: [], run: { state: 'answered' } },
        { id: 2, subgraph: 'prices', after: [1], run: { state: 'answered', representations: { found: 1, sent: 1 } } },
      ],
    });
    const second = (await (await app.post({ query }, ASKED)).json()) as typeof first;
    expect(second.extensions.explain).toMatchObject({ operationCache: 'hit', programCache: 'hit' });
  });

  it.each([
    ['nobody asked', {}, {}],
    ['this is production', ASKED, { production: true }],
  ])('is as it always is where %s', async (_why, headers, config) => {
    await start(config);
    expect(await (await app.post({ query }, headers)).text()).toBe('{"data":{"item":{"price":3}}}\n');
  });

  it('of a batch tells nothing: its operations would tell of one another', async () => {
    await start({ batching: true });
    expect(await (await app.post([{ query }, { query }], ASKED)).json()).toEqual([
      { data: { item: { price: 3 } } },
      { data: { item: { price: 3 } } },
    ]);
  });
});

describe('/graphql/explain', () => {
  const ask = (body: unknown) =>
    fetch(`http://127.0.0.1:${app.port}/graphql/explain`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('tells the plan of an operation without running it', async () => {
    await start();
    const answer = await ask({ query });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      fetches: [
        { id: 1, subgraph: 'shelves' },
        { id: 2, subgraph: 'prices', after: [1], entities: [{ path: 'item' }] },
      ],
      text: expect.stringContaining('#2 prices (Priced__prices__1)\n   after #1\n'),
    });
    expect(federation.calls).toEqual([]);
  });

  it.each([
    ['an operation that is not valid', { query: '{ itm }' }, 200, 'GRAPHQL_VALIDATION_FAILED'],
    ['no operation', {}, 400, 'BAD_REQUEST'],
  ])('refuses %s', async (_what, body, status, code) => {
    await start();
    const answer = await ask(body);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
  });

  it('is not there in production', async () => {
    await start({ production: true });
    expect((await ask({ query })).status).toBe(404);
  });
});
