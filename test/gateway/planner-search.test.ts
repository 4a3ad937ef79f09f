/** What the planner's search takes, where there is a choice, and what it says where there is none. */
import { describe, expect, it } from '@jest/globals';
import type { GraphNode } from '../../src/gateway/plan/plan.ts';
import { createPlanner } from '../../src/gateway/planner/planner.ts';
import { supergraph } from './heavy-operations.ts';

/** Each fetch as `subgraph after numbers: what it asks`. */
function plan(subgraphs: Readonly<Record<string, string>>, operation: string, sdl = supergraph(subgraphs)): string[] {
  const { fetches } = createPlanner(sdl).plan(operation) as GraphNode;
  return fetches.map(({ fetch, after }) => {
    const asked = fetch.operation.replace(/^query\([^)]*\)/, '').replaceAll(/_entities\(representations:\$\w+\)/g, '_entities');
    return `${fetch.subgraph}${after.length > 0 ? ` after ${after.map((index) => index + 1).join(', ')}` : ''}: ${asked}`;
  });
}

describe('fewer requests one after another come first', () => {
  const start = 'type Query { p: P } type P @key(fields: "id") { id: ID! }';
  const ids = 'type P @key(fields: "id") @key(fields: "code") { id: ID! code: ID! @shareable }';
  const all = 'type P @key(fields: "code") { code: ID! @shareable f: Int @shareable g: Int @shareable h: Int @shareable }';
  const one = (field: string): string => `type P @key(fields: "id") { id: ID! ${field}: Int @shareable }`;

  it('three near subgraphs rather than a far one that has everything', () => {
    expect(plan({ start, ids, all, f: one('f'), g: one('g'), h: one('h') }, '{ p { f g h } }')).toEqual([
      'start: query{p{id __typename}}',
      'f after 1: {_entities{...on P{f}}}',
      'g after 1: {_entities{...on P{g}}}',
      'h after 1: {_entities{...on P{h}}}',
    ]);
  });

  it('but the far one alone, where something must come from there anyway', () => {
    const far = all.replace('h: Int @shareable', 'h: Int');
    expect(plan({ start, ids, all: far, f: one('f'), g: one('g') }, '{ p { f g h } }')).toEqual([
      'start: query{p{id __typename}}',
      'ids after 1: {_entities{...on P{code __typename}}}',
      'all after 2: {_entities{...on P{f g h}}}',
    ]);
  });

  it('the key that is there rather than one that must be fetched', () => {
    const there = 'type Query { p: P } type P @key(fields: "id") { id: ID! }';
    const both = 'type P @key(fields: "code") @key(fields: "id") { id: ID! code: ID! @shareable f: Int }';
    expect(plan({ there, ids, both }, '{ p { f } }')).toEqual(['there: query{p{id __typename}}', 'both after 1: {_entities{...on P{f}}}']);
  });
});

describe('fewer requests come second', () => {
  it('one subgraph that has both fields rather than one for each', () => {
    const subgraphs = {
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! }',
      b: 'type P @key(fields: "id") { id: ID! x: Int @shareable z: Int }',
      c: 'type P @key(fields: "id") { id: ID! x: Int @shareable y: Int }',
    };
    expect(plan(subgraphs, '{ p { x y } }')).toEqual(['a: query{p{id __typename}}', 'c after 1: {_entities{...on P{x y}}}']);
    expect(plan(subgraphs, '{ p { x z } }')).toEqual(['a: query{p{id __typename}}', 'b after 1: {_entities{...on P{x z}}}']);
  });

  it('the shared root field is asked where what is below it is, and of nobody else', () => {
    const subgraphs = {
      a: 'type Query { list: [V!]! @shareable } type V { id: ID! @shareable a: Int }',
      b: 'type Query { list: [V!]! @shareable } type V { id: ID! @shareable b: Int }',
      c: 'type Query { list: [V!]! @shareable } type V { id: ID! @shareable c: Int }',
    };
    expect(plan(subgraphs, '{ list { id b } }')).toEqual(['b: query{list{id b}}']);
    expect(plan(subgraphs, '{ list { a c } }')).toEqual(['a: query{list{a}}', 'c: query{list{c}}']);
  });

  it('requests to one subgraph that can wait go with those that must', () => {
    const subgraphs = {
      a: 'type Query { p: P q: Q } type P @key(fields: "id") { id: ID! q: Q } type Q @key(fields: "id") { id: ID! }',
      b: 'type P @key(fields: "id") { id: ID! next: Q } type Q @key(fields: "id") { id: ID! }',
      c: 'type Q @key(fields: "id") { id: ID! name: String }',
    };
    expect(plan(subgraphs, '{ q { name } p { next { name } } }')).toEqual([
      'a: query{q{id __typename} p{id __typename}}',
      'b after 1: {_entities{...on P{next{id __typename}}}}',
      'c after 1, 2: {_entities{...on Q{name}}}',
    ]);
  });
});

