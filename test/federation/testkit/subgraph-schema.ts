/** A subgraph's executable schema over whole objects: it shows what it declares, and of `@external` fields what it was told. */
import {
  buildASTSchema,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  parse,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Computed, Whole, World } from './behaviour.ts';
import { readDeclarations, type Declarations } from './declarations.ts';

/** An object as one subgraph sees it. */
interface Seen {
  readonly whole: Whole;
  /** The representation it was looked up by. */
  readonly told?: Whole;
  /** What `@provides` promises here. */
  readonly provided?: SelectionSetNode | undefined;
  /** Part of a representation: all that is in it is known. */
  readonly raw?: true;
}

/**
 * @param overridden `Type.field` that other subgraphs took over. @param isTypeOf over the whole supergraph.
 * @param world read at every request.
 */
export function subgraphSchema(
  name: string,
  sdl: string,
  overridden: ReadonlySet<string>,
  isTypeOf: (typename: string, condition: string) => boolean,
  world: () => World,
): GraphQLSchema {
  const declared = readDeclarations(parse(sdl));
  const schema = buildASTSchema(executable(parse(sdl), declared), { assumeValidSDL: true });

  const read = (seen: Seen, type: string, field: string, args: object): { value: unknown; raw: boolean } => {
    const coordinate = `${type}.${field}`;
    if (seen.raw) return { value: seen.whole[field], raw: true };
    if (declared.external.has(coordinate)) {
      if (seen.told && field in seen.told) return { value: seen.told[field], raw: true };
      const known = promised(seen.provided, field, seen.whole.__typename, isTypeOf) !== undefined || declared.keyFields(type).has(field);
      if (!known) throw new Error(`${name} was not told ${coordinate}`);
    } else if (overridden.has(coordinate)) {
      throw new Error(`${name} no longer has ${coordinate}`);
    }
    const value = seen.whole[field];
    if (typeof value !== 'function') return { value, raw: false };
    // What the representation tells goes before what the subgraph would find itself: it may be told under other arguments.
    const told = seen.told ?? {};
    const self = new Proxy(
      {},
      { get: (_, other) => (Object.hasOwn(told, other) ? told[String(other)] : read(seen, type, String(other), {}).value) },
    );
    return { value: (value as Computed)(self, args as never, name), raw: false };
  };

  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInterfaceType(type) || isUnionType(type)) {
      type.resolveType = (seen: Seen) => {
        const own = seen.whole.__typename ?? '';
        return type.name === '_Entity' && !isObjectType(schema.getType(own)) ? (seen.told?.__typename ?? own) : own;
      };
    }
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_entities' && type === schema.getQueryType()) {
        field.resolve = (_, { representations }: { representations: Whole[] }) =>
          representations.map((told) => {
            const whole = lookUp(name, declared, isTypeOf, world().entities ?? [], told);
            return whole && ({ whole, told } satisfies Seen);
          });
        continue;
      }
      const root = type === schema.getQueryType() ? 'query' : type === schema.getMutationType() ? 'mutation' : undefined;
      field.resolve = async (parent: Seen | undefined, args: object) => {
        const seen = root ? { whole: (world()[root] ?? {}) as Whole } : (parent as Seen);
        const { value, raw } = read(seen, type.name, field.name, args);
        const below =
          promised(seen.provided, field.name, seen.whole.__typename, isTypeOf) ?? declared.provides.get(`${type.name}.${field.name}`);
        return wrap(await value, raw, below ?? undefined);
      };
    }
  }
  return schema;
}

function wrap(value: unknown, raw: boolean, provided: SelectionSetNode | undefined): unknown {
  if (Array.isArray(value)) return value.map((item) => wrap(item, raw, provided));
  if (typeof value !== 'object' || value === null || value instanceof Error) return value;
  const seen: Seen = raw ? { whole: value as Whole, raw } : { whole: value as Whole, provided };
  // Custom scalars hold plain objects: they are read through `toJSON`.
  return Object.assign(seen, { toJSON: () => value });
}

/** @returns the selections promised below the field, `null` for a promised leaf, `undefined` where nothing is promised. */
function promised(
  set: SelectionSetNode | undefined,
  field: string,
  typename: string | undefined,
  isTypeOf: (typename: string, condition: string) => boolean,
): SelectionSetNode | null | undefined {
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.FIELD && selection.name.value === field) return selection.selectionSet ?? null;
    if (selection.kind !== Kind.INLINE_FRAGMENT) continue;
    const condition = selection.typeCondition?.name.value;
    if (condition && typename !== undefined && !isTypeOf(typename, condition)) continue;
    const found = promised(selection.selectionSet, field, typename, isTypeOf);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** By the first key whose fields are all told. @throws where there is none: the plan has sent too little. */
function lookUp(
  name: string,
  declared: Declarations,
  isTypeOf: (typename: string, condition: string) => boolean,
  entities: readonly Whole[],
  told: Whole,
): Whole | null {
  const type = told.__typename ?? '';
  const key = declared.keys(type).find((candidate) => tells(told, candidate));
  if (!key) throw new Error(`${name} finds no ${type} by ${JSON.stringify(told)}`);
  return entities.find((whole) => isTypeOf(whole.__typename ?? '', type) && agrees(told, whole, key)) ?? null;
}

function tells(value: unknown, key: SelectionSetNode): boolean {
  if (Array.isArray(value)) return value.every((item) => tells(item, key));
  return key.selections.every(
    (selection) =>
      selection.kind === Kind.FIELD &&
      isObject(value) &&
      value[selection.name.value] !== undefined &&
      (!selection.selectionSet || value[selection.name.value] === null || tells(value[selection.name.value], selection.selectionSet)),
  );
}

function agrees(told: unknown, whole: unknown, key: SelectionSetNode | undefined): boolean {
  if (!key || told === null) return told === whole;
  if (Array.isArray(told) && Array.isArray(whole))
    return told.length === whole.length && told.every((item, i) => agrees(item, whole[i], key));
  return (
    isObject(told) &&
    isObject(whole) &&
    key.selections.every((selection) => {
      const { name, selectionSet } = selection as FieldNode;
      return agrees(told[name.value], whole[name.value], selectionSet);
    })
  );
}

function isObject(value: unknown): value is Whole {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Definitions and extensions of one name become one definition; directives go, `_entities` comes. */
function executable(document: DocumentNode, declared: Declarations): DocumentNode {
  const merged = new Map<string, DefinitionNode>();
  const service = `scalar _Any ${declared.entities.length > 0 ? `union _Entity = ${declared.entities.join(' | ')} extend type Query { _entities(representations: [_Any!]!): [_Entity]! }` : 'extend type Query { _empty: Boolean }'}`;
  for (const definition of [...visit(document, { Directive: () => null }).definitions, ...parse(service).definitions]) {
    if (!('name' in definition) || !definition.name || definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    const kind = definition.kind.replace('Extension', 'Definition');
    const known = merged.get(definition.name.value) as Record<string, unknown> | undefined;
    const both: Record<string, unknown> = { ...known, ...definition, kind };
    for (const part of ['fields', 'interfaces', 'types', 'values'])
      both[part] = [...((known?.[part] as unknown[]) ?? []), ...((definition as unknown as Record<string, unknown[]>)[part] ?? [])];
    merged.set(definition.name.value, both as unknown as DefinitionNode);
  }
  return { kind: Kind.DOCUMENT, definitions: [...merged.values()] };
}
