import type { Behaviour } from '../testkit/behaviour.ts';

const clip = { __typename: 'Video', id: 'v1', title: 'Flood, filmed', seconds: 90, camera: 'Badr' };
const piece = { __typename: 'Article', id: 'w1', title: 'Flood, told', words: 400 };
const front = { __typename: 'Front', id: 'f1', name: 'Morning', lead: clip };

export const behaviour: Behaviour = {
  shows: 'an implementer extended by a subgraph that knows nothing of its interface, reached through @interfaceObject',
  subgraphs: {
    cameras: 'type Query { cameras: [String] } extend type Video @key(fields: "id") { id: ID! camera: String }',
    media: `
      type Query { medium: Medium }
      interface Medium @key(fields: "id") { id: ID! title: String }
      type Video implements Medium @key(fields: "id") { id: ID! title: String seconds: Int }
      type Article implements Medium @key(fields: "id") { id: ID! title: String words: Int }`,
    fronts: `
      type Query { front: Front }
      type Front @key(fields: "id") { id: ID! name: String lead: Medium }
      type Medium @key(fields: "id") @interfaceObject { id: ID! }`,
  },
  world: () => ({ query: { medium: piece, front, cameras: [] }, entities: [clip, piece, front] }),
  cases: [
    {
      ask: '{ medium { id title ... on Video { camera } ... on Article { words } } front { name lead { id ... on Video { seconds } } } }',
      answer: { medium: { id: 'w1', title: 'Flood, told', words: 400 }, front: { name: 'Morning', lead: { id: 'v1', seconds: 90 } } },
      fetches: ['media', 'fronts', 'media 1'],
    },
    {
      ask: '{ front { lead { ... on Video { camera title } } } }',
      answer: { front: { lead: { camera: 'Badr', title: 'Flood, filmed' } } },
      fetches: ['fronts', 'media 1', 'cameras 1'],
    },
  ],
};
