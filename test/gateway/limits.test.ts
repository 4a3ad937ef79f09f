/** What is refused before any work: the code, the number found and the number allowed, and nobody asked. */
import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { DEFAULT_LIMITS } from '../../src/gateway/create-gateway.ts';
import type { GatewayLimits } from '../../src/gateway/gateway.ts';
import { federate, type TestSubgraph } from './testkit.ts';

const trees: TestSubgraph = {
  sdl: 'type Query { tree: Tree count: Int } type Tree { tree: Tree trees: [Tree] fields: [Tree] name(n: Int): String }',
  resolve: { 'Query.count': () => 1, 'Query.tree': () => ({}) },
};

const times = (n: number, text: (i: number) => string): string => Array.from({ length: n }, (_, i) => text(i)).join(' ');

async function refusal(source: string, limits: Partial<GatewayLimits> = {}) {
  const { run, calls } = federate({ trees }, { limits });
  const started = performance.now();
  const { errors, data } = await run(source);
  const milliseconds = performance.now() - started;
  return { code: errors?.[0]?.extensions?.['code'], message: errors?.[0]?.message, count: errors?.length, data, calls, milliseconds };
}

describe('each limit', () => {
  it.each<[string, Partial<GatewayLimits>, string, string, string]>([
    ['tokens', { maxTokens: 5 }, '{ tree { name } count }', 'TOKEN_LIMIT_EXCEEDED', 'The document has more than 5 tokens.'],
    ['depth', { maxDepth: 2 }, '{ tree { tree { name } } }', 'DEPTH_LIMIT_EXCEEDED', 'The operation is 3 levels deep; the limit is 2.'],
    [
      'depth, by fragments',
      { maxDepth: 2 },
      '{ ...A } fragment A on Query { tree { ...B } } fragment B on Tree { tree { name } }',
      'DEPTH_LIMIT_EXCEEDED',
      'The operation is 3 levels deep; the limit is 2.',
    ],
    [
      'root fields',
      { maxRootFields: 1 },
      'query Two { count other: count }',
      'ROOT_FIELD_LIMIT_EXCEEDED',
      'Operation "Two" has 2 root fields; the limit is 1.',
    ],
    [
      'aliases',
      { maxAliases: 1 },
      '{ a: count b: count }',
      'ALIAS_LIMIT_EXCEEDED',
      'The operation has 2 aliases, fragments expanded; the limit is 1.',
    ],
    [
      'fields',
      { maxExpandedFields: 3 },
      '{ tree { ...A ...A } } fragment A on Tree { name tree { name } }',
      'EXPANSION_LIMIT_EXCEEDED',
      'The operation has 7 fields, fragments expanded; the limit is 3.',
    ],
    [
      'directives',
      { maxDirectives: 2 },
      '{ tree { name @include(if: true) @skip(if: false) @skip(if: false) } }',
      'DIRECTIVE_LIMIT_EXCEEDED',
      'The operation has 3 directives on one selection; the limit is 2.',
    ],
    [
      'introspection',
      {},
      '{ __schema { types { fields { type { ...T } } } } } fragment T on __Type { interfaces { fields { name } } }',
      'INTROSPECTION_LIMIT_EXCEEDED',
      'The operation nests lists of the schema 3 deep; the limit is 2.',
    ],
    [
      'introspection, again and again',
      {},
      `{ ${times(11, (i) => `a${i}: __typename b${i}: __schema { queryType { name } }`)} }`,
      'INTROSPECTION_LIMIT_EXCEEDED',
      'The operation asks for the schema 11 times; the limit is 10.',
    ],
    [
      'cost',
      { maxCost: 5 },
      '{ tree { trees { name } } }',
      'COST_LIMIT_EXCEEDED',
      'The operation may cost 11; the limit is 5. Ask for fewer or shorter lists.',
    ],
  ])('%s', async (_, limits, source, code, message) => {
    expect(await refusal(source, limits)).toMatchObject({ code, message, count: 1, data: undefined, calls: [] });
  });

  it('is not reached by what stays within it', async () => {
    const limits = { maxTokens: 8, maxDepth: 2, maxAliases: 1, maxRootFields: 2, maxExpandedFields: 3, maxCost: 1 };
    expect((await refusal('{ t: tree { name } count }', { ...limits, maxTokens: 9 })).code).toBeUndefined();
  });

  it('lets every tool read the schema, also where clients’ fields are called as introspection’s are', async () => {
    const all = getIntrospectionQuery({ specifiedByUrl: true, directiveIsRepeatable: true, inputValueDeprecation: true, oneOf: true });
    expect((await refusal(all)).code).toBeUndefined();
    expect((await refusal('{ tree { fields { fields { fields { fields { name } } } } } }')).code).toBeUndefined();
  });
});

describe('attacks within the limits on size are over in an instant', () => {
  const deepTypes = (depth: number): string => (depth === 0 ? 'name' : `name fields { type { ${deepTypes(depth - 1)} } }`);
  it.each<[string, string, string]>([
    ['5,000 times the same field', `{ ${times(5_000, () => 'count')} }`, 'ROOT_FIELD_LIMIT_EXCEEDED'],
    ['5,000 times the same field, deeper', `{ tree { ${times(5_000, () => 'name')} } }`, 'VALIDATION_LIMIT_EXCEEDED'],
    ['3,000 times the same object', `{ tree { ${times(3_000, () => 'tree { name }')} } }`, 'VALIDATION_LIMIT_EXCEEDED'],
    [
      '1,000 fragments that overlap',
      `{ tree { ${times(1_000, (i) => `...F${i}`)} } } ${times(1_000, (i) => `fragment F${i} on Tree { tree { name } }`)}`,
      'VALIDATION_LIMIT_EXCEEDED',
    ],
    ['60 times 60 objects', `{ tree { ${times(60, () => `tree { ${times(60, () => 'tree { name }')} }`)} } }`, 'VALIDATION_LIMIT_EXCEEDED'],
    [
      'fragments that double 20 times',
      `{ tree { ...F0 } } ${times(20, (i) => `fragment F${i} on Tree { tree { ...F${i + 1} } trees { ...F${i + 1} } }`)} fragment F20 on Tree { name }`,
      'EXPANSION_LIMIT_EXCEEDED',
    ],
    [
      'a circle of fragments',
      '{ tree { ...A } } fragment A on Tree { tree { ...B } } fragment B on Tree { tree { ...A } }',
      'GRAPHQL_VALIDATION_FAILED',
    ],
    ['types of fields of types of fields', `{ __schema { types { ${deepTypes(8)} } } }`, 'INTROSPECTION_LIMIT_EXCEEDED'],
    ['1,000 directives on a field', `{ count ${times(1_000, () => '@skip(if: false)')} }`, 'DIRECTIVE_LIMIT_EXCEEDED'],
    ['unknown fields everywhere', `{ tree { ${times(4_000, (i) => `nme${i}`)} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['conflicting arguments', `{ tree { ${times(1_500, (i) => `name(n: ${i})`)} } }`, 'VALIDATION_LIMIT_EXCEEDED'],
  ])('%s', async (_, source, code) => {
    const { code: found, count, calls, milliseconds } = await refusal(source);
    expect({ found, calls }).toEqual({ found: code, calls: [] });
    expect(count).toBeLessThanOrEqual(21);
    expect(milliseconds).toBeLessThan(2_000);
  });
});

it('has limits by default, of everything but cost', () => {
  expect(Object.values(DEFAULT_LIMITS).filter((limit) => limit === Infinity)).toHaveLength(1);
});
