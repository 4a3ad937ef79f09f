/** The simple twin: the API schema over the same whole objects, run by graphql-js. It knows nothing of subgraphs. */
import {
  buildSchema,
  isAbstractType,
  isObjectType,
  Kind,
  printSchema,
  valueFromASTUntyped,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Computed, Whole } from './behaviour.ts';

/** @param requires of each `Type.field`, for the arguments that it names. */
export function twinSchema(api: GraphQLSchema, requires: ReadonlyMap<string, SelectionSetNode>): GraphQLSchema {
  const schema = buildSchema(printSchema(api), { assumeValidSDL: true });
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isAbstractType(type)) type.resolveType = (whole: Whole) => whole.__typename;
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields()))
      field.resolve = (whole: Whole, args) => {
        const value = whole[field.name];
        const needs = requires.get(`${type.name}.${field.name}`);
        return typeof value === 'function' ? (value as Computed)(viewOf(whole, needs), args as never, 'twin') : value;
      };
  }
  return schema;
}

/** The object with its computed fields read under the arguments that `@requires` gives them. */
function viewOf(whole: Whole, needs: SelectionSetNode | undefined): Readonly<Record<string, never>> {
  return new Proxy(whole as Record<string, never>, {
    get(_, name) {
      const node = needs?.selections.find((selection) => selection.kind === Kind.FIELD && selection.name.value === name);
      const field = node?.kind === Kind.FIELD ? node : undefined;
      const args = Object.fromEntries(
        (field?.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)]),
      );
      const value = whole[String(name)];
      const read = typeof value === 'function' ? (value as Computed)(viewOf(whole, undefined), args as never, 'twin') : value;
      const below = (item: unknown): unknown =>
        typeof item === 'object' && item !== null && field?.selectionSet ? viewOf(item as Whole, field.selectionSet) : item;
      return (Array.isArray(read) ? read.map(below) : below(read)) as never;
    },
  });
}
