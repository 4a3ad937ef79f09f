import type { Behaviour } from '../testkit/behaviour.ts';

/** As composition of Federation 1 wrote it: an owner per entity, value types without directives. */
const SUPERGRAPH = `
  schema @core(feature: "https://specs.apollo.dev/core/v0.2") @core(feature: "https://specs.apollo.dev/join/v0.1", for: EXECUTION) { query: Query }
  directive @core(as: String, feature: String!, for: core__Purpose) repeatable on SCHEMA
  directive @join__field(graph: join__Graph, provides: join__FieldSet, requires: join__FieldSet) on FIELD_DEFINITION
  directive @join__graph(name: String!, url: String!) on ENUM_VALUE
  directive @join__owner(graph: join__Graph!) on INTERFACE | OBJECT
  directive @join__type(graph: join__Graph!, key: join__FieldSet) repeatable on INTERFACE | OBJECT
  enum core__Purpose { EXECUTION SECURITY }
  scalar join__FieldSet
  enum join__Graph {
    ARTICLES @join__graph(name: "articles", url: "http://articles.test")
    READERS @join__graph(name: "readers", url: "http://readers.test")
  }
  union Find = Article | Note
  type Note { text: String size: Size }
  type Size { words: Int bytes: Int }
  type Article @join__owner(graph: ARTICLES) @join__type(graph: ARTICLES, key: "id") @join__type(graph: ARTICLES, key: "slug") @join__type(graph: READERS, key: "id") {
    id: ID! @join__field(graph: ARTICLES)
    slug: String! @join__field(graph: ARTICLES)
    size: Size @join__field(graph: ARTICLES)
    readers: Int @join__field(graph: READERS)
    rate: Int @join__field(graph: READERS, requires: "slug size { words }")
  }
  type Query {
    article: Article @join__field(graph: ARTICLES)
    found: [Find!] @join__field(graph: ARTICLES)
    mostRead: Article @join__field(graph: READERS, provides: "slug")
    note: Note @join__field(graph: READERS)
  }`;

const flood = {
  __typename: 'Article',
  id: '1',
  slug: 'flood',
  size: { words: 4, bytes: 9 },
  readers: 7,
  rate: ({ slug, size }: { slug: string; size: { words: number } }) => slug.length * size.words,
};
const note = { __typename: 'Note', text: 'See also', size: { words: 2, bytes: 3 } };

export const behaviour: Behaviour = {
  shows: 'a supergraph of Federation 1 (join 0.1)',
  link: 'none',
  subgraphs: {
    articles: `
      type Query { article: Article found: [Find!] }
      union Find = Article | Note
      type Note { text: String size: Size }
      type Size { words: Int bytes: Int }
      type Article @key(fields: "id") @key(fields: "slug") { id: ID! slug: String! size: Size }`,
    readers: `
      type Query { mostRead: Article @provides(fields: "slug") note: Note }
      type Note { text: String size: Size }
      type Size { words: Int bytes: Int }
      extend type Article @key(fields: "id") { id: ID! @external slug: String! @external size: Size @external readers: Int rate: Int @requires(fields: "slug size { words }") }`,
  },
  supergraph: SUPERGRAPH,
  world: () => ({ query: { article: flood, found: [note, flood], mostRead: flood, note }, entities: [flood] }),
  cases: [
    {
      ask: '{ article { id readers rate size { bytes } } }',
      answer: { article: { id: '1', readers: 7, rate: 20, size: { bytes: 9 } } },
      fetches: ['articles', 'readers 1'],
    },
    {
      ask: '{ __schema { types { name } directives { name } } }',
      answer: {
        __schema: {
          types: [
            'Find',
            'Note',
            'String',
            'Size',
            'Int',
            'Article',
            'ID',
            'Query',
            'Boolean',
            '__Schema',
            '__Type',
            '__TypeKind',
            '__Field',
            '__InputValue',
            '__EnumValue',
            '__Directive',
            '__DirectiveLocation',
          ].map((name) => ({ name })),
          directives: ['include', 'skip', 'deprecated', 'specifiedBy', 'oneOf'].map((name) => ({ name })),
        },
      },
      fetches: [],
    },
    { ask: '{ mostRead { slug readers } }', answer: { mostRead: { slug: 'flood', readers: 7 } }, fetches: ['readers'] },
    {
      ask: '{ mostRead { rate size { bytes } } }',
      answer: { mostRead: { rate: 20, size: { bytes: 9 } } },
      fetches: ['readers', 'articles 1', 'readers 1'],
    },
    {
      ask: '{ note { text size { words } } found { __typename ... on Note { text size { bytes } } ... on Article { readers } } }',
      answer: {
        note: { text: 'See also', size: { words: 2 } },
        found: [
          { __typename: 'Note', text: 'See also', size: { bytes: 3 } },
          { __typename: 'Article', readers: 7 },
        ],
      },
      fetches: ['readers', 'articles', 'readers 1'],
    },
  ],
};
