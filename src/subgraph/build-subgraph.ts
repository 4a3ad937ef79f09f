/** Makes a Federation 2 subgraph out of type-graphql resolvers: its schema with `_service` and `_entities`, and its SDL. */
import 'reflect-metadata';
import { isAbstractType, validateSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { SubgraphDefinition, SubgraphName } from './definition.ts';
import { resolveDirectly } from './direct-resolvers.ts';
import { withFederationFields } from './federation-fields.ts';
import { printSubgraphSdl } from './print-sdl.ts';

export interface Subgraph<Context extends object = object> {
  readonly name: SubgraphName;
  /** Executable, `_service` and `_entities` included. */
  readonly schema: GraphQLSchema;
  /** Federation 2 SDL with its directives, as `_service { sdl }` answers it; without `_service` and `_entities`. */
  readonly sdl: string;
  readonly definition: SubgraphDefinition<Context>;
}

/** Throws where the domain's types do not make a valid GraphQL schema. About 10 ms: built once per process. */
export function buildSubgraph<Context extends object>(definition: SubgraphDefinition<Context>): Subgraph<Context> {
  const domain = buildSchemaSync({
    resolvers: [...definition.resolvers] as [Function, ...Function[]], // oxlint-disable-line typescript/no-unsafe-function-type -- type-graphql's own type
    orphanedTypes: [...definition.orphanedTypes],
    // Inputs are checked by the resolvers themselves, in words a client understands.
    validate: false,
    // A domain without root fields is only valid once `_service` is there; checked below.
    skipCheck: true,
  });
  resolveAbstractTypesByTypename(domain);
  resolveDirectly(domain, definition.resolvers);
  describeRootTypes(domain);
  const sdl = printSubgraphSdl(domain);
  const schema = withFederationFields(domain, sdl, definition.references);
  const errors = validateSchema(schema);
  if (errors.length > 0)
    throw new AggregateError(errors, `Subgraph "${definition.name}": ${errors.map((error) => error.message).join(' ')}`);
  return { name: definition.name, schema, sdl, definition };
}

/** type-graphql makes the root types itself and leaves them without a description. */
function describeRootTypes(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  if (query) query.description = 'What can be asked.';
  const mutation = schema.getMutationType();
  if (mutation) mutation.description = 'What can be changed. Changes of one request are made one after the other.';
}

/** type-graphql resolves abstract types by `instanceof` in an async function: a promise per block of text. Our values name their type. */
function resolveAbstractTypesByTypename(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (isAbstractType(type)) type.resolveType = (value: { readonly __typename: string }) => value.__typename;
  }
}
