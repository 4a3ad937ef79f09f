import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', fee: 4.5, title: 'Flood' };
const storm = { __typename: 'Article', id: '2', fee: 9, title: 'Storm' };

export const behaviour: Behaviour = {
  shows: 'a key that is @external in an extension is known there all the same',
  subgraphs: {
    fees: 'type Query { cheapest: Article } extend type Article @key(fields: "id") { id: ID! @external fee: Float }',
    articles: 'type Query { articles: [Article!]! } type Article @key(fields: "id") { id: ID! title: String! }',
  },
  link: 'none',
  world: () => ({ query: { cheapest: flood, articles: [flood, storm] }, entities: [flood, storm] }),
  cases: [
    { ask: '{ cheapest { id fee title } }', answer: { cheapest: { id: '1', fee: 4.5, title: 'Flood' } }, fetches: ['fees', 'articles 1'] },
    {
      ask: '{ articles { title fee id } }',
      answer: {
        articles: [
          { title: 'Flood', fee: 4.5, id: '1' },
          { title: 'Storm', fee: 9, id: '2' },
        ],
      },
      fetches: ['articles', 'fees 2'],
    },
    { ask: '{ cheapest { id } }', answer: { cheapest: { id: '1' } }, fetches: ['fees'] },
  ],
};
