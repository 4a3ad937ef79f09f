import { describe, expect, it } from '@jest/globals';
import type { GatewayLimits } from '../../src/gateway/gateway.ts';
import { federate, type Answer, type TestSubgraph } from './testkit.ts';

/** A shop whose lists say how long they are, and whose search is dear. */
const shop: TestSubgraph = {
  sdl: `
    type Query {
      one: Item
      title: String
      dear: String @cost(weight: 7)
      unsaid: [Item]
      grid: [[Item]]
      tens: [Item] @listSize(assumedSize: 10)
      sliced(first: Int = 4, last: Int): [Item] @listSize(slicingArguments: ["first", "last"], requireOneSlicingArgument: false, assumedSize: 50)
      strict(first: Int, last: Int): [Item] @listSize(slicingArguments: ["first", "last"])
      byIds(ids: [ID!]!): [Item]
      paged(page: Page): [Item]
      connection(first: Int): Connection @listSize(slicingArguments: ["first"], sizedFields: ["nodes", "edges"])
      find(text: String @cost(weight: 2), filter: Filter): [Item] @cost(weight: 3) @listSize(assumedSize: 2)
      thing: Thing
      any: Any
      gem: Gem
    }
    type Mutation { buy(input: Filter): Item }
    input Page { first: Int }
    input Filter { colour: String @cost(weight: 4) inner: Filter }
    type Connection { nodes: [Item] edges: [Edge] more: Connection }
    type Edge { node: Item }
    interface Thing { id: ID parts: [Item] }
    type Item implements Thing @key(fields: "id") { id: ID name: String parts: [Item] @listSize(assumedSize: 5) }
    type Box implements Thing { id: ID parts: [Item] inner: Item }
    union Any = Item | Box | Gem
    type Gem @cost(weight: 20) { shine: Shine }
    scalar Shine @cost(weight: 6)`,
};

/** With paths of several steps and lists as slicing arguments: the specification has them, this composition does not. */
const supergraphSdl = federate({ shop })
  .supergraphSdl.replace(/byIds\(ids: \[ID!\]!\): \[Item\]/, '$& @listSize(slicingArguments: ["ids"])')
  .replace(
    /paged\(page: Page\): \[Item\]/,
    '$& @listSize(slicingArguments: ["page.first"], requireOneSlicingArgument: false, assumedSize: 3)',
  )
  .replace('"edges"]', '"edges", "more.nodes"]');

const { run, gateway } = federate({ shop }, { supergraphSdl });

/** What jest finds missing in a row it fills with a callback to wait for. */
function withVariables<Expected>(
  rows: readonly [string, string, Expected, Record<string, unknown>?][],
): [string, string, Expected, Record<string, unknown>][] {
  return rows.map(([name, source, expected, variables]) => [name, source, expected, variables ?? {}]);
}

async function costOf(source: string, variables?: Record<string, unknown>): Promise<unknown> {
  const response = await gateway.execute({ source, variables, showCost: true, client: { requestId: 't', headers: {}, memory: new Map() } });
  return (response.extensions?.['cost'] as { requestedQueryCost: number } | undefined)?.requestedQueryCost ?? response.errors;
}

function limited(limits: Partial<GatewayLimits>, source: string, variables?: Record<string, unknown>): Promise<Answer> {
  return federate({ shop }, { limits }).run(source, variables);
}

describe('the static cost of an operation', () => {
  it.each(
    withVariables<number>([
      ['a leaf', '{ title __typename }', 0],
      ['an object', '{ one { name } }', 1],
      ['two of it', '{ one { name } other: one { id } }', 2],
      ['the same field again', '{ one { name } one { id name } }', 1],
      ['a weight', '{ dear }', 7],
      ['a list that says nothing', '{ unsaid { name } }', 10],
      ['a list in a list', '{ grid { name } }', 100],
      ['an assumed size', '{ tens { name } }', 10],
      ['lists in lists', '{ tens { parts { parts { name } } } }', 10 * (1 + 5 * (1 + 5))],
      ['a slicing argument', '{ sliced(first: 7) { name } }', 7],
      ['the larger of two', '{ sliced(first: 7, last: 9) { name } }', 9],
      ['the argument’s default', '{ sliced { name } }', 4],
      ['null: as if it were not there', '{ sliced(first: null) { name } }', 4],
      ['a variable', 'query ($n: Int) { sliced(first: $n) { name } }', 12, { n: 12 }],
      ['a variable that is left out', 'query ($n: Int) { sliced(last: $n) { name } }', 4],
      ['a variable’s default', 'query ($n: Int = 6) { sliced(first: $n) { name } }', 6],
      ['a size below nothing', '{ sliced(first: -5) { name } }', 0],
      ['a list as slicing argument', '{ byIds(ids: ["a", "b", "c"]) { name } }', 3],
      ['the same in a variable', 'query ($ids: [ID!]!) { byIds(ids: $ids) { name } }', 2, { ids: ['a', 'b'] }],
      ['a slicing argument in an input', '{ paged(page: { first: 8 }) { name } }', 9],
      ['the same in a variable', 'query ($page: Page) { paged(page: $page) { name } }', 9, { page: { first: 8 } }],
      ['an input without it', '{ paged(page: {}) { name } }', 4],
      ['sized fields', '{ connection(first: 5) { nodes { name } edges { node { name } } } }', 1 + 5 + 5 * 2],
      ['sized fields below', '{ connection(first: 5) { more { nodes { name } edges { node { id } } } } }', 1 + 1 + 5 + 10 * 2],
      ['arguments', '{ find(text: "a", filter: { colour: "red", inner: { colour: "blue" } }) { name } }', 2 * 3 + 2 + 1 + 4 + 1 + 4],
      ['arguments in variables', 'query ($f: Filter) { find(filter: $f) { name } }', 6 + 1 + 4, { f: { colour: 'red' } }],
      ['a weighted type', '{ gem { shine } }', 26],
      ['an interface: its dearest type', '{ thing { id ... on Item { parts { id } } ... on Box { inner { id } } } }', 1 + 5],
      ['an interface’s own field: its dearest implementation', '{ thing { parts { id } } }', 1 + 5],
      ['a union', '{ any { ... on Item { name } ... on Box { inner { id } } ... on Gem { shine } } }', 1 + 6],
      ['a fragment', '{ one { ...F ...F } } fragment F on Item { parts { name } }', 6],
      ['a mutation', 'mutation { buy(input: {}) { name } }', 10 + 1 + 1],
      ['conditions', 'query ($no: Boolean!) { tens @include(if: $no) { name } dear @skip(if: $no) }', 7, { no: false }],
      ['conditions the other way', 'query ($no: Boolean!) { tens @include(if: $no) { name } dear @skip(if: $no) }', 10, { no: true }],
    ]),
  )('%s', async (_, source, cost, variables) => {
    expect(await costOf(source, variables)).toBe(cost);
  });
});

