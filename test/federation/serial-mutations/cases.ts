import type { Behaviour } from '../testkit/behaviour.ts';

export const behaviour: Behaviour = {
  shows:
    'a mutation’s root fields, in fragments too, wait for each other and for each other’s entity fetches; a failed one stops those after it only where it nulls the answer',
  subgraphs: {
    articles:
      'type Query { log: [String!]! } type Mutation { open(id: ID!): Article must(id: ID!): Article! } type Article @key(fields: "id") { id: ID! }',
    titles: 'type Mutation { retitle(id: ID!): Article } type Article @key(fields: "id") { id: ID! title: String! }',
    words: 'type Article @key(fields: "id") { id: ID! words: Int }',
  },
  notAtRandom: 'answers tell the order in which fields were resolved',
  world() {
    const log: string[] = [];
    const slowly = async (line: string, wait: number): Promise<string> => {
      log.push(`${line}…`);
      await new Promise((resolve) => setTimeout(resolve, wait));
      log.push(line);
      return log.join(' ');
    };
    const article = (id: string) => ({
      __typename: 'Article',
      id,
      title: () => (id === 'bad' ? Promise.reject(new Error('no title')) : slowly(`title ${id}`, 4)),
      words: async () => (await slowly(`words ${id}`, 2)).length,
    });
    const entities = ['1', '2', 'bad'].map(article);
    const mutate =
      (name: string) =>
      async (_: unknown, { id }: { id: string }) => {
        await slowly(`${name} ${id}`, id === '1' ? 5 : 1);
        return id === 'null' ? null : entities.find((one) => one.id === id);
      };
    return { query: { log }, mutation: { open: mutate('open'), must: mutate('must'), retitle: mutate('retitle') }, entities };
  },
  cases: [
    {
      ask: 'mutation { a: open(id: 1) { id } b: retitle(id: 2) { title } }',
      answer: { a: { id: '1' }, b: { title: 'open 1… open 1 retitle 2… retitle 2 title 2… title 2' } },
      fetches: ['articles', 'titles'],
    },
    {
      ask: 'mutation { ...M ... on Mutation { c: open(id: 2) { title } } } fragment M on Mutation { a: open(id: 1) { title } ... { b: retitle(id: 2) { id } } }',
      answer: {
        a: { title: 'open 1… open 1 title 1… title 1' },
        b: { id: '2' },
        c: { title: 'open 1… open 1 title 1… title 1 retitle 2… retitle 2 open 2… open 2 title 2… title 2' },
      },
      fetches: ['articles', 'titles 1', 'titles', 'articles', 'titles 1'],
    },
    {
      ask: 'mutation { a: open(id: "bad") { title } b: open(id: "null") { title } c: open(id: 2) { id } }',
      answer: { a: null, b: null, c: { id: '2' } },
      errors: ['a.title: no title'],
      fetches: ['articles', 'titles 1', 'articles', 'articles'],
    },
    {
      ask: 'mutation { a: must(id: 1) { id } b: must(id: "bad") { title } c: open(id: 2) { id } }',
      answer: null,
      errors: ['b.title: no title'],
      fetches: ['articles', 'articles', 'titles 1'],
    },
    {
      ask: 'mutation { a: open(id: 1) { id } a: open(id: 1) { words } b: open(id: 1) { id } }',
      answer: { a: { id: '1', words: 31 }, b: { id: '1' } },
      fetches: ['articles', 'words 1', 'articles'],
    },
  ],
};
