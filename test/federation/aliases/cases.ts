import type { Behaviour } from '../testkit/behaviour.ts';

const flood = {
  __typename: 'Article',
  id: '1',
  slug: 'flood',
  words: 400,
  title: 'Flood',
  isLong: ({ words }: { words: number }) => words > 300,
  next: () => storm,
};
const storm = {
  __typename: 'Article',
  id: '2',
  slug: 'storm',
  words: 9,
  title: 'Storm',
  isLong: ({ words }: { words: number }) => words > 300,
  next: () => flood,
};

export const behaviour: Behaviour = {
  shows: 'any field may be called anything: keys, required fields and __typename are not overwritten by an alias, nor is a prototype',
  subgraphs: {
    articles: `
      type Query { article: Story other: Article }
      interface Story { id: ID! }
      type Article implements Story @key(fields: "id") { id: ID! words: Int! next: Article }`,
    titles:
      'type Article @key(fields: "id") { id: ID! title(upper: Boolean): String slug: ID! words: Int! @external isLong: Boolean! @requires(fields: "words") }',
  },
  world: () => ({ query: { article: flood, other: storm }, entities: [flood, storm] }),
  cases: [
    {
      ask: '{ other { id: title words: id title: words isLong } }',
      answer: { other: { id: 'Storm', words: '2', title: 9, isLong: false } },
      fetches: ['articles', 'titles 1'],
    },
    {
      ask: '{ article { __typename: id ... on Article { id: isLong words: slug t: __typename } } }',
      answer: { article: { __typename: '1', id: true, words: 'flood', t: 'Article' } },
      fetches: ['articles', 'titles 1'],
    },
    {
      ask: '{ __proto__: other { constructor: title __proto__: next { toString: slug __proto__: id } } }',
      answer: JSON.parse('{"__proto__":{"constructor":"Storm","__proto__":{"toString":"flood","__proto__":"1"}}}') as unknown,
      fetches: ['articles', 'titles 2'],
    },
    {
      ask: '{ _entities: other { _e0: id representations: title } __schema: other { isLong } }',
      answer: { _entities: { _e0: '2', representations: 'Storm' }, __schema: { isLong: false } },
      fetches: ['articles', 'titles 2'],
    },
    {
      ask: '{ other { a: title b: title(upper: true) c: title(upper: null) title: slug title_2: id next { title: isLong } } }',
      answer: { other: { a: 'Storm', b: 'Storm', c: 'Storm', title: 'storm', title_2: '2', next: { title: true } } },
      fetches: ['articles', 'titles 2'],
    },
    {
      ask: '{ article: other { article: next { article: next { id } } } other: article { id } }',
      answer: { article: { article: { article: { id: '2' } } }, other: { id: '1' } },
      fetches: ['articles'],
    },
  ],
};
