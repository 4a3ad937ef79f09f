import type { Behaviour } from '../testkit/behaviour.ts';

const flood = {
  __typename: 'Article',
  id: '1',
  title: 'Flood',
  sequel: () => storm,
  kin: () => [storm],
  maker: { __typename: 'Author', id: 'a', name: 'Amal', rank: 1 },
};
const storm = { ...flood, id: '2', title: 'Storm', sequel: () => clip, kin: () => [] };
const clip = {
  __typename: 'Video',
  id: '3',
  title: 'Clip',
  sequel: null,
  kin: () => [flood],
  maker: { __typename: 'Robot', id: 'r', name: 'Bot' },
  seconds: 9,
};

export const behaviour: Behaviour = {
  shows: 'implementers that narrow the types of an interface’s fields',
  subgraphs: {
    stories: `
      type Query { stories: [Story!]! node: Node }
      interface Node { id: ID! }
      interface Story implements Node { id: ID! sequel: Node kin: [Node] maker: Maker }
      interface Maker { id: ID! }
      type Article implements Story & Node @key(fields: "id") { id: ID! sequel: Story! kin: [Article!]! maker: Author! }
      type Video implements Story & Node @key(fields: "id") { id: ID! sequel: Video kin: [Story] maker: Robot seconds: Int }
      type Author implements Maker @key(fields: "id") { id: ID! }
      type Robot implements Maker @key(fields: "id") { id: ID! }`,
    titles: `
      type Article @key(fields: "id") { id: ID! title: String! }
      type Video @key(fields: "id") { id: ID! title: String! }
      type Author @key(fields: "id") { id: ID! name: String! rank: Int }
      type Robot @key(fields: "id") { id: ID! name: String! }`,
  },
  world: () => ({ query: { stories: [flood, clip], node: storm }, entities: [flood, storm, clip, flood.maker, clip.maker] }),
  cases: [
    {
      ask: '{ stories { sequel { id ... on Article { title } } ... on Article { k: kin { title } s: sequel { ... on Video { seconds } id } } } }',
      answer: { stories: [{ sequel: { id: '2', title: 'Storm' }, k: [{ title: 'Storm' }], s: { id: '2' } }, { sequel: null }] },
      fetches: ['stories', 'titles 1'],
    },
    {
      ask: '{ stories { maker { id ... on Author { name } } ... on Article { by: maker { rank } } ... on Video { bot: maker { name } k: kin { ... on Article { title } } } } }',
      answer: {
        stories: [
          { maker: { id: 'a', name: 'Amal' }, by: { rank: 1 } },
          { maker: { id: 'r' }, bot: { name: 'Bot' }, k: [{ title: 'Flood' }] },
        ],
      },
      fetches: ['stories', 'titles 4'],
    },
    {
      ask: '{ node { id ... on Story { kin { id } sequel { ... on Story { sequel { id } } } } } }',
      answer: { node: { id: '2', kin: [], sequel: { sequel: null } } },
      fetches: ['stories'],
    },
    {
      ask: '{ stories { ... on Article { k: kin { id } } ... on Story { kin { ... on Article { k: kin { id } } } } } }',
      answer: { stories: [{ k: [{ id: '2' }], kin: [{ k: [] }] }, { kin: [{ k: [{ id: '2' }] }] }] },
      fetches: ['stories'],
    },
    {
      ask: '{ stories { kin { id } ... on Article { kin { id } } } }',
      errors: [
        'Fields "kin" conflict because they return conflicting types "[Node]" and "[Article!]!". Use different aliases on the fields to fetch both if this was intentional.',
      ],
      fetches: [],
    },
  ],
};
