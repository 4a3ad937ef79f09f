import type { Behaviour } from '../testkit/behaviour.ts';

export const behaviour: Behaviour = {
  shows: 'root fields of mutations over several subgraphs, one after another, each with its entity fetches',
  subgraphs: {
    articles: `
      type Query { article(id: ID!): Article }
      type Mutation { publish(input: NewArticle!): Article! tag(name: String!): Topic! @shareable double: Int! }
      input NewArticle { title: String! words: Int! }
      type Article @key(fields: "id") { id: ID! title: String! words: Int! }
      type Topic @key(fields: "id") { id: ID! }`,
    lengths: `
      type Mutation { reset: Int! tag(name: String!): Topic! @shareable }
      type Article @key(fields: "id") { id: ID! words: Int! @external isLong: Boolean! @requires(fields: "words") open: Boolean! }
      type Topic @key(fields: "id") { id: ID! name: String! }`,
    counters: 'type Mutation { add(n: Int!): Int! }',
  },
  world() {
    let count = 0;
    const entities: { __typename: string; [field: string]: unknown }[] = [];
    const put = (typename: string, fields: object) =>
      entities[entities.push({ __typename: typename, id: `${entities.length + 1}`, ...fields }) - 1];
    const isLong = ({ words }: { words: number }) => words > 300;
    return {
      entities,
      query: { article: () => put('Article', { title: 'Flood', words: 9, isLong, open: true }) },
      mutation: {
        publish: (_, { input }: { input: object }) => put('Article', { ...input, isLong, open: true }),
        tag: (_, { name }) => put('Topic', { name }),
        add: (_, { n }) => (count += Number(n)),
        double: () => (count *= 2),
        reset: () => [count, (count = 0)][0],
      },
    };
  },
  cases: [
    {
      ask: 'mutation { publish(input: { title: "Flood", words: 400 }) { title words isLong open } }',
      answer: { publish: { title: 'Flood', words: 400, isLong: true, open: true } },
      fetches: ['articles', 'lengths 1'],
    },
    {
      ask: '{ article(id: 1) { id title isLong open } }',
      answer: { article: { id: '1', title: 'Flood', isLong: false, open: true } },
      fetches: ['articles', 'lengths 1'],
    },
    {
      ask: 'mutation { five: add(n: 5) ten: double twelve: add(n: 2) final: reset }',
      answer: { five: 5, ten: 10, twelve: 12, final: 12 },
      fetches: ['counters', 'articles', 'counters', 'lengths'],
    },
    { ask: 'mutation { tag(name: "water") { id name } }', answer: { tag: { id: '1', name: 'water' } }, fetches: ['lengths'] },
    {
      ask: 'mutation ($a: NewArticle!) { ...M first: add(n: 1) ... on Mutation { double } ...M } fragment M on Mutation { publish(input: $a) { id isLong } first: add(n: 1) reset }',
      variables: { a: { title: 'T', words: 1 } },
      answer: { publish: { id: '1', isLong: false }, first: 1, reset: 1, double: 0 },
      fetches: ['articles', 'lengths 1', 'counters', 'lengths', 'articles'],
    },
  ],
};
