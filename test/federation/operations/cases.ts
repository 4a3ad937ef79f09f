import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', name: 'Amal' };
const two = `
  query A($id: ID!) { author(id: $id) { ...N } }
  mutation B { rename { ...N } }
  fragment N on Author { name }`;

export const behaviour: Behaviour = {
  shows: 'of several operations in a document the named one runs, with its own variables; where it is not clear which, none does',
  subgraphs: {
    authors: 'type Query { author(id: ID!): Author } type Mutation { rename: Author } type Author @key(fields: "id") { id: ID! }',
    names: 'type Author @key(fields: "id") { id: ID! name: String }',
  },
  world: () => ({ query: { author: amal }, mutation: { rename: amal }, entities: [amal] }),
  cases: [
    { ask: two, name: 'A', variables: { id: 1 }, answer: { author: { name: 'Amal' } }, fetches: ['authors', 'names 1'] },
    { ask: two, name: 'B', answer: { rename: { name: 'Amal' } }, fetches: ['authors', 'names 1'] },
    { ask: two, name: 'A', errors: ['Variable "$id" of required type "ID!" was not provided.'], fetches: [] },
    { ask: two, errors: ['Must provide operation name if query contains multiple operations.'], fetches: [] },
    { ask: two, name: 'N', errors: ['Unknown operation named "N".'], fetches: [] },
    { ask: 'query Only { author(id: 1) { id } }', answer: { author: { id: 'a1' } }, fetches: ['authors'] },
    { ask: 'query Only { author(id: 1) { id } }', name: 'Other', errors: ['Unknown operation named "Other".'], fetches: [] },
    {
      ask: 'query Only { author(id: 1) { id } }',
      name: '',
      answer: { author: { id: 'a1' } },
      fetches: ['authors'],
      unlikeTwin: 'clients send an empty name for none',
    },
    { ask: 'fragment N on Author { name }', errors: ['Fragment "N" is never used.'], fetches: [] },
    {
      ask: '{ author(id: 1) { id } } query A { author(id: 1) { id } }',
      name: 'A',
      errors: ['This anonymous operation must be the only defined operation.'],
      fetches: [],
    },
  ],
};
