/**
 * Fields of one object that every subgraph treats alike, and below which the same is asked, are planned once: a page asked four hundred times under as many
 * aliases costs one plan, and fragments that double do not double the work. Only what is printed and run grows with their number.
 */
import type { AskedField, FieldItem, Item } from './field-set.ts';
import { providedField } from './provided.ts';
import type { QueryGraph } from './query-graph.ts';
import type { Position } from './position.ts';

/** In the order of their first; `twins` of a field are alike to it and stand at the same position below, or at none yet. */
export function gatherAlike(graph: QueryGraph, position: Position, fields: readonly FieldItem[]): readonly AskedField[] {
  if (fields.length < 2) return fields;
  const asked: AskedField[] = [];
  const repeated = repeatedKeys(fields);
  const promises = position.supplies.some(({ provided }) => provided.length > 0);
  // By kind, and by selection and kind, where in `asked` the first stands.
  const leaves = new Map<number, number>();
  let composites: Map<readonly Item[], Map<number, number>> | null = null;
  for (const field of fields) {
    if (repeated?.has(field.key) || (promises && isPromised(graph, position, field))) {
      asked.push(field);
      continue;
    }
    const kind = graph.kindOf(position.type, field.name);
    const byKind = field.items ? kindsBelow((composites ??= new Map()), field.items) : leaves;
    const at = byKind.get(kind);
    const leader = at === undefined ? undefined : asked[at];
    if (at !== undefined && leader && (!field.items || position.childAt(leader.key) === position.childAt(field.key))) {
      if (leader.twins) (leader.twins as FieldItem[]).push(field);
      else asked[at] = { ...leader, twins: [field] };
      continue;
    }
    byKind.set(kind, asked.length);
    asked.push(field);
  }
  return asked;
}

function kindsBelow(composites: Map<readonly Item[], Map<number, number>>, items: readonly Item[]): Map<number, number> {
  let byKind = composites.get(items);
  if (!byKind) composites.set(items, (byKind = new Map()));
  return byKind;
}

/** A @provides on the way here makes it unlike the others. */
function isPromised(graph: QueryGraph, position: Position, field: FieldItem): boolean {
  return position.supplies.some(({ provided, type }) => provided.length > 0 && providedField(graph, provided, type, field.name) !== null);
}

/** Compared pair by pair. */
const FEW = 12;

/** One key with two selections: whatever is asked of it must not be asked of a twin. */
function repeatedKeys(fields: readonly FieldItem[]): ReadonlySet<string> | null {
  let repeated: Set<string> | null = null;
  if (fields.length <= FEW) {
    for (let i = 1; i < fields.length; i += 1)
      for (let j = 0; j < i; j += 1) {
        const key = fields[i]?.key;
        if (key !== undefined && key === fields[j]?.key) (repeated ??= new Set()).add(key);
      }
    return repeated;
  }
  const seen = new Set<string>();
  for (const { key } of fields) if (seen.size === seen.add(key).size) (repeated ??= new Set()).add(key);
  return repeated;
}

/** The field and its twins, each for itself again. */
export function apart({ twins, ...first }: AskedField): FieldItem[] {
  if (!twins) return [first];
  return [first, ...twins.map((twin) => (twin.items === first.items ? twin : { ...twin, items: first.items }))];
}
