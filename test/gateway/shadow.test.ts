/** The cache in shadow: what it would have shown is compared with what the subgraphs say, which is what is answered. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../src/cache/cache.ts';
import type { CacheRules } from '../../src/gateway/caching/cache-rules.ts';
import type { Checked, Difference, Shadow } from '../../src/gateway/caching/shadow.ts';
import type { Explanation } from '../../src/gateway/explain/explanation.ts';
import { Trace } from '../../src/gateway/explain/trace.ts';
import { federate } from './testkit.ts';

const RULES: CacheRules = { shelves: { public: true, maxAge: 60 }, prices: { public: true, maxAge: 60 }, people: { maxAge: 60 } };
const PRICED = '{ items { id price { sum } } }';

/** Items with prices that a test may change without telling the cache; and who asks. */
function world(shadow: Partial<Shadow> = {}, answers = false) {
  const clock = { now: () => 1_000_000 };
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 1_000_000, redis: null });
  const prices = new Map([
    ['a', 1],
    ['b', 2],
  ]);
  const here = { isBroken: false, name: 'Amal', checked: [] as Checked[], differences: [] as Difference[], waits: [] as (() => void)[] };
  const { gateway, calls } = federate(
    {
      shelves: {
        sdl: 'type Query { items: [Item!]! best: Int } type Item @key(fields: "id") { id: ID! }',
        resolve: { 'Query.items': () => [{ id: 'a' }, { id: 'b' }], 'Query.best': () => prices.get('a') },
      },
      prices: {
        sdl: 'type Item @key(fields: "id") { id: ID! price: Price } type Price { sum: Int }',
        entities: { Item: ({ id }: { id: string }) => ({ id, price: { sum: prices.get(id) } }) },
      },
      people: { sdl: 'type Query { me: String }', resolve: { 'Query.me': () => here.name } },
    },
    {
      caching: {
        cache,
        clock,
        rules: RULES,
        answers,
        viewerOf: (client) => client.headers['authorization'] ?? null,
        shadow: {
          percentOf: () => 100,
          percentOfAnswers: 0,
          random: () => 0.5,
          afresh: ({ requestId, headers }) => ({ requestId, headers, memory: new Map() }),
          wait: () => new Promise<void>((resolve) => here.waits.push(resolve)),
          onChecked: (checked) => here.checked.push(checked),
          onDifference: (difference) => here.differences.push(difference),
          ...shadow,
        },
      },
    },
    (name, execute) => (request) => (here.isBroken && name === 'prices' ? Promise.reject(new Error('away')) : execute(request)),
  );
  const ask = async (source: string, headers: Record<string, string> = {}, trace?: Trace) => {
    const response = await gateway.execute({ source, client: { requestId: 'test', headers, memory: new Map() }, trace });
    return { data: response.data?.toJSON(), errors: response.errors, freshness: response.freshness, extensions: response.extensions };
  };
  /** Ends the wait between two readings, and waits until each has found something out. */
  const later = async (): Promise<void> => {
    const due = here.checked.length + here.waits.length;
    for (const end of here.waits.splice(0)) end();
    while (here.checked.length < due) await new Promise((resolve) => setImmediate(resolve));
  };
  const outcomes = (): string[] =>
    here.checked.splice(0).map(({ cache: kind, subgraph, type, outcome }) => `${kind} ${subgraph} ${type} ${outcome}`);
  const asked = (): string[] => calls.splice(0).map(({ subgraph }) => subgraph);
  return Object.assign(here, { gateway, cache, prices, ask, later, outcomes, asked });
}

