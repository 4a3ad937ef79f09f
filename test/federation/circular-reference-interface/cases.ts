import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', readers: 7, sequel: () => storm };
const storm = { __typename: 'Article', id: '2', readers: 8, sequel: () => flood };

export const behaviour: Behaviour = {
  shows: 'an interface field leads back to the interface, narrowed by its implementer, with @provides on the way',
  subgraphs: {
    stories: `
      type Query { story: Story }
      interface Story { sequel: Story }
      type Article implements Story @key(fields: "id") { id: ID! sequel: Article @provides(fields: "readers") readers: Int @external }`,
    readers: 'type Article @key(fields: "id") { id: ID! readers: Int @shareable }',
  },
  world: () => ({ query: { story: flood }, entities: [flood, storm] }),
  cases: [
    {
      ask: '{ story { sequel { ... on Story { sequel { __typename } } } } }',
      answer: { story: { sequel: { sequel: { __typename: 'Article' } } } },
      fetches: ['stories'],
    },
    {
      ask: '{ story { __typename sequel { ... on Article { id readers } sequel { ... on Article { readers } } } } }',
      answer: { story: { __typename: 'Article', sequel: { id: '2', readers: 8, sequel: { readers: 7 } } } },
      fetches: ['stories'],
    },
    {
      ask: '{ story { ... on Article { readers sequel { readers } } } }',
      answer: { story: { readers: 7, sequel: { readers: 8 } } },
      fetches: ['stories', 'readers 1'],
    },
  ],
};
