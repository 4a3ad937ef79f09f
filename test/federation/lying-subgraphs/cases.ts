import type { Behaviour } from '../testkit/behaviour.ts';

const flood = { __typename: 'Article', id: '1', words: 4 };
const root = (data: unknown, errors: unknown[] = []) => ({ articles: { data: data as object, errors } });
const entity = (data: unknown, errors: unknown[] = []) => ({ words: { data: data as object, errors } });
const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

export const behaviour: Behaviour = {
  shows: 'whatever a subgraph answers, the client’s answer has the schema’s shape and says what failed',
  subgraphs: {
    articles: `
      type Query { list: [Article!] story: Story one: Article any: Any }
      scalar Any
      interface Story { id: ID! }
      type Article implements Story @key(fields: "id") { id: ID! }
      type Video implements Story { id: ID! }`,
    words: 'type Article @key(fields: "id") { id: ID! words: Int }',
  },
  world: () => ({ query: { list: [flood], story: flood, one: flood }, entities: [flood] }),
  cases: [
    {
      ask: '{ list { id } story { id } }',
      faults: root({ list: [{ id: 1 }, { id: 2 }], story: null }, [
        { message: 'a', path: ['list', 9] },
        { message: 'b', path: ['list', -1, 'id'] },
        { message: 'c', path: ['list', 'length'] },
        { message: 'd', path: ['list', 1, 'id', 'x'] },
        { message: 'e', path: ['story', 0, 'y'] },
        { message: 'f', path: ['story'] },
        { message: 'g', path: ['nothing'] },
        { message: 'h', path: [] },
      ]),
      answer: { list: [{ id: '1' }, { id: '2' }], story: null },
      errors: ['story.0: e', 'a', 'b', 'c', 'd', 'g', 'h'],
      fetches: ['articles'],
    },
    {
      ask: '{ story { id } }',
      faults: root({ story: { __typename: 'Query', id: 1 } }),
      answer: { story: null },
      errors: ['story: "Story" of Query.story has no such type.'],
      fetches: ['articles'],
    },
    {
      ask: '{ story { id ... on Article { words } } }',
      faults: root({ story: { id: 1 } }),
      answer: { story: null },
      errors: ['story: No subgraph told which type stands at Query.story.'],
      fetches: ['articles'],
    },
    {
      ask: '{ story { id } }',
      faults: root({ story: { __typename: ['Article'], id: 1 } }),
      answer: { story: null },
      errors: ['story: "Story" of Query.story has no such type.'],
      fetches: ['articles'],
    },
    {
      ask: '{ list { words } }',
      faults: { articles: () => ({ data: { list: nested(50_000) } }) },
      answer: { list: null },
      errors: ['list.0: Expected an object for Query.list.'],
      fetches: ['articles'],
    },
    {
      ask: '{ list { id words } }',
      faults: root({ list: [{ __typename: 'Article' }, 7, null, 'x'] }),
      answer: { list: null },
      errors: ['list.0.id: Cannot return null for non-nullable field Article.id.'],
      fetches: ['articles'],
    },
    {
      ask: '{ one { words } }',
      faults: entity({ _entities: [7] }),
      answer: { one: { words: null } },
      fetches: ['articles', 'words 1'],
      errors: ['one.words: A subgraph answered an entity that is no object.'],
    },
    {
      ask: '{ one { words } }',
      faults: entity({ _entities: [[{ words: 1 }]] }),
      answer: { one: { words: null } },
      fetches: ['articles', 'words 1'],
      errors: ['one.words: A subgraph answered an entity that is no object.'],
    },
    {
      ask: '{ one { words } }',
      faults: entity({ _entities: { 0: {} } }),
      answer: { one: { words: null } },
      fetches: ['articles', 'words 1'],
      errors: ['one.words: A subgraph answered no entities for 1 representations.'],
    },
    {
      ask: '{ one { words } }',
      faults: entity({ _entities: null }, [{ message: 'no', path: ['_entities'] }]),
      answer: { one: { words: null } },
      errors: ['one.words: no'],
      fetches: ['articles', 'words 1'],
    },
    {
      ask: '{ one { words } }',
      faults: entity({ _entities: [{ words: null }] }, [
        { message: 'a', path: ['_entities', -1, 'words'] },
        { message: 'b', path: ['_entities', 0.5, 'words'] },
        { message: 'c', path: ['_entities', '0', 'words'] },
        { message: 'd', path: ['_entities', 0, '__proto__', 'polluted'] },
        { message: 'e', path: ['__proto__', 'polluted'] },
        { message: 'f', path: ['_entities', 0, 'words', 'deeper', 3] },
      ]),
      answer: { one: { words: null } },
      errors: ['one.words: f', 'a', 'b', 'c', 'd', 'e'],
      fetches: ['articles', 'words 1'],
    },
    {
      ask: '{ one { id __typename words } }',
      faults: entity({ _entities: [{ __typename: 'Video', id: '9', words: 3 }] }),
      answer: { one: { id: '9', __typename: 'Article', words: 3 } },
      fetches: ['articles', 'words 1'],
    },
  ],
};
