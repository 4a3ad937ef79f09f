import type { Behaviour } from '../testkit/behaviour.ts';

const never = () => {
  throw new Error('fetched although left out');
};
const flood = {
  __typename: 'Article',
  id: '1',
  words: 400,
  isLong: ({ words }: { words: number }) => words > 300,
  badge: ({ isLong }: { isLong: boolean }) => (isLong ? 'long read' : 'brief'),
  unwanted: never,
};

export const behaviour: Behaviour = {
  shows: 'what @skip and @include leave out is not fetched, nor is what only it would require',
  subgraphs: {
    articles: 'type Query { article: Article } type Article @key(fields: "id") { id: ID! words: Int! }',
    lengths: 'type Article @key(fields: "id") { id: ID! words: Int! @external isLong: Boolean! @requires(fields: "words") }',
    badges:
      'type Article @key(fields: "id") { id: ID! isLong: Boolean! @external badge: String! @requires(fields: "isLong") unwanted: String! @requires(fields: "isLong") }',
  },
  world: () => ({ query: { article: flood }, entities: [flood] }),
  cases: [
    {
      ask: 'query ($on: Boolean = false) { article { words unwanted @include(if: $on) } }',
      answer: { article: { words: 400 } },
      fetches: ['articles'],
    },
    {
      ask: 'query ($off: Boolean = true) { article { words unwanted @skip(if: $off) } }',
      answer: { article: { words: 400 } },
      fetches: ['articles'],
    },
    {
      ask: 'query ($on: Boolean = true) { article { words badge @include(if: $on) } }',
      answer: { article: { words: 400, badge: 'long read' } },
      fetches: ['articles', 'lengths 1', 'badges 1'],
    },
    {
      ask: 'query ($off: Boolean = true) { article { badge @skip(if: $off) isLong } }',
      variables: { off: false },
      answer: { article: { badge: 'long read', isLong: true } },
      fetches: ['articles', 'lengths 1', 'badges 1'],
    },
    {
      ask: 'query ($on: Boolean!) { article { ... @include(if: $on) { unwanted } ...F @skip(if: true) id } } fragment F on Article { unwanted }',
      variables: { on: false },
      answer: { article: { id: '1' } },
      fetches: ['articles'],
    },
    {
      ask: 'query ($on: Boolean!) { article @include(if: $on) { unwanted } }',
      variables: { on: false },
      answer: {},
      fetches: [],
    },
  ],
};
