import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', name: 'Amal', rank: 1, nick: 'ml' };
const badr = { __typename: 'Author', id: 'a2', name: 'Badr', rank: 2, nick: 'bd' };

export const behaviour: Behaviour = {
  shows: 'Federation 2: a type marked @extends, its @external field provided on one path alone',
  link: 'v2.0',
  subgraphs: {
    ranks: `
      type Query { first: Author firstNamed: Author @provides(fields: "name") }
      type Author @extends @key(fields: "id") { id: ID! @external name: String! @external rank: ID }`,
    authors: 'type Query { author(id: ID): Author } type Author @key(fields: "id") { id: ID! name: String! @shareable nick: String }',
  },
  world: () => ({ query: { first: amal, firstNamed: amal, author: (_, { id }) => (id === 'a2' ? badr : null) }, entities: [amal, badr] }),
  cases: [
    { ask: '{ first { id rank } }', answer: { first: { id: 'a1', rank: '1' } }, fetches: ['ranks'] },
    {
      ask: '{ first { id name } author(id: "a2") { id name nick } }',
      answer: { first: { id: 'a1', name: 'Amal' }, author: { id: 'a2', name: 'Badr', nick: 'bd' } },
      fetches: ['ranks', 'authors', 'authors 1'],
    },
    { ask: '{ first { rank name id } }', answer: { first: { rank: '1', name: 'Amal', id: 'a1' } }, fetches: ['ranks', 'authors 1'] },
    { ask: '{ firstNamed { id rank name } }', answer: { firstNamed: { id: 'a1', rank: '1', name: 'Amal' } }, fetches: ['ranks'] },
    { ask: '{ firstNamed { name nick } }', answer: { firstNamed: { name: 'Amal', nick: 'ml' } }, fetches: ['ranks', 'authors 1'] },
    { ask: '{ author(id: "a2") { rank } }', answer: { author: { rank: '2' } }, fetches: ['authors', 'ranks 1'] },
  ],
};
