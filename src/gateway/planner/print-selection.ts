/** A selection set of a fetch as text. Selections that several fields share are printed once. */
import type { PathSegment, Rename } from '../plan/plan.ts';
import type { QueryGraph } from './query-graph.ts';
import { freeName, type Names } from './response-shapes.ts';
import type { SelectionNode } from './selection-node.ts';

/** The text, with what it implies. */
export interface Printed {
  readonly text: string;
  readonly variables: readonly string[];
  readonly renames: readonly Rename[];
}

interface Printing {
  readonly graph: QueryGraph;
  readonly graphName: string;
  readonly done: Map<SelectionNode, Printed>;
}

/** @param graphName the subgraph that is asked. */
export function printRoot(graph: QueryGraph, graphName: string, root: SelectionNode): Printed {
  return printLeaves(graph, root) ?? printNode({ graph, graphName, done: new Map() }, root);
}

/** Most entities are asked for a few leaves. @returns null where it is not so. */
function printLeaves(graph: QueryGraph, node: SelectionNode): Printed | null {
  if (node.fields.size === 0 || node.fragments.size > 0 || graph.isAbstract(node.type)) return null;
  let text = '';
  let variables = NONE;
  for (const [key, { item, node: inner }] of node.fields) {
    if (inner) return null;
    if (item.variables.length > 0) variables = [...new Set([...variables, ...item.variables])];
    text += `${text === '' ? '{' : ' '}${key === item.name ? key : `${key}:${item.name}`}${item.args}`;
  }
  return { text: `${text}}`, variables, renames: [] };
}

const NONE: readonly string[] = [];

/** Nothing is asked for here. */
export function isEmpty(node: SelectionNode): boolean {
  if (node.fields.size > 0) return false;
  for (const fragment of node.fragments.values()) if (!isEmpty(fragment)) return false;
  return true;
}

function printNode(printing: Printing, node: SelectionNode): Printed {
  let printed = printing.done.get(node);
  if (!printed) {
    const variables = new Set<string>();
    const renames: Rename[] = [];
    const text = printSelection(printing, node, variables, [], renames, null);
    printing.done.set(node, (printed = { text, variables: [...variables], renames }));
  }
  return printed;
}

/** Fields under one key whose shapes differ between fragments may not stand together (section 5.3.2): one of them goes by another name and is renamed back. */
function printSelection(
  printing: Printing,
  node: SelectionNode,
  variables: Set<string>,
  path: readonly PathSegment[],
  renames: Rename[],
  besides: Names | null,
): string {
  const { graph } = printing;
  const parts = new Set<string>();
  if (graph.isAbstract(node.type) || isEmpty(node)) parts.add('__typename');
  // Only fields of several fragments can stand in each other's way.
  const names = besides ?? (node.fragments.size > 0 ? new Map() : null);
  for (const [key, { item, node: inner }] of node.fields) {
    const shown = names === null ? key : freeName(printing, names, node.type, key, item.name, inner);
    if (shown !== key) renames.push({ path: [...path], from: shown, to: key });
    for (const variable of item.variables) variables.add(variable);
    const below = inner && printNode(printing, inner);
    if (below) {
      for (const variable of below.variables) variables.add(variable);
      for (const rename of below.renames) renames.push({ ...rename, path: [...path, { kind: 'key', key }, ...rename.path] });
    }
    parts.add(`${shown === item.name ? shown : `${shown}:${item.name}`}${item.args}${below ? below.text : ''}`);
  }
  for (const [type, inner] of node.fragments) {
    if (isEmpty(inner)) continue;
    parts.add(`...on ${type}${printSelection(printing, inner, variables, [...path, { kind: 'types', types: [type] }], renames, names)}`);
  }
  return `{${[...parts].join(' ')}}`;
}
