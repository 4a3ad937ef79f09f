/** Reject mode: which of the denied fields an operation really asks for, its conditions folded. */
import { Kind, type SelectionSetNode } from 'graphql';
import { isIncluded } from '../operation/conditions.ts';
import type { OperationEntry } from '../operation/documents.ts';
import type { GatewayResponse } from '../request.ts';
import { UNAUTHORIZED } from './authorization.ts';
import type { Denied } from './denied.ts';

const NAMED_IN_MESSAGE = 10;

/** @returns the refusal, or null where the conditions leave out all that is denied. */
export function rejectionOf(entry: OperationEntry, conditions: Readonly<Record<string, unknown>>, denied: Denied): GatewayResponse | null {
  const fields = deniedFields(entry, conditions, denied);
  if (fields.length === 0) return null;
  const named = fields.slice(0, NAMED_IN_MESSAGE).join(', ');
  const more = fields.length > NAMED_IN_MESSAGE ? ` and ${fields.length - NAMED_IN_MESSAGE} more` : '';
  return {
    errors: [
      { message: `The operation asks for what its sender may not see: ${named}${more}.`, extensions: { code: UNAUTHORIZED, fields } },
    ],
  };
}

/** Their coordinates, each once, in order of the text. */
function deniedFields(entry: OperationEntry, conditions: Readonly<Record<string, unknown>>, denied: Denied): string[] {
  const found = new Set<string>();
  const visited = new Set<string>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (!isIncluded(selection, conditions)) continue;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = entry.fragments.get(selection.name.value);
        if (!fragment || visited.has(selection.name.value)) continue;
        visited.add(selection.name.value);
        visit(fragment.selectionSet);
        continue;
      }
      const coordinate = selection.kind === Kind.FIELD ? denied.fields.get(selection) : undefined;
      if (coordinate !== undefined) found.add(coordinate);
      else if (selection.selectionSet) visit(selection.selectionSet);
    }
  };
  visit(entry.operation.selectionSet);
  return [...found];
}
