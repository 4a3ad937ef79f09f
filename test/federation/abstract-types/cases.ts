import type { Behaviour } from '../testkit/behaviour.ts';

const cairo = { __typename: 'Agency', id: 'g1', name: 'Cairo Wire', contact: { address: 'desk@wire.test' } };
const flood = {
  __typename: 'Article',
  id: '1',
  slug: 'flood',
  size: { words: 400, minutes: 2.5 },
  secret: true,
  source: cairo,
  related: () => [storm],
  readers: 10,
  notes: [{ id: 1, text: 'clear', about: () => flood }],
  notesOfRelated: ({ related }: { related: { id: string }[] }) => related.map(({ id }) => ({ id: Number(id), text: `see ${id}` })),
  teaser: ({ size }: { size: { words: number } }, { locale }: { locale?: string }) => ({
    text: `${size.words} words`,
    locale: locale ?? 'ar',
  }),
};
const storm = {
  ...flood,
  id: '2',
  slug: 'storm',
  source: { __typename: 'Independent', email: 'me@me.test' },
  related: () => [flood],
  readers: 20,
  notes: [],
};
const tide = {
  ...flood,
  __typename: 'Video',
  id: '3',
  slug: 'tide',
  size: { words: 0, minutes: 9 },
  source: cairo,
  related: () => [],
  readers: 30,
  notes: [],
};
const size = 'type Size @shareable { words: Int minutes: Float }';

export const behaviour: Behaviour = {
  shows: 'interfaces and unions whose fields and members are spread over subgraphs',
  subgraphs: {
    stories: `
      type Query { stories: [Story] related(id: ID!): [Story] }
      interface Story { id: ID! slug: String size: Size secret: Boolean @inaccessible }
      interface Linked { related: [Story] }
      type Article implements Story & Linked @key(fields: "id") { id: ID! slug: String size: Size @shareable secret: Boolean related: [Article] source: Source }
      type Video implements Story & Linked @key(fields: "id") { id: ID! slug: String size: Size @shareable secret: Boolean related: [Video] source: Source }
      union Source = Agency | Independent
      type Agency { id: ID! @shareable }
      type Independent { email: String }
      ${size}`,
    agencies: `
      type Agency @key(fields: "id") { id: ID! name: String contact: Contact }
      type Contact { address: String }
      type Bureau @key(fields: "id") { id: ID! name: String }
      extend union Source = Agency | Bureau`,
    teasers: `
      interface Story { id: ID! size: Size teaser(locale: String): Teaser }
      type Article implements Story @key(fields: "id") { id: ID! size: Size @external teaser(locale: String): Teaser @requires(fields: "size { words }") }
      type Video implements Story @key(fields: "id") { id: ID! size: Size @external teaser(locale: String): Teaser @requires(fields: "size { words }") }
      type Teaser { text: String locale: String }
      ${size}`,
    readers: `
      type Query { note(id: Int!): Note }
      interface Story { id: ID! readers: Int! notes: [Note!]! }
      interface Linked { related: [Story] }
      type Article implements Story & Linked @key(fields: "id") { id: ID! readers: Int! notes: [Note!]! related: [Article] @external notesOfRelated: [Note!]! @requires(fields: "related { id }") }
      type Video implements Story & Linked @key(fields: "id") { id: ID! readers: Int! notes: [Note!]! related: [Video] @external notesOfRelated: [Note!]! @requires(fields: "related { id }") }
      type Note { id: Int! text: String! about: Story }`,
  },
  world: () => ({
    query: {
      stories: [flood, tide],
      related: (_, { id }) => (id === '1' ? [storm] : []),
      note: () => flood.notes[0],
    },
    entities: [flood, storm, tide, cairo],
  }),
  cases: [
    {
      ask: '{ stories { id size { minutes } } }',
      answer: {
        stories: [
          { id: '1', size: { minutes: 2.5 } },
          { id: '3', size: { minutes: 9 } },
        ],
      },
      fetches: ['stories'],
    },
    {
      ask: '{ stories { ... on Story { slug } __typename readers ... on Video { slug } } }',
      answer: {
        stories: [
          { slug: 'flood', __typename: 'Article', readers: 10 },
          { slug: 'tide', __typename: 'Video', readers: 30 },
        ],
      },
      fetches: ['stories', 'readers 2'],
    },
    {
      ask: '{ short: related(id: 1) { teaser(locale: "en") { locale text } } none: related(id: 7) { teaser { text } } }',
      answer: { short: [{ teaser: { locale: 'en', text: '400 words' } }], none: [] },
      fetches: ['stories', 'teasers 1'],
    },
    {
      ask: '{ stories { ... on Linked { related { id readers } } ... on Article { notesOfRelated { text } } } }',
      answer: { stories: [{ related: [{ id: '2', readers: 20 }], notesOfRelated: [{ text: 'see 2' }] }, { related: [] }] },
      fetches: ['stories', 'readers 2'],
    },
    {
      ask: '{ stories { ... on Article { source { ... on Agency { name contact { address } } ... on Independent { email } ... on Bureau { name } } related { source { __typename ... on Independent { email } } } } } }',
      answer: {
        stories: [
          {
            source: { name: 'Cairo Wire', contact: { address: 'desk@wire.test' } },
            related: [{ source: { __typename: 'Independent', email: 'me@me.test' } }],
          },
          {},
        ],
      },
      fetches: ['stories', 'agencies 1'],
    },
    {
      ask: '{ note(id: 1) { about { __typename slug ... on Article { teaser { text } } ... on Video { readers } } } }',
      answer: { note: { about: { __typename: 'Article', slug: 'flood', teaser: { text: '400 words' } } } },
      fetches: ['readers', 'stories 1', 'teasers 1'],
    },
    {
      ask: '{ stories { secret } }',
      errors: ['Cannot query field "secret" on type "Story". Did you mean to use an inline fragment on "Article" or "Video"?'],
      fetches: [],
    },
  ],
};