describe('the limit', () => {
  it('refuses before anything is planned, with the cost and the limit', async () => {
    const planned: unknown[] = [];
    const { run: ask, calls } = federate({ shop }, { limits: { maxCost: 100 }, observer: { planned: (event) => planned.push(event) } });
    const answer = await ask('query Greedy ($n: Int) { sliced(first: $n) { parts { name } } }', { n: 100 });
    expect(answer).toEqual({
      errors: [
        {
          message: 'Operation "Greedy" may cost 600; the limit is 100. Ask for fewer or shorter lists.',
          extensions: { code: 'COST_LIMIT_EXCEEDED' },
        },
      ],
      text: null,
    });
    expect({ calls, planned }).toEqual({ calls: [], planned: [] });
    expect((await ask('query Greedy ($n: Int) { sliced(first: $n) { parts { name } } }', { n: 16 })).errors).toBeUndefined();
  });

  it('takes the gateway’s size for lists that say none', async () => {
    const operation = '{ unsaid { name } }';
    expect((await limited({ maxCost: 29, assumedListSize: 30 }, operation)).errors?.[0]?.message).toContain('may cost 30; the limit is 29');
    expect((await limited({ maxCost: 30, assumedListSize: 30 }, operation)).errors).toBeUndefined();
  });

  it('is none where none is set', async () => {
    expect((await run('{ tens { parts { parts { parts { parts { parts { parts { name } } } } } } } }')).errors).toBeUndefined();
  });

  it('counts 20,000 fields of doubled fragments in no time', async () => {
    const doubled = `{ one { ...F0 } } ${Array.from({ length: 12 }, (_, i) => `fragment F${i} on Item { a: parts { ...F${i + 1} } b: parts { ...F${i + 1} } }`).join(' ')} fragment F12 on Item { id }`;
    const started = performance.now();
    const answer = await limited({ maxCost: 1000, maxAliases: 20_000, maxExpandedFields: 20_000 }, doubled);
    expect(answer.errors?.[0]?.message).toMatch(/may cost 1111111111111; the limit is 1000/);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

describe('@listSize(requireOneSlicingArgument:)', () => {
  const none = 'Exactly one of the arguments "first" and "last" of "Query.strict" must be given; none is.';
  const two = 'Exactly one of the arguments "first" and "last" of "Query.strict" must be given; 2 are.';
  it.each(
    withVariables<string | null>([
      ['none', '{ strict { name } }', none],
      ['null', '{ strict(first: null) { name } }', none],
      ['one', '{ strict(last: 3) { name } }', null],
      ['two', '{ strict(first: 1, last: 3) { name } }', two],
      ['two variables, one given', 'query ($a: Int, $b: Int) { strict(first: $a, last: $b) { name } }', null, { a: 1 }],
      ['two variables, both given', 'query ($a: Int, $b: Int) { strict(first: $a, last: $b) { name } }', two, { a: 1, b: 2 }],
      ['left out by a condition', 'query ($no: Boolean!) { title strict @include(if: $no) { name } }', null, { no: false }],
    ]),
  )('%s', async (_, source, problem, variables) => {
    const { errors, data } = await run(source, variables);
    if (problem === null) expect({ errors, data }).toMatchObject({ data: expect.any(Object) });
    else expect({ errors, data }).toEqual({ errors: [{ message: problem, extensions: { code: 'SLICING_ARGUMENT_REQUIRED' } }] });
  });
});
