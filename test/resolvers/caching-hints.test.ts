/** What the program's schema says of how long, for whom and under which names its answers may be kept: nothing is left unsaid. */
import { describe, expect, it } from '@jest/globals';
import {
  getDirectiveValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  buildASTSchema,
  parse,
  type GraphQLDirective,
  type GraphQLField,
  type GraphQLNamedType,
} from 'graphql';
import { composeProgram } from '../../src/compose/compose.ts';
import { buildSubgraphs } from '../../src/compose/subgraphs.ts';

const { supergraphSdl, apiSdl } = composeProgram();
const supergraph = buildASTSchema(parse(supergraphSdl), { assumeValid: true });
const api = buildASTSchema(parse(apiSdl));
const clientSees = (type: GraphQLNamedType): boolean => !isIntrospectionType(type) && api.getType(type.name) !== undefined;

interface CacheControl {
  readonly maxAge?: number;
  readonly scope?: 'PUBLIC' | 'PRIVATE';
  readonly inheritMaxAge?: boolean;
}

describe('the hints of the program', () => {
  it('say of every entity, and of every root field, how long it may be kept', () => {
    const entities = objectTypes().filter((type) => applications(type, 'join__type').some(({ key }) => key !== undefined));
    expect(entities.map(({ name }) => name).toSorted()).toEqual(['Article', 'Comment', 'Feed', 'Source', 'Story', 'User']);
    const silent = entities.filter((type) => cacheControl(type)?.maxAge === undefined).map(({ name }) => name);
    const silentRoots = rootFields()
      .filter((field) => maxAgeOf(field) === undefined)
      .map(({ name }) => `Query.${name}`);
    expect([...silent, ...silentRoots]).toEqual([]);
  });

  it('say of every other type that it is as old as what it belongs to, or how old it may be', () => {
    const silent = Object.values(supergraph.getTypeMap())
      .filter((type) => isCompositeType(type) && clientSees(type) && !['Query', 'Mutation'].includes(type.name))
      .filter((type) => cacheControl(type)?.maxAge === undefined && cacheControl(type)?.inheritMaxAge !== true)
      .map(({ name }) => name);
    expect(silent).toEqual([]);
  });

  it('name every root field that is kept, but what changes with a release and what is of the viewer alone', () => {
    const nameless = rootFields()
      .filter((field) => (maxAgeOf(field) ?? 0) > 0 && applications(field, 'cacheTag').length === 0)
      .map(({ name }) => name);
    expect(nameless.toSorted()).toEqual(['app', 'viewer']);
  });

  it('keep nothing of what feeds are doing, and nothing that tells an age for more than half a minute', () => {
    const ages = objectTypes().flatMap((type) => fieldsOf(type).filter(({ name }) => name.endsWith('Relative')));
    expect(ages.map(({ name, astNode }) => [name, cacheControl({ astNode })?.maxAge])).toEqual([
      ['publishedAtRelative', 30],
      ['createdAtRelative', 30],
    ]);
    const never = rootFields()
      .filter((field) => maxAgeOf(field) === 0)
      .map(({ name }) => name);
    expect(never.toSorted()).toEqual(['feed', 'feeds', 'ingestStatus']);
  });

  it('say the same of a type wherever they say anything', () => {
    const said = new Map<string, Set<string>>();
    for (const { sdl } of buildSubgraphs())
      for (const [, kind, name, rest] of sdl.matchAll(/^(type|interface|union) (\w+)([^{=]*)/gm)) {
        const [hint] = /@cacheControl\([^)]*\)/.exec(rest ?? '') ?? [];
        if (hint !== undefined) said.set(`${kind} ${name}`, (said.get(`${kind} ${name}`) ?? new Set()).add(hint));
      }
    expect(said.size).toBeGreaterThan(50);
    expect([...said].filter(([, hints]) => hints.size > 1).map(([name]) => name)).toEqual([]);
  });

  it('are not for clients', () => {
    expect(supergraphSdl).toContain('@cacheControl(');
    expect(apiSdl).not.toMatch(/cacheControl|cacheTag|CacheControlScope/);
  });
});

function rootFields(): readonly GraphQLField<unknown, unknown>[] {
  return Object.values(supergraph.getQueryType()!.getFields());
}

function objectTypes() {
  return Object.values(supergraph.getTypeMap())
    .filter((type) => isObjectType(type) && clientSees(type))
    .filter(isObjectType);
}

const fieldsOf = (type: GraphQLNamedType) => (isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : []);

/** By the field, else by what it returns; undefined where neither says it. */
function maxAgeOf(field: GraphQLField<unknown, unknown>): number | undefined {
  return cacheControl(field)?.maxAge ?? cacheControl(getNamedType(field.type))?.maxAge;
}

type Applied = Pick<GraphQLNamedType, 'astNode'> | Pick<GraphQLField<unknown, unknown>, 'astNode'>;

function cacheControl(of: Applied): CacheControl | undefined {
  return of.astNode ? (getDirectiveValues(directive('cacheControl'), of.astNode) as CacheControl | undefined) : undefined;
}

function applications(of: Applied, name: string): readonly Record<string, unknown>[] {
  return (of.astNode?.directives ?? [])
    .filter((node) => node.name.value === name)
    .map((node) => getDirectiveValues(directive(name), { directives: [node] }) ?? {});
}

function directive(name: string): GraphQLDirective {
  return supergraph.getDirective(name)!;
}
