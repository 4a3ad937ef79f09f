/**
 * Whether an operation asks one composite field with the same arguments under several response keys at one path. The engine fetches such a field once; where a
 * non-null part of it fails that only one of them asks for, it is lost to all of them, which it is not to the monolith.
 */
import { Kind, print, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';

export function asksFieldTwice(document: DocumentNode): boolean {
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  return document.definitions.some(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION && twiceBelow([definition.selectionSet], fragments),
  );
}

function twiceBelow(sets: readonly SelectionSetNode[], fragments: ReadonlyMap<string, FragmentDefinitionNode>): boolean {
  const keysOf = new Map<string, Set<string>>();
  const below = new Map<string, SelectionSetNode[]>();
  const read = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        if (!selection.selectionSet) continue;
        const key = (selection.alias ?? selection.name).value;
        const signature = `${selection.name.value}(${(selection.arguments ?? []).map((argument) => print(argument)).join()})`;
        keysOf.set(signature, (keysOf.get(signature) ?? new Set()).add(key));
        below.set(key, [...(below.get(key) ?? []), selection.selectionSet]);
        continue;
      }
      const inner = selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments.get(selection.name.value)?.selectionSet;
      if (inner) read(inner);
    }
  };
  for (const set of sets) read(set);
  return [...keysOf.values()].some((keys) => keys.size > 1) || [...below.values()].some((inner) => twiceBelow(inner, fragments));
}
