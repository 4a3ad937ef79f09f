import type { Behaviour } from '../testkit/behaviour.ts';

const fails = () => {
  throw new Error('no figure');
};
/** An article whose figures come from another subgraph; of the one called `bad` both fail. */
const article = (id: string) => ({
  __typename: 'Article',
  id,
  must: id === 'bad' ? fails : 1,
  may: id === 'bad' ? fails : 2,
  row: id === 'bad' ? [1, null] : [1, 2],
  grid: id === 'bad' ? [[1, null], [2]] : [[1], null],
});
const [good, bad] = [article('good'), article('bad')];
const both = [good, bad];

export const behaviour: Behaviour = {
  shows: 'a null goes up to the next position that may be null, at every depth and in every shape of list, with one error that says why',
  subgraphs: {
    articles: `
      type Query {
        one: Article must: Article!
        a: [Article] b: [Article!] c: [Article]! d: [Article!]!
        aa: [[Article]] ab: [[Article!]] ba: [[Article]!] bb: [[Article!]!] dd: [[Article!]!]!
        box: Box deep: Deep
      }
      type Box { must: Article! may: Article list: [Article!]! }
      type Deep { next: Deep! box: Box! rest: Int }
      type Article @key(fields: "id") { id: ID! }`,
    figures: 'type Article @key(fields: "id") { id: ID! must: Int! may: Int row: [Int!] grid: [[Int!]!] }',
  },
  world: () => ({
    query: {
      one: bad,
      must: bad,
      ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [name, both])),
      ...Object.fromEntries(['aa', 'ab', 'ba', 'bb', 'dd'].map((name) => [name, [both, [good]]])),
      box: { must: good, may: bad, list: both },
      deep: { next: () => ({ next: () => ({}), box: { must: bad } }), rest: 1 },
    },
    entities: both,
  }),
  cases: [
    {
      ask: '{ one { id may } }',
      answer: { one: { id: 'bad', may: null } },
      errors: ['one.may: no figure'],
      fetches: ['articles', 'figures 1'],
    },
    {
      ask: '{ one { must may } }',
      answer: { one: null },
      errors: ['one.must: no figure'],
      fetches: ['articles', 'figures 1'],
      unlikeTwin: 'graphql-js also names the error beside',
    },
    { ask: '{ must { must } one { id } }', answer: null, errors: ['must.must: no figure'], fetches: ['articles', 'figures 1'] },
    { ask: '{ a { must } }', answer: { a: [{ must: 1 }, null] }, errors: ['a.1.must: no figure'], fetches: ['articles', 'figures 2'] },
    { ask: '{ b { must } }', answer: { b: null }, errors: ['b.1.must: no figure'], fetches: ['articles', 'figures 2'] },
    { ask: '{ c { must } }', answer: { c: [{ must: 1 }, null] }, errors: ['c.1.must: no figure'], fetches: ['articles', 'figures 2'] },
    { ask: '{ d { must } }', answer: null, errors: ['d.1.must: no figure'], fetches: ['articles', 'figures 2'] },
    {
      ask: '{ aa { must } }',
      answer: { aa: [[{ must: 1 }, null], [{ must: 1 }]] },
      errors: ['aa.0.1.must: no figure'],
      fetches: ['articles', 'figures 2'],
    },
    {
      ask: '{ ab { must } }',
      answer: { ab: [null, [{ must: 1 }]] },
      errors: ['ab.0.1.must: no figure'],
      fetches: ['articles', 'figures 2'],
    },
    {
      ask: '{ ba { must } }',
      answer: { ba: [[{ must: 1 }, null], [{ must: 1 }]] },
      errors: ['ba.0.1.must: no figure'],
      fetches: ['articles', 'figures 2'],
    },
    { ask: '{ bb { must } }', answer: { bb: null }, errors: ['bb.0.1.must: no figure'], fetches: ['articles', 'figures 2'] },
    { ask: '{ dd { must } }', answer: null, errors: ['dd.0.1.must: no figure'], fetches: ['articles', 'figures 2'] },
    {
      ask: '{ a { row grid } }',
      answer: {
        a: [
          { row: [1, 2], grid: null },
          { row: null, grid: null },
        ],
      },
      errors: [
        'a.0.grid.1: Cannot return null for non-nullable field Article.grid.',
        'a.1.row.1: Cannot return null for non-nullable field Article.row.',
        'a.1.grid.0.1: Cannot return null for non-nullable field Article.grid.',
      ],
      fetches: ['articles', 'figures 2'],
      unlikeTwin: 'graphql-js orders errors by time',
    },
    {
      ask: '{ box { must { must } may { must } } }',
      answer: { box: { must: { must: 1 }, may: null } },
      errors: ['box.may.must: no figure'],
      fetches: ['articles', 'figures 2'],
    },
    {
      ask: '{ box { must { id } list { must } } }',
      answer: { box: null },
      errors: ['box.list.1.must: no figure'],
      fetches: ['articles', 'figures 2'],
    },
    {
      ask: '{ deep { rest next { box { must { must } } } } }',
      answer: { deep: null },
      errors: ['deep.next.box.must.must: no figure'],
      fetches: ['articles', 'figures 1'],
    },
    {
      ask: '{ deep { next { box { must { id } } next { box { may { id } } } } } }',
      answer: { deep: null },
      errors: ['deep.next.next.box: Cannot return null for non-nullable field Deep.box.'],
      fetches: ['articles'],
    },
  ],
};
