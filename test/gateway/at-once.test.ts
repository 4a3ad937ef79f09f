/** Operations of which memory has every part: answered without waiting, as they would be otherwise, and by nobody but memory. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import { entityTag } from '../../src/cache/keys.ts';
import type { CacheAsked } from '../../src/gateway/caching/cache-report.ts';
import { KeptBody } from '../../src/gateway/caching/kept-body.ts';
import type { ClientRequest } from '../../src/gateway/request.ts';
import { federate, type TestGateway } from './testkit.ts';

let now = 1_000_000;
let cache: Cache;
let asked: [string, CacheAsked][];
const clock = { now: () => now };
let visits = 0;

function start(answers = false): TestGateway {
  cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  asked = [];
  return federate(
    {
      news: {
        sdl: `type Query { page(id: ID!): Page  pages: [Page!]! }
          type Page @key(fields: "id") { id: ID! title: String! author: Person! }
          type Person @key(fields: "id", resolvable: false) { id: ID! }`,
        resolve: {
          'Query.page': (_: never, { id }: { id: string }) => page(id),
          'Query.pages': () => ['1', '2', '3'].map(page),
        },
      },
      people: {
        sdl: 'type Person @key(fields: "id") { id: ID! name: String  secret: String! }',
        resolve: { 'Person.secret': () => null },
        entities: { Person: ({ id }: { id: string }) => ({ id, name: `person ${id}, ${(visits += 1)}` }) },
      },
    },
    {
      caching: {
        cache,
        clock,
        rules: { news: { public: true, maxAge: 60 }, people: { public: true, maxAge: 30, staleWhileRevalidate: 10 } },
        viewerOf: (client: ClientRequest) => client.headers['authorization'] ?? null,
        answers,
        onAsked: (kind, what) => void asked.push([kind, what]),
      },
    },
  );
}

const page = (id: string) => ({ id, title: `page ${id}`, author: { id: `p${Number(id) % 2}` } });
const PAGE = 'query Page($id: ID!, $named: Boolean = true) { page(id: $id) { title author { id name @include(if: $named) } } }';
const request = (source: string, variables: Record<string, unknown> = {}) => ({
  source,
  variables,
  client: { requestId: 'r', headers: {}, memory: new Map() },
});
const callsOf = ({ calls }: TestGateway): string[] => calls.splice(0).map(({ subgraph }) => subgraph);

beforeEach(() => {
  now = 1_000_000;
  visits = 0;
});

describe('an operation of which memory has every part', () => {
  it('is answered with the same text and freshness, and nobody is asked', async () => {
    const federation = start();
    const { gateway } = federation;
    const long = await gateway.execute(request(PAGE, { id: '1' }));
    expect(callsOf(federation)).toEqual(['news', 'people']);
    const again = await gateway.execute(request(PAGE, { id: '1' }));
    asked.length = 0;
    const short = gateway.kept(request(PAGE, { id: '1' }));
    expect(short).toMatchObject({ text: long.data!.text, freshness: again.freshness, operationName: 'Page', body: null });
    expect(asked).toMatchObject([
      ['root', { outcomes: { hit: 1 }, fromMemory: 1 }],
      ['entity', { outcomes: { hit: 1 }, fromMemory: 1 }],
    ]);
    // What is merged is no part of what is kept.
    expect(gateway.kept(request(PAGE, { id: '1' }))?.text).toBe(long.data!.text);
    expect(callsOf(federation)).toEqual([]);
  });

  it('may be one that was never asked with these variables, as they are once coerced', async () => {
    const federation = start();
    const { gateway } = federation;
    await gateway.execute(request(PAGE, { id: '1' }));
    callsOf(federation);
    expect(gateway.kept(request(PAGE, { id: 1, named: true }))?.text).toBe(
      '{"page":{"title":"page 1","author":{"id":"p1","name":"person p1, 1"}}}',
    );
    expect(gateway.kept(request(PAGE, { id: '1', named: 'no' }))).toBeNull();
    expect(callsOf(federation)).toEqual([]);
  });

  it('goes the long way where a part is missing, wrong, or old enough to be renewed, and then nothing is counted twice', async () => {
    const federation = start();
    const { gateway } = federation;
    await gateway.execute(request(PAGE, { id: '1' }));
    asked.length = 0;
    expect(gateway.kept(request(PAGE, { id: '2' }))).toBeNull();
    await cache.invalidate([entityTag('people', 'Person', '{"id":"p1"}')]);
    expect(gateway.kept(request(PAGE, { id: '1' }))).toBeNull();
    expect(asked).toEqual([]);
    callsOf(federation);
    await gateway.execute(request(PAGE, { id: '1' }));
    expect(callsOf(federation)).toEqual(['people']);
    expect(gateway.kept(request(PAGE, { id: '1' }))?.text).toContain('person p1, 2');
    now += 35_000;
    expect(gateway.kept(request(PAGE, { id: '1' }))).toBeNull();
    expect(callsOf(federation)).toEqual([]);
  });

  it('goes the long way where the answer has errors, and where it has not been run yet', async () => {
    const federation = start();
    const { gateway } = federation;
    const SECRET = '{ page(id: "1") { author { secret } } }';
    expect(gateway.kept(request(SECRET))).toBeNull();
    const failed = await gateway.execute(request(SECRET));
    expect(failed.errors).toHaveLength(1);
    expect(gateway.kept(request(SECRET))).toBeNull();
    await gateway.execute(request(PAGE, { id: '1' }));
    // All of it is there, but no phase has seen the document yet.
    expect(gateway.kept(request(PAGE.replace('Page(', 'Other('), { id: '1' }))).toBeNull();
  });

  it('is somebody’s own where its parts are: for another viewer it is not there', async () => {
    const federation = federate(
      { me: { sdl: 'type Query { me: String }', resolve: { 'Query.me': () => `me ${(visits += 1)}` } } },
      {
        caching: {
          cache: (cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null })),
          clock,
          rules: { me: { maxAge: 60 } },
          viewerOf: ({ headers }) => headers['authorization'] ?? null,
          answers: false,
        },
      },
    );
    const as = (authorization: string) => {
      const mine = request('{ me }');
      return { ...mine, client: { ...mine.client, headers: { authorization } } };
    };
    await federation.gateway.execute(as('one'));
    expect(federation.gateway.kept(as('one'))).toMatchObject({ text: '{"me":"me 1"}', freshness: { scope: 'private' } });
    expect(federation.gateway.kept(as('two'))).toBeNull();
    expect(federation.gateway.kept(request('{ me }'))).toBeNull();
  });

  it('is kept whole from then on, for as long as its parts are right', async () => {
    const federation = start(true);
    const { gateway } = federation;
    await gateway.execute(request(PAGE, { id: '1' }));
    callsOf(federation);
    const another = request(PAGE, { named: true, id: '1' });
    const parts = gateway.kept(another)!;
    expect(parts.body).toBeNull();
    expect(gateway.kept(another)).toMatchObject({ text: parts.text, body: expect.any(KeptBody) });
    await cache.invalidate([entityTag('people', 'Person', '{"id":"p1"}')]);
    expect(gateway.kept(another)).toBeNull();
    expect(callsOf(federation)).toEqual([]);
  });
});
