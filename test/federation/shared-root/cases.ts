import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { id: '1', name: { id: 'n1', short: 'Flood' }, fee: { id: 'f1', amount: 5 }, desk: { id: 'd1', city: 'Cairo' } };

export const behaviour: Behaviour = {
  shows: 'value types without keys, each part of them reached through the shared root field again',
  subgraphs: {
    names:
      'type Query { article: Article! @shareable articles: [Article!]! @shareable } type Article { id: ID! @shareable name: Name! } type Name { id: ID! short: String! }',
    fees: 'type Query { article: Article! @shareable articles: [Article!]! @shareable } type Article { id: ID! @shareable fee: Fee! } type Fee { id: ID! amount: Int! }',
    desks:
      'type Query { article: Article! @shareable articles: [Article!]! @shareable } type Article { id: ID! @shareable desk: Desk! } type Desk { id: ID! city: String! }',
  },
  world: () => ({ query: { article: flood, articles: [flood, flood] } }),
  cases: [
    {
      ask: '{ article { id name { short } desk { id city } fee { amount } } }',
      answer: { article: { id: '1', name: { short: 'Flood' }, desk: { id: 'd1', city: 'Cairo' }, fee: { amount: 5 } } },
      fetches: ['names', 'fees', 'desks'],
    },
    {
      ask: '{ articles { fee { id } name { id } } }',
      answer: {
        articles: [
          { fee: { id: 'f1' }, name: { id: 'n1' } },
          { fee: { id: 'f1' }, name: { id: 'n1' } },
        ],
      },
      fetches: ['names', 'fees'],
    },
    { ask: '{ article { id } }', answer: { article: { id: '1' } }, fetches: ['desks'] },
  ],
};
