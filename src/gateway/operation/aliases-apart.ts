/**
 * Which fields must be asked once per alias. Two aliases of one field are one field to a subgraph, unless what is selected under them differs:
 * `a: item { title } b: item { size }`, asked as one, would both be null where `size` fails and may not be null.
 */
import { Kind, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { mergeSelections, type CanonicalInput, type Selections } from './merge-selections.ts';
import { printSelections } from './print-selections.ts';
import { identityOf, ResponseKeys } from './response-keys.ts';

/** @returns identities (response-keys.ts) of the fields that stand somewhere under several aliases with different selections. */
export function aliasesApart(input: CanonicalInput): ReadonlySet<string> {
  const apart = new Set<string>();
  if (!hasAlias(input.selectionSet, input.fragments, new Set())) return apart;
  compare(mergeSelections({ ...input, keys: new ResponseKeys(input.schema, new Set(), 'all') }), apart);
  return apart;
}

/** True where a field with selections has an alias: most operations have none, and need no second look. */
function hasAlias(set: SelectionSetNode, fragments: ReadonlyMap<string, FragmentDefinitionNode>, visited: Set<string>): boolean {
  return set.selections.some((selection) => {
    if (selection.kind !== Kind.FRAGMENT_SPREAD)
      return (
        selection.selectionSet !== undefined &&
        ((selection.kind === Kind.FIELD && selection.alias !== undefined) || hasAlias(selection.selectionSet, fragments, visited))
      );
    const fragment = fragments.get(selection.name.value);
    if (!fragment || visited.has(fragment.name.value)) return false;
    visited.add(fragment.name.value);
    return hasAlias(fragment.selectionSet, fragments, visited);
  });
}

function compare(place: Selections, apart: Set<string>): void {
  const texts = new Map<string, string>();
  const visit = (selections: Selections): void => {
    for (const { node, definition, selections: inner } of selections.fields.values()) {
      if (!inner || !definition) continue;
      const identity = identityOf(node, definition);
      const text = printSelections(inner, new Set());
      if ((texts.get(identity) ?? text) !== text) apart.add(identity);
      texts.set(identity, text);
      compare(inner, apart);
    }
    for (const fragment of selections.fragments.values()) visit(fragment);
  };
  visit(place);
}
