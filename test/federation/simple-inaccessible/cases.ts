import type { Behaviour } from '../testkit/behaviour.ts';

const amal = {
  __typename: 'Reader',
  id: 'r1',
  age: 30,
  bond: 'KIN',
  friends: (_: unknown, { of }: { of?: string }) => (of === 'KIN' ? [badr] : []),
};
const badr = { __typename: 'Reader', id: 'r2', age: 40, bond: 'PEN', friends: [] };

export const behaviour: Behaviour = {
  shows: 'a hidden argument keeps its default, a hidden enum value is neither taken nor shown',
  subgraphs: {
    friends: `
      type Query { friendly: [Reader!]! }
      type Reader @key(fields: "id") { id: ID friends(of: Bond = KIN @inaccessible): [Reader!]! bond: Bond }
      enum Bond { KIN @inaccessible PEN }`,
    ages: 'type Query { aged: [Reader!]! @shareable } type Reader @key(fields: "id") { id: ID age: Int }',
  },
  world: () => ({ query: { friendly: [amal, badr], aged: [amal, badr] }, entities: [amal, badr] }),
  cases: [
    {
      ask: '{ aged { age friends { id } } }',
      answer: {
        aged: [
          { age: 30, friends: [{ id: 'r2' }] },
          { age: 40, friends: [] },
        ],
      },
      fetches: ['ages', 'friends 2'],
      unlikeTwin: 'the hidden default is the subgraph’s',
    },
    { ask: '{ friendly { friends(of: PEN) { id } } }', errors: ['Unknown argument "of" on field "Reader.friends".'], fetches: [] },
    {
      ask: '{ friendly { id bond } }',
      answer: {
        friendly: [
          { id: 'r1', bond: null },
          { id: 'r2', bond: 'PEN' },
        ],
      },
      errors: ['friendly.0.bond: Enum "Bond" of Reader.bond has no such value.'],
      fetches: ['friends'],
    },
    { ask: '{ __type(name: "Bond") { enumValues { name } } }', answer: { __type: { enumValues: [{ name: 'PEN' }] } }, fetches: [] },
  ],
};
