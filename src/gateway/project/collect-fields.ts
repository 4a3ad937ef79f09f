/** CollectFields (GraphQL specification, section 6.3.2), with the conditions' values known. */
import {
  isAbstractType,
  Kind,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { isIncluded } from '../operation/conditions.ts';

export interface CollectInput {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: Readonly<Record<string, unknown>>;
}

/** @returns response key to the fields merged under it, in order of first appearance. A Map, so that `__proto__` is a key like any other. */
export function collectFields(
  input: CollectInput,
  type: GraphQLObjectType | GraphQLInterfaceType,
  sets: readonly SelectionSetNode[],
): Map<string, [FieldNode, ...FieldNode[]]> {
  const grouped = new Map<string, [FieldNode, ...FieldNode[]]>();
  const visited = new Set<string>();
  const collect = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, input.conditions)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        const group = grouped.get(key);
        if (group) group.push(selection);
        else grouped.set(key, [selection]);
        continue;
      }
      let fragment:
        | { readonly typeCondition?: { readonly name: { readonly value: string } } | undefined; readonly selectionSet: SelectionSetNode }
        | undefined = undefined;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        if (visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        fragment = input.fragments.get(selection.name.value);
      } else {
        fragment = selection;
      }
      if (fragment && applies(input.schema, fragment.typeCondition?.name.value, type)) collect(fragment.selectionSet);
    }
  };
  for (const set of sets) collect(set);
  return grouped;
}

function applies(schema: GraphQLSchema, condition: string | undefined, type: GraphQLObjectType | GraphQLInterfaceType): boolean {
  if (condition === undefined || condition === type.name) return true;
  const conditional = schema.getType(condition);
  return isAbstractType(conditional) && schema.isSubType(conditional, type);
}
