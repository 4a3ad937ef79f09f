/** What the subgraphs say of themselves, and what they make together. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices } from '@theguild/federation-composition';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import {
  buildSchema,
  execute,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  validate,
} from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { schemaChanges } from '../../src/compose/breaking-changes.ts';
import { compose, composeProgram, CompositionFailure } from '../../src/compose/compose.ts';
import type { Composition } from '../../src/compose/compose.ts';
import { checkSchemaDrift, writeSchemaFiles } from '../../src/compose/schema-files.ts';
import { operationsManifest } from '../../src/compose/operations-manifest.ts';
import type { OperationsManifest } from '../../src/compose/operations-manifest.ts';
import { buildSubgraphNamed } from '../../src/compose/subgraphs.ts';
import { SUBGRAPH_NAMES } from '../../src/subgraph/definition.ts';

const SCHEMA_DIRECTORY = join(import.meta.dirname, '../../schema');
let composition: Composition;
beforeAll(() => {
  composition = composeProgram();
});

describe.each(SUBGRAPH_NAMES)('%s', (name) => {
  const subgraph = buildSubgraphNamed(name);

  it('is a valid Federation 2 subgraph that composes alone', () => {
    // enrichments `@requires` fields of articles, so it does not go without.
    const needed = name === 'enrichments' ? [{ name: 'articles', typeDefs: parse(buildSubgraphNamed('articles').sdl) }] : [];
    const { errors } = composeServices([{ name, typeDefs: parse(subgraph.sdl) }, ...needed]);
    expect(errors?.map((error) => error.message) ?? []).toEqual([]);
    expect(subgraph.sdl.slice(0, subgraph.sdl.indexOf('\n'))).toMatch(
      /^extend schema @link\(url: "https:\/\/specs\.apollo\.dev\/federation\/v2\.\d+", import: \[.*"@key".*\]\)$/,
    );
  });

  it("answers its SDL and its entities' types", async () => {
    const { data, errors } = await execute({
      schema: subgraph.schema,
      document: parse('{ _service { sdl } entity: __type(name: "_Entity") { possibleTypes { name } } }'),
    });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({ _service: { sdl: subgraph.sdl } });
    expect((data as { entity: { possibleTypes: { name: string }[] } }).entity.possibleTypes.map((type) => type.name).toSorted()).toEqual(
      Object.keys(subgraph.definition.references).toSorted(),
    );
    expect(subgraph.sdl).not.toContain('_entities');
  });

  it('describes every type, field, argument and enum value', () => {
    const { described, undescribed } = descriptions(subgraph.schema);
    expect(undescribed).toEqual([]);
    expect(described).toBeGreaterThan(20);
  });
});

describe('together', () => {
  it('are what schema/ says', () => {
    expect(checkSchemaDrift(SCHEMA_DIRECTORY, composition)).toEqual([]);
  });

  it("make a supergraph the planner reads and plans the apps' operations over", () => {
    const api = buildSchema(composition.apiSdl);
    const gateway = createGateway({
      supergraphSdl: composition.supergraphSdl,
      introspection: true,
      executorFor: () => () => Promise.resolve({ data: {} }),
    });
    const operations = readdirSync(join(SCHEMA_DIRECTORY, 'operations')).filter((file) => file.endsWith('.graphql'));
    expect(operations.length).toBeGreaterThanOrEqual(5);
    for (const file of operations) {
      const text = readFileSync(join(SCHEMA_DIRECTORY, 'operations', file), 'utf8');
      expect(validate(api, parse(text))).toEqual([]);
      expect(gateway.explain(text)).toContain('#1 ');
    }
  });

  it('route to loopback addresses', () => {
    expect(
      [...composition.supergraphSdl.matchAll(/@join__graph\(name: "(\w+)", url: "([^"]+)"\)/g)]
        .map(([, name, url]) => [name, url])
        .toSorted(),
    ).toEqual([
      ['articles', 'http://127.0.0.1:4001/graphql'],
      ['comments', 'http://127.0.0.1:4003/graphql'],
      ['enrichments', 'http://127.0.0.1:4004/graphql'],
      ['platform', 'http://127.0.0.1:4005/graphql'],
      ['sources', 'http://127.0.0.1:4002/graphql'],
    ]);
  });

  it('keep `@oneOf` and lose all of federation in the API, described throughout', () => {
    const api = buildSchema(composition.apiSdl);
    expect(composition.apiSdl).not.toMatch(/join__|@key|@shareable|_entities|_service|cacheControl|cacheTag/i);
    for (const name of ['ArticleBy', 'SourceBy']) expect(api.getType(name)).toMatchObject({ isOneOf: true });
    expect(descriptions(api).undescribed).toEqual([]);
  });

  it('break nothing that was released', () => {
    expect(schemaChanges(readFileSync(join(SCHEMA_DIRECTORY, 'released.graphql'), 'utf8'), composition.apiSdl).breaking).toEqual([]);
  });

  it("have a manifest of the apps' operations, made from what codegen wrote last", () => {
    const read = (file: string) => JSON.parse(readFileSync(join(SCHEMA_DIRECTORY, file), 'utf8')) as never;
    const manifest: OperationsManifest = read('operations/operations.json');
    expect(manifest).toEqual(operationsManifest(read('typed/persisted-documents.json')));
    expect(manifest.operations.map(({ name }) => name)).toEqual([
      'ArticlePage',
      'CommentCreate',
      'CommentDelete',
      'HomeFeed',
      'Search',
      'SourcePage',
      'StoryPage',
      'Thread',
    ]);
    const api = buildSchema(composition.apiSdl);
    for (const { id, body } of manifest.operations) {
      expect(id).toMatch(/^[0-9a-f]{64}$/);
      expect(validate(api, parse(body))).toEqual([]);
    }
  });
});

describe('composition', () => {
  it('says why subgraphs do not fit together', () => {
    const sdl = (type: string) =>
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { a: ${type} }`;
    const one = { name: 'one', url: 'http://127.0.0.1:1/graphql', sdl: sdl('Int') };
    expect(() => compose([one, { ...one, name: 'two', sdl: sdl('String') }])).toThrow(CompositionFailure);
    expect(() => compose([one, { ...one, name: 'two', sdl: sdl('String') }])).toThrow(/Query\.a/);
  });

  it('finds what breaks clients', () => {
    const released = 'type Query { a(x: Int): Int! b: E } enum E { X }';
    const { breaking, dangerous } = schemaChanges(released, 'type Query { a(x: Int!): Int b: E } enum E { X Y }');
    expect(breaking.map(({ kind }) => kind).toSorted()).toEqual(['ARG_CHANGED_KIND', 'FIELD_CHANGED_KIND']);
    expect(dangerous).toEqual([{ kind: 'VALUE_ADDED_TO_ENUM', description: expect.stringContaining('Y') }]);
  });
});

describe('schema files', () => {
  const directory = mkdtempSync(join(tmpdir(), 'newsgraph-schema-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it('are written, found to be the same, and found to differ', () => {
    const written = writeSchemaFiles(directory, composition);
    expect(written).toEqual([
      'articles.graphql',
      'sources.graphql',
      'comments.graphql',
      'enrichments.graphql',
      'platform.graphql',
      'supergraph.graphql',
      'api.graphql',
    ]);
    expect(checkSchemaDrift(directory, composition)).toEqual([]);
    writeFileSync(join(directory, 'api.graphql'), 'type Query { edited: Int }');
    rmSync(join(directory, 'sources.graphql'));
    expect(checkSchemaDrift(directory, composition)).toEqual([
      { file: 'sources.graphql', problem: 'missing' },
      { file: 'api.graphql', problem: 'differs' },
    ]);
    expect(writeSchemaFiles(directory, composition)).toEqual(['sources.graphql', 'api.graphql']);
    expect(writeSchemaFiles(directory, composition)).toEqual([]);
  });
});

/** Names of everything without a description, and how much has one. */
function descriptions(schema: GraphQLSchema): { readonly described: number; readonly undescribed: readonly string[] } {
  const undescribed: string[] = [];
  let described = 0;
  const look = (name: string, { description }: { readonly description?: string | null | undefined }) => {
    if (description) described++;
    else undescribed.push(name);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    look(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value);
    if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
      for (const field of Object.values(type.getFields())) {
        look(`${type.name}.${field.name}`, field);
        if ('args' in field) for (const argument of field.args) look(`${type.name}.${field.name}(${argument.name})`, argument);
      }
    }
  }
  return { described, undescribed };
}
