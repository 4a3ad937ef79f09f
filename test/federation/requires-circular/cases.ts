import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', name: 'Amal', years: 2 };
const badr = { __typename: 'Author', id: 'a2', name: 'Badr', years: 20 };
const post = (id: string, author: { years: number }) => ({
  __typename: 'Post',
  id,
  author,
  byNovice: (self: { author: { years: number } }) => self.author.years < 5,
  byExpert: ({ byNovice }: { byNovice: boolean }) => !byNovice,
});
const [first, second] = [post('1', amal), post('2', badr)];

export const behaviour: Behaviour = {
  shows: 'two subgraphs that require of each other, field by field',
  subgraphs: {
    feed: `
      type Query { feed: [Post] }
      type Post @key(fields: "id") { id: ID! byNovice: Boolean! @external byExpert: Boolean! @requires(fields: "byNovice") }
      type Author @key(fields: "id") { id: ID! name: String! years: Int! }`,
    posts: `
      type Post @key(fields: "id") { id: ID! author: Author! byNovice: Boolean! @requires(fields: "author { years }") }
      type Author @key(fields: "id") { id: ID! years: Int! @external }`,
  },
  world: () => ({ query: { feed: [first, second] }, entities: [first, second, amal, badr].filter((one) => one !== undefined) }),
  cases: [
    {
      ask: '{ feed { byNovice } }',
      answer: { feed: [{ byNovice: true }, { byNovice: false }] },
      fetches: ['feed', 'posts 2', 'feed 2', 'posts 2'],
    },
    {
      ask: '{ feed { byExpert } }',
      answer: { feed: [{ byExpert: false }, { byExpert: true }] },
      fetches: ['feed', 'posts 2', 'feed 2', 'posts 2', 'feed 2'],
    },
    {
      ask: '{ feed { author { years name } byExpert byNovice } }',
      answer: {
        feed: [
          { author: { years: 2, name: 'Amal' }, byExpert: false, byNovice: true },
          { author: { years: 20, name: 'Badr' }, byExpert: true, byNovice: false },
        ],
      },
      fetches: ['feed', 'posts 2', 'feed 2', 'posts 2', 'feed 2'],
    },
  ],
};
