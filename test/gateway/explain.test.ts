/** What an answer tells of its own making: fetches, what they waited for, what was sent, and how long all of it took. */
import { describe, expect, it } from '@jest/globals';
import type { Explanation, ExplainedFetch } from '../../src/gateway/explain/explanation.ts';
import { printExplanation } from '../../src/gateway/explain/print-plan.ts';
import { Trace } from '../../src/gateway/explain/trace.ts';
import { SubgraphFault } from '../../src/gateway/transport/subgraph-fault.ts';
import { failWith, federate, type TestSubgraph } from './testkit.ts';

const shelves: TestSubgraph = {
  sdl: 'type Query { items: [Item!]! } type Mutation { move(to: Int): Int turn: Int } type Item @key(fields: "id") { id: ID! }',
  resolve: {
    'Query.items': () => [{ id: 'a' }, { id: 'b' }, { id: 'a' }],
    'Mutation.move': () => 1,
    'Mutation.turn': () => 2,
  },
};
const prices: TestSubgraph = {
  sdl: 'type Item @key(fields: "id") { id: ID! price: Int label: String }',
  entities: {
    Item: ({ id }: { id: string }) => ({
      id,
      price: id === 'a' ? 3 : () => failWith('no price', { code: 'NO_PRICE' }),
      label: id,
    }),
  },
};

/** Each look at it is a millisecond later. */
function countingStopwatch() {
  let now = 100;
  return { elapsed: () => (now += 1) };
}

function traced(wrap?: Parameters<typeof federate>[2]) {
  const { gateway, calls } = federate({ shelves, prices }, { stopwatch: countingStopwatch() }, wrap);
  return {
    calls,
    gateway,
    async explain(source: string, variables?: Record<string, unknown>): Promise<Explanation> {
      const { extensions } = await gateway.execute({
        source,
        variables,
        client: { requestId: 'test', headers: {}, memory: new Map() },
        trace: new Trace(countingStopwatch()),
      });
      return extensions?.['explain'] as Explanation;
    },
  };
}

const runOf = ({ id, run }: ExplainedFetch) => ({ id, ...run });

