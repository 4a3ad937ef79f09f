import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Writer', id: 'w1', name: 'Amal', since: 1999 };
const bot = { __typename: 'Robot', id: 'b1', name: 'Ticker', since: 2020 };
const flood = { __typename: 'Article', id: '1', makers: [amal, bot] };

export const behaviour: Behaviour = {
  shows: '@provides through interface fields, with and without a type condition in it',
  subgraphs: {
    desk: `
      type Query { story: Story @shareable article: Article @provides(fields: "makers { ... on Writer { name } }") }
      interface Story { id: ID! }
      interface Maker { id: ID! }
      type Article implements Story @key(fields: "id") { id: ID! makers: [Maker] @shareable }
      type Writer implements Maker @key(fields: "id") { id: ID! @external name: String @external }
      type Robot implements Maker @key(fields: "id") { id: ID! @external }`,
    wire: `
      type Query { story: Story @shareable @provides(fields: "makers { id name }") }
      interface Story { id: ID! makers: [Maker] }
      interface Maker { id: ID! name: String }
      type Article implements Story { id: ID! @shareable makers: [Maker] @external }
      type Writer implements Maker { id: ID! @external name: String @external }
      type Robot implements Maker { id: ID! @external name: String @external }`,
    makers: `
      interface Story { id: ID! makers: [Maker] }
      interface Maker { id: ID! name: String }
      type Article implements Story @key(fields: "id") { id: ID! makers: [Maker] @shareable }
      type Writer implements Maker @key(fields: "id") { id: ID! name: String @shareable since: Int }
      type Robot implements Maker @key(fields: "id") { id: ID! name: String @shareable since: Int }`,
  },
  world: () => ({ query: { story: flood, article: flood }, entities: [flood, amal, bot] }),
  cases: [
    {
      ask: '{ story { id makers { id name } } }',
      answer: {
        story: {
          id: '1',
          makers: [
            { id: 'w1', name: 'Amal' },
            { id: 'b1', name: 'Ticker' },
          ],
        },
      },
      fetches: ['wire'],
    },
    {
      ask: '{ story { makers { id name ... on Robot { since } } } }',
      answer: {
        story: {
          makers: [
            { id: 'w1', name: 'Amal' },
            { id: 'b1', name: 'Ticker', since: 2020 },
          ],
        },
      },
      fetches: ['wire', 'makers 1'],
    },
    {
      ask: '{ article { makers { ... on Writer { name } } } }',
      answer: { article: { makers: [{ name: 'Amal' }, {}] } },
      fetches: ['desk'],
    },
    {
      ask: '{ article { makers { name } } }',
      answer: { article: { makers: [{ name: 'Amal' }, { name: 'Ticker' }] } },
      fetches: ['desk', 'makers 1'],
    },
  ],
};
