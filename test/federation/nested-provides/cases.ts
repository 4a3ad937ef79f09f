import type { Behaviour } from '../testkit/behaviour.ts';

const rain = { __typename: 'Topic', id: 't2', name: 'Rain', narrower: [] };
const water = { __typename: 'Topic', id: 't1', name: 'Water', narrower: [rain] };
const flood = { __typename: 'Article', id: '1', topics: [water, rain] };
const storm = { __typename: 'Article', id: '2', topics: [] };

export const behaviour: Behaviour = {
  shows: '@provides of whole subtrees, lists of entities in them included',
  subgraphs: {
    archive: 'type Article @key(fields: "id") { id: ID! }',
    topics: `
      type Query { articles: [Article] @shareable @provides(fields: "topics { id name narrower { id name } }") }
      type Article @key(fields: "id") { id: ID! topics: [Topic] @external }
      type Topic @key(fields: "id") { id: ID! name: String narrower: [Topic] @external }`,
    tree: `
      type Article @key(fields: "id") { id: ID! topics: [Topic] @shareable }
      type Topic @key(fields: "id") { id: ID! narrower: [Topic] @shareable }`,
  },
  world: () => ({ query: { articles: [flood, storm] }, entities: [flood, storm, water, rain] }),
  cases: [
    {
      ask: '{ articles { id topics { id name } } }',
      answer: {
        articles: [
          {
            id: '1',
            topics: [
              { id: 't1', name: 'Water' },
              { id: 't2', name: 'Rain' },
            ],
          },
          { id: '2', topics: [] },
        ],
      },
      fetches: ['topics'],
    },
    {
      ask: '{ articles { topics { narrower { name id } name } } }',
      answer: {
        articles: [
          {
            topics: [
              { narrower: [{ name: 'Rain', id: 't2' }], name: 'Water' },
              { narrower: [], name: 'Rain' },
            ],
          },
          { topics: [] },
        ],
      },
      fetches: ['topics'],
    },
    {
      ask: '{ articles { topics { narrower { narrower { name } } } } }',
      answer: { articles: [{ topics: [{ narrower: [{ narrower: [] }] }, { narrower: [] }] }, { topics: [] }] },
      fetches: ['topics', 'tree 1'],
    },
  ],
};
