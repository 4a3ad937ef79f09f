/** Why something was not answered from the cache, as an explained answer tells it, and as metrics count it. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import { connect } from '../../src/cache/redis/connect.ts';
import { RedisTier } from '../../src/cache/redis/redis-tier.ts';
import type { CacheRules } from '../../src/gateway/caching/cache-rules.ts';
import type { Explanation, FetchCache } from '../../src/gateway/explain/explanation.ts';
import { printExplanation } from '../../src/gateway/explain/print-plan.ts';
import { Trace } from '../../src/gateway/explain/trace.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { freePort } from '../testkit/free-port.ts';
import { failWith, federate } from './testkit.ts';

const CACHE_DIRECTIVES = `
  extend schema @link(url: "https://specs.test/cache/v0.1", import: ["@cacheControl", "@cacheTag"]) @composeDirective(name: "@cacheControl") @composeDirective(name: "@cacheTag")
  enum CacheControlScope { PUBLIC PRIVATE }
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, staleWhileRevalidate: Int, staleIfError: Int) on OBJECT | FIELD_DEFINITION
  directive @cacheTag(format: String!) repeatable on OBJECT | FIELD_DEFINITION
`;

interface World {
  now: number;
  isCurrent: boolean;
  broken: boolean;
  cacheControl: string | undefined;
  readonly cache: Cache;
  explain(source: string): Promise<Explanation>;
  /** What the cache before the fetch with this number told; the last where none is named. */
  told(source: string, fetch?: number): Promise<FetchCache>;
  reasons(): Promise<string[]>;
}

/** Items, some of whose fields are kept, and their prices. */
function world({ rules = RULES, redis = null }: { rules?: CacheRules; redis?: RedisTier | null } = {}): World {
  const metrics = createMetrics({ processMetrics: false });
  const clock = { now: () => here.now };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis, isCurrent: () => here.isCurrent });
  const { gateway } = federate(
    {
      shelves: {
        sdl: `${CACHE_DIRECTIVES}
          type Query {
            item: Item @cacheControl(maxAge: 60) @cacheTag(format: "item")
            items: [Item!]! @cacheControl(maxAge: 60)
            odd: Odd
            brief: String @cacheControl(maxAge: 0)
            mine: String @cacheControl(maxAge: 60, scope: PRIVATE)
            wrong: String @cacheControl(maxAge: 60)
            flaky: String @cacheControl(maxAge: 60, staleWhileRevalidate: 10, staleIfError: 300)
          }
          type Item @key(fields: "id") { id: ID! odd: Odd }
          type Odd { name: String }`,
        resolve: {
          'Query.item': () => ({ id: 'a' }),
          'Query.items': () => [{ id: 'a' }, { id: 'b' }],
          'Query.odd': () => ({ name: 'odd' }),
          'Query.brief': () => 'brief',
          'Query.mine': () => 'mine',
          'Query.wrong': () => failWith('wrong'),
          'Query.flaky': () => 'well',
          'Item.odd': () => ({ name: 'odd' }),
        },
      },
      prices: {
        sdl: 'type Item @key(fields: "id") { id: ID! price: Int offers: [Offer] } type Offer { sum: Int }',
        entities: { Item: ({ id }: { id: string }) => ({ id, price: 3, offers: [{ sum: 1 }] }) },
      },
    },
    { caching: { cache, clock, rules, viewerOf: () => null, onAsked: metrics.cacheAsked } },
    (_, execute) => async (request) => {
      if (here.broken) throw new Error('away');
      return { ...(await execute(request)), cacheControl: here.cacheControl };
    },
  );
  const here: World = {
    now: 1_000_000,
    isCurrent: true,
    broken: false,
    cacheControl: undefined,
    cache,
    async explain(source) {
      const client = { requestId: 'test', headers: {}, memory: new Map() };
      const { extensions } = await gateway.execute({ source, client, trace: new Trace({ elapsed: () => 0 }) });
      return extensions!['explain'] as Explanation;
    },
    async told(source, fetch) {
      const { fetches } = await here.explain(source);
      const { run } = fetches.at(fetch === undefined ? -1 : fetch - 1)!;
      return (run as { cache: FetchCache }).cache;
    },
    reasons: async () =>
      (await metrics.expose())
        .split('\n')
        .filter((line) => line.startsWith('newsgraph_cache_reasons_total'))
        .map((line) => line.slice('newsgraph_cache_reasons_total'.length)),
  };
  return here;
}

