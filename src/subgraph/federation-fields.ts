/** `_service` and `_entities`: https://www.apollographql.com/docs/graphos/schema-design/federated-schemas/reference/subgraph-spec */
import { GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLScalarType, GraphQLSchema, GraphQLString, GraphQLUnionType } from 'graphql';
import type { GraphQLFieldConfigMap } from 'graphql';
import { ClientError } from '../errors/client-error.ts';
import type { ReferenceResolver, Representation } from './definition.ts';

// oxlint-disable-next-line typescript/no-explicit-any -- each subgraph has its own context type; here it is only handed through
type References = Readonly<Record<string, ReferenceResolver<any>>>;

/** Representations in one `_entities` field. What asks for more gets an error with the number, not an outage. */
export const MAX_REPRESENTATIONS = 5000;

/** The same schema with the two fields every subgraph has. `_entities` only where the domain has entities. */
export function withFederationFields(domain: GraphQLSchema, sdl: string, references: References): GraphQLSchema {
  const config = domain.toConfig();
  const query = domain.getQueryType();
  if (!query) throw new Error('type-graphql made no Query type.');
  const fields: GraphQLFieldConfigMap<unknown, unknown> = { ...query.toConfig().fields, _service: serviceField(sdl) };
  if (Object.keys(references).length > 0) Object.assign(fields, { _entities: entitiesField(domain, references) });
  return new GraphQLSchema({
    ...config,
    query: new GraphQLObjectType({ ...query.toConfig(), fields }),
    types: config.types.filter((type) => type !== query),
  });
}

function serviceField(sdl: string) {
  const service = new GraphQLObjectType({
    name: '_Service',
    description: 'What this subgraph is made of, for composition.',
    fields: { sdl: { type: GraphQLString, description: 'Federation 2 SDL with its directives.' } },
  });
  return { type: new GraphQLNonNull(service), description: 'This subgraph, for composition.', resolve: () => ({ sdl }) };
}

function entitiesField(domain: GraphQLSchema, references: References) {
  const typenames = Object.keys(references);
  const any = new GraphQLScalarType({ name: '_Any', description: 'An entity representation: `__typename` and the fields of a key.' });
  const types = typenames.map((typename) => {
    const type = domain.getType(typename);
    if (type instanceof GraphQLObjectType) return type;
    throw new Error(`References name "${typename}", which is no object type of this subgraph: list its class in orphanedTypes.`);
  });
  // Entities are plain records, shared with the loaders: their type is kept beside them instead of being written into them.
  const typenameOf = new WeakMap<object, string>();
  const entity = new GraphQLUnionType({
    name: '_Entity',
    description: 'Every type this subgraph resolves by key.',
    types,
    resolveType: (value: object) => typenameOf.get(value),
  });
  return {
    type: new GraphQLNonNull(new GraphQLList(entity)),
    description: 'Entities by their representations, in the order asked; null where there is none.',
    args: {
      representations: {
        type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(any))),
        description: `At most ${MAX_REPRESENTATIONS} representations; types may be mixed.`,
      },
    },
    resolve: (_root: unknown, args: { readonly representations: readonly unknown[] }, context: unknown) =>
      resolveEntities(args.representations, context, references, typenameOf),
  };
}

/**
 * Groups representations by type, asks each type's reference resolver once, all types at the same time, and puts the answers back in the
 * order asked. A bad representation, or a resolver that fails, is an Error at its own index: graphql-js makes a located error of it.
 */
async function resolveEntities(
  representations: readonly unknown[],
  context: unknown,
  references: References,
  typenameOf: WeakMap<object, string>,
): Promise<readonly (object | null)[]> {
  if (representations.length > MAX_REPRESENTATIONS) {
    throw new ClientError('BATCH_TOO_LARGE', `representations: ${representations.length} given, at most ${MAX_REPRESENTATIONS} allowed.`, {
      details: { limit: MAX_REPRESENTATIONS },
    });
  }
  const entities: (object | null)[] = Array.from({ length: representations.length }, () => null);
  const groups = new Map<string, number[]>();
  representations.forEach((representation, index) => {
    const problem = problemOf(representation, references);
    if (problem) {
      entities[index] = badInput(`representations[${index}] ${problem}`);
      return;
    }
    const typename = (representation as { readonly __typename: string }).__typename;
    const group = groups.get(typename);
    if (group) group.push(index);
    else groups.set(typename, [index]);
  });
  await Promise.all([...groups].map(([typename, indexes]) => resolveGroup(typename, indexes)));
  return entities;

  async function resolveGroup(typename: string, indexes: readonly number[]): Promise<void> {
    const resolveReferences = references[typename];
    if (!resolveReferences) return;
    let resolved: readonly (object | null)[];
    try {
      resolved = await resolveReferences(
        indexes.map((index) => representations[index] as Representation),
        context,
      );
      if (resolved.length !== indexes.length) {
        throw new Error(
          `The reference resolver of ${typename} answered ${resolved.length} entities for ${indexes.length} representations.`,
        );
      }
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      for (const index of indexes) entities[index] = failure;
      return;
    }
    indexes.forEach((index, position) => {
      const value = resolved[position] ?? null;
      if (value !== null && !(value instanceof Error)) typenameOf.set(value, typename);
      entities[index] = value;
    });
  }
}

function problemOf(representation: unknown, references: References): string | null {
  if (typeof representation !== 'object' || representation === null || Array.isArray(representation)) return 'must be an object.';
  const typename = (representation as Representation)['__typename'];
  if (typeof typename !== 'string') return 'must have a string "__typename".';
  if (!Object.hasOwn(references, typename)) return `has the unknown "__typename" ${JSON.stringify(typename.slice(0, 100))}.`;
  return null;
}

function badInput(message: string): ClientError {
  return new ClientError('BAD_USER_INPUT', message);
}
