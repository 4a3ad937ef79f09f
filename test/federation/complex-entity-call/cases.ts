import type { Behaviour } from '../testkit/behaviour.ts';

const topic = { __typename: 'Topic', id: 't1', tag: 'water', lead: () => flood };
const flood = { __typename: 'Article', id: '1', code: 'c1', topic, fee: { amount: 5 } };
const storm = { __typename: 'Article', id: '2', code: 'c2', topic, fee: { amount: 6 } };
const edition = { __typename: 'Edition', articles: [flood, storm], front: flood, chosen: storm };

export const behaviour: Behaviour = {
  shows: 'keys of lists of entities, whose own keys have to be gathered elsewhere first',
  subgraphs: {
    editions: `
      type Query { edition: Edition! }
      type Edition @key(fields: "articles { id }") { articles: [Article!]! }
      type Article @extends @key(fields: "id") { id: ID! @external topic: Topic @shareable }
      type Topic @key(fields: "id") { id: ID! lead: Article! @shareable tag: String @shareable }`,
    codes: 'type Article @key(fields: "id") @key(fields: "id code") { id: ID! code: ID! }',
    selection: `
      type Edition @key(fields: "articles { id code }") { articles: [Article!]! front: Article @shareable chosen: Article @shareable }
      type Article @key(fields: "id code") { id: ID! code: ID }`,
    fees: `
      type Edition @key(fields: "articles { id code topic { id tag } } chosen { id }") { articles: [Article!]! front: Article @shareable chosen: Article @shareable }
      type Article @key(fields: "id code topic { id tag }") { id: ID! code: ID topic: Topic fee: Fee }
      type Topic @key(fields: "id tag") { id: ID! tag: String }
      type Fee { amount: Int! }`,
  },
  link: 'v2.0',
  world: () => ({ query: { edition }, entities: [edition, flood, storm, topic] }),
  cases: [
    {
      ask: '{ edition { articles { id code fee { amount } topic { lead { id } tag } } } }',
      answer: {
        edition: {
          articles: [
            { id: '1', code: 'c1', fee: { amount: 5 }, topic: { lead: { id: '1' }, tag: 'water' } },
            { id: '2', code: 'c2', fee: { amount: 6 }, topic: { lead: { id: '1' }, tag: 'water' } },
          ],
        },
      },
      fetches: ['editions', 'codes 2', 'fees 2'],
    },
    {
      ask: '{ edition { chosen { id } front { fee { amount } } } }',
      answer: { edition: { chosen: { id: '2' }, front: { fee: { amount: 5 } } } },
      fetches: ['editions', 'codes 2', 'selection 1', 'fees 1'],
    },
  ],
};
