/** Fields under one key in several fragments must have one shape (SameResponseShape, section 5.3.2), as their subgraph sees it. */
import type { QueryGraph } from './query-graph.ts';
import type { SelectionNode } from './selection-node.ts';

interface Place {
  readonly graph: QueryGraph;
  readonly graphName: string;
}

/** By the name shown: what stands there already. */
export type Names = Map<string, { readonly shape: string; readonly nodes: SelectionNode[] }>;

/** The key, or a name like it where something else of another shape has it. */
export function freeName(place: Place, names: Names, type: string, key: string, field: string, node: SelectionNode | null): string {
  const shape = place.graph.shapeIn(type, field, place.graphName);
  for (let n = 0; ; n += 1) {
    const shown = n === 0 ? key : `${key}__as${n}`;
    const present = names.get(shown);
    if (!present) {
      names.set(shown, { shape, nodes: node ? [node] : [] });
      return shown;
    }
    if (present.shape !== shape || (node && present.nodes.some((other) => shapesClash(place, other, node)))) continue;
    if (node) present.nodes.push(node);
    return shown;
  }
}

/** Whether the two cannot stand under one key. */
export function shapesClash(place: Place, one: SelectionNode, other: SelectionNode): boolean {
  if (one === other) return false;
  const names: Names = new Map();
  for (const node of [one, other])
    for (const { type, key, name, inner } of flattened(node)) if (freeName(place, names, type, key, name, inner) !== key) return true;
  return false;
}

function* flattened(node: SelectionNode): Generator<{ type: string; key: string; name: string; inner: SelectionNode | null }> {
  for (const [key, { item, node: inner }] of node.fields) yield { type: node.type, key, name: item.name, inner };
  for (const fragment of node.fragments.values()) yield* flattened(fragment);
}
