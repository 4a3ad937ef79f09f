import type { Behaviour } from '../testkit/behaviour.ts';

const amal = { __typename: 'Author', id: 'a1', name: 'Amal', rank: 1 };
const flood = { __typename: 'Article', id: '1', title: 'Flood', tags: ['x', 'y'], author: amal, size: { words: 4, bytes: 9 }, words: 4 };
const clip = { __typename: 'Video', id: '2', title: 'Clip', tags: [], author: amal, size: { words: 0, bytes: 1 }, words: 0 };

export const behaviour: Behaviour = {
  shows: 'repeated fields and fragments are one field each, in the order of first appearance, their selections merged',
  subgraphs: {
    stories: `
      type Query { stories: [Story!]! article: Article }
      interface Story { id: ID! title: String! tags: [String!]! author: Author size: Size }
      type Article implements Story @key(fields: "id") { id: ID! title: String! tags: [String!]! author: Author size: Size }
      type Video implements Story @key(fields: "id") { id: ID! title: String! tags: [String!]! author: Author size: Size }
      type Author @key(fields: "id") { id: ID! name: String }
      type Size { words: Int bytes: Int }`,
    ranks: 'type Author @key(fields: "id") { id: ID! rank: Int } type Article @key(fields: "id") { id: ID! words: Int }',
  },
  world: () => ({ query: { stories: [flood, clip], article: flood }, entities: [flood, clip, amal] }),
  cases: [
    {
      ask: '{ article { tags size { words } id tags author { id } size { bytes words } author { rank id } } }',
      answer: { article: { tags: ['x', 'y'], size: { words: 4, bytes: 9 }, id: '1', author: { id: 'a1', rank: 1 } } },
      fetches: ['stories', 'ranks 1'],
    },
    {
      ask: '{ article { ...B id ...A } article { title words } } fragment A on Article { id author { name } title } fragment B on Story { author { rank } id }',
      answer: { article: { author: { rank: 1, name: 'Amal' }, id: '1', title: 'Flood', words: 4 } },
      fetches: ['stories', 'ranks 2'],
    },
    {
      ask: '{ stories { ... on Video { title id } author { id } ... on Article { id author { rank } } ... { title } ... on Story { id } } }',
      answer: {
        stories: [
          { author: { id: 'a1', rank: 1 }, id: '1', title: 'Flood' },
          { title: 'Clip', id: '2', author: { id: 'a1' } },
        ],
      },
      fetches: ['stories', 'ranks 1'],
    },
    {
      ask: '{ ...Q stories { id } ...Q } fragment Q on Query { article { id } stories { tags } ... on Query { article { title } } }',
      answer: {
        article: { id: '1', title: 'Flood' },
        stories: [
          { tags: ['x', 'y'], id: '1' },
          { tags: [], id: '2' },
        ],
      },
      fetches: ['stories'],
    },
    {
      ask: '{ stories { ... on Article { x: title y: id } ... on Video { x: title y: id } ... on Video { z: title } } }',
      answer: {
        stories: [
          { x: 'Flood', y: '1' },
          { x: 'Clip', y: '2', z: 'Clip' },
        ],
      },
      fetches: ['stories'],
    },
    {
      ask: '{ article { title: id } other: article { id } article { title } }',
      errors: [
        'Fields "article" conflict because subfields "title" conflict because "id" and "title" are different fields. Use different aliases on the fields to fetch both if this was intentional.',
      ],
      fetches: [],
    },
  ],
};
