import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', slug: 'flood', code: 'c1', fee: 4.5, printId: 'p1' };

export const behaviour: Behaviour = {
  shows: 'Federation 1: an extension with several keys, one of which its owner does not know',
  link: 'none',
  subgraphs: {
    articles: 'type Query { article: Article } type Article @key(fields: "id") { id: ID! slug: String printId: ID }',
    fees: `
      type Query { costly: Article }
      extend type Article @key(fields: "id slug") @key(fields: "code") { id: ID @external slug: String @external code: String @external fee: Float! }`,
  },
  world: () => ({ query: { article: flood, costly: flood }, entities: [flood] }),
  cases: [
    {
      ask: '{ article { id printId fee code slug } }',
      answer: { article: { id: '1', printId: 'p1', fee: 4.5, code: 'c1', slug: 'flood' } },
      fetches: ['articles', 'fees 1'],
    },
    { ask: '{ costly { fee printId } }', answer: { costly: { fee: 4.5, printId: 'p1' } }, fetches: ['fees', 'articles 1'] },
    { ask: '{ costly { id slug code } }', answer: { costly: { id: '1', slug: 'flood', code: 'c1' } }, fetches: ['fees'] },
  ],
};
