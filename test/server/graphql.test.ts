/** GraphQL over HTTP: what is answered, with which status, and what it took. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { graphqlJsGateway } from './testkit/graphql-js.gateway.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './testkit/test-app.ts';

const schema = buildSchema('type Query { hello: String, add(a: Int!, b: Int!): Int } type Mutation { touch: Int }');
schema.getQueryType()!.getFields()['hello']!.resolve = () => 'world';
schema.getQueryType()!.getFields()['add']!.resolve = (_source, { a, b }) => a + b;
schema.getMutationType()!.getFields()['touch']!.resolve = () => 1;

let app: TestApp;
const start = async (options: TestAppOptions = {}): Promise<TestApp> => (app = await startTestApp({ schema, ...options }));
afterEach(() => app.stop());

const GRAPHQL_RESPONSE = { accept: 'application/graphql-response+json' };

describe('an operation', () => {
  it('is prepared once, executed once, and answered as the text the engine wrote', async () => {
    await start();
    const answer = await app.post({ query: 'query Sum($a: Int!) { add(a: $a, b: 2) }', variables: { a: 1 } });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(await answer.text()).toBe('{"data":{"add":3}}\n');
    expect(app.gateway.executed).toHaveLength(1);
    // Once by the pipeline, once by the engine itself: Apollo Server parses and validates nothing.
    expect(app.gateway.prepared).toEqual(['query Sum($a: Int!) { add(a: $a, b: 2) }', 'query Sum($a: Int!) { add(a: $a, b: 2) }']);
  });

  it('is parsed and validated by the engine alone: Apollo Server would refuse this text', async () => {
    const inner = graphqlJsGateway(schema);
    const source = '{ hello }';
    await start({
      engine: { ...inner, prepare: () => inner.prepare(source), execute: (request) => inner.execute({ ...request, source }) },
    });
    expect(await (await app.post({ query: 'no GraphQL {' })).json()).toEqual({ data: { hello: 'world' } });
  });

  it('is taken by GET as well, but never a mutation', async () => {
    await start();
    expect(await (await app.get(`/graphql?query=${encodeURIComponent('{ hello }')}`)).json()).toEqual({ data: { hello: 'world' } });

    const mutation = await app.get(`/graphql?query=${encodeURIComponent('mutation { touch }')}`);
    expect(mutation.status).toBe(405);
    expect(mutation.headers.get('allow')).toBe('POST');
    expect(app.gateway.executed).toHaveLength(1);
  });

  it('is logged with its name and status, without variables or token', async () => {
    await start();
    const token = await app.tokens.issue({ id: 'usr_1', name: 'Sara', roles: ['READER'], expiresIn: 60 });
    await app.post(
      { query: 'query Sum($a: Int!) { add(a: $a, b: 2) }', variables: { a: 4242 } },
      { authorization: `Bearer ${token}`, 'x-request-id': 'req-1' },
    );
    await app.stop();

    expect(app.lines).toMatchObject([
      { requestId: 'req-1', method: 'POST', path: '/graphql', operation: 'query', name: 'Sum', status: 200 },
    ]);
    expect(JSON.stringify(app.lines)).not.toContain(token);
    expect(JSON.stringify(app.lines)).not.toContain('4242');
  });
});

describe('a document that cannot run', () => {
  const cases = [
    ['an unknown field', { query: '{ helo }' }, 'GRAPHQL_VALIDATION_FAILED', 'Cannot query field "helo" on type "Query"'],
    ['a wrong type', { query: '{ add(a: "one", b: 2) }' }, 'GRAPHQL_VALIDATION_FAILED', 'Int cannot represent non-integer value: "one"'],
    ['a syntax error', { query: '{ hello' }, 'GRAPHQL_PARSE_FAILED', 'Syntax Error: Expected Name, found <EOF>.'],
    [
      'a missing variable',
      { query: 'query ($a: Int!) { add(a: $a, b: 1) }' },
      'BAD_USER_INPUT',
      'Variable "$a" of required type "Int!" was not provided.',
    ],
    [
      'an unknown operation',
      { query: 'query A { hello }', operationName: 'B' },
      'OPERATION_RESOLUTION_FAILURE',
      'Unknown operation named "B".',
    ],
  ] as const;

  it.each(cases)('%s is told: 200 as application/json, 400 as application/graphql-response+json', async (_name, body, code, message) => {
    await start();
    for (const [headers, status, type] of [
      [{}, 200, 'application/json; charset=utf-8'],
      [GRAPHQL_RESPONSE, 400, 'application/graphql-response+json; charset=utf-8'],
    ] as const) {
      const answer = await app.post(body, headers);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
      const { errors, ...rest } = (await answer.json()) as { errors: { message: string; extensions: { code: string } }[] };
      expect(rest).toEqual({});
      expect(errors[0]?.message).toContain(message);
      expect(errors[0]?.extensions.code).toBe(code);
    }
  });
});

describe('a request that is no GraphQL request', () => {
  it.each([
    ['malformed JSON', '{"query": ', {}, 400, 'MALFORMED_JSON'],
    ['no body', '', {}, 400, 'MALFORMED_JSON'],
    ['no query', '{}', {}, 400, 'BAD_REQUEST'],
    ['variables as text', '{"query":"{ hello }","variables":"{}"}', {}, 400, 'BAD_REQUEST'],
    ['an array where batching is off', '[{"query":"{ hello }"}]', {}, 400, 'BATCHING_NOT_ALLOWED'],
    ['a form', 'query={hello}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['plain text', '{"query":"{ hello }"}', { 'content-type': 'text/plain' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another charset', '{"query":"{ hello }"}', { 'content-type': 'application/json; charset=utf-16' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['a packed body', '{"query":"{ hello }"}', { 'content-encoding': 'gzip' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ] as const)('%s is refused', async (_name, body, headers, status, code) => {
    await start();
    const answer = await app.post(body, headers);
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ errors: [{ message: expect.any(String), extensions: { code } }] });
    expect(app.gateway.executed).toEqual([]);
  });

  it('a body over the bound is refused with the bound, announced or not', async () => {
    await start({ config: { maxBodyBytes: 1000 } });
    const announced = await app.post({ query: `{ hello } # ${'x'.repeat(1000)}` });
    expect(announced.status).toBe(413);
    expect(await announced.json()).toMatchObject({
      errors: [{ message: 'The body is larger than 1000 bytes.', extensions: { code: 'BODY_TOO_LARGE', maxBytes: 1000 } }],
    });

    const streamed = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(
        { port: app.port, host: '127.0.0.1', path: '/graphql', method: 'POST', headers: { 'content-type': 'application/json' } },
        (response) => {
          response.resume();
          resolve(response.statusCode);
        },
      );
      request.on('error', reject);
      for (let i = 0; i < 5; i += 1) request.write('x'.repeat(500));
    });
    expect(streamed).toBe(413);
  });

  it('another method and another path are told what is allowed', async () => {
    await start();
    const put = await fetch(`http://127.0.0.1:${app.port}/graphql`, { method: 'PUT' });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS']);
    const lost = await app.get('/graphqlx');
    expect([lost.status, await lost.json()]).toEqual([
      404,
      { errors: [{ message: 'There is nothing at /graphqlx.', extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });
});

describe('who asks', () => {
  it('a valid token is handed to the engine, none is nobody', async () => {
    await start();
    const token = await app.tokens.issue({ id: 'usr_1', name: 'Sara', roles: ['EDITOR'], expiresIn: 60 });
    await app.post({ query: '{ hello }' }, { authorization: `Bearer ${token}` });
    await app.post({ query: '{ hello }' });
    const viewers = app.gateway.executed.map(({ client }) => [...client.memory.values()][0]);
    expect(viewers).toEqual([{ id: 'usr_1', name: 'Sara', roles: ['EDITOR'] }, null]);
  });

  it.each([
    ['of another scheme', 'Basic dXNlcjpwYXNz', 'malformed'],
    ['garbage', 'Bearer abc', 'malformed'],
    ['unsigned', `Bearer ${unsigned({ alg: 'none' }, { sub: 'usr_1' })}`, 'wrong algorithm'],
  ])('a token %s is a 401 with the reason, never an anonymous answer', async (_name, authorization, reason) => {
    await start();
    const answer = await app.post({ query: '{ hello }' }, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toContain('Bearer error="invalid_token"');
    expect(await answer.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED', reason } }] });
    expect(app.gateway.executed).toEqual([]);
  });
});

describe('other sites', () => {
  const get = (headers: Record<string, string>): Promise<Response> => app.get(`/graphql?query=${encodeURIComponent('{ hello }')}`, headers);

  it('may not make a browser GET, unless their origin is allowed', async () => {
    await start({ config: { corsOrigins: ['https://app.example'] } });
    expect((await get({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await get({ 'sec-fetch-site': 'same-site', origin: 'https://evil.example' })).status).toBe(403);
    expect((await get({ 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await get({ 'sec-fetch-site': 'cross-site', origin: 'https://app.example' })).status).toBe(200);
    expect((await get({})).status).toBe(200);
  });

  it('read answers and errors only from allowed origins', async () => {
    await start({ config: { corsOrigins: ['https://app.example'] } });
    const allowed = await app.post('nonsense', { origin: 'https://app.example' });
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([400, 'https://app.example']);
    expect(
      (await app.post({ query: '{ hello }' }, { origin: 'https://evil.example' })).headers.get('access-control-allow-origin'),
    ).toBeNull();

    const preflight = await fetch(`http://127.0.0.1:${app.port}/graphql`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
    });
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([
      204,
      'authorization, content-type, accept-language, x-request-id',
    ]);
  });
});

describe('persisted queries', () => {
  const text = '{ hello }';
  const persistedQuery = { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') };

  it('are asked for, registered and then known by their hash', async () => {
    await start();
    expect(await (await app.post({ extensions: { persistedQuery } })).json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
    await app.post({ query: text, extensions: { persistedQuery } });
    expect(await (await app.post({ extensions: { persistedQuery } })).json()).toEqual({ data: { hello: 'world' } });
  });

  it('are not registered where they cannot run', async () => {
    await start();
    const bad = '{ helo }';
    const hash = { version: 1, sha256Hash: createHash('sha256').update(bad).digest('hex') };
    await app.post({ query: bad, extensions: { persistedQuery: hash } });
    expect(await (await app.post({ extensions: { persistedQuery: hash } })).json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } }],
    });
  });
});

describe('batches', () => {
  it('are answered in order where they are on, up to ten', async () => {
    await start({ config: { batching: true } });
    expect(await (await app.post([{ query: '{ add(a: 1, b: 1) }' }, { query: '{ hello }' }])).json()).toEqual([
      { data: { add: 2 } },
      { data: { hello: 'world' } },
    ]);
    const eleven = await app.post(Array.from({ length: 11 }, () => ({ query: '{ hello }' })));
    expect([eleven.status, await eleven.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BATCH_TOO_LARGE', maxBatch: 10 } }] },
    ]);
    expect(app.gateway.executed).toHaveLength(2);
  });

  it('have the bound of the configuration', async () => {
    await start({ config: { batching: true, maxBatch: 2 } });
    const three = await app.post([{ query: '{ hello }' }, { query: '{ hello }' }, { query: '{ hello }' }]);
    expect(await three.json()).toMatchObject({
      errors: [
        { message: 'One request carries at most 2 operations, this one has 3.', extensions: { code: 'BATCH_TOO_LARGE', maxBatch: 2 } },
      ],
    });
  });
});

function unsigned(header: object, payload: object): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(payload)}.`;
}
