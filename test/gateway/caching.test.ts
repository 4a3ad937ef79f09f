/** The cache before the subgraphs, through the whole engine: what is asked of whom, how often, and as whom. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import type { CacheRules } from '../../src/gateway/caching/cache-rules.ts';
import { federate, type TestGateway } from './testkit.ts';

const CACHE_DIRECTIVES = `
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean, staleWhileRevalidate: Int, staleIfError: Int) on OBJECT | FIELD_DEFINITION | INTERFACE | UNION
  directive @cacheTag(format: String!) repeatable on OBJECT | FIELD_DEFINITION
`;

interface World extends TestGateway {
  readonly cache: Cache;
  /** The time that the cache sees. */
  now: number;
  readonly titles: Map<string, string>;
  /** Calls so far, as `subgraph` or `subgraph:ids`, since the last look. */
  asked(): string[];
}

/** Articles have titles; reviews know how often each was read, and by whom. */
function world(rules: CacheRules = RULES): World {
  const titles = new Map([
    ['1', 'One'],
    ['2', 'Two'],
    ['3', 'Three'],
  ]);
  const time = { now: 1_000_000 };
  const clock = { now: () => time.now };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  const gateway = federate(
    {
      articles: {
        sdl: `${CACHE_DIRECTIVES}
          type Query { articles: [Article!]! @cacheTag(format: "articles") article(id: ID!): Article @cacheTag(format: "article:{$args.id}") }
          type Article @key(fields: "id") { id: ID! title: String }`,
        resolve: {
          'Query.articles': () => [...titles.keys()].map((id) => ({ __typename: 'Article', id })),
          'Query.article': (_: never, { id }: { id: string }) => (titles.has(id) ? { __typename: 'Article', id } : null),
          'Article.title': ({ id }: { id: string }) => titles.get(id) ?? null,
        },
        entities: { Article: ({ id }: { id: string }) => ({ __typename: 'Article', id }) },
      },
      reviews: {
        sdl: `type Article @key(fields: "id") { id: ID! reads(of: Int): Int }`,
        resolve: { 'Article.reads': ({ id }: { id: string }, { of = 1 }: { of?: number }) => Number(id) * 10 * of },
        entities: { Article: ({ id }: { id: string }) => (id === '3' ? null : { __typename: 'Article', id }) },
      },
    },
    { caching: { cache, clock, rules, viewerOf: (client) => client.headers['authorization'] ?? null } },
  );
  return Object.assign(time, gateway, {
    cache,
    titles,
    asked: () =>
      gateway.calls
        .splice(0)
        .map(({ subgraph, representations }) =>
          representations.length === 0 ? subgraph : `${subgraph}:${(representations as { id: string }[]).map(({ id }) => id).join()}`,
        ),
  });
}

const RULES: CacheRules = {
  articles: { public: true, maxAge: 60, staleWhileRevalidate: 30, staleIfError: 300 },
  reviews: { public: true, maxAge: 10 },
};

