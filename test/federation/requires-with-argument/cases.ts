import type { Behaviour } from '../testkit/behaviour.ts';

type Priced = { words: number; fee: number };
const article = (id: string, words: number) => ({
  __typename: 'Article',
  id,
  words,
  fee: (_: unknown, { currency }: { currency: string }) => words * (currency === 'USD' ? 2 : 1),
  desk: { rate: (_: unknown, { currency }: { currency: string }) => (currency === 'USD' ? words : 0) },
  invoice: (self: Priced) => self.words + self.fee,
  isDear: (self: { desk: { rate: number } }) => self.desk.rate > 300,
  letters: (_: unknown, { first }: { first: number }) => letters.slice(0, first),
  voice: (self: { letters: { fromId: string }[] }) => ({ id: self.letters.at(-1)?.fromId }),
});
const letters = ['r1', 'r2', 'r3', 'r4'].map((fromId, i) => ({ __typename: 'Letter', id: `l${i}`, fromId, text: 'Dear' }));
const [flood, storm] = [article('1', 200), article('2', 400)];

export const behaviour: Behaviour = {
  shows: '@requires with arguments, apart from what the client asks of the same field',
  subgraphs: {
    invoices: `
      type Article @key(fields: "id") {
        id: ID! words: Int @external fee(currency: String!): Int @external desk: Desk @external
        invoice: Int @requires(fields: "fee(currency: \\"USD\\") words")
        isDear: Boolean @requires(fields: "desk { rate(currency: \\"USD\\") }")
      }
      type Desk @external { rate(currency: String!): Int }`,
    articles: `
      type Query { articles: [Article] }
      type Article @key(fields: "id") { id: ID! words: Int fee(currency: String!): Int desk: Desk }
      type Desk { rate(currency: String!): Int }`,
    letterbox: 'type Letter @key(fields: "id") { id: ID! fromId: ID text: String! }',
    letters: `
      type Article @key(fields: "id") { id: ID! letters(first: Int!): [Letter] voice: Voice @requires(fields: "letters(first: 3) { fromId }") }
      type Letter @key(fields: "id") { id: ID! at: String fromId: ID @external }
      type Voice { id: ID! }`,
  },
  world: () => ({ query: { articles: [flood, storm] }, entities: [flood, storm, ...letters].filter((one) => one !== undefined) }),
  cases: [
    {
      ask: '{ articles { id invoice isDear } }',
      answer: {
        articles: [
          { id: '1', invoice: 600, isDear: false },
          { id: '2', invoice: 1200, isDear: true },
        ],
      },
      fetches: ['articles', 'invoices 2'],
    },
    {
      ask: '{ articles { fee(currency: "EGP") invoice eur: fee(currency: "EUR") usd: fee(currency: "USD") } }',
      answer: {
        articles: [
          { fee: 200, invoice: 600, eur: 200, usd: 400 },
          { fee: 400, invoice: 1200, eur: 400, usd: 800 },
        ],
      },
      fetches: ['articles', 'invoices 2'],
    },
    {
      ask: 'query ($n: Int = 1) { articles { voice { id } ...A ...B } } fragment A on Article { letters(first: $n) { id } } fragment B on Article { letters(first: $n) { id } }',
      answer: {
        articles: [
          { voice: { id: 'r3' }, letters: [{ id: 'l0' }] },
          { voice: { id: 'r3' }, letters: [{ id: 'l0' }] },
        ],
      },
      fetches: ['articles', 'letters 2', 'letterbox 3', 'letters 2'],
    },
  ],
};
