import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', title: 'Flood' };
const query = { latest: flood, count: 3 };

/** Composition 0.27 does not see that a subgraph's root can be entered anywhere. */
const SUPERGRAPH = `
  schema @link(url: "https://specs.apollo.dev/link/v1.0") @link(url: "https://specs.apollo.dev/join/v0.3", for: EXECUTION) { query: Query mutation: Mutation }
  directive @link(url: String, as: String, for: link__Purpose, import: [link__Import]) repeatable on SCHEMA
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__type(graph: join__Graph!, key: join__FieldSet, extension: Boolean! = false, resolvable: Boolean! = true, isInterfaceObject: Boolean! = false) repeatable on OBJECT | INTERFACE | UNION | ENUM | INPUT_OBJECT | SCALAR
  directive @join__field(graph: join__Graph, requires: join__FieldSet, provides: join__FieldSet, type: String, external: Boolean, override: String, usedOverridden: Boolean) repeatable on FIELD_DEFINITION | INPUT_FIELD_DEFINITION
  scalar link__Import
  scalar join__FieldSet
  enum link__Purpose { SECURITY EXECUTION }
  enum join__Graph {
    ARTICLES @join__graph(name: "articles", url: "http://articles.test")
    COUNTS @join__graph(name: "counts", url: "http://counts.test")
  }
  type Query @join__type(graph: ARTICLES) @join__type(graph: COUNTS) {
    latest: Article @join__field(graph: ARTICLES)
    query: Query! @join__field(graph: ARTICLES)
    count: Int @join__field(graph: COUNTS)
  }
  type Mutation @join__type(graph: ARTICLES) { touch: Touched }
  type Touched @join__type(graph: ARTICLES) { article: Article query: Query }
  type Article @join__type(graph: ARTICLES, key: "id") @join__type(graph: COUNTS, key: "id") {
    id: ID!
    title: String @join__field(graph: COUNTS)
  }`;

export const behaviour: Behaviour = {
  shows: 'a field that leads back to the root type, as far as its own subgraph goes',
  subgraphs: {
    articles:
      'type Query { latest: Article query: Query! @shareable } type Mutation { touch: Touched } type Touched { article: Article query: Query } type Article @key(fields: "id") { id: ID! }',
    counts: 'type Query { count: Int } type Article @key(fields: "id") { id: ID! title: String }',
  },
  supergraph: SUPERGRAPH,
  notAtRandom: 'the twin’s world ends below the first root',
  world: () => ({ query: { ...query, query: () => query }, mutation: { touch: { article: flood, query } }, entities: [flood] }),
  cases: [
    {
      ask: 'mutation { touch { article { title } query { latest { id } } } }',
      answer: { touch: { article: { title: 'Flood' }, query: { latest: { id: '1' } } } },
      fetches: ['articles', 'counts 1'],
    },
    {
      ask: '{ query { latest { id title } __typename } }',
      answer: { query: { latest: { id: '1', title: 'Flood' }, __typename: 'Query' } },
      fetches: ['articles', 'counts 1'],
    },
  ],
};
