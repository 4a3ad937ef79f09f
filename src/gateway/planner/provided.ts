/** @provides: fields that a subgraph knows only on the way it was come by. */
import type { FieldItem, Item } from './field-set.ts';
import type { QueryGraph } from './query-graph.ts';

export function joined(one: readonly Item[], other: readonly Item[]): readonly Item[] {
  if (one.length === 0) return other;
  return other.length === 0 ? one : [...one, ...other];
}

/** The provided field among the items, at this type. */
export function providedField(graph: QueryGraph, provided: readonly Item[], type: string, name: string): FieldItem | null {
  for (const item of provided) {
    if (item.kind === 'field') {
      if (item.name === name) return item;
    } else if (graph.isTypeOf(type, item.type) || item.type === type) {
      const inner = providedField(graph, item.items, type, name);
      if (inner) return inner;
    }
  }
  return null;
}

export function providedBelow(graph: QueryGraph, provided: readonly Item[], type: string, name: string): readonly Item[] {
  if (provided.length === 0) return provided;
  return provided.flatMap((item) => {
    if (item.kind === 'field') return item.name === name ? (item.items ?? []) : [];
    return graph.isTypeOf(type, item.type) || item.type === type ? providedBelow(graph, item.items, type, name) : [];
  });
}
