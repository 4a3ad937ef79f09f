import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', title: 'Flood', words: 4 };

export const behaviour: Behaviour = {
  shows:
    'a supergraph with the newer parts of the specification (join 0.4 and 0.5): applied directives and context arguments stay the composer’s and the planner’s',
  link: 'v2.9',
  subgraphs: {
    articles: 'type Query { article: Article } type Article @key(fields: "id") { id: ID! title: String @tag(name: "public") }',
    words: 'type Article @key(fields: "id") { id: ID! words: Int }',
  },
  edit: (supergraph) =>
    supergraph
      .replace(/join\/v0\.\d/, 'join/v0.5')
      .replace(/schema/, 'schema @join__directive(graphs: [ARTICLES], name: "link", args: { url: "https://specs.example/made-up/v1.0" })')
      .replace(/type Article/, 'type Article @join__directive(graphs: [WORDS], name: "madeUp", args: { deep: [1, { x: true }] })')
      .replace(/usedOverridden: Boolean/, '$& overrideLabel: String contextArguments: [join__ContextArgument!]').concat(`
        directive @join__directive(graphs: [join__Graph!], name: String!, args: join__DirectiveArguments) repeatable on SCHEMA | OBJECT | INTERFACE | FIELD_DEFINITION
        scalar join__DirectiveArguments
        scalar join__FieldValue
        input join__ContextArgument { name: String! type: String! context: String! selection: join__FieldValue! }`),
  world: () => ({ query: { article: flood }, entities: [flood] }),
  cases: [
    { ask: '{ article { title words } }', answer: { article: { title: 'Flood', words: 4 } }, fetches: ['articles', 'words 1'] },
    {
      ask: '{ __schema { types { name } directives { name } } }',
      answer: {
        __schema: {
          types: [
            'Query',
            'Article',
            'ID',
            'String',
            'Int',
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
  ],
};
