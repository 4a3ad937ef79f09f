import type { Behaviour } from '../testkit/behaviour.ts';

const open = { __typename: 'Article', id: '1', access: 'OPEN' };
const embargoed = { __typename: 'Article', id: '2', access: 'EMBARGOED' };

export const behaviour: Behaviour = {
  shows: 'an enum value that one subgraph lacks and another hides',
  subgraphs: {
    articles:
      'type Query { articles: [Article] } type Article @key(fields: "id") { id: ID access: Access @shareable } enum Access { OPEN }',
    desk: `
      type Query { drafts: [Article!] withAccess(access: Access!): [Article!] }
      extend type Article @key(fields: "id") { id: ID access: Access @shareable }
      enum Access { EMBARGOED @inaccessible OPEN }`,
  },
  world: () => ({ query: { articles: [open, embargoed], drafts: [open, embargoed], withAccess: [open] }, entities: [open, embargoed] }),
  cases: [
    { ask: '{ articles { id } }', answer: { articles: [{ id: '1' }, { id: '2' }] }, fetches: ['articles'] },
    {
      ask: '{ articles { id access } }',
      answer: {
        articles: [
          { id: '1', access: 'OPEN' },
          { id: '2', access: null },
        ],
      },
      errors: ['articles.1.access: Enum "Access" cannot represent value: "EMBARGOED"'],
      fetches: ['articles'],
    },
    {
      ask: '{ drafts { id access } }',
      answer: {
        drafts: [
          { id: '1', access: 'OPEN' },
          { id: '2', access: null },
        ],
      },
      errors: ['drafts.1.access: Enum "Access" of Article.access has no such value.'],
      fetches: ['desk'],
    },
    { ask: '{ withAccess(access: OPEN) { access } }', answer: { withAccess: [{ access: 'OPEN' }] }, fetches: ['desk'] },
    { ask: '{ withAccess(access: EMBARGOED) { id } }', errors: ['Value "EMBARGOED" does not exist in "Access" enum.'], fetches: [] },
    {
      ask: 'query ($access: Access!) { withAccess(access: $access) { id } }',
      variables: { access: 'EMBARGOED' },
      errors: ['Variable "$access" got invalid value "EMBARGOED"; Value "EMBARGOED" does not exist in "Access" enum.'],
      fetches: [],
    },
  ],
};
