/** Whole answers over real HTTP, before Apollo Server's pipeline and through it: the same bytes, and the same word to browsers and CDNs. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import type { ClientRequest } from '../../src/gateway/request.ts';
import { federate, type TestGateway } from '../gateway/testkit.ts';
import { startTestApp, type TestApp } from './testkit/test-app.ts';

interface World {
  readonly app: TestApp;
  readonly federation: TestGateway;
  readonly cache: Cache;
  /** What reached the gateway, and not the fast path. */
  executed: number;
  visits: number;
}

/** A subgraph that greets everybody alike, in the language asked for, and one that knows who asks. */
async function world(fastPath: boolean, answers = true): Promise<World> {
  const clock = { now: () => 1_000_000 };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  const here = { executed: 0, visits: 0 };
  const federation = federate(
    {
      greetings: {
        sdl: 'type Query { hello(to: String): String }',
        resolve: { 'Query.hello': (_: never, { to }: { to?: string }) => `hello ${to ?? 'all'} ${(here.visits += 1)}` },
      },
      people: { sdl: 'type Query { me: String }', resolve: { 'Query.me': () => `somebody ${(here.visits += 1)}` } },
    },
    {
      introspection: true,
      caching: {
        cache,
        clock,
        rules: { greetings: { public: true, vary: ['accept-language'], maxAge: 60 }, people: { maxAge: 60 } },
        viewerOf: (client: ClientRequest) => client.headers['authorization'] ?? null,
        answers,
      },
    },
  );
  const engine = {
    ...federation.gateway,
    execute: (request: Parameters<typeof federation.gateway.execute>[0]) => ((here.executed += 1), federation.gateway.execute(request)),
  };
  const app = await startTestApp({ engine, config: { fastPath } });
  return Object.assign(here, { app, federation, cache });
}

const QUESTIONS: readonly ((app: TestApp) => Promise<Response>)[] = [
  (app) => app.post({ query: '{ hello }' }),
  (app) => app.post({ query: '{ hello }' }),
  (app) => app.post({ query: 'query Greet($to: String) { hello(to: $to) }', variables: { to: 'sun' } }),
  (app) => app.post({ query: 'query Greet($to: String) { hello(to: $to) }', variables: { to: 'sun' }, operationName: 'Greet' }),
  (app) => app.post({ query: 'query Greet($to: String) { hello(to: $to) }', variables: { to: 'moon' } }),
  (app) => app.post({ query: 'query Greet($to: String) { hello(to: $to) }', variables: { to: 1 } }),
  (app) => app.post({ query: '{ hello }' }, { accept: 'application/graphql-response+json' }),
  (app) => app.post({ query: '{ hello }' }, { accept: 'text/plain' }),
  (app) => app.post({ query: '{ hello }' }, { 'accept-language': 'ar' }),
  (app) => app.post({ query: '{ hello }' }, { 'accept-language': 'ar' }),
  (app) => app.get(`/graphql?query=${encodeURIComponent('{ hello }')}`, { accept: 'application/json' }),
  (app) => app.get(`/graphql?query=${encodeURIComponent('{ hello }')}&variables=nonsense`, { accept: 'application/json' }),
  (app) => app.post({ query: '{ hello }', operationName: 'Other' }),
  (app) => app.post({ query: '{ hello }', variables: [] }),
  (app) => app.post({ query: '{ hello }', extensions: { persistedQuery: { version: 1, sha256Hash: 'wrong' } } }),
  (app) => app.post({ query: '{ hello }' }, { authorization: 'Bearer forged' }),
  (app) => app.post({ query: '{ me }' }),
  (app) => app.post({ query: '{ me hello }' }),
  (app) => app.post({ query: '{ nonsense }' }),
  (app) => app.post('{'),
];

/** As `fetch` asks. */
const nobody = (): ClientRequest => ({ requestId: 'test', headers: { 'accept-language': '*' }, memory: new Map() });

const told = async (response: Response): Promise<{ status: number; body: string; headers: object }> => ({
  status: response.status,
  body: await response.text(),
  headers: Object.fromEntries(
    [...response.headers].filter(([name]) => !['date', 'x-request-id', 'keep-alive', 'connection'].includes(name)),
  ),
});

