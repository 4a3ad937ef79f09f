import type { Behaviour } from '../testkit/behaviour.ts';

const flood = {
  __typename: 'Article',
  id: '1',
  constructor: 'c',
  toString: 't',
  hasOwnProperty: 'h',
  valueOf: ({ constructor: made }: { constructor: string }) => `${made}!`,
  length: 'later',
  representations: (_: unknown, args: object) => JSON.stringify(args),
  _entities: 'e',
};
const gone = 'A subgraph could not be reached.';

export const behaviour: Behaviour = {
  shows: 'fields, types and variables called like what JavaScript objects inherit, or like what the gateway sends itself',
  subgraphs: {
    articles:
      'type Query { toString: Article length: [Article!] _e0: Article } type Article @key(fields: "id") { id: ID! length: String constructor: String }',
    names: `
      type Article @key(fields: "id") {
        id: ID! constructor: String @external toString: String hasOwnProperty: String valueOf: String @requires(fields: "constructor")
        representations(representations: Int, representations0: Int): String! _entities: String
      }`,
  },
  world: () => ({ query: { toString: flood, length: [flood], _e0: flood }, entities: [flood] }),
  cases: [
    {
      ask: '{ toString { length constructor toString hasOwnProperty valueOf _entities } length { id } }',
      answer: {
        toString: { length: 'later', constructor: 'c', toString: 't', hasOwnProperty: 'h', valueOf: 'c!', _entities: 'e' },
        length: [{ id: '1' }],
      },
      fetches: ['articles', 'names 1'],
    },
    {
      ask: '{ toString { toString hasOwnProperty valueOf length } }',
      faults: { names: 'down' },
      answer: { toString: { toString: null, hasOwnProperty: null, valueOf: null, length: 'later' } },
      errors: [`toString.toString: ${gone}`, `toString.hasOwnProperty: ${gone}`, `toString.valueOf: ${gone}`],
      fetches: ['articles', 'names 1'],
    },
    {
      ask: '{ toString { toString hasOwnProperty constructor } }',
      faults: { names: { data: { _entities: [{}] } }, articles: { data: JSON.parse('{"toString":{"id":"1","__typename":"Article"}}') } },
      answer: { toString: { toString: null, hasOwnProperty: null, constructor: null } },
      fetches: ['articles', 'names 1'],
    },
    {
      ask: '{ toString { valueOf } }',
      faults: { articles: { data: JSON.parse('{"toString":{"id":"1","__typename":"Article"}}') } },
      answer: { toString: { valueOf: null } },
      fetches: ['articles'],
    },
    { ask: '{ toString { id } }', faults: { articles: { data: {} } }, answer: { toString: null }, fetches: ['articles'] },
    {
      ask: 'query ($representations: Int, $representations0: Int) { toString { representations(representations: $representations, representations0: $representations0) } _e0 { toString } length { toString } }',
      variables: { representations: 5, representations0: 6 },
      answer: {
        toString: { representations: '{"representations":5,"representations0":6}' },
        _e0: { toString: 't' },
        length: [{ toString: 't' }],
      },
      fetches: ['articles', 'names 2'],
    },
  ],
};
