/** Supergraphs of join 0.1 (Federation 1) and 0.2: as they were composed once, answered as those of today. */
import { describe, expect, it } from '@jest/globals';
import { federate, type TestSubgraph } from './testkit.ts';

const shelves: TestSubgraph = {
  sdl: `
    type Query { tool(id: ID!): Tool found: [Thing!]! named: Named }
    union Thing = Tool | Glue
    interface Named { name: String }
    type Tool implements Named @key(fields: "id") @key(fields: "maker { code }") { id: ID! name: String grams: Int size: Size maker: Maker }
    type Size { wide: Int high: Int }
    type Maker { code: String }
    type Glue implements Named { name: String }`,
  resolve: {
    'Query.tool': (_: never, { id }: { id: string }) => tool(id),
    'Query.found': () => [tool('t1'), { __typename: 'Glue', name: 'Bond' }],
    'Query.named': () => tool('t2'),
  },
  entities: { Tool: ({ id, maker }: { id?: string; maker?: { code: string } }) => tool(id ?? `t${maker?.code}`) },
};
const prices: TestSubgraph = {
  sdl: `
    type Query { offers: [Offer!]! }
    type Offer { cents: Int tool: Tool @provides(fields: "name") }
    type Tool @key(fields: "id") { id: ID! name: String @external grams: Int @external postage: Int @requires(fields: "grams") }`,
  resolve: {
    'Query.offers': () => [{ cents: 5, tool: { id: 't3', name: 'told by prices' } }],
    'Tool.name': ({ name }: { name?: string }) => name ?? null,
  },
  entities: { Tool: ({ id, grams }: { id: string; grams?: number }) => ({ id, postage: grams === undefined ? null : grams / 10 }) },
};

function tool(id: string): object {
  return { __typename: 'Tool', id, name: `tool ${id}`, grams: 120, size: { wide: 3, high: 4 }, maker: { code: id.slice(1) } };
}

const GRAPHS = `enum join__Graph {
  PRICES @join__graph(name: "prices", url: "http://prices.test/graphql")
  SHELVES @join__graph(name: "shelves", url: "http://shelves.test/graphql")
}
scalar join__FieldSet`;

const FIRST = `
schema @core(feature: "https://specs.apollo.dev/core/v0.1") @core(feature: "https://specs.apollo.dev/join/v0.1") { query: Query }
directive @core(feature: String!) repeatable on SCHEMA
directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet) on FIELD_DEFINITION
directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on OBJECT | INTERFACE
directive @join__owner(graph: join__Graph!) on OBJECT | INTERFACE
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
${GRAPHS}
type Query {
  tool(id: ID!): Tool @join__field(graph: SHELVES)
  found: [Thing!]! @join__field(graph: SHELVES)
  named: Named @join__field(graph: SHELVES)
  offers: [Offer!]! @join__field(graph: PRICES)
}
union Thing = Tool | Glue
interface Named { name: String }
type Tool implements Named @join__owner(graph: SHELVES) @join__type(graph: SHELVES, key: "id") @join__type(graph: SHELVES, key: "maker { code }") @join__type(graph: PRICES, key: "id") {
  id: ID! @join__field(graph: SHELVES)
  name: String @join__field(graph: SHELVES)
  grams: Int @join__field(graph: SHELVES)
  size: Size
  maker: Maker @join__field(graph: SHELVES)
  postage: Int @join__field(graph: PRICES, requires: "grams")
}
type Size { wide: Int high: Int }
type Maker { code: String }
type Glue implements Named { name: String }
type Offer { cents: Int tool: Tool @join__field(graph: PRICES, provides: "name") }`;

const SECOND = `
schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.2", for: EXECUTION) { query: Query }
directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
directive @join__field(graph: join__Graph!, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION
directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true) repeatable on OBJECT | INTERFACE | UNION
directive @join__implements(graph: join__Graph!, interface: String!) repeatable on OBJECT | INTERFACE
directive @join__graph(name: String!, url: String!) on ENUM_VALUE
enum link__Purpose { SECURITY EXECUTION }
scalar link__Import
${GRAPHS}
type Query @join__type(graph: PRICES) @join__type(graph: SHELVES) {
  tool(id: ID!): Tool @join__field(graph: SHELVES)
  found: [Thing!]! @join__field(graph: SHELVES)
  named: Named @join__field(graph: SHELVES)
  offers: [Offer!]! @join__field(graph: PRICES)
}
union Thing @join__type(graph: SHELVES) = Tool | Glue
interface Named @join__type(graph: SHELVES) { name: String }
type Tool implements Named @join__implements(graph: SHELVES, interface: "Named") @join__type(graph: SHELVES, key: "id") @join__type(graph: SHELVES, key: "maker { code }") @join__type(graph: PRICES, key: "id") {
  id: ID!
  name: String @join__field(graph: SHELVES) @join__field(graph: PRICES, external: true)
  grams: Int @join__field(graph: SHELVES) @join__field(graph: PRICES, external: true)
  size: Size @join__field(graph: SHELVES)
  maker: Maker @join__field(graph: SHELVES)
  postage: Int @join__field(graph: PRICES, requires: "grams")
}
type Size @join__type(graph: SHELVES) { wide: Int high: Int }
type Maker @join__type(graph: SHELVES) { code: String }
type Glue implements Named @join__implements(graph: SHELVES, interface: "Named") @join__type(graph: SHELVES) { name: String }
type Offer @join__type(graph: PRICES) { cents: Int tool: Tool @join__field(graph: PRICES, provides: "name") }`;

describe.each([
  ['0.1', FIRST],
  ['0.2', SECOND],
])('join %s', (_, supergraphSdl) => {
  const world = () => federate({ shelves, prices }, { supergraphSdl });

  it.each([
    ['{ tool(id: "t1") { name size { wide high } } }', '{"tool":{"name":"tool t1","size":{"wide":3,"high":4}}}', ['shelves']],
    ['{ tool(id: "t1") { postage } }', '{"tool":{"postage":12}}', ['shelves', 'prices']],
    ['{ offers { cents tool { id } } }', '{"offers":[{"cents":5,"tool":{"id":"t3"}}]}', ['prices']],
    ['{ offers { tool { name } } }', '{"offers":[{"tool":{"name":"told by prices"}}]}', ['prices']],
    [
      '{ offers { tool { size { high } postage } } }',
      '{"offers":[{"tool":{"size":{"high":4},"postage":12}}]}',
      ['prices', 'shelves', 'prices'],
    ],
    [
      '{ found { __typename ... on Glue { name } ... on Tool { id postage } } }',
      '{"found":[{"__typename":"Tool","id":"t1","postage":12},{"__typename":"Glue","name":"Bond"}]}',
      ['shelves', 'prices'],
    ],
    ['{ named { __typename name ... on Tool { grams } } }', '{"named":{"__typename":"Tool","name":"tool t2","grams":120}}', ['shelves']],
  ])('%s', async (operation, text, asked) => {
    const { run, calls } = world();
    expect(await run(operation)).toEqual({ data: JSON.parse(text), text });
    expect(calls.map(({ subgraph }) => subgraph)).toEqual(asked);
  });

  it('shows clients nothing of the specifications', async () => {
    const { data } = await world().run('{ __schema { types { name } directives { name } } }');
    expect(JSON.stringify(data)).not.toMatch(/join__|core|link/);
  });
});
