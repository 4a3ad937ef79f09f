import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', title: 'Flood', words: 4, author: { __typename: 'Author', id: 'a1', name: 'Amal' } };
const ask = `query ($a: Boolean!, $b: Boolean = true) {
  article @skip(if: $a) { id title @include(if: $b) }
  ... @include(if: $b) { article { words @skip(if: $a) author { id } } }
  ...F @skip(if: $b) @include(if: $a)
}
fragment F on Query { article { author { name @include(if: $a) } title } }`;

export const behaviour: Behaviour = {
  shows: '@skip and @include by variable and literal on fields, fragments and spreads: folded before planning, order of what is left kept',
  subgraphs: {
    articles:
      'type Query { article: Article } type Article @key(fields: "id") { id: ID! author: Author } type Author @key(fields: "id") { id: ID! }',
    texts: 'type Article @key(fields: "id") { id: ID! title: String words: Int }',
    authors: 'type Author @key(fields: "id") { id: ID! name: String }',
  },
  world: () => ({ query: { article: flood }, entities: [flood, flood.author] }),
  cases: [
    {
      ask,
      variables: { a: false },
      answer: { article: { id: '1', title: 'Flood', words: 4, author: { id: 'a1' } } },
      fetches: ['articles', 'texts 1'],
    },
    { ask, variables: { a: true }, answer: { article: { author: { id: 'a1' } } }, fetches: ['articles'] },
    { ask, variables: { a: false, b: false }, answer: { article: { id: '1' } }, fetches: ['articles'] },
    {
      ask,
      variables: { a: true, b: false },
      answer: { article: { author: { name: 'Amal' }, title: 'Flood' } },
      fetches: ['articles', 'texts 1', 'authors 1'],
    },
    { ask, variables: { a: null }, errors: ['Variable "$a" of non-null type "Boolean!" must not be null.'], fetches: [] },
    {
      ask: 'query ($b: Boolean) { article { id title @include(if: $b) } }',
      errors: ['Variable "$b" of type "Boolean" used in position expecting type "Boolean!".'],
      fetches: [],
    },
    {
      ask: '{ article { title @skip(if: true) @include(if: true) words @skip(if: false) @include(if: false) id } }',
      answer: { article: { id: '1' } },
      fetches: ['articles'],
    },
    { ask: '{ article { title @skip(if: true) words @include(if: false) } }', answer: { article: {} }, fetches: ['articles'] },
    { ask: '{ article { author { name @skip(if: true) } } }', answer: { article: { author: {} } }, fetches: ['articles'] },
    {
      ask: '{ article @skip(if: true) { title } __typename @include(if: false) ...F @skip(if: true) } fragment F on Query { article { id } }',
      answer: {},
      fetches: [],
    },
    {
      ask: '{ article { ...A @skip(if: true) ...A } } fragment A on Article { title ...B @include(if: false) } fragment B on Article { words }',
      answer: { article: { title: 'Flood' } },
      fetches: ['articles', 'texts 1'],
    },
    {
      ask: '{ __schema @skip(if: true) { queryType { name } } t: __type(name: "Author") @include(if: true) { name } }',
      answer: { t: { name: 'Author' } },
      fetches: [],
    },
  ],
};
