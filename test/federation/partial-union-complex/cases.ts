import type { Behaviour } from '../testkit/behaviour.ts';

const common = { __typename: 'Photo', caption: 'Flood' };
const chart = { __typename: 'Chart', unit: 'mm' };
const quote = { __typename: 'Quote', words: 'Dry!' };
const page = {
  __typename: 'Page',
  id: '1',
  body: (_: unknown, __: unknown, at: string) => ({ parts: at === 'desk' ? [common, chart] : [common, quote] }),
  margin: { parts: [common, quote] },
};

export const behaviour: Behaviour = {
  shows: 'members of a shared union that only the subgraph knows which brought them',
  subgraphs: {
    desk: `
      type Query { page: Page both: Page @shareable }
      type Page @key(fields: "id") { id: ID! body: Body @shareable }
      type Body @shareable { parts: [Part!]! @shareable }
      union Part = Photo | Chart
      type Photo @shareable { caption: String }
      type Chart { unit: String }`,
    opinion: `
      type Query { opinion: Page both: Page @shareable }
      type Page @key(fields: "id") { id: ID! body: Body @shareable margin: Body }
      type Body @shareable { parts: [Part!]! @shareable }
      union Part = Photo | Quote
      type Photo @shareable { caption: String }
      type Quote { words: String }`,
  },
  world: () => ({ query: { page, opinion: page, both: { id: '1', body: { parts: [common] } } }, entities: [page] }),
  cases: [
    {
      ask: '{ page { body { parts { __typename ... on Photo { caption } ... on Chart { unit } ... on Quote { words } } } } }',
      answer: {
        page: {
          body: {
            parts: [
              { __typename: 'Photo', caption: 'Flood' },
              { __typename: 'Chart', unit: null },
            ],
          },
        },
      },
      fetches: ['desk'],
      unlikeTwin: 'of a body that both could bring, only what both know is asked',
    },
    {
      ask: '{ page { body { parts { __typename ... on Quote { words } } } } opinion { body { parts { __typename } } } }',
      answer: {
        page: { body: { parts: [{ __typename: 'Photo' }, { __typename: 'Chart' }] } },
        opinion: { body: { parts: [{ __typename: 'Photo' }, { __typename: 'Quote' }] } },
      },
      fetches: ['desk', 'opinion'],
      unlikeTwin: 'each subgraph has parts of its own',
    },
    {
      ask: '{ both { body { parts { __typename ... on Photo { caption } ... on Chart { unit } ... on Quote { words } } } } }',
      answer: { both: { body: { parts: [{ __typename: 'Photo', caption: 'Flood' }] } } },
      fetches: ['desk'],
    },
    {
      ask: '{ page { margin { parts { ... on Chart { unit } ... on Quote { words } } } } }',
      answer: { page: { margin: { parts: [{}, { words: 'Dry!' }] } } },
      fetches: ['desk', 'opinion 1'],
    },
  ],
};
