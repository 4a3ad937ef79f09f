/**
 * The simple twin: one graphql-js schema over the subgraphs' own resolvers. It shares the resolvers with the program, and neither planner nor
 * program, transport or projection. A field owned by another domain than the one its object came from is resolved by calling the owner's
 * reference resolver first, with the key and what `@requires` names.
 */
import {
  buildSchema,
  coerceInputValue,
  execute,
  getNamedType,
  GraphQLError,
  isAbstractType,
  isCompositeType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  Kind,
  parse,
  type ExecutionResult,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import type { KnownScalars } from '../../src/gateway/supergraph/supergraph.ts';
import type { Subgraph } from '../../src/subgraph/build-subgraph.ts';

/** An object together with the subgraph it came from, and what other subgraphs told about it. */
class Origin {
  readonly subgraph: Subgraph;
  readonly typename: string;
  readonly value: unknown;
  readonly elsewhere = new Map<Subgraph, Promise<Origin | null>>();
  constructor(subgraph: Subgraph, typename: string, value: unknown) {
    this.subgraph = subgraph;
    this.typename = typename;
    this.value = value;
  }
}

export interface Monolith {
  run(source: string, variables: Readonly<Record<string, unknown>>): Promise<ExecutionResult>;
}

/** @param scalars rules of custom scalars, as the gateway is told them. @param contextFor the subgraph's context, once per run. */
export function monolith(
  apiSdl: string,
  scalars: KnownScalars,
  subgraphs: readonly Subgraph[],
  contextFor: (subgraph: Subgraph) => object,
): Monolith {
  const schema = buildSchema(apiSdl, { assumeValidSDL: true });
  for (const [name, { parseValue, parseLiteral }] of Object.entries(scalars)) {
    const scalar = schema.getType(name);
    if (!isScalarType(scalar)) continue;
    scalar.parseValue = (value) => (parseValue(value), value);
    scalar.parseLiteral = (node) => (parseLiteral(node, {}), 'value' in node ? node.value : null);
  }
  const owners = fieldOwners(subgraphs);
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = (object) => (object as Origin).typename;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = (parent, args, context, info) =>
        resolveField(parent as Origin | undefined, field.name, args as Args, context as Contexts, info, type.name, owners);
  }
  return {
    run: async (source, variables) => {
      const made = new Map<Subgraph, object>();
      const contexts: Contexts = (subgraph) => {
        let context = made.get(subgraph);
        if (!context) made.set(subgraph, (context = contextFor(subgraph)));
        return context;
      };
      return execute({ schema, document: parse(source), contextValue: contexts, variableValues: variables });
    },
  };
}

type Args = Readonly<Record<string, unknown>>;
type Contexts = (subgraph: Subgraph) => object;

interface Owner {
  readonly subgraph: Subgraph;
  /** Field names of `@requires(fields:)`; flat, as in our subgraphs. */
  readonly requires: readonly string[];
}

/** `Type.field` to the subgraphs that resolve it. */
function fieldOwners(subgraphs: readonly Subgraph[]): Map<string, Owner[]> {
  const owners = new Map<string, Owner[]>();
  for (const subgraph of subgraphs) {
    for (const definition of parse(subgraph.sdl).definitions) {
      if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.OBJECT_TYPE_EXTENSION) continue;
      for (const field of definition.fields ?? []) {
        if (field.directives?.some(({ name }) => name.value === 'external')) continue;
        const requires = field.directives?.find(({ name }) => name.value === 'requires')?.arguments?.[0]?.value;
        const coordinate = `${definition.name.value}.${field.name.value}`;
        owners.set(coordinate, [
          ...(owners.get(coordinate) ?? []),
          { subgraph, requires: requires?.kind === Kind.STRING ? requires.value.split(/\s+/) : [] },
        ]);
      }
    }
  }
  return owners;
}

