import type { Behaviour } from '../testkit/behaviour.ts';

const flood = {
  __typename: 'Article',
  id: '1',
  printId: 'p1',
  place: { section: 's', page: '4', column: 'c' },
  title: 'Flood',
  banner: ({ title }: { title: string }) => title.toUpperCase(),
};
const edition = { __typename: 'Edition', id: 'e1', articles: [flood] };

export const behaviour: Behaviour = {
  shows: 'simple, composite and overlapping keys, most of them not resolvable, and @requires across them',
  subgraphs: {
    articles: `
      type Article
        @key(fields: "id", resolvable: true)
        @key(fields: "printId", resolvable: false)
        @key(fields: "place { section page }", resolvable: false)
        @key(fields: "id place { page column }", resolvable: false) { id: ID! printId: ID! place: Place! title: String! }
      type Place { section: ID! page: ID! column: ID! }`,
    editions: `
      type Query { edition: Edition }
      type Edition @key(fields: "id") { id: ID! articles: [Article!]! }
      type Article
        @key(fields: "place { section page }", resolvable: false)
        @key(fields: "id place { page column }", resolvable: true)
        @key(fields: "printId", resolvable: false)
        @key(fields: "id", resolvable: false) { id: ID! printId: ID! place: Place! title: String! @external banner: String! @requires(fields: "title") }
      type Place { section: ID! page: ID! column: ID! }`,
  },
  world: () => ({ query: { edition }, entities: [edition, flood] }),
  cases: [
    {
      ask: '{ edition { id articles { title banner printId place { column } } } }',
      answer: { edition: { id: 'e1', articles: [{ title: 'Flood', banner: 'FLOOD', printId: 'p1', place: { column: 'c' } }] } },
      fetches: ['editions', 'articles 1', 'editions 1'],
    },
    {
      ask: '{ edition { articles { banner } } }',
      answer: { edition: { articles: [{ banner: 'FLOOD' }] } },
      fetches: ['editions', 'articles 1', 'editions 1'],
    },
  ],
};