describe('the cache before the subgraphs', () => {
  it('answers what it has, and asks for the rest alone', async () => {
    const { run, asked } = world();
    const first = await run('{ article(id: "1") { title reads } }');
    expect(first.data).toEqual({ article: { title: 'One', reads: 10 } });
    expect(asked()).toEqual(['articles', 'reviews:1']);
    const second = await run('{ articles { title reads } }');
    expect(second.data).toEqual({
      articles: [
        { title: 'One', reads: 10 },
        { title: 'Two', reads: 20 },
        { title: 'Three', reads: null },
      ],
    });
    expect(asked()).toEqual(['articles', 'reviews:2,3']);
    expect((await run('{ articles { title reads } }')).text).toBe(second.text);
    expect(asked()).toEqual([]);
  });

  it('keeps what is asked with other arguments apart, whether they are literals or variables', async () => {
    const { run, asked } = world();
    const reads = (of: number) => run('query ($of: Int) { article(id: "2") { reads(of: $of) } }', { of });
    expect((await reads(1)).data).toEqual({ article: { reads: 20 } });
    expect((await reads(3)).data).toEqual({ article: { reads: 60 } });
    expect((await run('{ article(id: "2") { reads(of: 4) } }')).data).toEqual({ article: { reads: 80 } });
    expect((await reads(3)).data).toEqual({ article: { reads: 60 } });
    expect(asked()).toEqual(['articles', 'reviews:2', 'reviews:2', 'reviews:2']);
  });

  it('asks anew for what is made of an invalidated tag, and for nothing else', async () => {
    const { run, asked, cache, titles } = world();
    const page = '{ articles { id title reads } }';
    await run(page);
    asked();
    await cache.invalidate(['reviews/Article/{"id":"2"}']);
    await run(page);
    expect(asked()).toEqual(['reviews:2']);
    titles.set('1', 'First');
    await cache.invalidate(['articles']);
    expect((await run(page)).data).toMatchObject({ articles: [{ title: 'First' }, { title: 'Two' }, { title: 'Three' }] });
    expect(asked()).toEqual(['articles']);
    await cache.invalidate(['article:1']);
    await run('{ article(id: "1") { title } }');
    await run(page);
    expect(asked()).toEqual(['articles']);
  });

  it('shows what is old while it is renewed, and then what is new', async () => {
    const here = world();
    const { run, asked, titles } = here;
    const title = async (): Promise<unknown> => (await run('{ article(id: "1") { title } }')).data;
    await title();
    titles.set('1', 'New');
    here.now += 61_000;
    asked();
    expect(await title()).toEqual({ article: { title: 'One' } });
    await new Promise(setImmediate);
    expect(asked()).toEqual(['articles']);
    expect(await title()).toEqual({ article: { title: 'New' } });
    here.now += 91_000;
    titles.set('1', 'Newer');
    expect(await title()).toEqual({ article: { title: 'Newer' } });
  });

  it('believes for ten seconds at most that there is none', async () => {
    const here = world({ ...RULES, reviews: { public: true, maxAge: 3_600 } });
    await here.run('{ article(id: "3") { reads } }');
    here.asked();
    here.now += 9_000;
    await here.run('{ article(id: "3") { reads } }');
    expect(here.asked()).toEqual([]);
    here.now += 2_000;
    await here.run('{ article(id: "3") { reads } }');
    expect(here.asked()).toEqual(['reviews:3']);
  });

  it('reads once for all who ask at the same time', async () => {
    const { run, asked } = world();
    const answers = await Promise.all(Array.from({ length: 5 }, () => run('{ articles { title reads } }')));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(asked()).toEqual(['articles', 'reviews:1,2,3']);
  });
});

