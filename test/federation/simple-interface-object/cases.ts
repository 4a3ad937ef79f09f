import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', name: 'Amal', age: 30, handle: '@amal' };
const badr = { __typename: 'Author', id: 'a2', name: 'Badr', age: 40, handle: '@badr' };
const root = {
  __typename: 'Staff',
  id: 's1',
  chief: true,
  label: 'Desk',
  active: (_: unknown, __: unknown, at: string) => at !== 'activity',
};
const guest = { __typename: 'Guest', id: 'g1', chief: false, label: 'Door', active: false };

export const behaviour: Behaviour = {
  shows: '@interfaceObject: fields for all implementers at once, concrete types told by who knows them',
  subgraphs: {
    people: `
      type Query { people: [Person!]! }
      interface Person @key(fields: "id") { id: ID! name: String }
      type Author implements Person @key(fields: "id") { id: ID! name: String age: Int }
      interface Account @key(fields: "id") { id: ID! }
      type Staff implements Account @key(fields: "id") { id: ID! chief: Boolean! active: Boolean! @shareable }
      type Guest implements Account @key(fields: "id") { id: ID! chief: Boolean! }`,
    labels: `
      type Query { online: [Person] accounts: [Account] @shareable }
      type Account @key(fields: "id") @interfaceObject { id: ID! label: String! }
      type Person @key(fields: "id") @interfaceObject { id: ID! handle: String }`,
    activity: 'type Account @key(fields: "id") @interfaceObject { id: ID! active: Boolean! @shareable }',
  },
  world: () => ({ query: { people: [amal, badr], online: [badr], accounts: [root, guest] }, entities: [amal, badr, root, guest] }),
  cases: [
    {
      ask: '{ online { id name handle } }',
      answer: { online: [{ id: 'a2', name: 'Badr', handle: '@badr' }] },
      fetches: ['labels', 'people 1'],
    },
    {
      ask: '{ people { handle name } }',
      answer: {
        people: [
          { handle: '@amal', name: 'Amal' },
          { handle: '@badr', name: 'Badr' },
        ],
      },
      fetches: ['people', 'labels 2'],
    },
    {
      ask: '{ people { ... on Author { age handle } id } }',
      answer: {
        people: [
          { age: 30, handle: '@amal', id: 'a1' },
          { age: 40, handle: '@badr', id: 'a2' },
        ],
      },
      fetches: ['people', 'labels 2'],
    },
    {
      ask: '{ online { ... on Author { age handle id name } id } }',
      answer: { online: [{ age: 40, handle: '@badr', id: 'a2', name: 'Badr' }] },
      fetches: ['labels', 'people 1'],
    },
    { ask: '{ accounts { label } }', answer: { accounts: [{ label: 'Desk' }, { label: 'Door' }] }, fetches: ['labels'] },
    { ask: '{ accounts { ... on Staff { label } } }', answer: { accounts: [{ label: 'Desk' }, {}] }, fetches: ['labels', 'people 2'] },
    {
      ask: '{ accounts { label __typename } }',
      answer: {
        accounts: [
          { label: 'Desk', __typename: 'Staff' },
          { label: 'Door', __typename: 'Guest' },
        ],
      },
      fetches: ['labels', 'people 2'],
    },
    {
      ask: '{ accounts { id active } }',
      answer: {
        accounts: [
          { id: 's1', active: false },
          { id: 'g1', active: false },
        ],
      },
      fetches: ['labels', 'activity 2'],
      unlikeTwin: 'two subgraphs disagree about what they share',
    },
    {
      ask: '{ accounts { id ... on Staff { active chief } ... on Guest { chief } } }',
      answer: {
        accounts: [
          { id: 's1', active: true, chief: true },
          { id: 'g1', chief: false },
        ],
      },
      fetches: ['labels', 'people 2'],
    },
  ],
};
