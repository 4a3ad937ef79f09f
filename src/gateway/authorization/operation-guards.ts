/**
 * Which selections of an operation are guarded, and by which clauses. A field node has one declared parent, whatever objects it will meet, so the
 * question is answered once per operation.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isUnionType,
  Kind,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { OperationEntry } from '../operation/documents.ts';
import type { AccessRules, Rule } from './access-rules.ts';

export interface OperationGuards {
  /** Every clause that something in the operation demands, each once. */
  readonly clauses: Rule;
  readonly fields: readonly { readonly node: FieldNode; readonly coordinate: string; readonly rule: Rule }[];
  /** Members of the operation's unions that demand something: their objects may turn up where nothing in the text names them. */
  readonly members: ReadonlyMap<string, Rule>;
}

export function guardsOf(schema: GraphQLSchema, rules: AccessRules, entry: OperationEntry): OperationGuards {
  const fields: OperationGuards['fields'][number][] = [];
  const members = new Map<string, Rule>();
  const visited = new Set<string>();
  const visit = (set: SelectionSetNode, parent: GraphQLCompositeType): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) visitField(selection, parent);
      else if (selection.kind === Kind.INLINE_FRAGMENT)
        visit(selection.selectionSet, conditioned(selection.typeCondition?.name.value) ?? parent);
      else if (!visited.has(selection.name.value)) {
        visited.add(selection.name.value);
        const fragment = entry.fragments.get(selection.name.value);
        const type = conditioned(fragment?.typeCondition.name.value);
        if (fragment && type) visit(fragment.selectionSet, type);
      }
    }
  };
  const visitField = (node: FieldNode, parent: GraphQLCompositeType): void => {
    const name = node.name.value;
    if (isUnionType(parent) || name.startsWith('__')) return;
    const definition = parent.getFields()[name];
    if (!definition) return;
    const rule = rules.ofField(parent.name, name);
    if (rule.length > 0) fields.push({ node, coordinate: `${parent.name}.${name}`, rule });
    const type = getNamedType(definition.type);
    if (isAbstractType(type)) addMembers(schema, rules, type, members);
    if (node.selectionSet && isCompositeType(type)) visit(node.selectionSet, type);
  };
  const conditioned = (name: string | undefined): GraphQLCompositeType | null => {
    const type = name === undefined ? undefined : schema.getType(name);
    return isCompositeType(type) ? type : null;
  };
  const root = schema.getRootType(entry.operation.operation);
  if (root) visit(entry.operation.selectionSet, root);
  const clauses = new Set([...fields.map(({ rule }) => rule), ...members.values()].flat());
  return { clauses: [...clauses].toSorted((a, b) => a - b), fields, members };
}

function addMembers(schema: GraphQLSchema, rules: AccessRules, type: GraphQLCompositeType, members: Map<string, Rule>): void {
  if (!isAbstractType(type)) return;
  for (const { name } of schema.getPossibleTypes(type)) {
    const rule = rules.ofType(name);
    if (rule.length > 0) members.set(name, rule);
  }
}