describe('what was read before a write', () => {
  const DIRECTORY = 'type Query { title: String @cacheTag(format: "titles") }';
  const clock = { now: () => 1_000_000 };
  const rules: CacheRules = { titles: { public: true, maxAge: 60 }, links: { public: true, maxAge: 60 } };
  const memory = (): Cache => new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });

  it('is not what is answered after it, though it is under way still', async () => {
    const cache = memory();
    let title = 'old';
    const answering = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let asked = 0;
    const { run } = federate(
      { titles: { sdl: CACHE_DIRECTIVES + DIRECTORY, resolve: { 'Query.title': () => title } } },
      { caching: { cache, clock, rules, viewerOf: () => null } },
      (_, execute) => async (request) => {
        const response = await execute(request);
        await answering[asked++]?.promise;
        return response;
      },
    );
    const before = run('{ title }');
    await new Promise(setImmediate);
    title = 'new';
    await cache.invalidate(['titles']);
    const after = run('{ title }');
    await new Promise(setImmediate);
    for (const { resolve } of answering) resolve();
    expect([(await before).data, (await after).data]).toEqual([{ title: 'old' }, { title: 'new' }]);
    expect((await run('{ title }')).data).toEqual({ title: 'new' });
    expect(asked).toBe(2);
  });

  it('is not kept as if it were newer where a subgraph loads nothing twice for one request', async () => {
    const cache = memory();
    const titles = new Map([['1', 'old']]);
    const loaded = Symbol('loaded');
    const { run, calls } = federate(
      {
        titles: {
          sdl: `${CACHE_DIRECTIVES} type Query { thing: Thing } type Thing @key(fields: "id") { id: ID! title: String }`,
          resolve: { 'Query.thing': () => ({ id: '1' }), 'Thing.title': ({ id }: { id: string }) => titles.get(id) },
          entities: { Thing: ({ id }: { id: string }) => ({ id }) },
        },
        links: {
          sdl: 'type Thing @key(fields: "id") { id: ID! same: Thing }',
          resolve: { 'Thing.same': ({ id }: { id: string }) => ({ id }) },
          entities: { Thing: ({ id }: { id: string }) => ({ id }) },
        },
      },
      { caching: { cache, clock, rules, viewerOf: () => null } },
      (name, execute) => async (request) => {
        if (name === 'links') {
          titles.set('1', 'new');
          await cache.invalidate(['titles']);
          return execute(request);
        }
        // As the DataLoaders of a request's context do.
        const { memory: those } = request.client;
        if (!those.has(loaded)) those.set(loaded, titles.get('1'));
        const now = titles.get('1')!;
        titles.set('1', those.get(loaded) as string);
        const response = await execute(request);
        titles.set('1', now);
        return response;
      },
    );
    const page = '{ thing { title same { title } } }';
    expect((await run(page)).data).toEqual({ thing: { title: 'old', same: { title: 'old' } } });
    calls.splice(0);
    expect((await run(page)).data).toEqual({ thing: { title: 'new', same: { title: 'new' } } });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(['titles', 'titles']);
  });
});

/** A subgraph that answers what it knows of who asks. */
function whoAsks(rules: CacheRules, sdl = 'type Query { me: Me } type Me { name: String }') {
  const clock = { now: () => 1_000_000 };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  const seen: (string | undefined)[] = [];
  const gateway = federate(
    { people: { sdl: CACHE_DIRECTIVES + sdl, resolve: { 'Query.me': () => ({ name: seen.at(-1) ?? 'nobody' }) } } },
    { caching: { cache, clock, rules, viewerOf: (client) => client.headers['authorization'] ?? null } },
    (_, execute) => (request) => {
      seen.push(request.client.headers['authorization'] ?? request.client.headers['accept-language']);
      return execute(request);
    },
  );
  const ask = async (headers: Record<string, string>): Promise<unknown> => {
    const client = { requestId: 'r', headers, memory: new Map() };
    const { data } = await gateway.gateway.execute({ source: '{ me { name } }', client });
    return (JSON.parse(data!.text) as { me: { name: string } }).me.name;
  };
  return { ask, seen };
}

describe('who asks', () => {
  it('is told to a subgraph that is not public, and what it answers is kept for them alone', async () => {
    const { ask, seen } = whoAsks({ people: { maxAge: 60 } });
    expect(await ask({ authorization: 'Bearer amal' })).toBe('Bearer amal');
    expect(await ask({ authorization: 'Bearer badr' })).toBe('Bearer badr');
    expect(await ask({})).toBe('nobody');
    expect(await ask({ authorization: 'Bearer amal' })).toBe('Bearer amal');
    expect(await ask({})).toBe('nobody');
    expect(seen).toHaveLength(3);
  });

  it('is not told to a public subgraph, save for the headers by which it varies', async () => {
    const { ask, seen } = whoAsks({ people: { maxAge: 60, public: true, vary: ['accept-language'] } });
    expect(await ask({ authorization: 'Bearer amal', 'accept-language': 'ar' })).toBe('ar');
    expect(await ask({ authorization: 'Bearer badr', 'accept-language': 'ar' })).toBe('ar');
    expect(await ask({ authorization: 'Bearer badr', 'accept-language': 'en' })).toBe('en');
    expect(await ask({ authorization: 'Bearer badr' })).toBe('nobody');
    expect(seen).toEqual(['ar', 'en', undefined]);
  });
});
