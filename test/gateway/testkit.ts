/** A whole federation on one screen: SDL and plain resolver functions in, a gateway and a record of the calls it made out. */
import { composeServices } from '@theguild/federation-composition';
import { buildASTSchema, GraphQLError, isObjectType, Kind, parse, visit, type DocumentNode, type GraphQLSchema } from 'graphql';
import { createGateway } from '../../src/gateway/create-gateway.ts';
import type { Gateway, GatewayOptions } from '../../src/gateway/gateway.ts';
import { localExecutor } from '../../src/gateway/transport/local.ts';
import type { SubgraphExecutor } from '../../src/gateway/transport/subgraph-executor.ts';

type Resolver = (parent: never, args: never) => unknown;

export interface TestSubgraph {
  readonly sdl: string;
  /** `Type.field` to its resolver; other fields read the parent's property. */
  readonly resolve?: Readonly<Record<string, Resolver>>;
  /** `__typename` to its reference resolver. */
  readonly entities?: Readonly<Record<string, (representation: never) => unknown>>;
}

export interface Call {
  readonly subgraph: string;
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly representations: readonly unknown[];
}

export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** The text of `data` as the client gets it. */
  readonly text: string | null;
}

export interface TestGateway {
  readonly gateway: Gateway;
  readonly calls: Call[];
  readonly supergraphSdl: string;
  run(source: string, variables?: Readonly<Record<string, unknown>>, operationName?: string): Promise<Answer>;
}

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${[
  'key external requires provides shareable inaccessible interfaceObject override tag composeDirective',
  'authenticated requiresScopes policy cost listSize context fromContext',
]
  .flatMap((names) => names.split(' '))
  .map((name) => `"@${name}"`)
  .join(', ')}])\n`;

export function federate(
  subgraphs: Readonly<Record<string, TestSubgraph>>,
  options: Partial<GatewayOptions> = {},
  wrap: (name: string, executor: SubgraphExecutor) => SubgraphExecutor = (_, executor) => executor,
): TestGateway {
  const composed = composeServices(
    Object.entries(subgraphs).map(([name, { sdl }]) => ({ name, url: `http://${name}.test/graphql`, typeDefs: parse(LINK + sdl) })),
  );
  if (!composed.supergraphSdl)
    throw new Error(`the test's subgraphs do not compose: ${composed.errors?.map((error) => error.message).join('; ')}`);
  const calls: Call[] = [];
  const gateway = createGateway({
    supergraphSdl: composed.supergraphSdl,
    introspection: true,
    ...options,
    executorFor: ({ name }) => {
      const subgraph = subgraphs[name];
      if (!subgraph) throw new Error(`no subgraph ${name}`);
      const execute = wrap(name, localExecutor({ schema: executable(subgraph), contextFor: () => ({}) }));
      return (request) => {
        calls.push({
          subgraph: name,
          text: request.operation.text,
          variables: request.variables,
          representations: request.representations.flatMap(({ objects }) => objects),
        });
        return execute(request);
      };
    },
  });
  return {
    gateway,
    calls,
    supergraphSdl: composed.supergraphSdl,
    async run(source, variables, operationName) {
      const response = await gateway.execute({
        source,
        variables,
        operationName,
        client: { requestId: 'test', headers: {}, memory: new Map() },
      });
      return {
        ...response,
        text: response.data?.text ?? null,
        ...('data' in response ? { data: response.data?.toJSON() ?? null } : {}),
      } as Answer;
    },
  };
}

/** Makes a field fail. */
export function failWith(message: string, extensions?: Record<string, unknown>): never {
  throw new GraphQLError(message, extensions ? { extensions } : {});
}

function executable({ sdl, resolve = {}, entities = {} }: TestSubgraph): GraphQLSchema {
  const document = visit(parse(sdl), { Directive: () => null });
  const keyed = parse(sdl).definitions.flatMap((definition) =>
    (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
    definition.directives?.some(({ name }) => name.value === 'key')
      ? [definition]
      : [],
  );
  const members = keyed.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION).map(({ name }) => name.value);
  const federation =
    members.length > 0
      ? `scalar _Any union _Entity = ${members.join(' | ')} extend type Query { _entities(representations: [_Any!]!): [_Entity]! }`
      : '';
  const hasQuery = document.definitions.some(
    (definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query',
  );
  const schema = buildASTSchema(
    foldQuery(parse(`${federation} ${hasQuery ? '' : 'type Query { _unused: Boolean }'} scalar _Unused`), document),
  );
  for (const [coordinate, resolver] of Object.entries(resolve)) {
    const [typeName = '', fieldName = ''] = coordinate.split('.');
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    if (!field) throw new Error(`no field ${coordinate} to resolve`);
    field.resolve = (parent, args) => resolver(parent as never, args as never);
  }
  const lookup = schema.getQueryType()?.getFields()['_entities'];
  if (lookup) {
    lookup.resolve = (_, args) =>
      (args as { representations: { __typename: string }[] }).representations.map(async (representation) => {
        const entity = await entities[representation.__typename]?.(representation as never);
        return entity && typeof entity === 'object' ? { __typename: representation.__typename, ...entity } : (entity ?? null);
      });
  }
  return schema;
}

/** graphql-js's buildASTSchema ignores extensions: `extend type Query` is folded into the definition. */
function foldQuery(extra: DocumentNode, document: DocumentNode): DocumentNode {
  const extensions = extra.definitions
    .filter((definition) => definition.kind === Kind.OBJECT_TYPE_EXTENSION)
    .flatMap((definition) => definition.fields ?? []);
  const definitions = [...document.definitions, ...extra.definitions].filter(
    (definition) => definition.kind !== Kind.OBJECT_TYPE_EXTENSION,
  );
  return {
    kind: Kind.DOCUMENT,
    definitions: definitions.map((definition) =>
      definition.kind === Kind.OBJECT_TYPE_DEFINITION && definition.name.value === 'Query'
        ? { ...definition, fields: [...(definition.fields ?? []), ...extensions] }
        : definition,
    ),
  };
}