async function resolveField(
  parent: Origin | undefined,
  fieldName: string,
  args: Args,
  contexts: Contexts,
  info: GraphQLResolveInfo,
  typename: string,
  owners: Map<string, Owner[]>,
): Promise<unknown> {
  const candidates = owners.get(`${typename}.${fieldName}`) ?? [];
  const [first] = candidates;
  if (!first) throw new Error(`no subgraph resolves ${typename}.${fieldName}`);
  const owner = candidates.find(({ subgraph }) => parent?.subgraph === subgraph) ?? first;
  const from =
    parent === undefined || parent.subgraph === owner.subgraph ? parent : await fetchEntity(parent, owner, contexts, info, owners);
  if (from === null) return null;
  const field = fieldOf(owner.subgraph.schema, typename, fieldName);
  const value: unknown = await callResolver(field, from?.value, coerceArguments(field, args), contexts(owner.subgraph), info);
  return complete(value, field.type, owner.subgraph);
}

/** The same object as the owner knows it, or null where the owner does not. */
function fetchEntity(
  parent: Origin,
  owner: Owner,
  contexts: Contexts,
  info: GraphQLResolveInfo,
  owners: Map<string, Owner[]>,
): Promise<Origin | null> {
  const known = owner.requires.length === 0 ? parent.elsewhere.get(owner.subgraph) : undefined;
  if (known) return known;
  const fetched = (async () => {
    const representation: Record<string, unknown> = { __typename: parent.typename };
    for (const name of ['id', ...owner.requires])
      representation[name] = await resolveField(parent, name, {}, contexts, info, parent.typename, owners);
    const reference = owner.subgraph.definition.references[parent.typename];
    if (!reference) throw new Error(`${owner.subgraph.name} has no reference resolver for ${parent.typename}`);
    const [entity] = await reference([representation], contexts(owner.subgraph));
    if (entity instanceof Error) throw entity;
    return entity === null || entity === undefined ? null : new Origin(owner.subgraph, parent.typename, entity);
  })();
  if (owner.requires.length === 0) parent.elsewhere.set(owner.subgraph, fetched);
  return fetched;
}

function fieldOf(schema: GraphQLSchema, typename: string, fieldName: string): GraphQLField<unknown, unknown> {
  const type = schema.getType(typename);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field) throw new Error(`${typename}.${fieldName} is in the SDL but not in the schema`);
  return field;
}

function callResolver(
  field: GraphQLField<unknown, unknown>,
  value: unknown,
  args: Args,
  context: object,
  info: GraphQLResolveInfo,
): unknown {
  if (field.resolve) return field.resolve(value, args, context, info);
  const property = (value as Readonly<Record<string, unknown>> | undefined)?.[field.name];
  return typeof property === 'function'
    ? (property as (args: Args, context: object, info: GraphQLResolveInfo) => unknown).call(value, args, context, info)
    : property;
}

/** The API schema's scalars take any JSON: the owner's own types check the values, as they do behind the gateway. */
function coerceArguments(field: GraphQLField<unknown, unknown>, args: Args): Args {
  const coerced: Record<string, unknown> = {};
  for (const arg of field.args) {
    if (!Object.hasOwn(args, arg.name)) {
      if (arg.defaultValue !== undefined) coerced[arg.name] = arg.defaultValue;
      continue;
    }
    coerced[arg.name] = coerceInputValue(args[arg.name], arg.type, (_path, _value, error) => {
      throw new GraphQLError(error.message, { extensions: error.extensions });
    });
  }
  return coerced;
}

/** Leaves are serialised by the owner's types; objects remember where they came from. */
async function complete(value: unknown, type: GraphQLOutputType, subgraph: Subgraph): Promise<unknown> {
  if (isNonNullType(type)) return complete(value, type.ofType, subgraph);
  const settled = await value;
  if (settled === null || settled === undefined || settled instanceof Error) return settled ?? null;
  if (isListType(type)) return Promise.all(Array.from(settled as Iterable<unknown>, (item) => complete(item, type.ofType, subgraph)));
  if (isLeafType(type)) return type.serialize(settled);
  if (!isCompositeType(type)) throw new Error(`${String(type)} is no output type`);
  if (!isAbstractType(type)) return new Origin(subgraph, getNamedType(type).name, settled);
  const typename = await type.resolveType?.(settled, {}, {} as GraphQLResolveInfo, type);
  if (typeof typename !== 'string') throw new Error(`${subgraph.name} does not say which ${type.name} this is`);
  return new Origin(subgraph, typename, settled);
}
