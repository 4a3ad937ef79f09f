import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: 'a-1', title: 'Flood', fee: 10 };
const water = { __typename: 'Topic', id: 't-1', title: 'Water' };

export const behaviour: Behaviour = {
  shows: 'an interface that several subgraphs know, its fields in one that cannot be entered at the root',
  subgraphs: {
    nodes: `
      type Query { article: Node topic: Node }
      interface Node { id: ID! }
      type Article implements Node @key(fields: "id") { id: ID! }
      type Topic implements Node @key(fields: "id") { id: ID! }`,
    bystander: `
      interface Node { id: ID! }
      type Article implements Node @key(fields: "id") { id: ID! }
      type Topic implements Node @key(fields: "id") { id: ID! }`,
    details: `
      interface Node { id: ID! }
      type Article implements Node @key(fields: "id") @shareable { id: ID! title: String! fee: Float! }
      type Topic implements Node @key(fields: "id") { id: ID! title: String! }`,
  },
  world: () => ({ query: { article: flood, topic: water }, entities: [flood, water] }),
  cases: [
    {
      ask: '{ article { ... on Article { id title __typename fee } } }',
      answer: { article: { id: 'a-1', title: 'Flood', __typename: 'Article', fee: 10 } },
      fetches: ['nodes', 'details 1'],
    },
    {
      ask: '{ article { ... on Topic { title } id } topic { ... on Article { fee } ... on Topic { title } } }',
      answer: { article: { id: 'a-1' }, topic: { title: 'Water' } },
      fetches: ['nodes', 'details 1'],
    },
  ],
};
