import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Reader', id: 'r1', name: 'Amal', letters: () => [letter] };
const letter = { __typename: 'Letter', id: 'l1', text: 'Dear editor', from: amal };

export const behaviour: Behaviour = {
  shows: 'a shared node field whose implementers say @external of the key that each subgraph must know',
  subgraphs: {
    readers: `
      type Query { node(id: ID!): Node @shareable reader(id: ID!): Reader }
      interface Node { id: ID! }
      type Reader implements Node @key(fields: "id") { id: ID! name: String! }
      type Letter implements Node @key(fields: "id") { id: ID! @external from: Reader! }`,
    letters: `
      type Query { node(id: ID!): Node @shareable letter(id: ID!): Letter }
      interface Node { id: ID! }
      type Reader implements Node @key(fields: "id") { id: ID! @external letters: [Letter!]! }
      type Letter implements Node @key(fields: "id") { id: ID! text: String! }`,
  },
  notAtRandom: 'what the supergraph says nobody resolves is refused',
  world: () => ({
    query: { node: (_, { id }) => (id === 'r1' ? amal : id === 'l1' ? letter : null), reader: amal, letter },
    entities: [amal, letter],
  }),
  cases: [
    {
      ask: '{ a: node(id: "r1") { __typename } b: node(id: "l1") { __typename } c: node(id: "?") { __typename } }',
      answer: { a: { __typename: 'Reader' }, b: { __typename: 'Letter' }, c: null },
      fetches: ['letters'],
    },
    {
      ask: '{ a: node(id: "r1") { ... on Reader { id name } } b: node(id: "l1") { ... on Letter { id text } } }',
      answer: { a: { id: 'r1', name: 'Amal' }, b: { id: 'l1', text: 'Dear editor' } },
      fetches: ['readers', 'letters'],
    },
    {
      ask: '{ a: node(id: "r1") { ... on Letter { id } } b: node(id: "l1") { ... on Reader { id } } }',
      answer: { a: {}, b: {} },
      fetches: ['readers', 'letters'],
    },
    {
      ask: '{ reader(id: "r1") { id name letters { id } } }',
      answer: { reader: { id: 'r1', name: 'Amal', letters: [{ id: 'l1' }] } },
      fetches: ['readers', 'letters 1'],
    },
    {
      ask: '{ letter(id: "l1") { id text from { id name } } }',
      answer: { letter: { id: 'l1', text: 'Dear editor', from: { id: 'r1', name: 'Amal' } } },
      fetches: ['letters', 'readers 1'],
    },
  ],
};
