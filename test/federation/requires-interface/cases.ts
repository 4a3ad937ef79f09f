import type { Behaviour } from '../testkit/behaviour.ts';

const home = { __typename: 'Street', id: 's1', town: 'Cairo' };
const box = { __typename: 'Mailbox', id: 'm1', town: 'Giza' };
const pier = { __typename: 'Pier', id: 'p1', town: 'Suez' };
const reader = (id: string, address: { id: string }) => ({
  __typename: 'Reader',
  id,
  name: `R${id}`,
  address,
  route: (self: { address: { id: string } }) => `to ${self.address.id}`,
  boxed: (self: { address: { __typename: string; id?: string } }) =>
    self.address.__typename === 'Mailbox' ? `box ${self.address.id}` : null,
});
const readers = [reader('1', home), reader('2', box), reader('3', pier)];

export const behaviour: Behaviour = {
  shows: '@requires of an interface field, whole and under a type condition, with an implementer that the requiring subgraph lacks',
  subgraphs: {
    delivery: `
      type Query { readers: [Reader!] }
      interface Address { id: ID! }
      type Street implements Address @key(fields: "id") { id: ID! town: String @shareable }
      type Mailbox implements Address @key(fields: "id") { id: ID! town: String @shareable }
      type Reader @key(fields: "id") {
        id: ID! name: String! @shareable address: Address @external
        route: String @requires(fields: "address { id }")
        boxed: String @requires(fields: "address { ... on Mailbox { id } }")
      }`,
    readers: `
      type Query { reader(id: ID!): Reader }
      interface Address { id: ID! }
      type Street implements Address @key(fields: "id") { id: ID! town: String @shareable }
      type Mailbox implements Address @key(fields: "id") { id: ID! town: String @shareable }
      type Pier implements Address @key(fields: "id") { id: ID! town: String @shareable }
      type Reader @key(fields: "id") { id: ID! name: String! @shareable address: Address @shareable }`,
  },
  world: () => ({
    query: { readers: readers.slice(0, 2), reader: (_, { id }) => readers[Number(id) - 1] },
    entities: [...readers, home, box, pier],
  }),
  cases: [
    {
      ask: '{ readers { route } }',
      answer: { readers: [{ route: 'to s1' }, { route: 'to m1' }] },
      fetches: ['delivery', 'readers 2', 'delivery 2'],
    },
    {
      ask: '{ readers { boxed } }',
      answer: { readers: [{ boxed: null }, { boxed: 'box m1' }] },
      fetches: ['delivery', 'readers 2', 'delivery 2'],
    },
    {
      ask: '{ reader(id: 2) { boxed route address { __typename id } } }',
      answer: { reader: { boxed: 'box m1', route: 'to m1', address: { __typename: 'Mailbox', id: 'm1' } } },
      fetches: ['readers', 'delivery 1'],
    },
    {
      ask: '{ reader(id: 3) { route boxed address { ... on Pier { town } } } }',
      answer: { reader: { route: 'to p1', boxed: null, address: { town: 'Suez' } } },
      fetches: ['readers', 'delivery 1'],
    },
    {
      ask: '{ readers { address { ... on Street { town } } name } }',
      answer: {
        readers: [
          { address: { town: 'Cairo' }, name: 'R1' },
          { address: {}, name: 'R2' },
        ],
      },
      fetches: ['delivery', 'readers 2'],
    },
  ],
};
