import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', madeAt: '1999' };
const storm = { __typename: 'Article', id: '2', madeAt: '2001' };

export const behaviour: Behaviour = {
  shows: '@override from a subgraph that is not there changes nothing',
  subgraphs: {
    old: 'type Query { feed: [Article] @shareable oldFeed: [Article] } type Article @key(fields: "id") { id: ID! madeAt: String! @shareable }',
    new: 'type Query { feed: [Article] @shareable newFeed: [Article] } type Article @key(fields: "id") { id: ID! madeAt: String! @override(from: "gone") @shareable }',
  },
  world: () => ({ query: { feed: [flood, storm], oldFeed: [storm], newFeed: [flood] }, entities: [flood, storm] }),
  cases: [
    { ask: '{ feed { madeAt } }', answer: { feed: [{ madeAt: '1999' }, { madeAt: '2001' }] }, fetches: ['new'] },
    {
      ask: '{ oldFeed { madeAt } newFeed { madeAt } }',
      answer: { oldFeed: [{ madeAt: '2001' }], newFeed: [{ madeAt: '1999' }] },
      fetches: ['old', 'new'],
    },
  ],
};
