/** Merged selections as text. */
import { Kind, print, visit, type FieldNode } from 'graphql';
import { TYPENAME, type Selections } from './merge-selections.ts';

/** @param used takes the names of the variables in it. */
export function printSelections(selections: Selections, used: Set<string>): string {
  const parts: string[] = [];
  for (const [key, { node, selections: inner }] of selections.fields) {
    let text = key === node.name.value ? key : `${key}:${node.name.value}`;
    if (node.arguments && node.arguments.length > 0) {
      visit({ kind: Kind.FIELD, name: node.name, arguments: node.arguments } as FieldNode, {
        Variable: (variable) => void used.add(variable.name.value),
      });
      text += `(${node.arguments.map((argument) => print(argument)).join(' ')})`;
    }
    if (inner) {
      if (inner.isEmpty()) inner.fields.set('__typename', { node: TYPENAME, definition: null, selections: null });
      text += printSelections(inner, used);
    }
    parts.push(text);
  }
  for (const fragment of selections.fragments.values()) {
    if (!fragment.isEmpty()) parts.push(`...on ${fragment.parent.name}${printSelections(fragment, used)}`);
  }
  return `{${parts.join(' ')}}`;
}