describe('fewer fields come third', () => {
  it('the subgraph where no key need be asked for beside', () => {
    const subgraphs = {
      a: 'type Query { p: P @shareable } type P @key(fields: "id") { id: ID! x: Int @shareable }',
      b: 'type Query { p: P @shareable } type P @key(fields: "id") { id: ID! x: Int @shareable y: Int }',
    };
    expect(plan(subgraphs, '{ p { x y } }')).toEqual(['b: query{p{x y}}']);
  });
});

describe('keys', () => {
  it('whose fields come from two subgraphs', () => {
    const subgraphs = {
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! left: ID! @shareable }',
      b: 'type P @key(fields: "id") { id: ID! right: ID! @shareable }',
      c: 'type P @key(fields: "left right") { left: ID! @shareable right: ID! @shareable c: Int }',
    };
    expect(plan(subgraphs, '{ p { c } }')).toEqual([
      'a: query{p{left id __typename}}',
      'b after 1: {_entities{...on P{right}}}',
      'c after 1, 2: {_entities{...on P{c}}}',
    ]);
  });

  it('that lead through another entity, whose own field comes from elsewhere', () => {
    const subgraphs = {
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! owner: Q! @shareable } type Q @key(fields: "id") { id: ID! }',
      b: 'type Q @key(fields: "id") { id: ID! name: String! @shareable }',
      c: 'type P @key(fields: "owner { name }") { owner: Q! @shareable c: Int } type Q { name: String! @shareable }',
    };
    expect(plan(subgraphs, '{ p { c } }')).toEqual([
      'a: query{p{owner{id __typename} __typename}}',
      'b after 1: {_entities{...on Q{name}}}',
      'c after 1, 2: {_entities{...on P{c}}}',
    ]);
  });

  it('that are not resolvable only point elsewhere', () => {
    const subgraphs = {
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! }',
      b: 'type Query { q: Q } type Q { p: P } type P @key(fields: "id", resolvable: false) { id: ID! }',
      c: 'type P @key(fields: "id") { id: ID! x: Int }',
    };
    expect(plan(subgraphs, '{ q { p { x } } }')).toEqual(['b: query{q{p{id __typename}}}', 'c after 1: {_entities{...on P{x}}}']);
  });
});

it('a value type is entered again through the nearest parent that has a key', () => {
  const subgraphs = {
    a: 'type Query { p: P } type P @key(fields: "id") { id: ID! v: V @shareable } type V { w: W @shareable } type W { x: Int @shareable }',
    b: 'type P @key(fields: "id") { id: ID! v: V @shareable } type V { w: W @shareable } type W { x: Int @shareable y: Int }',
  };
  expect(plan(subgraphs, '{ p { v { w { x y } } } }')).toEqual([
    'a: query{p{v{w{x}} id __typename}}',
    'b after 1: {_entities{...on P{v{w{y}}}}}',
  ]);
});

it('arguments of a @requires stand apart from the client’s for the same field', () => {
  const subgraphs = {
    a: 'type Query { p: P } type P @key(fields: "id") { id: ID! price(unit: String): Int }',
    b: 'type P @key(fields: "id") { id: ID! price(unit: String): Int @external fee: Int @requires(fields: "price(unit: \\"EUR\\")") }',
  };
  expect(plan(subgraphs, '{ p { price fee } }')).toEqual([
    'a: query{p{price price__1:price(unit: "EUR") id __typename}}',
    'b after 1: {_entities{...on P{fee}}}',
  ]);
});

describe('what cannot be answered is named, and why', () => {
  const subgraphs = {
    a: 'type Query { p: P } type P @key(fields: "id") { id: ID! v: V } type V { n: Int }',
    b: 'type P @key(fields: "id") { id: ID! x: Int y: Int z: Int @requires(fields: "y") }',
  };
  const sdl = supergraph({ ...subgraphs, b: 'type P @key(fields: "id") { id: ID! x: Int y: Int }' });
  it.each([
    [
      'x: Int @join__field(graph: B)',
      'x: Int @join__field(graph: B, external: true)',
      'No subgraph can answer Query.p → P.x: none resolves it; where it is declared it is @external or overridden.',
    ],
    [
      '@join__type(graph: B, key: "id")',
      '@join__type(graph: B)',
      'No subgraph can answer Query.p → P.x: "b" would, but P has no key there by which it could be entered.',
    ],
    [
      '@join__type(graph: B, key: "id")',
      '@join__type(graph: B, key: "y")',
      'No subgraph can answer Query.p → P.x: "b" would, but the fields of no key of P there can be had.',
    ],
    [
      'x: Int @join__field(graph: B)',
      'x: Int @join__field(graph: B, requires: "y") w: Int',
      'No subgraph can answer Query.p → P.x: "b" would, but what the field requires, or a key of P there, cannot be had.',
    ],
  ])('%s made %s', (as, made, message) => {
    const broken = sdl
      .replace(as, made)
      .replace('y: Int @join__field(graph: B)', made.includes('requires') ? 'y: Int @join__field(graph: B, external: true)' : '$&');
    expect(broken).not.toBe(sdl);
    expect(() => plan({}, '{ p { x } }', broken)).toThrow(message);
  });
});