describe('an explained answer', () => {
  it('tells of each fetch what it waited for, what was sent, what came back, and when', async () => {
    const { explain } = traced();
    const { fetches } = await explain('{ items { id price } }');
    expect(
      fetches.map(({ id, stage, subgraph, name, after, entities }) => ({
        id,
        stage,
        subgraph,
        name,
        after,
        entities,
      })),
    ).toEqual([
      {
        id: 1,
        stage: 1,
        subgraph: 'shelves',
        name: 'query__shelves__0',
        after: [],
        entities: [],
      },
      {
        id: 2,
        stage: 1,
        subgraph: 'prices',
        name: 'query__prices__1',
        after: [1],
        entities: [{ alias: '_entities', path: 'items' }],
      },
    ]);
    expect(fetches[1]!.operation).toContain('  _entities(representations: $representations) {\n    ... on Item {\n      price\n');
    const [first, second] = fetches.map(runOf);
    expect(first).toMatchObject({
      state: 'answered',
      representations: null,
      errors: [],
      milliseconds: 1,
    });
    // Three items, two of them the same; one of them without a price.
    expect(second).toMatchObject({
      state: 'answered',
      representations: { found: 3, sent: 2 },
      responseBytes: Buffer.byteLength('{"_entities":[{"price":3},{"price":null}]}'),
      errors: [
        {
          message: 'no price',
          code: 'NO_PRICE',
          path: ['_entities', 1, 'price'],
        },
      ],
    });
    expect((second as { start: number }).start).toBeGreaterThanOrEqual((first as { start: number }).start + 1);
  });

  it('tells which phases it took, and that the second time parsing, validation and planning are saved', async () => {
    const { explain } = traced();
    const first = await explain('{ items { id } }');
    const second = await explain('{ items { id } }');
    const phases = (explanation: Explanation) => explanation.phases.map(({ name }) => name);
    expect([first.operationCache, first.programCache, phases(first)]).toEqual([
      'miss',
      'miss',
      ['parse', 'validate', 'plan', 'execute', 'project'],
    ]);
    expect([second.operationCache, second.programCache, phases(second)]).toEqual(['hit', 'hit', ['execute', 'project']]);
    for (const { phases: times, milliseconds } of [first, second]) {
      const ends = times.map(({ start, milliseconds: took }) => start + took);
      expect(times.slice(1).every(({ start }, i) => start >= ends[i]!)).toBe(true);
      expect(milliseconds).toBeGreaterThanOrEqual(ends.at(-1)!);
    }
  });

  it('says of a document that was looked up before in the same request what the first look-up found', async () => {
    const { gateway } = traced();
    const trace = new Trace(countingStopwatch());
    gateway.prepare('{ items { id } }', trace);
    const { extensions } = await gateway.execute({
      source: '{ items { id } }',
      client: { requestId: 'test', headers: {}, memory: new Map() },
      trace,
    });
    expect(extensions).toMatchObject({
      explain: { operationCache: 'miss', programCache: 'miss' },
    });
  });

  it('tells why a fetch was not sent', async () => {
    const empty: TestSubgraph = {
      ...shelves,
      resolve: { 'Query.items': () => [] },
    };
    const { gateway, calls } = federate({ shelves: empty, prices });
    const { extensions } = await gateway.execute({
      source: '{ items { price } }',
      client: { requestId: 'test', headers: {}, memory: new Map() },
      trace: new Trace(countingStopwatch()),
    });
    expect((extensions!['explain'] as Explanation).fetches.map(({ run }) => run)).toMatchObject([
      { state: 'answered' },
      { state: 'not sent', because: 'there are no entities to ask about' },
    ]);
    expect(calls).toHaveLength(1);
  });

  it('tells what a subgraph failed with that gave no answer', async () => {
    const { explain } = traced((name, execute) =>
      name === 'prices' ? () => Promise.reject(new SubgraphFault('SUBGRAPH_TIMEOUT', 'A subgraph did not answer within 5 ms.')) : execute,
    );
    const { fetches } = await explain('{ items { price } }');
    expect(fetches[1]!.run).toMatchObject({
      state: 'failed',
      responseBytes: null,
      errors: [
        {
          message: 'A subgraph did not answer within 5 ms.',
          code: 'SUBGRAPH_TIMEOUT',
        },
      ],
    });
  });

  it('counts the fetches of a mutation through its stages', async () => {
    const { explain } = traced();
    const { fetches } = await explain('mutation { move(to: 1) turn }');
    expect(fetches.map(({ id, stage }) => ({ id, stage }))).toEqual([
      { id: 1, stage: 1 },
      { id: 2, stage: 2 },
    ]);
    const starts = fetches.map(({ run }) => (run.state === 'not sent' ? Number.NaN : run.start));
    expect(starts[1]).toBeGreaterThan(starts[0]!);
  });

  it('is nothing that an ordinary answer carries', async () => {
    const { gateway } = traced();
    const response = await gateway.execute({
      source: '{ items { id } }',
      client: { requestId: 'test', headers: {}, memory: new Map() },
    });
    expect(Object.keys(response)).toEqual(['data']);
  });

  it('prints as text', async () => {
    const { explain } = traced();
    expect(printExplanation(await explain('{ items { price } }'))).toMatchInlineSnapshot(`
     "15 ms: parse 1, validate 1, plan 1, execute 5, project 1
     operation cache: miss, plan cache: miss

     #1 shelves (query__shelves__0)
        at once
        brings items
        needed for items.price
        answered in 1 ms, sent at 8 ms, 104 bytes
        query query__shelves__0 {
          items {
            id
            __typename
          }
        }

     #2 prices (query__prices__1)
        after #1
        for the entities at items
        brings items.price
        answered in 1 ms, sent at 10 ms, 42 bytes
        2 representations for 3 entities
        error NO_PRICE at _entities.1.price: no price
        query query__prices__1($representations: [_Any!]!) {
          _entities(representations: $representations) {
            ... on Item {
              price
            }
          }
        }
     "
    `);
  });
});

describe('a plan as data', () => {
  it('names the same fetches as the answer does, and asks nobody', async () => {
    const { gateway, calls, explain } = traced();
    const source = 'query Page { items { id price label } }';
    const planned = gateway.plan(source);
    expect(calls).toEqual([]);
    const { fetches } = await explain(source);
    expect(fetches.map(({ run: _run, ...fetch }) => fetch)).toEqual(planned);
  });

  it("calls fields by the client's names, as the answer does", () => {
    const { gateway } = traced();
    const [, priced] = gateway.plan('{ things: items { cost: price label } }');
    expect(priced).toMatchObject({ entities: [{ path: 'things' }], brings: ['things.cost', 'things.label'] });
  });

  it('takes the conditions of @skip and @include as given', () => {
    const { gateway } = traced();
    const source = 'query ($priced: Boolean = true) { items { id price @include(if: $priced) } }';
    expect(gateway.plan(source).map(({ subgraph }) => subgraph)).toEqual(['shelves', 'prices']);
    expect(gateway.plan(source, null, { priced: false }).map(({ subgraph }) => subgraph)).toEqual(['shelves']);
  });
});
