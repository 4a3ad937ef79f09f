import type { Behaviour } from '../testkit/behaviour.ts';

const water = { __typename: 'Topic', id: 't1', name: 'Water', figures: { articles: 2 } };
const flood = { __typename: 'Article', id: '1', code: 'c1', topic: water };
const storm = { __typename: 'Article', id: '2', code: 'c2', topic: null };

export const behaviour: Behaviour = {
  shows: 'a value that is no entity in its owner is entered again through its parent',
  subgraphs: {
    articles: `
      type Query { articles: [Article!]! }
      type Article @key(fields: "id") @key(fields: "id code") { id: ID! code: ID! topic: Topic @shareable }
      type Topic @key(fields: "id") { id: ID! name: String! @shareable }`,
    topics: `
      type Article @key(fields: "id code") { id: ID! code: ID! topic: Topic @shareable }
      type Topic @key(fields: "id") { id: ID! name: String! @shareable }`,
    figures: `
      type Article @key(fields: "id code") { id: ID! code: ID! topic: Topic @shareable }
      type Topic { figures: Figures }
      type Figures { articles: Int }`,
  },
  world: () => ({ query: { articles: [flood, storm] }, entities: [flood, storm, water] }),
  cases: [
    {
      ask: '{ articles { id topic { id figures { articles } name } } }',
      answer: {
        articles: [
          { id: '1', topic: { id: 't1', figures: { articles: 2 }, name: 'Water' } },
          { id: '2', topic: null },
        ],
      },
      fetches: ['articles', 'figures 2'],
    },
  ],
};
