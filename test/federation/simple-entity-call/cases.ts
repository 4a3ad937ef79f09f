import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', email: 'amal@example.org', byline: 'Amal H.' };

export const behaviour: Behaviour = {
  shows: 'an entity is entered by a key that has to be fetched first',
  subgraphs: {
    people: 'type Query { editor: Author } type Author @key(fields: "id") { id: ID! email: String! }',
    bylines: 'type Author @key(fields: "email") { email: String! @external byline: String! }',
  },
  world: () => ({ query: { editor: amal }, entities: [amal] }),
  cases: [
    { ask: '{ editor { byline } }', answer: { editor: { byline: 'Amal H.' } }, fetches: ['people', 'bylines 1'] },
    {
      ask: '{ editor { id byline email } }',
      answer: { editor: { id: 'a1', byline: 'Amal H.', email: 'amal@example.org' } },
      fetches: ['people', 'bylines 1'],
    },
    { ask: '{ editor { id } }', answer: { editor: { id: 'a1' } }, fetches: ['people'] },
  ],
};
