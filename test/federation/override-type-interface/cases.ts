import type { Behaviour } from '../testkit/behaviour.ts';

const shot = { __typename: 'Photo', id: 'i1', madeAt: '1999' };

export const behaviour: Behaviour = {
  shows: 'an overridden field asked through an interface: the old owner is not asked, though its interface has the field',
  subgraphs: {
    photos: `
      type Query { wall: [Post] }
      interface Post { id: ID! madeAt: String! }
      type Photo implements Post @key(fields: "id") { id: ID! madeAt: String! }`,
    posts: `
      type Query { stream: [Item] }
      interface Post { id: ID! madeAt: String! }
      type Note implements Post @key(fields: "id") { id: ID! madeAt: String! body: String! }
      interface Item { id: ID! madeAt: String! }
      type Photo implements Item @key(fields: "id") { id: ID! madeAt: String! @override(from: "photos") }`,
  },
  world: () => ({ query: { wall: [shot, shot], stream: [shot] }, entities: [shot] }),
  cases: [
    {
      ask: '{ wall { id madeAt } }',
      answer: {
        wall: [
          { id: 'i1', madeAt: '1999' },
          { id: 'i1', madeAt: '1999' },
        ],
      },
      fetches: ['photos', 'posts 1'],
    },
    { ask: '{ wall { ... on Note { id body } } }', answer: { wall: [{}, {}] }, fetches: ['photos'] },
    { ask: '{ stream { madeAt id ... on Photo { madeAt id } } }', answer: { stream: [{ madeAt: '1999', id: 'i1' }] }, fetches: ['posts'] },
  ],
};
