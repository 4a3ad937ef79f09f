/** Selections of plans, field sets and clients beside each other. */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  Kind,
  print,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { RequiredSelection } from '../../src/gateway/plan/plan.ts';

/** Whether the representation has all that the field set names. */
export function holds(sent: readonly RequiredSelection[], wanted: SelectionSetNode): boolean {
  return wanted.selections.every((node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return false;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition?.name.value;
      const below = sent.flatMap((item) => (item.kind === 'fragment' && item.type === type ? item.selections : []));
      return holds([...sent, ...below], node.selectionSet);
    }
    const items = sent.flatMap((item) => (item.kind === 'field' && item.name === node.name.value ? [item] : []));
    return (
      items.length > 0 &&
      (!node.selectionSet ||
        holds(
          items.flatMap(({ selections }) => selections),
          node.selectionSet,
        ))
    );
  });
}

export function isPossible(schema: GraphQLSchema, condition: string, type: string): boolean {
  if (condition === type) return true;
  const found = schema.getType(condition);
  return isAbstractType(found) && schema.getPossibleTypes(found).some(({ name }) => name === type);
}

/** The name of the field's composite type; null for a leaf. */
export function fieldType(schema: GraphQLSchema, parent: string, name: string): string | null {
  const type = schema.getType(parent);
  const field = type && 'getFields' in type ? type.getFields()[name] : undefined;
  const named = field ? getNamedType(field.type) : undefined;
  return isCompositeType(named) ? named.name : null;
}

export function argumentsText(node: FieldNode, leftOut: ReadonlySet<string> = NONE): string {
  const texts = (node.arguments ?? [])
    .filter(({ value }) => value.kind !== Kind.VARIABLE || !leftOut.has(value.name.value))
    .map((argument) => print(argument))
    .toSorted();
  return texts.length > 0 ? `(${texts.join(', ')})` : '';
}

const NONE: ReadonlySet<string> = new Set();
