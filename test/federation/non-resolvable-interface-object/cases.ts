import type { Behaviour } from '../testkit/behaviour.ts';

const loaf = { __typename: 'Podcast', id: 'p1', title: 'Hour' };
const opaque = { __typename: 'Node', id: 'n1', trace: 'x' };

export const behaviour: Behaviour = {
  shows: '@interfaceObject whose key cannot be resolved: what it knows itself is answered, a concrete type is never invented',
  subgraphs: {
    nodes: `
      type Query { node: Node medium: Medium! }
      interface Node @key(fields: "id") { id: ID! }
      type Medium @key(fields: "id", resolvable: false) @interfaceObject { id: ID! }`,
    media: `
      type Query { traced: Node }
      type Node @key(fields: "id", resolvable: false) @interfaceObject { id: ID! trace: String }
      interface Medium @key(fields: "id") { id: ID! }
      type Podcast implements Medium @key(fields: "id") { id: ID! title: String! }`,
  },
  world: () => ({ query: { node: null, medium: loaf, traced: opaque }, entities: [loaf] }),
  cases: [
    {
      ask: '{ traced { id trace } }',
      answer: { traced: { id: 'n1', trace: 'x' } },
      fetches: ['media'],
      unlikeTwin: 'the object has no concrete type',
    },
    { ask: '{ node { id } }', answer: { node: null }, fetches: ['nodes'] },
    { ask: '{ medium { id } }', answer: { medium: { id: 'p1' } }, fetches: ['nodes'] },
    { ask: '{ medium { ... on Podcast { title } } }', answer: { medium: { title: 'Hour' } }, fetches: ['nodes', 'media 1'] },
    { ask: '{ medium { __typename } }', answer: { medium: { __typename: 'Podcast' } }, fetches: ['nodes', 'media 1'] },
    {
      ask: '{ medium { id title } }',
      errors: ['Cannot query field "title" on type "Medium". Did you mean to use an inline fragment on "Podcast"?'],
      fetches: [],
    },
  ],
};