describe('a fetch in shadow', () => {
  it('asks the subgraph although everything is there, and counts that it is the same', async () => {
    const { ask, outcomes, asked } = world();
    await ask(PRICED);
    // Nothing was there: nothing is compared.
    expect([asked(), outcomes()]).toEqual([['shelves', 'prices'], []]);
    expect((await ask(PRICED)).data).toEqual({
      items: [
        { id: 'a', price: { sum: 1 } },
        { id: 'b', price: { sum: 2 } },
      ],
    });
    expect(asked()).toEqual(['shelves', 'prices']);
    expect(outcomes()).toEqual(['root shelves Query same', 'entity prices Item same', 'entity prices Item same']);
  });

  it('answers with the subgraph’s, and counts a wrong entry that is still wrong a moment later, by field and without its value', async () => {
    const here = world();
    await here.ask(PRICED);
    here.prices.set('b', 4711);
    expect((await here.ask(PRICED)).data).toEqual({
      items: [
        { id: 'a', price: { sum: 1 } },
        { id: 'b', price: { sum: 4711 } },
      ],
    });
    expect(here.outcomes()).toEqual(['root shelves Query same', 'entity prices Item same']);
    await here.later();
    expect(here.outcomes()).toEqual(['entity prices Item different']);
    expect(here.differences).toEqual([
      {
        subgraph: 'prices',
        operation: 'query__prices__1',
        type: 'Item',
        scope: 'public',
        fields: ['price.sum'],
        entity: { __typename: 'Item', id: 'b' },
      },
    ]);
    expect(JSON.stringify(here.differences)).not.toContain('4711');
    // It is not put right by the way: a cache that is not in shadow would not be, either.
    await here.ask(PRICED);
    await here.later();
    expect(here.outcomes()).toContain('entity prices Item different');
  });

  it('leaves what was invalidated meanwhile alone', async () => {
    const here = world();
    await here.ask(PRICED);
    here.prices.set('b', 3);
    await here.ask(PRICED);
    await here.cache.invalidate(['prices/Item/{"id":"b"}']);
    await here.later();
    expect(here.outcomes().slice(2)).toEqual(['entity prices Item settled']);
    expect(here.differences).toEqual([]);
  });

  it('of somebody’s tells nothing of whom or what', async () => {
    const here = world();
    await here.ask('{ me }', { authorization: 'Bearer secret' });
    here.name = 'Layla';
    expect((await here.ask('{ me }', { authorization: 'Bearer secret' })).data).toEqual({ me: 'Layla' });
    await here.later();
    expect(here.differences).toEqual([
      { subgraph: 'people', operation: 'query__people__0', type: 'Query', scope: 'private', fields: ['me'], entity: null },
    ]);
    expect(JSON.stringify(here.differences)).not.toMatch(/secret|Amal|Layla/);
  });

  it('fails as the subgraph does, and counts nothing as compared', async () => {
    const here = world();
    await here.ask(PRICED);
    here.isBroken = true;
    expect((await here.ask(PRICED)).errors).toHaveLength(2);
    here.isBroken = false;
    here.prices.set('a', 5);
    await here.ask(PRICED);
    here.isBroken = true;
    here.outcomes();
    await here.later();
    expect(here.outcomes()).toEqual(['entity prices Item unchecked']);
  });

  it('is as many of a hundred requests as are asked for, each drawn once', async () => {
    const draws = [0.1, 0.3, 0.2, 0.9, 0.01];
    const { ask, asked } = world({ random: () => draws.shift() ?? 1, percentOf: (subgraph) => (subgraph === 'shelves' ? 25 : 5) });
    await ask(PRICED);
    asked();
    for (const asks of [[], ['shelves'], [], ['shelves', 'prices']]) {
      await ask(PRICED);
      expect(asked()).toEqual(asks);
    }
  });

  it('tells who has it explained where the subgraph says something else', async () => {
    const here = world();
    const because = async (): Promise<readonly string[]> => {
      const { extensions } = await here.ask(PRICED, {}, new Trace({ elapsed: () => 0 }));
      const { run } = (extensions!['explain'] as Explanation).fetches[1]!;
      return run.state === 'not sent' ? [] : run.cache!.because;
    };
    await because();
    expect(await because()).toEqual(['compared with the subgraph: the same']);
    here.prices.set('b', 3);
    expect(await because()).toEqual(['compared with the subgraph, which is what you see: it differs in Item.price.sum']);
  });
});

describe('a whole answer in shadow', () => {
  const nobody = () => ({ requestId: 'test', headers: {}, memory: new Map() });

  it('is made although it is kept, told to no cache behind us, and counted where it is wrong', async () => {
    const here = world({ percentOfAnswers: 100 }, true);
    await here.ask('query Best { best }');
    expect(here.gateway.kept({ source: 'query Best { best }', client: nobody() })).toBeNull();
    expect(await here.ask('query Best { best }')).toMatchObject({ data: { best: 1 }, freshness: undefined });
    expect(here.outcomes()).toEqual(['root shelves Query same', 'answer null Query same']);
    here.prices.set('a', 9);
    expect((await here.ask('query Best { best }')).data).toEqual({ best: 9 });
    await here.later();
    expect(here.outcomes()).toEqual(expect.arrayContaining(['answer null Query different', 'root shelves Query different']));
    expect(here.differences).toContainEqual({
      subgraph: null,
      operation: 'Best',
      type: 'Query',
      scope: 'public',
      fields: ['best'],
      entity: null,
    });
  });

  it('is chosen once for each request, by the fast path and by the engine alike', async () => {
    const draws = [0.9, 0.1, 0.9];
    const here = world({ percentOfAnswers: 50, percentOf: () => 0, random: () => draws.shift() ?? 1 }, true);
    const ask = async (): Promise<boolean> => {
      const client = nobody();
      const request = { source: '{ best }', client };
      if (here.gateway.kept(request) !== null) return true;
      await here.gateway.execute(request);
      return false;
    };
    expect([await ask(), await ask(), await ask()]).toEqual([false, false, true]);
    expect(here.outcomes()).toEqual(['answer null Query same']);
  });
});
