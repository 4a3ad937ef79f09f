/** From groups to the plan's fetches: operation text, representations, paths, and the order between them. */
import { getNamedType, isCompositeType, isListType, isNonNullType, OperationTypeNode, type GraphQLOutputType } from 'graphql';
import { pathText } from '../plan/path-text.ts';
import type { EntityFetch, FetchNode, GraphNode, PathSegment, Rename, RequiredSelection } from '../plan/plan.ts';
import type { FetchGroup, SelectionNode } from './fetch-group.ts';
import type { FieldItem, Item } from './field-set.ts';
import type { QueryGraph } from './query-graph.ts';

/** Groups of one subgraph that wait for the same ones go out as one request. */
export function printPlan(
  graph: QueryGraph,
  groups: readonly FetchGroup[],
  kind: OperationTypeNode,
  variableTypes: ReadonlyMap<string, string>,
): GraphNode {
  const needed = new Set(groups.flatMap((group) => [...group.after]));
  const used = new Set(groups.filter((group) => needed.has(group) || !isEmpty(group.root)));
  const bundles = bundle(inOrder(used));
  const bundleOf = new Map(bundles.flatMap((members, index) => members.map((member) => [member, index] as const)));
  const after = bundles.map((members) =>
    [...new Set(members.flatMap((member) => [...member.after].map((earlier) => bundleOf.get(earlier) as number)))].toSorted(
      (a, b) => a - b,
    ),
  );
  const needs = clientFields(bundles, after);
  return {
    kind: 'Graph',
    fetches: bundles.map((members, index) => ({
      fetch: { ...printFetch(graph, members, kind, variableTypes), ...(needs[index] as ClientFields) },
      after: after[index] as number[],
    })),
  };
}

function isEmpty(node: SelectionNode): boolean {
  return node.fields.size === 0 && [...node.fragments.values()].every(isEmpty);
}

/** Each after those it waits for. */
function inOrder(groups: ReadonlySet<FetchGroup>): FetchGroup[] {
  const ordered = new Set<FetchGroup>();
  const visit = (group: FetchGroup): void => {
    if (ordered.has(group) || !groups.has(group)) return;
    for (const earlier of group.after) visit(earlier);
    ordered.add(group);
  };
  for (const group of groups) visit(group);
  return [...ordered];
}

/** Entity fetches of one subgraph that are equally many requests away go out as one: that costs no further request one after another. */
function bundle(groups: readonly FetchGroup[]): FetchGroup[][] {
  const bundles = new Map<string, FetchGroup[]>();
  const depths = new Map<FetchGroup, number>();
  for (const [index, group] of groups.entries()) {
    const depth = [...group.after].reduce((deepest, earlier) => Math.max(deepest, (depths.get(earlier) ?? 0) + 1), 0);
    depths.set(group, depth);
    const key = group.entrance === null ? `root ${index}` : `${group.graph} ${depth}`;
    const mates = bundles.get(key);
    if (mates) mates.push(group);
    else bundles.set(key, [group]);
  }
  return [...bundles.values()];
}

type ClientFields = Pick<FetchNode, 'brings' | 'neededFor'>;

/** More would help no reader, and cost memory in every plan that is kept. */
const MOST_FIELDS = 50;

/** What each bundle brings of what the client asked for, and whom it helps: followers stand after those they wait for, so one pass from the end is enough. */
function clientFields(bundles: readonly (readonly FetchGroup[])[], after: readonly (readonly number[])[]): ClientFields[] {
  const brings = bundles.map((members) => {
    const found = new Set<string>();
    for (const { root, entrance } of members) collectWanted(root, entrance?.position.path() ?? [], found);
    return [...found];
  });
  const neededFor = brings.map((own) => new Set(own));
  for (let index = bundles.length - 1; index >= 0; index -= 1) {
    for (const earlier of after[index] ?? [])
      for (const path of neededFor[index] ?? []) if ((neededFor[earlier]?.size ?? 0) < MOST_FIELDS) neededFor[earlier]?.add(path);
  }
  return brings.map((own, index) => ({ brings: own, neededFor: [...(neededFor[index] ?? [])] }));
}

/** Leaves that the client asked for, and objects of which it asked for nothing else here. */
function collectWanted(node: SelectionNode, path: readonly PathSegment[], found: Set<string>): void {
  for (const [key, { node: inner, wanted }] of node.fields) {
    if (found.size >= MOST_FIELDS) return;
    if (!wanted) continue;
    const below: PathSegment[] = [...path, { kind: 'key', key }];
    const before = found.size;
    if (inner) collectWanted(inner, below, found);
    if (found.size === before) found.add(pathText(below));
  }
  for (const [type, inner] of node.fragments) collectWanted(inner, [...path, { kind: 'types', types: [type] }], found);
}

type PrintedFetch = Omit<FetchNode, keyof ClientFields>;

