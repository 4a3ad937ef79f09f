import type { Behaviour } from '../testkit/behaviour.ts';

const draft = { __typename: 'Draft', id: 'd1', title: 'Secret', note: 'x' };
const flood = {
  __typename: 'Article',
  id: '1',
  title: 'Flood',
  note: 'x',
  state: 'EMBARGOED',
  next: draft,
  all: () => [flood, draft],
  medium: draft,
  given: (_: unknown, args: object) => JSON.stringify(args),
};

export const behaviour: Behaviour = {
  shows:
    'hidden fields, types, members, arguments, input fields and enum values can be neither asked for nor seen, by introspection or by answers',
  subgraphs: {
    desk: `
      type Query { story: Story stories: [Story!] article: Article medium: Medium draft: Draft @inaccessible }
      interface Story { id: ID! title: String note: String @inaccessible }
      interface Hidden @inaccessible { id: ID! }
      union Medium = Article | Draft
      type Article implements Story & Hidden @key(fields: "id") {
        id: ID! title: String note: String @inaccessible state: State next: Story all: [Story] medium: Medium
        given(a: Int, secret: Int = 3 @inaccessible, f: Filter): String
      }
      type Draft implements Story & Hidden @key(fields: "id") @inaccessible { id: ID! title: String note: String }
      input Filter { a: Int secret: Int = 4 @inaccessible }
      enum State { OPEN EMBARGOED @inaccessible }`,
    more: 'type Article @key(fields: "id") { id: ID! words: Int }',
  },
  world: () => ({ query: { story: draft, stories: [flood, draft], article: flood, medium: draft, draft }, entities: [flood, draft] }),
  cases: [
    {
      ask: '{ story { __typename id title } }',
      answer: { story: null },
      errors: ['story: "Story" of Query.story has no such type.'],
      fetches: ['desk'],
    },
    {
      ask: '{ stories { title } }',
      answer: { stories: null },
      errors: ['stories.1: "Story" of Query.stories has no such type.'],
      fetches: ['desk'],
    },
    {
      ask: '{ article { title next { id } all { ... on Article { id } } medium { __typename } } medium { ... on Article { words } } }',
      answer: { article: { title: 'Flood', next: null, all: [{ id: '1' }, null], medium: null }, medium: null },
      errors: [
        'article.next: "Story" of Article.next has no such type.',
        'article.all.1: "Story" of Article.all has no such type.',
        'article.medium: "Medium" of Article.medium has no such type.',
        'medium: "Medium" of Query.medium has no such type.',
      ],
      fetches: ['desk'],
    },
    {
      ask: '{ article { given(a: 1, f: { a: 2 }) state } }',
      answer: { article: { given: '{"a":1,"secret":3,"f":{"a":2,"secret":4}}', state: null } },
      errors: ['article.state: Enum "State" of Article.state has no such value.'],
      fetches: ['desk'],
      unlikeTwin: 'hidden defaults are the subgraph’s',
    },
    { ask: '{ draft { id } }', errors: ['Cannot query field "draft" on type "Query".'], fetches: [] },
    { ask: '{ article { note } }', errors: ['Cannot query field "note" on type "Article".'], fetches: [] },
    { ask: '{ story { note } }', errors: ['Cannot query field "note" on type "Story".'], fetches: [] },
    { ask: '{ story { ... on Draft { id } } }', errors: ['Unknown type "Draft".'], fetches: [] },
    { ask: '{ story { ... on Hidden { id } } }', errors: ['Unknown type "Hidden".'], fetches: [] },
    { ask: '{ article { given(secret: 1) } }', errors: ['Unknown argument "secret" on field "Article.given".'], fetches: [] },
    { ask: '{ article { given(f: { secret: 1 }) } }', errors: ['Field "secret" is not defined by type "Filter".'], fetches: [] },
    {
      ask: '{ __schema { types { name } } }',
      answer: {
        __schema: {
          types: [
            'Query',
            'Article',
            'ID',
            'String',
            'Int',
            'Story',
            'Medium',
            'State',
            'Filter',
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
        },
      },
      fetches: [],
    },
    {
      ask: '{ a: __type(name: "Article") { interfaces { name } fields { name args { name } } } s: __type(name: "Story") { possibleTypes { name } } m: __type(name: "Medium") { possibleTypes { name } } d: __type(name: "Draft") { name } f: __type(name: "Filter") { inputFields { name } } }',
      answer: {
        a: {
          interfaces: [{ name: 'Story' }],
          fields: [
            ...['id', 'title', 'state', 'next', 'all', 'medium'].map((name) => ({ name, args: [] })),
            { name: 'given', args: [{ name: 'a' }, { name: 'f' }] },
            { name: 'words', args: [] },
          ],
        },
        s: { possibleTypes: [{ name: 'Article' }] },
        m: { possibleTypes: [{ name: 'Article' }] },
        d: null,
        f: { inputFields: [{ name: 'a' }] },
      },
      fetches: [],
    },
  ],
};
