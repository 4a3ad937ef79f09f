import type { Behaviour } from '../testkit/behaviour.ts';

/** Says back what it was given; a key that was left out is not there. */
const echo = (_: unknown, args: object) => JSON.stringify(args);
const flood = { __typename: 'Article', id: '1', says: echo };

export const behaviour: Behaviour = {
  shows: 'the client’s variables reach the subgraph that needs them, in every position, as they were given or left out',
  subgraphs: {
    articles: `
      type Query { article: Article echo(n: Int, f: Filter, list: [Int], nested: [[Filter!]], kind: Kind = BRIEF): String! }
      input Filter { n: Int = 7 text: String and: [Filter!] not: Filter kind: Kind }
      enum Kind { BRIEF LONG }
      type Article @key(fields: "id") { id: ID! }`,
    sayings: `
      type Article @key(fields: "id") { id: ID! says(n: Int, f: Filter, list: [ID!], flag: Boolean = true): String! }
      input Filter { n: Int = 7 text: String and: [Filter!] not: Filter kind: Kind }
      enum Kind { BRIEF LONG }`,
  },
  notAtRandom: 'input may nest deeper than the limits',
  world: () => ({ query: { article: flood, echo }, entities: [flood] }),
  cases: [
    {
      ask: 'query ($n: Int, $m: Int = 3, $k: Kind) { none: echo(n: $n) default: echo(n: $m) kind: echo(kind: $k) }',
      answer: { none: '{"kind":"BRIEF"}', default: '{"n":3,"kind":"BRIEF"}', kind: '{"kind":"BRIEF"}' },
      fetches: ['articles'],
    },
    {
      ask: 'query ($n: Int, $m: Int = 3, $k: Kind) { none: echo(n: $n) default: echo(n: $m) kind: echo(kind: $k) }',
      variables: { n: null, m: null, k: null },
      answer: { none: '{"n":null,"kind":"BRIEF"}', default: '{"n":null,"kind":"BRIEF"}', kind: '{"kind":null}' },
      fetches: ['articles'],
    },
    {
      ask: 'query ($n: Int, $t: String, $f: Filter!, $k: Kind!) { echo(list: [1, $n, 2], nested: [[{ text: $t, and: [{ n: $n }, $f] }], [], null], f: { not: { kind: $k } }) }',
      variables: { n: 5, f: { text: 'x', n: null }, k: 'LONG' },
      answer: {
        echo: '{"f":{"n":7,"not":{"n":7,"kind":"LONG"}},"list":[1,5,2],"nested":[[{"n":7,"and":[{"n":5},{"n":null,"text":"x"}]}],[],null],"kind":"BRIEF"}',
      },
      fetches: ['articles'],
    },
    {
      ask: 'query ($n: Int, $f: Filter!, $ids: [ID!], $flag: Boolean) { article { says(n: $n, f: $f, list: $ids, flag: $flag) } }',
      variables: { n: 1, f: { and: [{ text: 'é"' }] }, ids: 9 },
      answer: { article: { says: '{"n":1,"f":{"n":7,"and":[{"n":7,"text":"é\\""}]},"list":["9"],"flag":true}' } },
      fetches: ['articles', 'sayings 1'],
    },
    {
      ask: 'query ($id: ID! = "d", $f: Filter = { text: "given", not: { n: 1 } }) { article { says(list: [$id, "z"], f: $f) ...A } } fragment A on Article { again: says(list: [$id]) }',
      answer: {
        article: {
          says: '{"f":{"n":7,"text":"given","not":{"n":1}},"list":["d","z"],"flag":true}',
          again: '{"list":["d"],"flag":true}',
        },
      },
      fetches: ['articles', 'sayings 1'],
    },
    {
      ask: 'query ($show: Boolean!, $n: Int) { article { id @include(if: $show) says(n: $n) @skip(if: $show) } echo(n: $n) @include(if: $show) }',
      variables: { show: false, n: 4 },
      answer: { article: { says: '{"n":4,"flag":true}' } },
      fetches: ['articles', 'sayings 1'],
    },
    { ask: 'query ($n: Int!) { echo(n: $n) }', errors: ['Variable "$n" of required type "Int!" was not provided.'], fetches: [] },
    {
      ask: 'query ($n: Int!) { echo(n: $n) }',
      variables: { n: null },
      errors: ['Variable "$n" of non-null type "Int!" must not be null.'],
      fetches: [],
    },
    {
      ask: 'query ($f: Filter) { echo(f: $f) }',
      variables: { f: { and: [{ n: 'x' }, { odd: 1 }] } },
      errors: [
        'Variable "$f" got invalid value "x" at "f.and[0].n"; Int cannot represent non-integer value: "x"',
        'Variable "$f" got invalid value { odd: 1 } at "f.and[1]"; Field "odd" is not defined by type "Filter". Did you mean "and"?',
      ],
      fetches: [],
    },
    {
      ask: 'query ($n: Int) { echo(n: $n) }',
      variables: { n: 1, other: { not: 'declared' } },
      answer: { echo: '{"n":1,"kind":"BRIEF"}' },
      fetches: ['articles'],
    },
  ],
};
