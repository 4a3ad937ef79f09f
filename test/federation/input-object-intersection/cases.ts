import type { Behaviour } from '../testkit/behaviour.ts';

const articles = ['1', '2', '3'].map((id) => ({ __typename: 'Article', id, slug: `s${id}` }));
const firstOf = (_: unknown, { page }: { page: { first: number } }) => articles.slice(0, page.first);

export const behaviour: Behaviour = {
  shows: 'of an input object only the fields that all subgraphs know may be given',
  subgraphs: {
    latest:
      'type Query { latest(page: Page!): [Article!] } input Page { first: Int! } type Article @key(fields: "id") { id: ID! slug: String! @shareable }',
    ranked:
      'type Query { ranked(page: Page!): [Article!] } input Page { after: ID first: Int! } type Article @key(fields: "id") { id: ID! slug: String! @shareable }',
  },
  world: () => ({ query: { latest: firstOf, ranked: firstOf }, entities: articles }),
  cases: [
    { ask: '{ latest(page: { first: 1 }) { slug } }', answer: { latest: [{ slug: 's1' }] }, fetches: ['latest'] },
    {
      ask: 'query ($page: Page!, $n: Int!) { latest(page: $page) { id } ranked(page: { first: $n }) { id } }',
      variables: { page: { first: 2 }, n: 1 },
      answer: { latest: [{ id: '1' }, { id: '2' }], ranked: [{ id: '1' }] },
      fetches: ['latest', 'ranked'],
    },
    { ask: '{ ranked(page: { first: 1, after: 2 }) { id } }', errors: ['Field "after" is not defined by type "Page".'], fetches: [] },
    {
      ask: 'query ($page: Page!) { ranked(page: $page) { id } }',
      variables: { page: { first: 1, after: '2' } },
      errors: ['Variable "$page" got invalid value { first: 1, after: "2" }; Field "after" is not defined by type "Page".'],
      fetches: [],
    },
  ],
};
