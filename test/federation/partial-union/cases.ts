import type { Behaviour } from '../testkit/behaviour.ts';

const alpha = { __typename: 'Photo', id: 'p1', caption: 'Flood' };
const beta = { __typename: 'Chart', id: 'c1', unit: 'mm', source: 'NWS' };
const gamma = { __typename: 'Quote', id: 'q1', words: 'Dry!' };

export const behaviour: Behaviour = {
  shows: 'a union whose members only one of its subgraphs knows in full',
  subgraphs: {
    desk: `
      type Query { block: Block }
      type Block @shareable { parts: [Part!]! title: String }
      union Part = Photo | Chart | Quote
      type Photo @shareable { id: ID! caption: String }
      type Chart { id: ID! unit: String source: String }
      type Quote { id: ID! words: String }`,
    archive: `
      type Query { photos: Int }
      type Block @shareable { parts: [Part!]! title: String }
      union Part = Photo
      type Photo @shareable { id: ID! caption: String }`,
  },
  world: () => ({ query: { block: { parts: [alpha, beta, gamma], title: 'Rain' } } }),
  cases: [
    {
      ask: '{ block { title parts { __typename ... on Photo { id caption } ... on Chart { id unit source } ... on Quote { id words } } } }',
      answer: {
        block: {
          title: 'Rain',
          parts: [
            { __typename: 'Photo', id: 'p1', caption: 'Flood' },
            { __typename: 'Chart', id: 'c1', unit: 'mm', source: 'NWS' },
            { __typename: 'Quote', id: 'q1', words: 'Dry!' },
          ],
        },
      },
      fetches: ['desk'],
    },
    {
      ask: '{ block { parts { __typename ... on Chart { unit } ... on Quote { words } } } }',
      answer: { block: { parts: [{ __typename: 'Photo' }, { __typename: 'Chart', unit: 'mm' }, { __typename: 'Quote', words: 'Dry!' }] } },
      fetches: ['desk'],
    },
  ],
};