describe('a whole answer', () => {
  it('is the same before the pipeline and through it, whatever is asked and however', async () => {
    const [fast, slow] = [await world(true), await world(false)];
    for (const question of QUESTIONS) expect(await told(await question(fast.app))).toEqual(await told(await question(slow.app)));
    expect(fast.visits).toBe(slow.visits);
    expect(slow.executed - fast.executed).toBe(5);
    await Promise.all([fast.app.stop(), slow.app.stop()]);
  });

  it('that is put together out of parts is the same, too', async () => {
    const [fast, slow] = [await world(true, false), await world(false, false)];
    for (const question of QUESTIONS) expect(await told(await question(fast.app))).toEqual(await told(await question(slow.app)));
    expect(fast.visits).toBe(slow.visits);
    expect(slow.executed).toBeGreaterThan(fast.executed);
    await Promise.all([fast.app.stop(), slow.app.stop()]);
  });

  it('says how long a CDN may use it, by what it varies and under which names it is to be forgotten', async () => {
    const { app, cache } = await world(true);
    const ask = (headers: Record<string, string> = {}): Promise<Response> =>
      app.get(`/graphql?query=${encodeURIComponent('{ hello }')}`, { accept: 'application/json', ...headers });
    const first = await ask();
    const second = await ask();
    expect(second.headers.get('cache-control')).toBe('public, max-age=0, s-maxage=60, must-revalidate');
    expect(second.headers.get('vary')).toBe('accept, accept-encoding, origin, accept-language');
    expect(second.headers.get('cache-tag')?.split(',')).toContain('greetings');
    const etag = second.headers.get('etag')!;
    expect(first.headers.get('etag')).toBe(etag);
    const third = await ask({ 'if-none-match': `"other", W/${etag}` });
    expect(third.status).toBe(304);
    expect(await third.text()).toBe('');
    await cache.invalidate(['greetings']);
    expect((await ask({ 'if-none-match': etag })).status).toBe(200);
    await app.stop();
  });

  it('of somebody is nobody else’s, and is not for CDNs', async () => {
    const { app } = await world(true);
    const mine = await app.post({ query: '{ me }' });
    expect(mine.headers.get('cache-control')).toBe('private, max-age=0, must-revalidate');
    expect(await mine.json()).toEqual({ data: { me: 'somebody 1' } });
    const token = await app.tokens.issue({ id: 'usr_1', name: 'Amal', roles: ['READER'], expiresIn: 60 });
    const theirs = await app.post({ query: '{ me }' }, { authorization: `Bearer ${token}` });
    expect(await theirs.json()).toEqual({ data: { me: 'somebody 2' } });
    await app.stop();
  });

  it('is packed once for all clients that take it so, and each is given it as it takes it', async () => {
    const { app, federation } = await world(true);
    const source = `{ hello(to: "${'the sun, '.repeat(300)}") }`;
    const ask = (coding: string, headers: Record<string, string> = {}): Promise<Response> =>
      app.get(`/graphql?query=${encodeURIComponent(source)}`, { accept: 'application/json', 'accept-encoding': coding, ...headers });
    const plain = await told(await ask('identity'));
    const { body } = federation.gateway.kept({ source, client: nobody() })!;
    expect(body!.packing('br')).toBeUndefined();
    for (const coding of ['br', 'gzip', 'br'] as const) {
      const packed = await ask(`${coding}, identity;q=0.5`);
      expect(packed.headers.get('content-encoding')).toBe(coding);
      expect(Number(packed.headers.get('content-length'))).toBe(body!.packing(coding)!.byteLength);
      expect(packed.headers.get('etag')).toMatch(/^W\//);
      expect({ ...(await told(packed)), headers: {} }).toEqual({ ...plain, headers: {} });
      expect((await ask(coding, { 'if-none-match': packed.headers.get('etag')! })).status).toBe(304);
    }
    const first = body!.packing('br');
    await ask('br');
    expect(federation.gateway.kept({ source, client: nobody() })!.body!.packing('br')).toBe(first);
    await app.stop();
  });
});
