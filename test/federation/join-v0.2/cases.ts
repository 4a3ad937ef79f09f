import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', kind: 'NEWS', words: 4, title: 'Flood' };
const clip = { __typename: 'Video', id: '2', kind: 'LIVE', seconds: 9, title: 'Clip' };

export const behaviour: Behaviour = {
  shows: 'a supergraph that does not say which subgraph knows which union member and enum value (join 0.2)',
  link: 'v2.0',
  subgraphs: {
    feed: `
      type Query { feed: [Item!] }
      union Item = Article | Video
      enum Kind { NEWS LIVE }
      interface Titled { title: String }
      type Article @key(fields: "id") { id: ID! kind: Kind @shareable }
      type Video @key(fields: "id") { id: ID! kind: Kind }`,
    details: `
      type Query { titled: Titled }
      interface Titled { title: String }
      enum Kind { NEWS LIVE }
      type Article implements Titled @key(fields: "id") { id: ID! kind: Kind @shareable words: Int title: String }
      type Video implements Titled @key(fields: "id") { id: ID! seconds: Int title: String }`,
  },
  edit: (supergraph) => {
    const [head = '', types = ''] = supergraph.split(/(?=enum join__Graph)/);
    return head.replace('join/v0.3', 'join/v0.2') + types.replaceAll(/ *@join__(unionMember|enumValue)\([^)]*\)/g, '');
  },
  world: () => ({ query: { feed: [flood, clip], titled: clip }, entities: [flood, clip] }),
  cases: [
    {
      ask: '{ feed { ... on Article { kind words } ... on Video { kind seconds } ... on Titled { title } } }',
      answer: {
        feed: [
          { kind: 'NEWS', words: 4, title: 'Flood' },
          { kind: 'LIVE', seconds: 9, title: 'Clip' },
        ],
      },
      fetches: ['feed', 'details 2'],
    },
    {
      ask: '{ titled { title ... on Video { kind seconds } } }',
      answer: { titled: { title: 'Clip', kind: 'LIVE', seconds: 9 } },
      fetches: ['details', 'feed 1'],
    },
  ],
};