function printFetch(
  graph: QueryGraph,
  members: readonly FetchGroup[],
  kind: OperationTypeNode,
  variableTypes: ReadonlyMap<string, string>,
): PrintedFetch {
  const [first] = members as [FetchGroup];
  const variables = new Set<string>();
  const subgraph = graph.nameOf(first.graph);
  if (first.entrance === null) {
    const renames: Rename[] = [];
    const body = printNode(graph, first.root, first.graph, variables, [], renames);
    return {
      kind: 'Fetch',
      subgraph,
      operationKind: kind,
      operation: `${kind}${header([], variables, variableTypes)}${body}`,
      variables: [...variables],
      entities: [],
      renames,
    };
  }
  const packs = pack(members.map((group) => printEntrance(graph, group, variables)));
  const entities = packs.map((entrances, index): EntityFetch => {
    const alone = packs.length === 1;
    return {
      alias: alone ? '_entities' : `_e${index}`,
      variable: alone ? 'representations' : `representations${index}`,
      paths: entrances.flatMap(({ paths }) => paths),
      requires: entrances.map(({ type, requires }) => ({ kind: 'fragment', type, selections: requires })),
      typenames: entrances.flatMap(({ type, isInterfaceObject }) => (isInterfaceObject ? [{ types: [], to: type }] : [])),
      renames: entrances.flatMap(({ type, renames }) =>
        renames.map((rename) => ({
          ...rename,
          path: entrances.length === 1 ? rename.path : [{ kind: 'types' as const, types: [type] }, ...rename.path],
        })),
      ),
    };
  });
  const fields = packs.map((entrances, index) => {
    const { alias, variable } = entities[index] as EntityFetch;
    return `${alias === '_entities' ? alias : `${alias}:_entities`}(representations:$${variable}){${entrances.map(({ type, body }) => `...on ${type}${body}`).join(' ')}}`;
  });
  const operation = `query${header(
    entities.map(({ variable }) => `$${variable}:[_Any!]!`),
    variables,
    variableTypes,
  )}{${fields.join(' ')}}`;
  return { kind: 'Fetch', subgraph, operationKind: OperationTypeNode.QUERY, operation, variables: [...variables], entities, renames: [] };
}

interface PrintedEntrance {
  readonly type: string;
  readonly body: string;
  readonly requires: readonly RequiredSelection[];
  readonly renames: readonly Rename[];
  readonly paths: (readonly PathSegment[])[];
  readonly isInterfaceObject: boolean;
  readonly isAbstract: boolean;
}

function printEntrance(graph: QueryGraph, group: FetchGroup, variables: Set<string>): PrintedEntrance {
  const { entrance } = group;
  if (!entrance) throw new Error('a root fetch has no entrance');
  const renames: Rename[] = [];
  return {
    type: entrance.type,
    body: printNode(graph, group.root, group.graph, variables, [], renames),
    requires: merged(entrance.requires.map(toRequired)),
    renames,
    paths: [entrance.position.path()],
    isInterfaceObject: graph.isInterfaceObject(entrance.type, group.graph),
    isAbstract: graph.isAbstract(entrance.type),
  };
}

/** The same selection for several paths is printed once; different concrete types share one `_entities` field. */
function pack(entrances: readonly PrintedEntrance[]): PrintedEntrance[][] {
  const distinct = new Map<string, PrintedEntrance>();
  for (const entrance of entrances) {
    const id = `${entrance.type} ${entrance.body} ${JSON.stringify(entrance.requires)}`;
    const present = distinct.get(id);
    if (present) present.paths.push(...entrance.paths);
    else distinct.set(id, entrance);
  }
  const packs: PrintedEntrance[][] = [];
  for (const entrance of distinct.values()) {
    const mates = entrance.isAbstract
      ? undefined
      : packs.find((members) => members.every((member) => !member.isAbstract && member.type !== entrance.type));
    if (mates) mates.push(entrance);
    else packs.push([entrance]);
  }
  return packs;
}

function header(own: readonly string[], variables: ReadonlySet<string>, types: ReadonlyMap<string, string>): string {
  const all = [...own, ...[...variables].map((name) => `$${name}:${types.get(name) ?? 'String'}`)];
  return all.length > 0 ? `(${all.join(' ')})` : '';
}

function toRequired(item: Item): RequiredSelection {
  if (item.kind === 'fragment') return { kind: 'fragment', type: item.type, selections: item.items.map(toRequired) };
  return { kind: 'field', key: item.key, name: item.name, selections: merged((item.items ?? []).map(toRequired)) };
}

/** The same field asked by several keys or requirements once. */
function merged(selections: readonly RequiredSelection[]): RequiredSelection[] {
  const result: RequiredSelection[] = [];
  for (const selection of selections) {
    const at = result.findIndex((other) =>
      selection.kind === 'field'
        ? other.kind === 'field' && other.key === selection.key && other.name === selection.name
        : other.kind === 'fragment' && other.type === selection.type,
    );
    const present = result[at];
    if (present) result[at] = { ...present, selections: merged([...present.selections, ...selection.selections]) };
    else result.push(selection);
  }
  return result;
}

/** Fields under one key whose shapes differ between fragments may not stand together (section 5.3.2): one of them goes by another name and is renamed back. */
function printNode(
  graph: QueryGraph,
  node: SelectionNode,
  graphName: string,
  variables: Set<string>,
  path: readonly PathSegment[],
  renames: Rename[],
  besides: Map<string, string> | null = null,
): string {
  const parts: string[] = [];
  if (graph.isAbstract(node.type) || isEmpty(node)) parts.push('__typename');
  // Only fields of several fragments can stand in each other's way.
  const shapes = besides ?? (node.fragments.size > 0 ? new Map<string, string>() : null);
  for (const [key, { item, node: inner }] of node.fields) {
    const shown = shapes === null ? key : freeName(graph, node.type, item, key, graphName, shapes);
    if (shown !== key) renames.push({ path: [...path], from: shown, to: key });
    for (const variable of item.variables) variables.add(variable);
    const below = inner ? printNode(graph, inner, graphName, variables, [...path, { kind: 'key', key }], renames) : '';
    parts.push(`${shown === item.name ? shown : `${shown}:${item.name}`}${item.args}${below}`);
  }
  for (const [type, inner] of node.fragments) {
    if (isEmpty(inner)) continue;
    parts.push(
      `...on ${type}${printNode(graph, inner, graphName, variables, [...path, { kind: 'types', types: [type] }], renames, shapes)}`,
    );
  }
  return `{${[...new Set(parts)].join(' ')}}`;
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
