import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', title: 'Flood', words: 4 };
const gone = 'A subgraph could not be reached.';

export const behaviour: Behaviour = {
  shows: 'a root fetch that fails nulls its own fields, each with an error, and leaves those of other subgraphs',
  subgraphs: {
    articles:
      'type Query { article: Article articles: [Article!] must: Article! } type Mutation { touch: Int } type Article @key(fields: "id") { id: ID! title: String }',
    words: 'type Query { count: Int! longest: Article } type Article @key(fields: "id") { id: ID! words: Int }',
  },
  world: () => ({
    query: { article: flood, articles: [flood], must: flood, count: 1, longest: flood },
    mutation: { touch: 1 },
    entities: [flood],
  }),
  cases: [
    {
      ask: '{ a: article { id words } articles { title } longest { id } }',
      faults: { articles: 'down' },
      answer: { a: null, articles: null, longest: { id: '1' } },
      errors: [`a: ${gone}`, `articles: ${gone}`],
      fetches: ['articles', 'words'],
    },
    {
      ask: '{ article { id } must { id } longest { id } }',
      faults: { articles: 'down' },
      answer: null,
      errors: [`article: ${gone}`, `must: ${gone}`],
      fetches: ['articles', 'words'],
    },
    {
      ask: '{ article { id words } longest { id } }',
      faults: { words: 'down' },
      answer: { article: { id: '1', words: null }, longest: null },
      errors: [`article.words: ${gone}`, `longest: ${gone}`],
      fetches: ['articles', 'words', 'words 1'],
    },
    {
      ask: '{ article { id } count }',
      faults: { words: { data: null } },
      answer: null,
      errors: ['count: A subgraph answered without data.'],
      fetches: ['articles', 'words'],
    },
    {
      ask: '{ one: article { id } two: article { title } longest { words } }',
      faults: { articles: { data: null, errors: [{ message: 'closed today', extensions: { code: 'CLOSED' } }] } },
      answer: { one: null, two: null, longest: { words: 4 } },
      errors: ['one: closed today', 'two: closed today'],
      fetches: ['articles', 'words'],
    },
    {
      ask: 'mutation { touch again: touch }',
      faults: { articles: 'down' },
      answer: { touch: null, again: null },
      errors: [`touch: ${gone}`, `again: ${gone}`],
      fetches: ['articles', 'articles'],
    },
    {
      ask: '{ __typename article { id } s: __schema { queryType { name } } }',
      faults: { articles: 'down' },
      answer: { __typename: 'Query', article: null, s: { queryType: { name: 'Query' } } },
      errors: [`article: ${gone}`],
      fetches: ['articles'],
    },
  ],
};
