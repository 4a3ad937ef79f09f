import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', name: 'Amal', age: 30, handle: ({ name }: { name: string }) => `@${name.toLowerCase()}` };
const badr = { ...amal, id: 'a2', name: 'Badr', age: 40 };

export const behaviour: Behaviour = {
  shows: 'a field of @interfaceObject that requires a field of the interface',
  subgraphs: {
    people: `
      type Query { people: [Person!]! }
      interface Person @key(fields: "id") { id: ID! name: String }
      type Author implements Person @key(fields: "id") { id: ID! name: String age: Int }`,
    handles: `
      type Query { online: [Person] }
      type Person @key(fields: "id") @interfaceObject { id: ID! name: String @external handle: String @requires(fields: "name") }`,
  },
  world: () => ({ query: { people: [amal, badr], online: [badr, null] }, entities: [amal, badr] }),
  cases: [
    {
      ask: '{ online { id name handle } }',
      answer: { online: [{ id: 'a2', name: 'Badr', handle: '@badr' }, null] },
      fetches: ['handles', 'people 1', 'handles 1'],
    },
    {
      ask: '{ people { handle name id } }',
      answer: {
        people: [
          { handle: '@amal', name: 'Amal', id: 'a1' },
          { handle: '@badr', name: 'Badr', id: 'a2' },
        ],
      },
      fetches: ['people', 'handles 2'],
    },
    { ask: '{ online { ... on Author { age } } }', answer: { online: [{ age: 40 }, null] }, fetches: ['handles', 'people 1'] },
    {
      ask: '{ online { ... on Author { age id name handle } id name __typename } }',
      answer: { online: [{ age: 40, id: 'a2', name: 'Badr', handle: '@badr', __typename: 'Author' }, null] },
      fetches: ['handles', 'people 1', 'handles 1'],
    },
    {
      ask: '{ people { ... on Author { handle } __typename } }',
      answer: {
        people: [
          { handle: '@amal', __typename: 'Author' },
          { handle: '@badr', __typename: 'Author' },
        ],
      },
      fetches: ['people', 'handles 2'],
    },
    { ask: '{ online { id } }', answer: { online: [{ id: 'a2' }, null] }, fetches: ['handles'] },
  ],
};
