/** Operations that ask a subgraph for everything there is, by every way to it, and what of their answers is where. */
import { getNamedType, isAbstractType, isCompositeType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLArgument, GraphQLCompositeType, GraphQLField, GraphQLSchema } from 'graphql';

/** A value for an argument as a literal, by its coordinate or its name; what needs none may be left out. */
export type Literals = Readonly<Record<string, string>>;

/** How often a type may stand within itself: a comment with its parent and its replies, a story with its articles. */
const MAX_WITHIN_ITSELF = 2;

const OF_REPRESENTATIONS = ['external', 'requires'];

/** One operation for each root field, and one for each type of entity, whose representations are `$r`. */
export function everythingOf(schema: GraphQLSchema, entityTypes: readonly string[], literals: Literals): ReadonlyMap<string, string> {
  const roots = Object.values(schema.getQueryType()!.getFields()).filter(({ name }) => !name.startsWith('_'));
  return new Map([
    ...roots.map((field) => [`Query.${field.name}`, `{ ${selectionOf(schema, 'Query', field, [], literals)} }`] as const),
    ...entityTypes.map((type) => {
      const selected = `... on ${type} ${selectionsOf(schema, schema.getType(type) as GraphQLCompositeType, [], literals)}`;
      return [`_entities.${type}`, `query ($r: [_Any!]!) { _entities(representations: $r) { __typename ${selected} } }`] as const;
    }),
  ]);
}

function selectionsOf(schema: GraphQLSchema, type: GraphQLCompositeType, within: readonly string[], literals: Literals): string {
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type).filter(({ name }) => isAskedAgain(within, name));
    return `{ __typename ${members.map((member) => `... on ${member.name} ${selectionsOf(schema, member, within, literals)}`).join(' ')} }`;
  }
  const inside = [...within, type.name];
  const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
  return `{ __typename ${fields.map((field) => selectionOf(schema, type.name, field, inside, literals)).join(' ')} }`;
}

function selectionOf(
  schema: GraphQLSchema,
  parent: string,
  field: GraphQLField<unknown, unknown>,
  within: readonly string[],
  literals: Literals,
): string {
  // What another subgraph owns is only there where the gateway has sent it.
  if (within.length !== 1 && field.astNode?.directives?.some(({ name }) => OF_REPRESENTATIONS.includes(name.value))) return '';
  const type = getNamedType(field.type);
  const args = field.args.flatMap((argument) => argumentOf(`${parent}.${field.name}`, argument, literals));
  const called = `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
  if (!isCompositeType(type)) return called;
  return isAskedAgain(within, type.name) ? `${called} ${selectionsOf(schema, type, within, literals)}` : '';
}

function isAskedAgain(within: readonly string[], name: string): boolean {
  return within.filter((outer) => outer === name).length < MAX_WITHIN_ITSELF;
}

function argumentOf(field: string, { name, type, defaultValue }: GraphQLArgument, literals: Literals): string[] {
  const literal = literals[`${field}.${name}`] ?? literals[name];
  if (literal !== undefined) return [`${name}: ${literal}`];
  if (isNonNullType(type) && defaultValue === undefined) throw new Error(`everything-asked: ${field} needs a value for "${name}".`);
  return [];
}

/** Calls `visit` for every field of both answers, outer ones first; false keeps it from going into the field. */
export function walkBoth(one: unknown, other: unknown, visit: (coordinate: string, one: unknown, other: unknown) => boolean): void {
  if (Array.isArray(one) && Array.isArray(other)) {
    for (let i = 0; i < Math.max(one.length, other.length); i += 1) walkBoth(one[i], other[i], visit);
    return;
  }
  if (!isObject(one) || !isObject(other)) return;
  for (const field of new Set([...Object.keys(one), ...Object.keys(other)])) {
    if (field === '__typename') continue;
    const type = String(one['__typename'] ?? other['__typename'] ?? 'Query');
    if (visit(`${type}.${field}`, one[field], other[field])) walkBoth(one[field], other[field], visit);
  }
}

/** Whether two values of one field differ by themselves, and not only by what is within the objects in them. */
export function differsHere(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) return one.length !== other.length || one.some((item, i) => differsHere(item, other[i]));
  return isObject(one) && isObject(other) ? one['__typename'] !== other['__typename'] : JSON.stringify(one) !== JSON.stringify(other);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Every field that a client can reach by a query, as `Type.field`. */
export function fieldsBehindQuery(schema: GraphQLSchema): ReadonlySet<string> {
  const fields = new Set<string>();
  const look = (type: GraphQLCompositeType): void => {
    if (isAbstractType(type)) return schema.getPossibleTypes(type).forEach(look);
    for (const field of Object.values(type.getFields())) {
      const coordinate = `${type.name}.${field.name}`;
      if (field.name.startsWith('_') || fields.has(coordinate)) continue;
      fields.add(coordinate);
      const returned = getNamedType(field.type);
      if (isCompositeType(returned)) look(returned);
    }
  };
  look(schema.getQueryType()!);
  return fields;
}

/** Whether something was there: not null, not an empty list. */
export function isThere(value: unknown): boolean {
  return value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0);
}
