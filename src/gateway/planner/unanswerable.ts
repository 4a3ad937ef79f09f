/** Why an operation cannot be planned: the field, and what stands in its way. */
import { PlanningError } from '../plan/plan.ts';
import type { Estimates } from './estimates.ts';
import type { FieldItem, Item } from './field-set.ts';
import type { QueryGraph } from './query-graph.ts';

/** @param leftover what no way leads to, from the root on. */
export function unanswerable(graph: QueryGraph, estimates: Estimates, rootType: string, leftover: readonly Item[]): PlanningError {
  const { way, type, field } = innermost(graph, rootType, leftover, []);
  const coordinates = way.map(({ coordinate }) => coordinate).join(' → ');
  return new PlanningError(
    `No subgraph can answer ${coordinates}: ${reason(graph, estimates, type, field)}.`,
    way.map(({ key }) => key),
  );
}

interface Innermost {
  readonly way: readonly { readonly coordinate: string; readonly key: string }[];
  readonly type: string;
  readonly field: FieldItem | null;
}

/** The first way into the leftover. */
function innermost(graph: QueryGraph, type: string, [item]: readonly Item[], way: Innermost['way']): Innermost {
  if (!item) return { way, type, field: null };
  if (item.kind === 'fragment') return innermost(graph, item.type, item.items, way);
  const further = [...way, { coordinate: `${type}.${item.name}`, key: item.key }];
  const below = graph.compositeOf(type, item.name);
  return item.items && item.items.length > 0 && below ? innermost(graph, below, item.items, further) : { way: further, type, field: item };
}

function reason(graph: QueryGraph, estimates: Estimates, type: string, field: FieldItem | null): string {
  if (!field) return 'nothing of it can be reached';
  const able = [...new Set(estimates.graphsFor(type, field))];
  const names = able.map((name) => `"${graph.nameOf(name)}"`).join(', ');
  if (able.length === 0) return 'none resolves it; where it is declared it is @external or overridden';
  const entered = able.filter((name) => estimates.keys(type, name).length > 0);
  if (entered.length === 0) return `${names} would, but ${type} has no key there by which it could be entered`;
  const demanding = able.filter((name) => graph.fieldIn(type, field.name, name)?.requirement);
  if (demanding.length === able.length) return `${names} would, but what the field requires, or a key of ${type} there, cannot be had`;
  return `${names} would, but the fields of no key of ${type} there can be had`;
}