const RULES: CacheRules = { shelves: { public: true }, prices: { public: true, types: { Item: { maxAge: 10 } } } };
const PRICED = '{ items { price } }';

describe('an explained answer tells of the cache', () => {
  it('what was there, what never was, what is too old, and by which tags something was invalidated', async () => {
    const here = world();
    expect(await here.told(PRICED)).toMatchObject({
      outcomes: { miss: 2 },
      because: ['2 absent: never kept, or gone to make room'],
      freshMs: 10_000,
    });
    expect(await here.told(PRICED)).toMatchObject({
      outcomes: { hit: 2 },
      fromMemory: 2,
      because: [],
      tags: expect.arrayContaining(['prices/Item/{"id":"a"}', 'prices/Item']),
    });
    await here.cache.invalidate(['prices/Item/{"id":"b"}']);
    expect(await here.told(PRICED)).toMatchObject({ outcomes: { hit: 1, miss: 1 }, because: ['1 invalidated: by prices/Item/{"id":"b"}'] });
    await here.cache.invalidate(['prices']);
    expect((await here.told(PRICED)).because).toEqual(['2 invalidated: by prices']);
    here.now += 11_000;
    expect((await here.told(PRICED)).because).toEqual(['2 expired: too old']);
    expect(await here.reasons()).toEqual([
      '{cache="root",outcome="miss",reason="absent"} 1',
      '{cache="entity",outcome="miss",reason="absent"} 2',
      '{cache="entity",outcome="miss",reason="invalidated"} 3',
      '{cache="entity",outcome="miss",reason="expired"} 2',
    ]);
  });

  it('that a root field is invalidated by a name of the schema', async () => {
    const here = world();
    await here.told('{ item { id } }');
    await here.cache.invalidate(['item']);
    expect((await here.told('{ item { id } }')).because).toEqual(['1 invalidated: by item']);
  });

  it.each([
    ['{ odd { name } }', 'nothing says how long Query.odd is kept (@cacheControl, or CACHE_RULES)', 'no_hint'],
    ['{ item { id odd { name } } }', 'nothing says how long Item.odd is kept (@cacheControl, or CACHE_RULES)', 'no_hint'],
    ['{ brief item { id } }', 'Query.brief says maxAge 0', 'no_time'],
  ])('why %s is never kept', async (source, sentence, reason) => {
    const here = world();
    for (let i = 0; i < 2; i += 1)
      expect(await here.told(source)).toMatchObject({ outcomes: { bypass: 1 }, because: [`1 not kept: ${sentence}`], freshMs: null });
    expect(await here.reasons()).toEqual([`{cache="root",outcome="bypass",reason="${reason}"} 2`]);
  });

  it('why entities are never kept, by field', async () => {
    const here = world();
    const told = await here.told('{ items { price offers { sum } } }');
    expect(told).toMatchObject({
      outcomes: { bypass: 2 },
      because: ['2 not kept: nothing says how long Item.offers is kept (@cacheControl, or CACHE_RULES)'],
    });
  });

  it.each<readonly [string, CacheRules, readonly string[]]>([
    [
      'that is switched off',
      { prices: { public: true, keep: false, maxAge: 5 } },
      ['1 not kept: nothing of this subgraph is: its rules say keep: false, or what it writes is not heard of here'],
    ],
    [
      'of which nothing is said',
      { prices: { public: true } },
      ['2 not kept: nothing says how long Item.price is kept (@cacheControl, or CACHE_RULES)'],
    ],
    [
      'that is not public',
      { prices: { maxAge: 5 } },
      ['2 absent: never kept, or gone to make room', 'asked as the client: the subgraph is not declared public'],
    ],
  ])('of a subgraph %s', async (_what, rules, because) => {
    expect((await world({ rules: { ...RULES, ...rules } }).told(PRICED)).because).toEqual(because);
  });

  it('by which field it was asked as the client', async () => {
    const here = world();
    expect(await here.told('{ item { id } mine }')).toMatchObject({
      scope: 'private',
      because: [
        '1 absent: never kept, or gone to make room',
        'asked as the client: Query.mine may be answered to each differently (PRIVATE, or guarded)',
      ],
    });
  });

  it('why what was asked for was not stored', async () => {
    const here = world();
    here.cacheControl = 'no-store';
    expect((await here.told(PRICED)).because).toEqual([
      '2 absent: never kept, or gone to make room',
      '2 not stored: the subgraph’s Cache-Control forbids it',
    ]);
    expect(await here.reasons()).toContain('{cache="entity",outcome="unstored",reason="no_store"} 2');
  });

  it('that something old was shown, renewed or since the subgraph failed', async () => {
    const here = world();
    await here.told('{ flaky }');
    here.now += 61_000;
    expect((await here.told('{ flaky }')).because).toEqual(['1 stale: old, and renewed behind this answer']);
    await here.told('{ flaky }');
    here.now += 100_000;
    here.broken = true;
    expect((await here.told('{ flaky }')).because).toEqual(['1 expired: too old', '1 on error: old, and shown since the subgraph failed']);
  });

  it('that memory was passed over while invalidations cannot be heard', async () => {
    const here = world();
    await here.told(PRICED);
    here.isCurrent = false;
    expect((await here.told(PRICED)).because).toEqual([
      '2 not current: memory was passed over, since what others invalidate could not be heard',
    ]);
    expect(await here.reasons()).toContain('{cache="entity",outcome="miss",reason="not_current"} 2');
  });

  it('that Redis could not be asked', async () => {
    const redis = new RedisTier({
      connection: connect({ address: `redis://127.0.0.1:${await freePort()}`, commandTimeoutMs: 100 }),
      clock: { now: () => 0 },
    });
    const here = world({ redis });
    expect((await here.told(PRICED)).because).toEqual([
      '2 unavailable: Redis could not be asked, or is yet to be told what has become wrong',
    ]);
    expect(await here.reasons()).toContain('{cache="entity",outcome="miss",reason="unavailable"} 2');
    await here.cache.close();
  });

  it('whether the whole answer is kept, and why not', async () => {
    const here = world();
    const whole = async (source: string) => (await here.explain(source)).whole;
    expect(await whole(PRICED)).toEqual({ kept: 'for everybody', freshMs: 10_000, because: [] });
    expect(await whole('{ mine item { price } }')).toEqual({
      kept: 'for clients without a viewer',
      freshMs: 10_000,
      because: ['#1 was asked as the client'],
    });
    expect(await whole('{ items { price offers { sum } } }')).toEqual({ kept: 'no', freshMs: null, because: ['#2 may not be kept'] });
    expect(await whole('{ wrong }')).toEqual({ kept: 'no', freshMs: null, because: ['it has errors', '#1 may not be kept'] });
    here.broken = true;
    expect(await whole('{ brief }')).toBeNull();
  });

  it('in the text that is printed', async () => {
    const here = world();
    await here.explain('{ item { price } }');
    await here.cache.invalidate(['prices/Item/{"id":"a"}']);
    const text = printExplanation(await here.explain('{ item { price } }'));
    expect(text).toContain('whole answer: kept for everybody, fresh for 10 s\n');
    expect(text).toContain(
      '   cache (public): miss 1; fresh for 10 s\n     1 invalidated: by prices/Item/{"id":"a"}\n     made of prices/Item/{"id":"a"}, prices/Item, prices, *\n',
    );
  });
});
