/** A selection set of a fetch as text. Selections that several fields share are printed once. */
import { getNamedType, isCompositeType, isListType, isNonNullType, type GraphQLOutputType } from 'graphql';
import type { PathSegment, Rename } from '../plan/plan.ts';
import type { SelectionNode } from './fetch-group.ts';
import type { FieldItem } from './field-set.ts';
import type { QueryGraph } from './query-graph.ts';

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
  return printNode({ graph, graphName, done: new Map() }, root);
}

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
  besides: Map<string, string> | null,
): string {
  const { graph } = printing;
  const parts = new Set<string>();
  if (graph.isAbstract(node.type) || isEmpty(node)) parts.add('__typename');
  // Only fields of several fragments can stand in each other's way.
  const shapes = besides ?? (node.fragments.size > 0 ? new Map<string, string>() : null);
  for (const [key, { item, node: inner }] of node.fields) {
    const shown = shapes === null ? key : freeName(graph, node.type, item, key, printing.graphName, shapes);
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
    parts.add(`...on ${type}${printSelection(printing, inner, variables, [...path, { kind: 'types', types: [type] }], renames, shapes)}`);
  }
  return `{${[...parts].join(' ')}}`;
}

function freeName(graph: QueryGraph, type: string, item: FieldItem, key: string, graphName: string, shapes: Map<string, string>): string {
  const own = graph.fieldIn(type, item.name, graphName)?.type;
  const shape = own
    ? own.replaceAll(/\w+/g, (name) => (isCompositeType(graph.schema.getType(name)) ? '*' : name))
    : shapeOf(graph.fieldType(type, item.name));
  let shown = key;
  for (let n = 1; (shapes.get(shown) ?? shape) !== shape; n += 1) shown = `${key}__as${n}`;
  shapes.set(shown, shape);
  return shown;
}

function shapeOf(type: GraphQLOutputType | null): string {
  if (type === null) return '';
  if (isNonNullType(type)) return `${shapeOf(type.ofType)}!`;
  if (isListType(type)) return `[${shapeOf(type.ofType)}]`;
  const named = getNamedType(type);
  return isCompositeType(named) ? '*' : named.name;
}
