/** Every way planners are known to fall, and that the engine stands before it. */
import { describe, expect, it } from '@jest/globals';
import { failWith, federate, type TestSubgraph } from './testkit.ts';

const people: TestSubgraph = {
  sdl: `
    interface Named { name: String }
    interface Aged { age: Int }
    type Query { me: Person any: Named all: [Named!]! pet: Pet matrix: [[Int]] }
    union Pet = Cat | Dog
    type Cat implements Named { name: String lives: Int }
    type Dog implements Named & Aged { name: String age: Int }
    type Person implements Named & Aged @key(fields: "id") { id: ID! name: String age: Int friend: Person list(first: Int): [Int!] }
    type Mutation { a: Step! b: Step! }
    type Step @key(fields: "id") { id: ID! }`,
  resolve: {
    'Query.me': () => ({ id: 'p1', name: 'Amal', age: 30, friend: { id: 'p2', name: 'Bilal', age: 31 } }),
    'Query.any': () => ({ __typename: 'Person', id: 'p1', name: 'Amal', age: 30 }),
    'Query.all': () => [
      { __typename: 'Cat', name: 'Sukkar', lives: 9 },
      { __typename: 'Dog', name: 'Barq', age: 4 },
    ],
    'Query.pet': () => ({ __typename: 'Cat', name: 'Sukkar', lives: 9 }),
    'Query.matrix': () => [[1, 2], null, [3]],
    'Person.list': (_: never, { first }: { first: number }) => [...Array(first).keys()],
    'Mutation.a': () => ({ id: 'a' }),
    'Mutation.b': () => ({ id: 'b' }),
  },
  entities: { Person: (representation: object) => representation },
};
const cities: TestSubgraph = {
  sdl: `
    type Query { capital: String }
    type Person @key(fields: "id") { id: ID! name: String @external city: String hours: Int tiers: [String!]! shout: String @requires(fields: "name") }
    type Step @key(fields: "id") { id: ID! done: Boolean }`,
  resolve: { 'Query.capital': () => 'Cairo' },
  entities: {
    Person: ({ id, name }: { id: string; name?: string }) => ({
      id,
      city: `city of ${id}`,
      hours: 8,
      tiers: ['x', 'y'],
      shout: name === undefined ? null : name.toUpperCase(),
    }),
    Step: ({ id }: { id: string }) => ({ id, done: true }),
  },
};
const world = () => federate({ people, cities });

