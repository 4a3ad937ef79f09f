import type { Behaviour } from '../testkit/behaviour.ts';

const author = (id: string) => ({ __typename: 'Author', id, name: id === 'x' ? new Error('no name') : `N${id}` });
const [a, b, x] = [author('a'), author('b'), author('x')];
const grids = {
  plain: [[a, b], [], null, [b]],
  deep: [[[a], [b, null]], [], [null]],
  mixed: [[a, { __typename: 'Robot', id: 'r' }], [b]],
  bad: [[a], [x, b]],
};
const shelf = {
  __typename: 'Shelf',
  id: 's',
  grids: grids.plain,
  count: (self: { grids: ({ name: string } | null)[][] }) =>
    self.grids
      .flat()
      .map((one) => one?.name)
      .join(),
};

export const behaviour: Behaviour = {
  shows: 'entities in lists of lists, with nulls and other types between them: asked once each, put back where they stood',
  subgraphs: {
    grids: `
      type Query { plain: [[Author]] deep: [[[Author]]] mixed: [[Member!]!] bad: [[Author!]] shelf: Shelf }
      union Member = Author | Robot
      type Robot { id: ID! }
      type Author @key(fields: "id") { id: ID! }
      type Shelf @key(fields: "id") { id: ID! grids: [[Author]] }`,
    names: `
      type Author @key(fields: "id") { id: ID! name: String! }
      type Shelf @key(fields: "id") { id: ID! count: String @requires(fields: "grids { name }") grids: [[Author]] @external }`,
  },
  world: () => ({ query: { ...grids, shelf }, entities: [a, b, x, shelf].filter((one) => one !== undefined) }),
  cases: [
    {
      ask: '{ plain { name } }',
      answer: { plain: [[{ name: 'Na' }, { name: 'Nb' }], [], null, [{ name: 'Nb' }]] },
      fetches: ['grids', 'names 2'],
    },
    {
      ask: '{ deep { name id } }',
      answer: { deep: [[[{ name: 'Na', id: 'a' }], [{ name: 'Nb', id: 'b' }, null]], [], [null]] },
      fetches: ['grids', 'names 2'],
    },
    {
      ask: '{ mixed { ... on Author { name } __typename } }',
      answer: { mixed: [[{ name: 'Na', __typename: 'Author' }, { __typename: 'Robot' }], [{ name: 'Nb', __typename: 'Author' }]] },
      fetches: ['grids', 'names 2'],
    },
    {
      ask: '{ bad { name } }',
      answer: { bad: [[{ name: 'Na' }], null] },
      errors: ['bad.1.0.name: no name'],
      fetches: ['grids', 'names 3'],
    },
    {
      ask: '{ shelf { count grids { id } } }',
      answer: { shelf: { count: 'Na,Nb,,Nb', grids: [[{ id: 'a' }, { id: 'b' }], [], null, [{ id: 'b' }]] } },
      fetches: ['grids', 'names 2', 'names 1'],
    },
    {
      ask: '{ plain { name } deep { name } bad { id } }',
      answer: {
        plain: [[{ name: 'Na' }, { name: 'Nb' }], [], null, [{ name: 'Nb' }]],
        deep: [[[{ name: 'Na' }], [{ name: 'Nb' }, null]], [], [null]],
        bad: [[{ id: 'a' }], [{ id: 'x' }, { id: 'b' }]],
      },
      fetches: ['grids', 'names 2'],
    },
  ],
};
