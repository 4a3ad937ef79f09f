import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Reader', id: 'r1', name: 'Amal', follows: () => [bot, amal] };
const bot = { __typename: 'Robot', id: null, name: 'crawler', follows: () => [amal] };

export const behaviour: Behaviour = {
  shows: 'a field is nullable in one subgraph and not in another, and union members differ in it',
  subgraphs: {
    readers: 'type Query { readers: [Reader!]! } type Reader { id: ID @shareable }',
    follows: `
      type Query { followers: [Follower!]! }
      union Follower = Reader | Robot
      type Reader @key(fields: "id") { id: ID! name: String follows: [Follower!]! }
      type Robot { id: ID name: String @shareable follows: [Follower!]! }`,
  },
  world: () => ({ query: { readers: [amal], followers: [amal, bot] }, entities: [amal] }),
  cases: [
    {
      ask: '{ readers { id name } followers { ... on Reader { id name } ... on Robot { id name } } }',
      answer: {
        readers: [{ id: 'r1', name: 'Amal' }],
        followers: [
          { id: 'r1', name: 'Amal' },
          { id: null, name: 'crawler' },
        ],
      },
      fetches: ['readers', 'follows', 'follows 1'],
    },
    {
      ask: '{ followers { ... on Robot { id follows { ... on Reader { id follows { __typename ... on Robot { id } } } } } } }',
      answer: {
        followers: [{}, { id: null, follows: [{ id: 'r1', follows: [{ __typename: 'Robot', id: null }, { __typename: 'Reader' }] }] }],
      },
      fetches: ['follows'],
    },
  ],
};
