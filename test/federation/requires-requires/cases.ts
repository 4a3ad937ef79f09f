import type { Behaviour } from '../testkit/behaviour.ts';

const flood = {
  __typename: 'Article',
  id: '1',
  cost: 90,
  onSale: true,
  isDear: ({ cost }: { cost: number }) => cost > 50,
  saleTag: ({ onSale }: { onSale: boolean }) => (onSale ? 'sale' : ''),
  advice: ({ isDear }: { isDear: boolean }) => (isDear ? 'wait' : 'buy'),
  saleAdvice: ({ saleTag }: { saleTag: string }) => `${saleTag}!`,
};

export const behaviour: Behaviour = {
  shows: 'a field that requires one that requires one, the first of them hidden from clients',
  subgraphs: {
    costs: 'type Article @key(fields: "id") { id: ID! cost: Float! @inaccessible }',
    articles: 'type Query { article: Article } type Article @key(fields: "id") { id: ID! onSale: Boolean! }',
    judges: `
      type Article @key(fields: "id") {
        id: ID! cost: Float! @external isDear: Boolean! @requires(fields: "cost")
        onSale: Boolean! @external saleTag: String! @requires(fields: "onSale")
      }`,
    advice: `
      type Article @key(fields: "id") {
        id: ID! isDear: Boolean! @external advice: String! @requires(fields: "isDear")
        saleTag: String! @external saleAdvice: String! @requires(fields: "saleTag")
      }`,
  },
  world: () => ({ query: { article: flood }, entities: [flood] }),
  cases: [
    { ask: '{ article { isDear } }', answer: { article: { isDear: true } }, fetches: ['articles', 'costs 1', 'judges 1'] },
    { ask: '{ article { advice } }', answer: { article: { advice: 'wait' } }, fetches: ['articles', 'costs 1', 'judges 1', 'advice 1'] },
    { ask: '{ article { saleAdvice } }', answer: { article: { saleAdvice: 'sale!' } }, fetches: ['articles', 'judges 1', 'advice 1'] },
    {
      ask: '{ article { saleAdvice advice isDear } }',
      answer: { article: { saleAdvice: 'sale!', advice: 'wait', isDear: true } },
      fetches: ['articles', 'costs 1', 'judges 1', 'advice 1'],
    },
    { ask: '{ article { cost } }', errors: ['Cannot query field "cost" on type "Article".'], fetches: [] },
  ],
};
