import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { id: 'w1', name: 'Amal' };
const flood = { __typename: 'Article', slug: 'flood', id: '1', author: amal };
const storm = { __typename: 'Article', slug: 'storm', id: '2', author: amal };
const lost = { __typename: 'Article', slug: 'lost', id: null };
const unknown = { __typename: 'Article', slug: 'unknown' };

export const behaviour: Behaviour = {
  shows: 'an entity whose next key is null, or which the subgraph of keys does not know, is null below and disturbs no other',
  subgraphs: {
    shelf: 'type Query { shelf: [Place] } type Place { article: Article } type Article @key(fields: "slug") { slug: ID! }',
    ids: 'type Article @key(fields: "id") @key(fields: "slug") { id: ID slug: ID! }',
    authors: 'type Article @key(fields: "id") { id: ID author: Author } type Author { id: ID! name: String }',
  },
  world: () => ({ query: { shelf: [flood, unknown, lost, storm].map((article) => ({ article })) }, entities: [flood, lost, storm] }),
  cases: [
    {
      ask: '{ shelf { article { slug author { name } } } }',
      answer: {
        shelf: [
          { article: { slug: 'flood', author: { name: 'Amal' } } },
          { article: { slug: 'unknown', author: null } },
          { article: { slug: 'lost', author: null } },
          { article: { slug: 'storm', author: { name: 'Amal' } } },
        ],
      },
      fetches: ['shelf', 'ids 4', 'authors 2'],
    },
  ],
};
