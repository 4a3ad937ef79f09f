/**
 * Fields of one object that every subgraph treats alike, and below which the same is asked, are planned once: a page asked four hundred times under as many
 * aliases costs one plan, and fragments that double do not double the work. Only what is printed and run grows with their number.
 */
import type { AskedField, FieldItem, Item } from './field-set.ts';
import type { Position } from './fetch-group.ts';
import { providedField } from './provided.ts';
import type { QueryGraph } from './query-graph.ts';

/** In the order of their first; `twins` of a field are alike to it and stand at the same position below, or at none yet. */
export function gatherAlike(graph: QueryGraph, position: Position, fields: readonly FieldItem[]): AskedField[] {
  if (fields.length < 2) return fields.map((field) => ({ ...field, twins: NONE }));
  const asked: (FieldItem & { twins: FieldItem[] })[] = [];
  const repeated = repeatedKeys(fields);
  const leaders = new Map<readonly Item[] | null, Map<number, (typeof asked)[number][]>>();
  for (const field of fields) {
    if (repeated?.has(field.key) || isPromised(graph, position, field)) {
      asked.push({ ...field, twins: [] });
      continue;
    }
    const kind = graph.kindOf(position.type, field.name);
    let sameItems = leaders.get(field.items);
    if (!sameItems) leaders.set(field.items, (sameItems = new Map()));
    const candidates = sameItems.get(kind) ?? [];
    const leader = candidates.find((candidate) => !field.items || position.childAt(candidate.key) === position.childAt(field.key));
    if (leader) {
      leader.twins.push(field);
      continue;
    }
    const first = { ...field, twins: [] };
    asked.push(first);
    sameItems.set(kind, [...candidates, first]);
  }
  return asked;
}

/** A @provides on the way here makes it unlike the others. */
function isPromised(graph: QueryGraph, position: Position, field: FieldItem): boolean {
  return position.supplies.some(({ provided, type }) => provided.length > 0 && providedField(graph, provided, type, field.name) !== null);
}

/** One key with two selections: whatever is asked of it must not be asked of a twin. */
function repeatedKeys(fields: readonly FieldItem[]): ReadonlySet<string> | null {
  const seen = new Set<string>();
  let repeated: Set<string> | null = null;
  for (const { key } of fields) if (seen.size === seen.add(key).size) (repeated ??= new Set()).add(key);
  return repeated;
}

const NONE: readonly FieldItem[] = [];

/** The field and its twins, each for itself again. */
export function apart(field: AskedField): FieldItem[] {
  const { twins, ...first } = field;
  return [first, ...twins.map((twin) => (twin.items === field.items ? twin : { ...twin, items: field.items }))];
}
