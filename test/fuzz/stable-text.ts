/** Keys and arguments as texts, equal for equal ones. */
import { Kind, type SelectionSetNode } from 'graphql';

/** The key as JSON, in the order of its selections; null where the representation lacks a part of it. */
export function representationText(representation: Readonly<Record<string, unknown>>, key: SelectionSetNode): string | null {
  const pick = (object: Readonly<Record<string, unknown>>, selections: SelectionSetNode): Record<string, unknown> | null => {
    const picked: Record<string, unknown> = {};
    for (const selection of selections.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const value = object[selection.name.value];
      if (value === undefined || value === null) return null;
      if (!selection.selectionSet) picked[selection.name.value] = value;
      else {
        const inner = typeof value === 'object' ? pick(value as Record<string, unknown>, selection.selectionSet) : null;
        if (inner === null) return null;
        picked[selection.name.value] = inner;
      }
    }
    return picked;
  };
  const picked = pick(representation, key);
  return picked === null ? null : JSON.stringify(picked);
}

/** Empty without arguments. */
export function argumentsText(args: Readonly<Record<string, unknown>>): string {
  for (const _ in args) return stableText(args);
  return '';
}

function stableText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(stableText).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const object = value as Readonly<Record<string, unknown>>;
  return `{${Object.keys(object)
    .toSorted()
    .map((key) => `${key}:${stableText(object[key])}`)
    .join(',')}}`;
}
