import type { Behaviour } from '../testkit/behaviour.ts';

const fails = () => {
  throw new Error('ledger closed');
};
const flood = {
  __typename: 'Article',
  id: '1',
  ledger: { cost: fails },
  isDear: ({ ledger }: { ledger: { cost: number } }) => ledger.cost > 50,
};
const storm = {
  __typename: 'Article',
  id: '2',
  ledger: { cost: 90 },
  isDear: ({ ledger }: { ledger: { cost: number } }) => ledger.cost > 50,
};

export const behaviour: Behaviour = {
  shows: 'where a required field fails that the client did not ask for, or may not know of, the error stands at what it did ask for',
  subgraphs: {
    articles: `
      type Query { articles: [Article!] maybe: Article }
      type Article @key(fields: "id") { id: ID! ledger: Ledger! @inaccessible }
      type Ledger @inaccessible { cost: Int! }`,
    judges:
      'type Article @key(fields: "id") { id: ID! ledger: Ledger! @external isDear: Boolean @requires(fields: "ledger { cost }") } type Ledger { cost: Int! @external }',
  },
  world: () => ({ query: { articles: [storm, flood], maybe: flood }, entities: [flood, storm] }),
  cases: [
    {
      ask: '{ maybe { id isDear } }',
      answer: { maybe: null },
      errors: ['maybe: ledger closed'],
      fetches: ['articles'],
      unlikeTwin: 'the twin loses isDear alone',
    },
    {
      ask: '{ all: articles { dear: isDear } }',
      answer: { all: null },
      errors: ['all.1: ledger closed'],
      fetches: ['articles'],
      unlikeTwin: 'the twin loses isDear alone',
    },
    { ask: '{ maybe { id } }', answer: { maybe: { id: '1' } }, fetches: ['articles'] },
  ],
};
