/** What answers say of themselves to browsers and CDNs (RFC 9110, 9111, 9213, 5861), over real HTTP, by the fast path and by the pipeline. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { brotliDecompressSync } from 'node:zlib';
import { Cache } from '../../src/cache/cache.ts';
import type { ClientRequest } from '../../src/gateway/request.ts';
import { federate } from '../gateway/testkit.ts';
import { startTestApp, type TestApp } from './testkit/test-app.ts';

const LONG = 'long '.repeat(1_000);
let app: TestApp;
let now = 1_000_000;
afterEach(() => app.stop());

/** A subgraph whose answers are everybody's for a minute, and one whose answers are of whoever asks. */
async function start(fastPath: boolean): Promise<void> {
  now = 1_000_000;
  const clock = { now: () => now };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  const { gateway } = federate(
    {
      news: {
        sdl: 'type Query { short: String long: String flaky: String brief: String } type Mutation { write: String }',
        resolve: {
          'Query.short': () => 'short',
          'Query.brief': () => 'brief',
          'Query.long': () => LONG,
          'Query.flaky': () => {
            throw new Error('broken');
          },
          'Mutation.write': () => 'written',
        },
      },
      people: { sdl: 'type Query { me: String }', resolve: { 'Query.me': () => 'somebody' } },
    },
    {
      introspection: true,
      caching: {
        cache,
        clock,
        rules: {
          news: {
            public: true,
            vary: ['accept-language'],
            maxAge: 60,
            fields: { short: { maxAge: 60, staleWhileRevalidate: 30, staleIfError: 300 }, brief: { maxAge: 0 } },
          },
          people: { maxAge: 60 },
        },
        viewerOf: (client: ClientRequest) => client.headers['authorization'] ?? null,
      },
    },
  );
  app = await startTestApp({ engine: gateway, config: { fastPath } });
}

const get = (query: string, headers: Record<string, string> = {}) =>
  app.get(`/graphql?query=${encodeURIComponent(query)}`, { accept: 'application/json', 'accept-encoding': 'identity', ...headers });
const words = ({ status, headers }: Response) => ({
  status,
  cacheControl: headers.get('cache-control'),
  cdn: headers.get('cdn-cache-control'),
  etag: headers.get('etag'),
  tags: headers.get('cache-tag'),
});
const UNKEPT = { cacheControl: 'no-store', cdn: null, etag: null, tags: null };

describe.each([
  ['the fast path', true],
  ['the pipeline', false],
])('by %s, an answer', (_way, fastPath) => {
  it('for everybody may be kept by shared caches as long as it is fresh here, and shown old by CDNs where the schema allows it', async () => {
    await start(fastPath);
    for (const [after, left] of [
      [0, 60],
      [10_500, 49],
    ] as const) {
      now = 1_000_000 + after;
      expect(words(await get('{ short }'))).toMatchObject({
        status: 200,
        cacheControl: `public, max-age=0, s-maxage=${left}, must-revalidate`,
        cdn: `public, max-age=${left}, stale-while-revalidate=30, stale-if-error=300`,
        etag: expect.stringMatching(/^"[\w-]{22}"$/),
        tags: expect.stringContaining('news'),
      });
    }
    // With another that may not be shown old, neither may the whole.
    expect(words(await get('{ short long }')).cdn).toBeNull();
  });

  it('that the client has already is a 304 with what the 200 would have said, and nothing of a body', async () => {
    await start(fastPath);
    const whole = await get('{ short }', { 'accept-language': 'ar' });
    const etag = whole.headers.get('etag')!;
    expect(whole.headers.get('vary')).toBe('accept, accept-encoding, origin, accept-language');
    for (const asked of [etag, `W/${etag}`, `"other", W/${etag}`, '*']) {
      const unchanged = await get('{ short }', { 'accept-language': 'ar', 'if-none-match': asked });
      expect([unchanged.status, await unchanged.text()]).toEqual([304, '']);
      for (const name of ['cache-control', 'cdn-cache-control', 'etag', 'vary'])
        expect([name, unchanged.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
      expect(unchanged.headers.get('date')).not.toBeNull();
      for (const name of ['content-type', 'content-length', 'content-encoding']) expect(unchanged.headers.get(name)).toBeNull();
    }
    for (const asked of ['"other"', etag.slice(1, -1), ''])
      expect((await get('{ short }', { 'accept-language': 'ar', 'if-none-match': asked })).status).toBe(200);
    const post = await app.post({ query: '{ short }' }, { 'if-none-match': etag, 'accept-language': 'ar' });
    expect(post.status).toBe(200);
  });

  it('has a strong etag as it is, and a weak one packed, under one Vary', async () => {
    await start(fastPath);
    const plain = await get('{ long }');
    const [status, headers, body] = await packed('{ long }');
    expect([status, headers['content-encoding'], JSON.parse(String(brotliDecompressSync(body)))]).toEqual([
      200,
      'br',
      { data: { long: LONG } },
    ]);
    expect(headers['etag']).toBe(`W/${plain.headers.get('etag')}`);
    expect(headers['vary']).toBe(plain.headers.get('vary'));
    expect((await get('{ long }', { 'if-none-match': headers['etag'] as string })).status).toBe(304);
  });

  it('of one client is for that client’s browser alone, and names no tags', async () => {
    await start(fastPath);
    const token = await app.tokens.issue({ id: 'usr_1', name: 'Amal', roles: ['READER'], expiresIn: 60 });
    for (const headers of [{}, { authorization: `Bearer ${token}` }])
      for (const query of ['{ me }', '{ me short }', '{ me }'])
        expect(words(await get(query, headers))).toMatchObject({
          status: 200,
          cacheControl: 'private, max-age=0, must-revalidate',
          cdn: null,
          tags: null,
        });
  });

  it.each([
    ['with an error', () => get('{ flaky short }'), 200],
    ['with an error in part, a second time', async () => (await get('{ flaky short }'), get('{ flaky short }')), 200],
    ['that was refused', () => get('{ nonsense }'), 200],
    ['to no request', () => app.get('/graphql?query=x&query=y'), 400],
    ['of which a part is not to be kept', () => get('{ brief short }'), 200],
    ['of introspection', () => get('{ __schema { queryType { name } } }'), 200],
    ['of a mutation', () => app.post({ query: 'mutation { write }' }), 200],
    ['that was explained', async () => (await get('{ short }'), get('{ short }', { 'x-newsgraph-explain': '1' })), 200],
    ['that tells its cost', async () => (await get('{ short }'), get('{ short }', { 'x-newsgraph-cost': '1' })), 200],
    ['with an unknown id', () => app.get('/graphql?documentId=gone'), 200],
    ['from another site', () => get('{ short }', { 'sec-fetch-site': 'cross-site' }), 403],
    ['with a wrong token', () => get('{ short }', { authorization: 'Bearer forged' }), 401],
  ])('%s is kept by nobody', async (_what, ask, status) => {
    await start(fastPath);
    expect(words(await ask())).toEqual({ status, ...UNKEPT });
  });
});

/** `fetch` unpacks: this does not. */
async function packed(query: string): Promise<[number, Record<string, unknown>, Buffer]> {
  const request = httpRequest({
    port: app.port,
    path: `/graphql?query=${encodeURIComponent(query)}`,
    headers: { accept: 'application/json', 'accept-encoding': 'br' },
  }).end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return [response.statusCode!, response.headers, Buffer.concat(chunks)];
}
