import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', madeAt: '1999' };
const storm = { __typename: 'Article', id: '2', madeAt: '2001' };

export const behaviour: Behaviour = {
  shows: 'a field moved by @override is asked of its new owner alone',
  subgraphs: {
    old: 'type Query { feed: [Article] @shareable oldFeed: [Article] } type Article @key(fields: "id") { id: ID! madeAt: String! @shareable }',
    new: 'type Query { feed: [Article] @shareable newFeed: [Article] } type Article @key(fields: "id") { id: ID! madeAt: String! @override(from: "old") @shareable }',
  },
  world: () => ({ query: { feed: [flood, storm], oldFeed: [storm], newFeed: [flood] }, entities: [flood, storm] }),
  cases: [
    { ask: '{ feed { madeAt } }', answer: { feed: [{ madeAt: '1999' }, { madeAt: '2001' }] }, fetches: ['new'] },
    {
      ask: '{ oldFeed { madeAt } newFeed { madeAt } }',
      answer: { oldFeed: [{ madeAt: '2001' }], newFeed: [{ madeAt: '1999' }] },
      fetches: ['old', 'new', 'new 1'],
    },
    { ask: '{ oldFeed { id } }', answer: { oldFeed: [{ id: '2' }] }, fetches: ['old'] },
  ],
};
