import type { Behaviour } from '../testkit/behaviour.ts';

const article = (id: string, words: number) => ({
  __typename: 'Article',
  id,
  words,
  fee: (_: unknown, { currency }: { currency: string }) => words * (currency === 'USD' ? 2 : 1),
  usd: (self: { fee: number; words: number }) => self.fee + self.words,
  local: (self: { fee: number; words: number }) => self.fee - self.words,
});
const articles = [article('1', 200), article('2', 400)];

export const behaviour: Behaviour = {
  shows: 'two fields that require one field with different arguments, beside the client’s own',
  subgraphs: {
    invoices: `
      type Article @key(fields: "id") {
        id: ID! words: Int @external fee(currency: String!): Int @external
        usd: Int @requires(fields: "fee(currency: \\"USD\\") words")
        local: Int @requires(fields: "fee(currency: \\"EGP\\") words")
      }`,
    articles: 'type Query { articles: [Article] } type Article @key(fields: "id") { id: ID! words: Int fee(currency: String!): Int }',
  },
  world: () => ({ query: { articles }, entities: articles }),
  cases: [
    {
      ask: '{ articles { id usd local } }',
      answer: {
        articles: [
          { id: '1', usd: 600, local: 0 },
          { id: '2', usd: 1200, local: 0 },
        ],
      },
      fetches: ['articles', 'invoices 4'],
    },
    {
      ask: 'query ($c: String!) { articles { fee(currency: $c) local usd } }',
      variables: { c: 'USD' },
      answer: {
        articles: [
          { fee: 400, local: 0, usd: 600 },
          { fee: 800, local: 0, usd: 1200 },
        ],
      },
      fetches: ['articles', 'invoices 4'],
    },
  ],
};
