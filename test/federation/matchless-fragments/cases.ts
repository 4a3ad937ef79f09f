import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', title: 'Flood' };
const clip = { __typename: 'Video', id: '2', title: 'Clip', seconds: 9 };

export const behaviour: Behaviour = {
  shows: 'fragments that can match nothing leave nothing behind: no fetch, no key, an empty object where nothing else was asked',
  subgraphs: {
    stories: `
      type Query { story: Story medium: Medium article: Article }
      interface Story { id: ID! }
      interface Timed { seconds: Int }
      union Medium = Article | Video
      union Aside = Note
      type Note { text: String }
      type Article implements Story @key(fields: "id") { id: ID! aside: Aside }
      type Video implements Story & Timed @key(fields: "id") { id: ID! seconds: Int }`,
    titles: 'type Article @key(fields: "id") { id: ID! title: String } type Video @key(fields: "id") { id: ID! title: String }',
  },
  world: () => ({ query: { story: clip, medium: flood, article: flood }, entities: [flood, clip] }),
  cases: [
    { ask: '{ story { ... on Timed { ... on Story { ... on Article { title } } } } }', answer: { story: {} }, fetches: ['stories'] },
    { ask: '{ article { ... on Story { ... on Timed { ... on Video { title } } } } }', answer: { article: {} }, fetches: ['stories'] },
    {
      ask: '{ medium { ... on Timed { ... on Medium { ... on Article { title } __typename } } } }',
      answer: { medium: {} },
      fetches: ['stories'],
    },
    {
      ask: '{ story { ... on Article { title } ...V ... on Video { id } } } fragment V on Timed { seconds ... on Video { t: title } }',
      answer: { story: { seconds: 9, t: 'Clip', id: '2' } },
      fetches: ['stories', 'titles 1'],
    },
    { ask: '{ medium { ... on Video { title } } }', answer: { medium: {} }, fetches: ['stories'] },
    {
      ask: '{ article { ... on Video { title } } }',
      errors: ['Fragment cannot be spread here as objects of type "Article" can never be of type "Video".'],
      fetches: [],
    },
    {
      ask: '{ story { ... on Timed { ... on Article { id } } } }',
      errors: ['Fragment cannot be spread here as objects of type "Timed" can never be of type "Article".'],
      fetches: [],
    },
    {
      ask: '{ article { id ...F } } fragment F on Article { aside { ... on Note { text } } }',
      answer: { article: { id: '1', aside: null } },
      fetches: ['stories'],
    },
  ],
};
