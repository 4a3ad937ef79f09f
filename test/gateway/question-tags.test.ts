/** What an answer is made of, told by its question: the tags of the schema at whatever depth, and the types of the entities that are read. */
import { describe, expect, it } from '@jest/globals';
import { Kind, parse, type OperationDefinitionNode } from 'graphql';
import { withSome } from '../../src/cache/keys.ts';
import { readCacheHints } from '../../src/gateway/caching/cache-hints.ts';
import { MAX_TAGS, questionTags } from '../../src/gateway/caching/question-tags.ts';

const hints = readCacheHints(
  parse(`
  enum join__Graph { NEWS @join__graph(name: "news", url: "") }
  input By { id: ID slug: String }
  input Filter { topics: [String!] }
  type Query {
    thing(by: By!): Thing @cacheTag(format: "thing:{$args.by.id}")
    things(order: String = "NEWEST", page: By = { slug: "first" }, filter: Filter): [Thing]
      @cacheTag(format: "things:{$args.order}:{$args.page.slug}")
      @cacheTag(format: "topics", whenGiven: "filter.topics")
    any: Any
    node: Node
  }
  interface Node { id: ID! label: String }
  union Any = Thing | Other
  type Thing implements Node @join__type(graph: NEWS, key: "id") @cacheTag(format: "a-thing:{$key.id}") {
    id: ID!
    title: String
    label: String @cacheTag(format: "labels")
    notes(first: Int = 10): [Note] @cacheTag(format: "notes:{$key.id}")
    thread: [Note] @cacheTag(format: "thread:{$key.id}", deep: true)
  }
  type Other implements Node @join__type(graph: NEWS, key: "id") { id: ID! label: String }
  type Note { text: String thing: Thing replies: [Note] @cacheTag(format: "replies") }
`),
  () => false,
);

/** @param type the entity's; `Query` for a root fetch */
function tagsOf(type: string, selection: string, variables: Record<string, unknown> = {}, key: Record<string, unknown> | null = null) {
  const definition = parse(`query ($id: ID, $order: String) ${selection}`).definitions[0] as OperationDefinitionNode;
  expect(definition.kind).toBe(Kind.OPERATION_DEFINITION);
  return questionTags({ hints, subgraph: 'news', type, set: definition.selectionSet })?.(variables)(key).toSorted();
}

describe('the tags of a question', () => {
  it('are filled with arguments, nested ones and defaults too', () => {
    expect(tagsOf('Query', '{ thing(by: { id: "1" }) { id } }')).toEqual(['thing:1']);
    expect(tagsOf('Query', '{ thing(by: { id: $id }) { id } }', { id: 7 })).toEqual(['thing:7']);
    expect(tagsOf('Query', '{ things { id } }')).toEqual(['things:NEWEST:first']);
    expect(tagsOf('Query', '{ things(order: $order) { id } }', {})).toEqual(['things:NEWEST:first']);
    expect(tagsOf('Query', '{ things(order: "OLDEST", page: { slug: "b" }) { id } }')).toEqual(['things:OLDEST:b']);
    expect(tagsOf('Query', '{ a: things { id } b: things(order: "OLDEST") { id } }')).toEqual([
      'things:NEWEST:first',
      'things:OLDEST:first',
    ]);
  });

  it('have an empty place where nobody knows, or where it would be filled with a megabyte', () => {
    expect(tagsOf('Query', '{ thing(by: { slug: "a" }) { id } }')).toEqual(['thing:']);
    expect(tagsOf('Query', '{ thing(by: { id: $id }) { id } }', { id: 'x'.repeat(1_000) })).toEqual(['thing:']);
    expect(tagsOf('Query', '{ thing(by: { id: "1" }) { notes { text } } }')).toEqual(['news/Thing/', 'notes:', 'thing:1']);
    expect(tagsOf('Thing', '{ notes { text } }', {}, { slug: 'a' })).toEqual(['a-thing:', 'notes:']);
  });

  it('take the key of the entity that is asked for, not that of another further down', () => {
    expect(tagsOf('Thing', '{ ... on Thing { title notes { text thing { notes { text } } } } }', {}, { id: '1' })).toEqual([
      'a-thing:1',
      'news/Thing/',
      'notes:',
      'notes:1',
    ]);
  });

  it('come from every depth, but for what a deep one names already', () => {
    expect(tagsOf('Thing', '{ notes { replies { text } } }', {}, { id: '1' })).toEqual(['a-thing:1', 'notes:1', 'replies']);
    expect(tagsOf('Thing', '{ thread { replies { text } } }', {}, { id: '1' })).toEqual(['a-thing:1', 'thread:1']);
  });

  it('are there only where the argument is given that they are for', () => {
    expect(tagsOf('Query', '{ things(filter: { topics: ["a"] }) { id } }')).toEqual(['things:NEWEST:first', 'topics']);
    expect(tagsOf('Query', '{ things(filter: { topics: null }) { id } }')).toEqual(['things:NEWEST:first']);
    expect(tagsOf('Query', '{ things(filter: {}) { id } }')).toEqual(['things:NEWEST:first']);
  });

  it('tell the types of entities of which more than the key is read, behind interfaces and unions too', () => {
    expect(tagsOf('Query', '{ any { ... on Thing { title } ... on Other { id } } }')).toEqual(['news/Thing/']);
    expect(tagsOf('Query', '{ node { label } }')).toEqual(['labels', 'news/Other/', 'news/Thing/']);
    expect(tagsOf('Query', '{ node { __typename id } }')).toEqual([]);
  });

  it('are bounded: where there are more, nothing is kept', () => {
    const fields = Array.from({ length: MAX_TAGS + 1 }, (_, i) => `a${i}: thing(by: { id: "${i}" }) { id }`).join(' ');
    expect(tagsOf('Query', `{ ${fields} }`)).toBeUndefined();
  });

  it('are met by whoever names an entity or a type from outside', () => {
    expect(withSome(['news', 'labels', 'news/Thing', 'news/Thing/{"id":"1"}', 'news/Other/{"id":"a/b"}'])).toEqual([
      'news',
      'labels',
      'news/Thing',
      'news/Thing/{"id":"1"}',
      'news/Other/{"id":"a/b"}',
      'news/Thing/',
      'news/Other/',
    ]);
  });
});