describe('what would crash or stall a planner never reaches it', () => {
  it('a fragment cycle is named by validation', async () => {
    const { errors, data } = await world().run('{ me { ...F } } fragment F on Person { friend { ...F } }');
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      { message: 'Cannot spread fragment "F" within itself.', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
  });

  it('doubled fragments are counted, not expanded: 2^20 fields are refused within a moment', async () => {
    const doubled = Array.from(
      { length: 20 },
      (_, i) => `fragment F${i} on Person { a: friend { ...F${i + 1} } b: friend { ...F${i + 1} } }`,
    ).join(' ');
    const { errors } = await world().run(`{ me { ...F0 } } ${doubled} fragment F20 on Person { name }`);
    expect(errors).toMatchObject([
      {
        message: expect.stringMatching(/^The operation has \d+ aliases, fragments expanded; the limit is 500\.$/),
        extensions: { code: 'ALIAS_LIMIT_EXCEEDED' },
      },
    ]);
  });

  it('fragments spread twice in a place are one', async () => {
    const doubled = Array.from({ length: 12 }, (_, i) => `fragment F${i} on Person { ...F${i + 1} ...F${i + 1} }`).join(' ');
    expect((await world().run(`{ me { ...F0 } } ${doubled} fragment F12 on Person { name }`)).data).toEqual({ me: { name: 'Amal' } });
  });

  it('a document nested ten thousand levels deep is refused before it is parsed', async () => {
    const deep = `${'{me'.repeat(1)}${'{friend'.repeat(10_000)}{name}${'}'.repeat(10_001)}`;
    expect((await world().run(deep)).errors).toMatchObject([{ extensions: { code: 'DEPTH_LIMIT_EXCEEDED' } }]);
  });

  it('an operation of 60 levels is refused with the numbers, one of 39 is answered', async () => {
    const nested = (levels: number) => `{ me ${'{ friend '.repeat(levels)}{ name }${' }'.repeat(levels)} }`;
    expect((await world().run(nested(60))).errors?.[0]).toMatchObject({
      message: 'The operation is 62 levels deep; the limit is 40.',
      extensions: { code: 'DEPTH_LIMIT_EXCEEDED' },
    });
    expect((await world().run(nested(38))).data).toMatchObject({ me: { friend: { friend: null } } });
  });

  it('introspection is answered here, beside other fields too', async () => {
    const { run, calls } = world();
    const answer = await run('{ q: __schema { queryType { name } } me { name } t: __type(name: "Cat") { kind } __typename }');
    expect(answer.text).toBe('{"q":{"queryType":{"name":"Query"}},"me":{"name":"Amal"},"t":{"kind":"OBJECT"},"__typename":"Query"}');
    expect(calls).toHaveLength(1);
  });

  it('fields that are all skipped leave an empty object, and nothing is fetched at the root', async () => {
    const { run, calls } = world();
    expect((await run('{ me @skip(if: true) { name } }')).text).toBe('{}');
    expect((await run('query ($no: Boolean!) { me @include(if: $no) { name } }', { no: false })).text).toBe('{}');
    expect(calls).toHaveLength(0);
    expect((await run('{ me { name @skip(if: true) ... @include(if: false) { age } } }')).text).toBe('{"me":{}}');
  });

  it('the operation of the name is run, and without a name there must be one', async () => {
    const two = 'query A { me { name } } query B { capital }';
    expect((await world().run(two, {}, 'B')).data).toEqual({ capital: 'Cairo' });
    expect((await world().run(two)).errors).toMatchObject([
      {
        message: 'Must provide operation name if query contains multiple operations.',
        extensions: { code: 'OPERATION_RESOLUTION_FAILURE' },
      },
    ]);
    expect((await world().run(two, {}, 'C')).errors).toMatchObject([{ message: 'Unknown operation named "C".' }]);
  });

  it('fragments that can match nothing are dropped', async () => {
    expect(
      (await world().run('{ pet { ... on Named { ... on Person { city } ... on Cat { lives } } ... on Aged { ... on Dog { age } } } }'))
        .data,
    ).toEqual({ pet: { lives: 9 } });
  });
});

describe('what other planners refuse although it can be answered', () => {
  const items: TestSubgraph = {
    sdl: 'type Query { item: Item } type Item @key(fields: "id") { id: ID! size: Int }',
    resolve: { 'Query.item': () => ({ id: '1', size: 1 }) },
    entities: { Item: ({ id }: { id: string }) => ({ id, size: Number(id) }) },
  };
  const extras: TestSubgraph = {
    sdl: 'type Item @key(fields: "id") { id: ID! size: Int @external similar: [Item!] label: Label @requires(fields: "size") } type Label { text: String }',
    resolve: { 'Item.similar': () => [{ id: '2' }, { id: '3' }] },
    entities: { Item: ({ id, size }: { id: string; size?: number }) => ({ id, label: { text: `size ${size}` } }) },
  };

  it('is planned: a subgraph left and come back to for a field with @requires', async () => {
    const { run, calls } = federate({ items, extras });
    const { text } = await run('{ item { similar { label { text } size similar { id } } label { text } } }');
    expect(JSON.parse(text ?? '')).toEqual({
      item: {
        similar: [
          { label: { text: 'size 2' }, size: 2, similar: [{ id: '2' }, { id: '3' }] },
          { label: { text: 'size 3' }, size: 3, similar: [{ id: '2' }, { id: '3' }] },
        ],
        label: { text: 'size 1' },
      },
    });
    expect(new Set(calls.map(({ subgraph }) => subgraph))).toEqual(new Set(['items', 'extras']));
  });
});

describe('aliases', () => {
  it.each([
    ['{ me { id: city name: id } }', '{"me":{"id":"city of p1","name":"p1"}}'],
    ['{ me { __typename: city city: __typename } }', '{"me":{"__typename":"city of p1","city":"Person"}}'],
    ['{ me { name: hours shout } }', '{"me":{"name":8,"shout":"AMAL"}}'],
    [
      '{ me { __proto__: __typename constructor: city hasOwnProperty: name } }',
      '{"me":{"__proto__":"Person","constructor":"city of p1","hasOwnProperty":"Amal"}}',
    ],
    [
      '{ me { few: list(first: 1) list(first: 2) more: list(first: 3) list_2: name } }',
      '{"me":{"few":[0],"list":[0,1],"more":[0,1,2],"list_2":"Amal"}}',
    ],
    [
      '{ all { __typename ... on Cat { x: lives } ... on Dog { x: age name } } }',
      '{"all":[{"__typename":"Cat","x":9},{"__typename":"Dog","x":4,"name":"Barq"}]}',
    ],
    [
      '{ any { ... on Person { called: name } name ... on Named { again: name } } }',
      '{"any":{"called":"Amal","name":"Amal","again":"Amal"}}',
    ],
    ['{ me { tiers tiers } matrix }', '{"me":{"tiers":["x","y"]},"matrix":[[1,2],null,[3]]}'],
    [
      '{ me { friend { name } ...F friend { city } } } fragment F on Person { age friend { hours } }',
      '{"me":{"friend":{"name":"Bilal","hours":8,"city":"city of p2"},"age":30}}',
    ],
  ])('%s', async (operation, text) => {
    expect(await world().run(operation)).toEqual({ data: JSON.parse(text), text });
  });
});

describe('conditions', () => {
  const operation =
    'query ($a: Boolean!, $b: Boolean = true) { me { name @include(if: $a) age name @skip(if: $b) ...F @include(if: $a) } } fragment F on Person { city @skip(if: $a) hours }';
  it.each([
    [{ a: true, b: true }, '{"me":{"name":"Amal","age":30,"hours":8}}'],
    [{ a: false, b: false }, '{"me":{"age":30,"name":"Amal"}}'],
    [{ a: false }, '{"me":{"age":30}}'],
  ])('%j is folded, in the order that is left', async (variables, text) => {
    expect((await world().run(operation, variables)).text).toBe(text);
  });
});

describe('mutations', () => {
  it('run one after another, each with its entity fetches, in the order of the operation', async () => {
    const { run, calls } = world();
    const answer = await run('mutation { ...M b { done } } fragment M on Mutation { x: a { done } }');
    expect(answer.text).toBe('{"x":{"done":true},"b":{"done":true}}');
    expect(calls.map(({ subgraph, text }) => [subgraph, /\{(a|b|_entities)/.exec(text)?.[1]])).toEqual([
      ['people', 'a'],
      ['cities', '_entities'],
      ['people', 'b'],
      ['cities', '_entities'],
    ]);
  });

  it('run again for each name that the client gives, each with a result of its own', async () => {
    let count = 0;
    const counting: TestSubgraph = {
      sdl: 'type Query { x: Int } type Mutation { next: Tick } type Tick { count: Int }',
      resolve: { 'Mutation.next': () => ({ count: (count += 1) }) },
    };
    const { run, calls } = federate({ counting });
    expect((await run('mutation { next { count } again: next { count } ...M } fragment M on Mutation { next { __typename } }')).text).toBe(
      '{"next":{"count":1,"__typename":"Tick"},"again":{"count":2}}',
    );
    expect(calls).toHaveLength(2);
  });

  it('stop at the first that nulls the answer', async () => {
    const failing: TestSubgraph = { ...people, resolve: { ...people.resolve, 'Mutation.a': () => null } };
    const { run, calls } = federate({ people: failing, cities });
    const { data, errors } = await run('mutation { a { id } b { id } }');
    expect(data).toBeNull();
    expect(errors?.map(({ path }) => path)).toEqual([['a']]);
    expect(calls).toHaveLength(1);
  });
});

describe('limits', () => {
  it.each([
    [{ maxTokens: 5 }, '{ me { name age } }', 'TOKEN_LIMIT_EXCEEDED', '5'],
    [{ maxRootFields: 1 }, '{ me { name } capital }', 'ROOT_FIELD_LIMIT_EXCEEDED', '2 root fields; the limit is 1'],
    [{ maxAliases: 1 }, '{ a: capital b: capital }', 'ALIAS_LIMIT_EXCEEDED', '2 aliases'],
    [{ maxExpandedFields: 2 }, '{ me { ...F ...F } } fragment F on Person { name }', 'EXPANSION_LIMIT_EXCEEDED', '3 fields'],
  ])('%j', async (limits, operation, code, number) => {
    const { errors } = await federate({ people, cities }, { limits }).run(operation);
    expect(errors).toMatchObject([{ message: expect.stringContaining(number), extensions: { code } }]);
  });

  it('input that breaks a scalar’s known rules is refused before anything is fetched, and travels on as it was written', async () => {
    const dated: TestSubgraph = {
      sdl: 'scalar Day type Query { at(day: Day): String }',
      resolve: { 'Query.at': (_: never, { day }: { day: unknown }) => `${typeof day} ${String(day)}` },
    };
    const parseValue = (value: unknown): number =>
      typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? Date.parse(value) : failWith('a Day is an ISO date');
    const { run, calls } = federate(
      { dated },
      { scalars: { Day: { parseValue, parseLiteral: (node) => parseValue('value' in node ? node.value : null) } } },
    );
    expect((await run('{ at(day: "soon") }')).errors).toMatchObject([
      { message: expect.stringContaining('a Day is an ISO date'), extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ]);
    expect((await run('query ($d: Day) { at(day: $d) }', { d: 'soon' })).errors).toMatchObject([
      { message: expect.stringContaining('a Day is an ISO date'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(calls).toHaveLength(0);
    expect((await run('query ($d: Day) { at(day: $d) also: at(day: "2026-11-24") }', { d: '2026-11-25' })).data).toEqual({
      at: 'string 2026-11-25',
      also: 'string 2026-11-24',
    });
  });

  it('variables that do not fit are named, and nothing is fetched', async () => {
    const { run, calls } = world();
    const { errors, data } = await run('query ($n: Int!) { me { list(first: $n) } }', { n: 'three' });
    expect(data).toBeUndefined();
    expect(errors).toMatchObject([
      { message: expect.stringContaining('Variable "$n" got invalid value "three"'), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(calls).toHaveLength(0);
  });
});
