import type { Behaviour } from '../testkit/behaviour.ts';

const fails = () => {
  throw new Error('no words');
};
const flood = {
  __typename: 'Article',
  id: '1',
  title: 'Flood',
  words: fails,
  readers: fails,
  editor: () => ({ name: fails, city: 'Cairo' }),
  self: () => flood,
};

export const behaviour: Behaviour = {
  shows: 'one field under two aliases fails under one of them only',
  subgraphs: {
    articles: `
      type Query { article: Article articles: [Article] }
      type Article @key(fields: "id") { id: ID! title: String words: Int! editor: Editor! self: Article }
      type Editor { name: String! city: String }`,
    readers: 'type Article @key(fields: "id") { id: ID! readers: Int! }',
  },
  world: () => ({ query: { article: flood, articles: [flood] }, entities: [flood] }),
  cases: [
    {
      ask: '{ a: article { title } b: article { words } }',
      answer: { a: { title: 'Flood' }, b: null },
      errors: ['b.words: no words'],
      fetches: ['articles'],
    },
    {
      ask: '{ a: article { title } b: article { readers } }',
      answer: { a: { title: 'Flood' }, b: null },
      errors: ['b.readers: no words'],
      fetches: ['articles', 'readers 1'],
    },
    {
      ask: '{ a: articles { editor { city } } b: articles { editor { name } } }',
      answer: { a: [{ editor: { city: 'Cairo' } }], b: [null] },
      errors: ['b.0.editor.name: no words'],
      fetches: ['articles'],
    },
    {
      ask: '{ article { a: self { title } b: self { words } c: self { editor { city } } } }',
      answer: { article: { a: { title: 'Flood' }, b: null, c: { editor: { city: 'Cairo' } } } },
      errors: ['article.b.words: no words'],
      fetches: ['articles'],
    },
    {
      ask: '{ a: article { title } b: article { t: title } c: article { title self { title } } d: article { title } }',
      answer: { a: { title: 'Flood' }, b: { t: 'Flood' }, c: { title: 'Flood', self: { title: 'Flood' } }, d: { title: 'Flood' } },
      fetches: ['articles'],
    },
    {
      ask: '{ ...A ...B } fragment A on Query { x: article { ...T } } fragment B on Query { y: article { ...T words } } fragment T on Article { title self { z: self { title } z: self { id } } }',
      answer: { x: { title: 'Flood', self: { z: { title: 'Flood', id: '1' } } }, y: null },
      errors: ['y.words: no words'],
      fetches: ['articles'],
    },
  ],
};
