import type { Behaviour } from '../testkit/behaviour.ts';

const fails = () => {
  throw new Error('no figure');
};
const box = (must: unknown) => ({ must, list: [{ must: 1 }, { must }] });
const reader = {
  __typename: 'Reader',
  id: 'r',
  must: fails,
  box: box(fails),
  word: 'w',
  tag: { __typename: 'Tag', id: 't', name: fails },
  n: 1,
};
const robot = {
  __typename: 'Robot',
  id: 'b',
  must: fails,
  box: box(2),
  word: ['w'],
  tag: { __typename: 'Tag', id: 't', name: fails },
  n: 2,
};

export const behaviour: Behaviour = {
  shows: 'members of a union that have one field in different shapes: asked under keys of our own, answered and blamed under the client’s',
  subgraphs: {
    crowd: `
      type Query { crowd: [Member] }
      union Member = Reader | Robot
      type Reader @key(fields: "id") { id: ID! must: Int! box: Box! word: String tag: Tag! }
      type Robot @key(fields: "id") { id: ID! must: Int box: Box word: [String] tag: Tag }
      type Box { must: Int! list: [Box!] }
      type Tag @key(fields: "id") { id: ID! }`,
    more: `
      type Reader @key(fields: "id") { id: ID! n: Int! @shareable }
      type Robot @key(fields: "id") { id: ID! n: Int @shareable }
      type Tag @key(fields: "id") { id: ID! name: String! }`,
  },
  world: () => ({ query: { crowd: [reader, robot] }, entities: [reader, robot, reader.tag] }),
  cases: [
    {
      ask: '{ crowd { ... on Reader { id must } ... on Robot { id maybe: must } } }',
      answer: { crowd: [null, { id: 'b', maybe: null }] },
      errors: ['crowd.0.must: no figure', 'crowd.1.maybe: no figure'],
      fetches: ['crowd'],
    },
    {
      ask: '{ crowd { ... on Reader { a: box { b: must } } ... on Robot { c: box { d: must e: list { f: must } } } } }',
      answer: { crowd: [null, { c: { d: 2, e: [{ f: 1 }, { f: 2 }] } }] },
      errors: ['crowd.0.a.b: no figure'],
      fetches: ['crowd'],
    },
    {
      ask: '{ crowd { ... on Robot { x: word } ... on Reader { y: word box { list { must } } } } }',
      answer: { crowd: [{ y: 'w', box: { list: null } }, { x: ['w'] }] },
      errors: ['crowd.0.box.list.1.must: no figure'],
      fetches: ['crowd'],
    },
    {
      ask: '{ crowd { ... on Reader { tag { name } n } ... on Robot { t: tag { called: name } m: n } } }',
      answer: { crowd: [null, { t: null, m: 2 }] },
      errors: ['crowd.0.tag.name: no figure', 'crowd.1.t.called: no figure'],
      fetches: ['crowd', 'more 3'],
    },
    {
      ask: '{ crowd { ... on Reader { n } ... on Robot { k: n } } }',
      answer: { crowd: [{ n: 1 }, { k: 2 }] },
      fetches: ['crowd', 'more 2'],
    },
  ],
};
