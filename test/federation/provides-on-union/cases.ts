import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', title: 'Flood' };
const clip = { __typename: 'Video', id: '2', title: 'Storm' };

export const behaviour: Behaviour = {
  shows: '@provides for one member of a union',
  subgraphs: {
    front: `
      type Query { stories: [Story] @shareable }
      union Story = Article | Video
      type Article @key(fields: "id") { id: ID! }
      type Video @key(fields: "id") { id: ID! }`,
    wire: `
      type Query { stories: [Story] @shareable @provides(fields: "... on Article { title }") }
      union Story = Article | Video
      type Article @key(fields: "id") { id: ID! title: String @external }
      type Video @key(fields: "id") { id: ID! }`,
    titles: `
      type Article @key(fields: "id") { id: ID! title: String @shareable }
      type Video @key(fields: "id") { id: ID! title: String @shareable }`,
  },
  world: () => ({ query: { stories: [flood, clip] }, entities: [flood, clip] }),
  cases: [
    {
      ask: '{ stories { ... on Article { id title } ... on Video { id } } }',
      answer: { stories: [{ id: '1', title: 'Flood' }, { id: '2' }] },
      fetches: ['wire'],
    },
    {
      ask: '{ stories { ... on Video { title id } ... on Article { title } } }',
      answer: { stories: [{ title: 'Flood' }, { title: 'Storm', id: '2' }] },
      fetches: ['wire', 'titles 1'],
    },
  ],
};
