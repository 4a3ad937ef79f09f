import type { Behaviour } from '../testkit/behaviour.ts';

export const behaviour: Behaviour = {
  shows: 'introspection is answered by the gateway, alone and beside other fields, under any alias, and shows nothing of federation',
  subgraphs: {
    articles:
      'type Query { article: Article } type Mutation { touch: Int } "What is read." type Article @key(fields: "id") { id: ID! title: String @deprecated(reason: "gone") }',
    words: 'type Article @key(fields: "id") { id: ID! words(of: [String!]! = ["x"]): Int }',
  },
  world: () => ({
    query: { article: { __typename: 'Article', id: '1', title: 'Flood', words: 4 } },
    mutation: { touch: 1 },
    entities: [{ __typename: 'Article', id: '1', words: 4 }],
  }),
  cases: [
    {
      ask: '{ s: __schema { queryType { n: name } mutationType { name } subscriptionType { name } } __schema { queryType { kind } } article { id } t: __typename }',
      answer: {
        s: { queryType: { n: 'Query' }, mutationType: { name: 'Mutation' }, subscriptionType: null },
        __schema: { queryType: { kind: 'OBJECT' } },
        article: { id: '1' },
        t: 'Query',
      },
      fetches: ['articles'],
    },
    {
      ask: 'query ($t: String!, $on: Boolean!) { ...I article { words } } fragment I on Query { __type(name: $t) { ...T description } none: __type(name: "_Entity") { name } any: __type(name: "join__Graph") { name } } fragment T on __Type { name fields(includeDeprecated: $on) { name isDeprecated args { name defaultValue type { kind ofType { kind } } } } }',
      variables: { t: 'Article', on: true },
      answer: {
        __type: {
          name: 'Article',
          fields: [
            { name: 'id', isDeprecated: false, args: [] },
            { name: 'title', isDeprecated: true, args: [] },
            {
              name: 'words',
              isDeprecated: false,
              args: [{ name: 'of', defaultValue: '["x"]', type: { kind: 'NON_NULL', ofType: { kind: 'LIST' } } }],
            },
          ],
          description: 'What is read.',
        },
        none: null,
        any: null,
        article: { words: 4 },
      },
      fetches: ['articles', 'words 1'],
    },
    {
      ask: '{ __schema { directives { name } } }',
      answer: { __schema: { directives: ['include', 'skip', 'deprecated', 'specifiedBy', 'oneOf'].map((name) => ({ name })) } },
      fetches: [],
    },
    {
      ask: 'mutation { touch q: __typename again: touch }',
      answer: { touch: 1, q: 'Mutation', again: 1 },
      fetches: ['articles', 'articles'],
    },
    {
      ask: '{ article { __typename id __type: id } }',
      answer: { article: { __typename: 'Article', id: '1', __type: '1' } },
      fetches: ['articles'],
    },
    {
      ask: '{ __type { name } }',
      errors: ['Field "__type" argument "name" of type "String!" is required, but it was not provided.'],
      fetches: [],
    },
    { ask: '{ _service { sdl } }', errors: ['Cannot query field "_service" on type "Query".'], fetches: [] },
    { ask: '{ _entities(representations: []) { __typename } }', errors: ['Cannot query field "_entities" on type "Query".'], fetches: [] },
  ],
};
