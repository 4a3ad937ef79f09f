/**
 * The operation as the planner gets it: conditions folded, selections merged (merge-selections.ts), introspection left out, aliases replaced by response
 * keys of ours (response-keys.ts). The planner itself asks for `__typename` wherever types must be told apart. Equal answers are guaranteed by the
 * projection, which reads the client's own text.
 */
import { print } from 'graphql';
import { mergeSelections, type CanonicalInput } from './merge-selections.ts';
import { printSelections } from './print-selections.ts';

/** @param input whose keys know which aliases are asked apart. @returns the text for the planner, or null where no subgraph needs to be asked. */
export function canonicalText(input: CanonicalInput): string | null {
  const root = mergeSelections(input);
  if (root.isEmpty()) return null;
  const used = new Set<string>();
  const body = printSelections(root, used);
  const variables = (input.operation.variableDefinitions ?? []).filter((definition) => used.has(definition.variable.name.value));
  const header = variables.length > 0 ? `(${variables.map((definition) => print({ ...definition, directives: [] })).join(' ')})` : '';
  return `${input.operation.operation}${header}${body}`;
}
