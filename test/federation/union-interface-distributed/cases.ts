import type { Behaviour } from '../testkit/behaviour.ts';

const film = { __typename: 'Film', id: 'f1', seconds: 90 };
const sound = { __typename: 'Sound', id: 's1', seconds: 30 };

export const behaviour: Behaviour = {
  shows: 'a type is of an interface in one subgraph and not in another: where it cannot stand, nothing is asked about it',
  subgraphs: {
    media: `
      type Query { media: [Medium] node(id: ID!): Node nodes: [Node] sounds: [Sound] }
      union Medium = Film | Sound
      interface Node { id: ID! }
      interface Timed { seconds: Int }
      type Film @key(fields: "id") { id: ID! }
      type Sound implements Node & Timed @key(fields: "id") { id: ID! seconds: Int }`,
    films: `
      interface Node { id: ID! }
      interface Timed { seconds: Int }
      type Film implements Node & Timed @key(fields: "id") { id: ID! seconds: Int }`,
  },
  world: () => ({
    query: { media: [film, sound], node: (_, { id }) => (id === 'f1' ? film : sound), nodes: [sound], sounds: [sound, sound] },
    entities: [film, sound],
  }),
  cases: [
    { ask: '{ media { ... on Node { id } } }', answer: { media: [{ id: 'f1' }, { id: 's1' }] }, fetches: ['media'] },
    { ask: '{ media { ... on Timed { seconds } } }', answer: { media: [{ seconds: 90 }, { seconds: 30 }] }, fetches: ['media', 'films 1'] },
    { ask: '{ nodes { ... on Sound { seconds } ... on Film { id } } }', answer: { nodes: [{ seconds: 30 }] }, fetches: ['media'] },
    {
      ask: '{ nodes { ... on Node { id ... on Node { ... on Timed { seconds } } } } }',
      answer: { nodes: [{ id: 's1', seconds: 30 }] },
      fetches: ['media'],
    },
    {
      ask: '{ sounds { ...S ...N } } fragment S on Sound { id } fragment N on Node { __typename id }',
      answer: {
        sounds: [
          { id: 's1', __typename: 'Sound' },
          { id: 's1', __typename: 'Sound' },
        ],
      },
      fetches: ['media'],
    },
    {
      ask: '{ node(id: "s1") { ... on Sound { seconds } ... on Film { seconds } } }',
      answer: { node: { seconds: 30 } },
      fetches: ['media'],
    },
    {
      ask: '{ node(id: "f1") { ... on Film { seconds } } }',
      answer: { node: null },
      errors: ['node: Runtime Object type "Film" is not a possible type for "Node".'],
      fetches: ['media'],
      unlikeTwin: 'a film is a node in the other subgraph alone',
    },
  ],
};
