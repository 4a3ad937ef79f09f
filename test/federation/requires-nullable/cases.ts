import type { Behaviour } from '../testkit/behaviour.ts';

const fails = () => {
  throw new Error('no fee');
};
const article = (id: string, fee: unknown, grid: unknown) => ({
  __typename: 'Article',
  id,
  fee,
  fees: () => [null, id === '3' ? new Error('no fee') : Number(id)],
  grid,
  total: (self: { fees: unknown[] }) => JSON.stringify(self.fees).slice(1, -1),
  tag: { __typename: 'Tag', id, name: `n${id}` },
  bill: (self: { fee: number | null }) => (self.fee === null ? 'free' : `${self.fee} EGP`),
  sum: (self: { grid: ({ n: number } | null)[][] | null }) => self.grid?.flat().reduce((sum, cell) => sum + (cell?.n ?? 0), 0) ?? null,
  mark: (self: { tag: { name: string } }) => `#${self.tag.name}`,
});
const articles = [article('1', 5, [[{ n: 1 }, { n: 2 }], [], [null, { n: 4 }]]), article('2', null, null), article('3', fails, [[]])];

export const behaviour: Behaviour = {
  shows:
    'what is required may be null, in lists of lists, or have failed: null is told as null, and a failure is the failure of what needed it',
  subgraphs: {
    articles: `
      type Query { articles: [Article!]! }
      type Article @key(fields: "id") { id: ID! fee: Int fees: [Int] grid: [[Cell]] tag: Tag }
      type Cell { n: Int! }
      type Tag @key(fields: "id") { id: ID! }`,
    bills: `
      type Article @key(fields: "id") {
        id: ID! fee: Int @external fees: [Int] @external grid: [[Cell]] @external tag: Tag @external
        total: String @requires(fields: "fees") bill: String @requires(fields: "fee") sum: Int @requires(fields: "grid { n }") mark: String! @requires(fields: "tag { name }")
      }
      type Cell { n: Int! @external }
      type Tag @key(fields: "id") { id: ID! name: String @external }`,
    tags: 'type Tag @key(fields: "id") { id: ID! name: String }',
  },
  world: () => ({ query: { articles }, entities: articles.flatMap((one) => [one, one.tag]) }),
  cases: [
    {
      ask: '{ articles { bill } }',
      answer: { articles: [{ bill: '5 EGP' }, { bill: 'free' }, { bill: null }] },
      errors: ['articles.2.bill: no fee'],
      fetches: ['articles', 'bills 2'],
    },
    {
      ask: '{ articles { bill fee sum } }',
      answer: {
        articles: [
          { bill: '5 EGP', fee: 5, sum: 7 },
          { bill: 'free', fee: null, sum: null },
          { bill: null, fee: null, sum: 0 },
        ],
      },
      errors: ['articles.2.bill: no fee', 'articles.2.fee: no fee'],
      fetches: ['articles', 'bills 2', 'bills 1'],
    },
    { ask: '{ articles { sum } }', answer: { articles: [{ sum: 7 }, { sum: null }, { sum: 0 }] }, fetches: ['articles', 'bills 3'] },
    {
      ask: '{ articles { total } }',
      answer: { articles: [{ total: 'null,1' }, { total: 'null,2' }, { total: null }] },
      errors: ['articles.2.total: no fee'],
      fetches: ['articles', 'bills 2'],
      unlikeTwin: 'the twin reads the list without completing it',
    },
    {
      ask: '{ articles { mark } }',
      faults: {
        tags: { data: { _entities: [{ name: 'a' }, { name: null }, null] }, errors: [{ message: 'no tag', path: ['_entities', 2] }] },
      },
      answer: null,
      errors: ['articles.2.mark: no tag'],
      fetches: ['articles', 'tags 3', 'bills 2'],
    },
  ],
};
