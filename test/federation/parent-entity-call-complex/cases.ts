import type { Behaviour } from '../testkit/behaviour.ts';

const water = { __typename: 'Topic', id: 't1', name: 'Water', note: 'wet' };
const flood = { __typename: 'Article', id: '1', title: 'Flood', topic: water };

export const behaviour: Behaviour = {
  shows: 'one value put together from a parent entered twice and from an entity of its own',
  subgraphs: {
    notes: 'type Article @key(fields: "id") { id: ID @external topic: Topic @shareable } type Topic { note: String }',
    ids: 'type Article @key(fields: "id") { id: ID @external topic: Topic @shareable } type Topic { id: ID @shareable }',
    topics: 'type Topic @key(fields: "id") { id: ID name: String }',
    articles: 'type Query { article(id: ID!): Article } type Article @key(fields: "id") { id: ID title: String }',
  },
  world: () => ({ query: { article: flood }, entities: [flood, water] }),
  cases: [
    {
      ask: '{ article(id: "1") { id title topic { id name note } } }',
      answer: { article: { id: '1', title: 'Flood', topic: { id: 't1', name: 'Water', note: 'wet' } } },
      fetches: ['articles', 'notes 1', 'ids 1', 'topics 1'],
    },
    { ask: '{ article(id: "1") { topic { note } } }', answer: { article: { topic: { note: 'wet' } } }, fetches: ['articles', 'notes 1'] },
    {
      ask: '{ article(id: "1") { topic { name } } }',
      answer: { article: { topic: { name: 'Water' } } },
      fetches: ['articles', 'ids 1', 'topics 1'],
    },
  ],
};
