import type { Behaviour } from '../testkit/behaviour.ts';

const fails = (message: string) => () => {
  throw new Error(message);
};
const amal = { __typename: 'Author', id: 'a1', name: fails('no name'), prizes: [{ year: 1999 }, { year: fails('no year') }], rank: 1 };
const badr = { __typename: 'Author', id: 'a2', name: 'Badr', prizes: [], rank: 2 };
const flood = { __typename: 'Article', id: '1', author: amal, readers: fails('no readers') };
const storm = { __typename: 'Article', id: '2', author: badr, readers: 5 };
const tide = { __typename: 'Article', id: '3', author: amal, readers: 6 };

export const behaviour: Behaviour = {
  shows: 'an error of an entity stands at the client’s own path, under its aliases, wherever the entity stands',
  subgraphs: {
    articles: `
      type Query { articles: [Article!]! pages: [[Article!]!]! story: Story }
      interface Story { author: Author }
      type Article implements Story @key(fields: "id") { id: ID! author: Author }
      type Author @key(fields: "id") { id: ID! }`,
    authors: 'type Author @key(fields: "id") { id: ID! name: String prizes: [Prize] rank: Int! } type Prize { year: Int! }',
    readers: 'type Article @key(fields: "id") { id: ID! readers: Int }',
  },
  world: () => ({
    query: { articles: [storm, flood, tide], pages: [[storm, flood], [tide]], story: flood },
    entities: [flood, storm, tide, amal, badr],
  }),
  cases: [
    {
      ask: '{ list: articles { by: author { called: name } } }',
      answer: { list: [{ by: { called: 'Badr' } }, { by: { called: null } }, { by: { called: null } }] },
      errors: ['list.1.by.called: no name', 'list.2.by.called: no name'],
      fetches: ['articles', 'authors 2'],
    },
    {
      ask: '{ pages { author { name again: name } } }',
      answer: {
        pages: [
          [{ author: { name: 'Badr', again: 'Badr' } }, { author: { name: null, again: null } }],
          [{ author: { name: null, again: null } }],
        ],
      },
      errors: [
        'pages.0.1.author.name: no name',
        'pages.0.1.author.again: no name',
        'pages.1.0.author.name: no name',
        'pages.1.0.author.again: no name',
      ],
      fetches: ['articles', 'authors 2'],
    },
    {
      ask: '{ story { author { p: prizes { y: year } } } s: story { ... on Article { r: readers } } }',
      answer: { story: { author: { p: [{ y: 1999 }, null] } }, s: { r: null } },
      errors: ['story.author.p.1.y: no year', 's.r: no readers'],
      fetches: ['articles', 'authors 1', 'readers 1'],
    },
    {
      ask: '{ articles { readers author { name } } }',
      answer: {
        articles: [
          { readers: 5, author: { name: 'Badr' } },
          { readers: null, author: { name: null } },
          { readers: 6, author: { name: null } },
        ],
      },
      errors: ['articles.1.readers: no readers', 'articles.1.author.name: no name', 'articles.2.author.name: no name'],
      fetches: ['articles', 'authors 2', 'readers 3'],
    },
    {
      ask: '{ one: articles { w: author { id x: rank } } }',
      answer: { one: [{ w: null }, { w: null }, { w: null }] },
      errors: ['one.0.w.x: late', 'one.1.w.x: broken', 'one.2.w.x: broken'],
      fetches: ['articles', 'authors 2'],
      faults: {
        authors: {
          data: { _entities: [{ rank: null }, null] },
          errors: [
            { message: 'broken', path: ['_entities', 1] },
            { message: 'late', path: ['_entities', 0, 'rank'] },
          ],
        },
      },
    },
    {
      ask: '{ story { author { rank name } } }',
      answer: { story: { author: null } },
      errors: ['story.author.rank: everything failed'],
      fetches: ['articles', 'authors 1'],
      faults: { authors: { data: null, errors: [{ message: 'everything failed' }] } },
    },
    {
      ask: '{ story { author { rank } } }',
      answer: { story: { author: { rank: 3 } } },
      errors: ['a warning without a place', 'a warning about a place that has a value'],
      fetches: ['articles', 'authors 1'],
      faults: {
        authors: {
          data: { _entities: [{ rank: 3 }] },
          errors: [
            { message: 'a warning without a place' },
            { message: 'a warning about a place that has a value', path: ['_entities', 0, 'rank', 'x'] },
          ],
        },
      },
    },
  ],
};
