/** `_entities`: order, duplicates, several types at once, and what is no representation. A subgraph made for this alone. */
import { describe, expect, it, jest } from '@jest/globals';
import { execute, parse } from 'graphql';
import { Directive, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { buildSubgraph } from '../../src/subgraph/build-subgraph.ts';
import type { ReferenceResolver } from '../../src/subgraph/definition.ts';
import { MAX_REPRESENTATIONS } from '../../src/subgraph/federation-fields.ts';
import { batchedReference, keyString } from '../../src/subgraph/reference.ts';

@ObjectType('Fruit', { simpleResolvers: true })
@Directive('@key(fields: "id")')
class Fruit {
  @Field(() => ID)
  id!: string;
}

@ObjectType('Tree', { simpleResolvers: true })
@Directive('@key(fields: "id")')
class Tree {
  @Field(() => ID)
  id!: string;
}

@Resolver()
class FruitResolver {
  @Query(() => Fruit, { nullable: true })
  fruit(): null {
    return null;
  }
}

type Load = (ids: readonly string[]) => Promise<readonly (object | null)[]>;

async function ask(representations: readonly unknown[], { fruits, trees }: { fruits?: Load; trees?: Load } = {}) {
  const all: Load = async (ids) => ids.map((id) => ({ id }));
  const reference = (load: Load): ReferenceResolver<object> => batchedReference((representation) => keyString(representation, 'id'), load);
  const { schema } = buildSubgraph({
    name: 'articles',
    resolvers: [FruitResolver],
    orphanedTypes: [Fruit, Tree],
    references: { Fruit: reference(fruits ?? all), Tree: reference(trees ?? all) },
    caching: { public: false, vary: [], tagsOf: () => [] },
    context: () => ({}),
  });
  const document = parse('query ($r: [_Any!]!) { _entities(representations: $r) { __typename ... on Fruit { id } ... on Tree { id } } }');
  const { data, errors } = await execute({ schema, document, variableValues: { r: representations }, contextValue: {} });
  return {
    entities: data?.['_entities'] as unknown,
    errors: errors?.map(({ message, path, extensions }) => ({ message, path, code: extensions['code'] })),
  };
}

const fruit = (id: string) => ({ __typename: 'Fruit', id });
const tree = (id: string) => ({ __typename: 'Tree', id });

describe('_entities', () => {
  it('answers in the order asked, types mixed, asking each type once', async () => {
    const fruits = jest.fn<Load>(async (ids) => ids.map((id) => (id === 'none' ? null : { id })));
    const trees = jest.fn<Load>(async (ids) => ids.map((id) => ({ id })));
    const { entities, errors } = await ask([fruit('b'), tree('x'), fruit('a'), fruit('none'), fruit('b')], { fruits, trees });
    expect(entities).toEqual([fruit('b'), tree('x'), fruit('a'), null, fruit('b')]);
    expect(errors).toBeUndefined();
    expect(fruits.mock.calls).toEqual([[['b', 'a', 'none', 'b'], {}]]);
    expect(trees.mock.calls).toEqual([[['x'], {}]]);
  });

  it('gives a bad representation an error at its own index, and answers the rest', async () => {
    const fruits = jest.fn<Load>(async (ids) => ids.map((id) => ({ id })));
    const { entities, errors } = await ask(
      [
        fruit('a'),
        { __typename: 'Fruit' },
        'apple',
        { id: 'b' },
        { __typename: 'Stone', id: 'c' },
        { __typename: 'constructor', id: 'd' },
        fruit('z'),
      ],
      { fruits },
    );
    expect(entities).toEqual([fruit('a'), null, null, null, null, null, fruit('z')]);
    expect(errors).toEqual([
      {
        message: 'Bad representation of Fruit: "id" must be a string of 1 to 2048 characters.',
        path: ['_entities', 1],
        code: 'BAD_USER_INPUT',
      },
      { message: 'representations[2] must be an object.', path: ['_entities', 2], code: 'BAD_USER_INPUT' },
      { message: 'representations[3] must have a string "__typename".', path: ['_entities', 3], code: 'BAD_USER_INPUT' },
      { message: 'representations[4] has the unknown "__typename" "Stone".', path: ['_entities', 4], code: 'BAD_USER_INPUT' },
      { message: 'representations[5] has the unknown "__typename" "constructor".', path: ['_entities', 5], code: 'BAD_USER_INPUT' },
    ]);
    expect(fruits.mock.calls).toEqual([[['a', 'z'], {}]]);
  });

  it('gives each index of a type that fails an error, and answers the other types', async () => {
    const { entities, errors } = await ask([fruit('a'), tree('x'), fruit('b')], {
      fruits: () => Promise.reject(new Error('the orchard is closed')),
    });
    expect(entities).toEqual([null, tree('x'), null]);
    expect(errors).toMatchObject([
      { message: 'the orchard is closed', path: ['_entities', 0] },
      { message: 'the orchard is closed', path: ['_entities', 2] },
    ]);
  });

  it('does not ask where there is nothing to ask', async () => {
    const fruits = jest.fn<Load>();
    expect(await ask([], { fruits })).toEqual({ entities: [], errors: undefined });
    expect(await ask([{ __typename: 'Fruit', id: 7 }], { fruits })).toMatchObject({ entities: [null] });
    expect(fruits).not.toHaveBeenCalled();
  });

  it('refuses more than it takes', async () => {
    const fruits = jest.fn<Load>();
    const { entities, errors } = await ask(
      Array.from({ length: MAX_REPRESENTATIONS + 1 }, () => fruit('a')),
      { fruits },
    );
    expect(entities).toBeUndefined();
    expect(fruits).not.toHaveBeenCalled();
    expect(errors).toMatchObject([
      { message: `representations: ${MAX_REPRESENTATIONS + 1} given, at most ${MAX_REPRESENTATIONS} allowed.`, code: 'BATCH_TOO_LARGE' },
    ]);
  });
});
