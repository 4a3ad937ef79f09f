import type { Behaviour } from '../testkit/behaviour.ts';

const press = { __typename: 'Press', id: '1' };
const wire = { __typename: 'Wire', id: '2' };
const amal = { __typename: 'Editor', id: 'e1', name: 'Amal', chief: true };

export const behaviour: Behaviour = {
  shows: '__typename of unions, interfaces and @interfaceObject, alone and under any alias',
  subgraphs: {
    sources: `
      type Query { source: Source node: Node }
      union Source = Press | Wire
      interface Node { id: ID! }
      type Press implements Node { id: ID! }
      type Wire implements Node { id: ID! }
      interface Person @key(fields: "id") { id: ID! }
      type Editor implements Person @key(fields: "id") { id: ID! chief: Boolean! }`,
    people: 'type Query { people: [Person] } type Person @key(fields: "id") @interfaceObject { id: ID! name: String! }',
  },
  world: () => ({ query: { source: press, node: wire, people: [amal, amal] }, entities: [amal] }),
  cases: [
    { ask: '{ source { __typename kind: __typename } }', answer: { source: { __typename: 'Press', kind: 'Press' } }, fetches: ['sources'] },
    {
      ask: '{ node { id: __typename __typename t: __typename } }',
      answer: { node: { id: 'Wire', __typename: 'Wire', t: 'Wire' } },
      fetches: ['sources'],
    },
    {
      ask: '{ source { ... on Wire { a: __typename } ... on Press { b: __typename } } }',
      answer: { source: { b: 'Press' } },
      fetches: ['sources'],
    },
    {
      ask: '{ node { ... on Node { t: __typename } ... on Wire { id t: __typename } } }',
      answer: { node: { t: 'Wire', id: '2' } },
      fetches: ['sources'],
    },
    { ask: '{ people { id } }', answer: { people: [{ id: 'e1' }, { id: 'e1' }] }, fetches: ['people'] },
    {
      ask: '{ people { __typename } }',
      answer: { people: [{ __typename: 'Editor' }, { __typename: 'Editor' }] },
      fetches: ['people', 'sources 1'],
    },
    { ask: '{ __typename }', answer: { __typename: 'Query' }, fetches: [] },
    {
      ask: '{ a: __typename source { __typename } ...F } fragment F on Query { b: __typename }',
      answer: { a: 'Query', source: { __typename: 'Press' }, b: 'Query' },
      fetches: ['sources'],
    },
  ],
};
