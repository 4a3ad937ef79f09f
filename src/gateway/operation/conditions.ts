/**
 * @skip and @include. Conditions are folded before anything else: a program is compiled for one combination of the condition variables'
 * values, so that collection order, merging and planning are exactly those of the operation that is left.
 */
import {
  Kind,
  type DirectiveNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

/** Variables read by @skip(if:) and @include(if:) anywhere the operation reaches, in order of first use. */
export function conditionVariables(operation: OperationDefinitionNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>): string[] {
  const variables = new Set<string>();
  const visited = new Set<string>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      for (const directive of selection.directives ?? []) {
        const condition = conditionOf(directive);
        if (condition?.kind === Kind.VARIABLE) variables.add(condition.name.value);
      }
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment && !visited.has(selection.name.value)) {
          visited.add(selection.name.value);
          visit(fragment.selectionSet);
        }
      } else if (selection.selectionSet) {
        visit(selection.selectionSet);
      }
    }
  };
  visit(operation.selectionSet);
  return [...variables];
}

/** The key of the program for these variable values: one character per condition variable. */
export function conditionKey(variables: readonly string[], values: Readonly<Record<string, unknown>>): string {
  let key = '';
  for (const variable of variables) key += values[variable] === true ? '1' : '0';
  return key;
}

/** True where neither directive leaves the selection out (section 3.13: @skip has precedence over @include). */
export function isIncluded(selection: SelectionNode, values: Readonly<Record<string, unknown>>): boolean {
  for (const directive of selection.directives ?? []) {
    const condition = conditionOf(directive);
    if (!condition) continue;
    const holds =
      condition.kind === Kind.VARIABLE ? values[condition.name.value] === true : condition.kind === Kind.BOOLEAN && condition.value;
    if (holds === (directive.name.value === 'skip')) return false;
  }
  return true;
}

function conditionOf(directive: DirectiveNode) {
  if (directive.name.value !== 'skip' && directive.name.value !== 'include') return undefined;
  return directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
}
