/** Groups that go out together as one request: operation text, representations, paths. */
import { OperationTypeNode } from 'graphql';
import type { ContextVariable, EntityFetch, FetchNode, PlaceSegment, RequiredSelection } from '../plan/plan.ts';
import type { ClientFields } from './client-fields.ts';
import { joinEntrances, soloEntrance, type JoinedEntrance } from './join-entrances.ts';
import { printRoot, type Printed } from './print-selection.ts';
import type { QueryGraph } from './query-graph.ts';
import type { RequiredSelections } from './required.ts';
import { shapesClash } from './response-shapes.ts';
import type { FetchGroup } from './fetch-group.ts';
import type { SelectionNode } from './selection-node.ts';

type PrintedFetch = Omit<FetchNode, keyof ClientFields>;

/** One request, without what it is needed for. */
export function printFetch(
  graph: QueryGraph,
  required: RequiredSelections,
  members: readonly FetchGroup[],
  kind: OperationTypeNode,
  variableTypes: ReadonlyMap<string, string>,
): PrintedFetch {
  const [first] = members as [FetchGroup];
  if (first.entrance === null) return printRootFetch(graph, first, kind, variableTypes);
  const single = members.map(soloEntrance);
  const together = joinEntrances(single);
  return {
    ...printEntityFetch(graph, required, first.graph, together, variableTypes),
    apart:
      together.length < single.length
        ? { ...printEntityFetch(graph, required, first.graph, single, variableTypes), brings: [], neededFor: [] }
        : null,
  };
}

function printRootFetch(
  graph: QueryGraph,
  group: FetchGroup,
  kind: OperationTypeNode,
  variableTypes: ReadonlyMap<string, string>,
): PrintedFetch {
  const { text, variables, renames } = printRoot(graph, group.graph, group.root);
  return {
    kind: 'Fetch',
    subgraph: graph.nameOf(group.graph),
    operationKind: kind,
    operation: `${kind}${header([], new Set(variables), variableTypes)}${text}`,
    variables,
    entities: [],
    renames,
    apart: null,
  };
}

function printEntityFetch(
  graph: QueryGraph,
  required: RequiredSelections,
  graphName: string,
  joined: readonly JoinedEntrance[],
  variableTypes: ReadonlyMap<string, string>,
): PrintedFetch {
  const variables = new Set<string>();
  const contextTypes = new Map(joined.flatMap(({ contexts }) => contexts.map(({ variable, type }) => [variable, type] as const)));
  const packs = pack(graph, required, graphName, joined);
  for (const entrance of packs.flat()) for (const name of entrance.body.variables) variables.add(name);
  const entities = packs.map((entrances, index): EntityFetch => {
    const alone = packs.length === 1;
    return {
      alias: alone ? '_entities' : `_e${index}`,
      variable: unusedName(alone ? 'representations' : `representations${index}`, variableTypes),
      paths: entrances.flatMap(({ paths }) => paths),
      requires: entrances.map(({ type, requires }) => ({ kind: 'fragment', type, selections: requires })),
      typenames: entrances.flatMap(({ type, isInterfaceObject }) => (isInterfaceObject ? [{ types: [], to: type }] : [])),
      contexts: entrances.flatMap(({ contexts }) => contexts),
      renames: entrances.flatMap(({ type, body }) =>
        body.renames.map((rename) => ({
          ...rename,
          path: entrances.length === 1 ? rename.path : [{ kind: 'types' as const, types: [type] }, ...rename.path],
        })),
      ),
    };
  });
  const fields = packs.map((entrances, index) => {
    const { alias, variable } = entities[index] as EntityFetch;
    return `${alias === '_entities' ? alias : `${alias}:_entities`}(representations:$${variable}){${entrances.map(({ type, body }) => `...on ${type}${body.text}`).join(' ')}}`;
  });
  const operation = `query${header(
    entities.map(({ variable }) => `$${variable}:[_Any!]!`),
    variables,
    new Map([...variableTypes, ...contextTypes]),
  )}{${fields.join(' ')}}`;
  return {
    kind: 'Fetch',
    subgraph: graph.nameOf(graphName),
    operationKind: OperationTypeNode.QUERY,
    operation,
    variables: [...variables].filter((name) => !contextTypes.has(name)),
    entities,
    renames: [],
    apart: null,
  };
}

interface PrintedEntrance {
  readonly type: string;
  readonly body: Printed;
  readonly requires: readonly RequiredSelection[];
  readonly paths: (readonly PlaceSegment[])[];
  readonly contexts: readonly ContextVariable[];
  readonly isInterfaceObject: boolean;
  readonly root: SelectionNode;
}

/** The same selection for several paths is printed once; different concrete types share one `_entities` field. */
function pack(graph: QueryGraph, required: RequiredSelections, graphName: string, joined: readonly JoinedEntrance[]): PrintedEntrance[][] {
  const distinct = new Map<string, PrintedEntrance>();
  for (const { type, position, requires, root, contexts: above } of joined) {
    const body = printRoot(graph, graphName, root);
    const { id: needs, selections } = required.merge(requires);
    const id = `${type} ${needs} ${body.text}`;
    const present = distinct.get(id);
    if (present) present.paths.push(position.path());
    else {
      const contexts = above.map(({ variable, position: { depth }, items }) => ({
        variable,
        depth,
        selections: required.merge([items]).selections,
      }));
      const isInterfaceObject = graph.isInterfaceObject(type, graphName);
      distinct.set(id, { type, body, requires: selections, paths: [position.path()], isInterfaceObject, root, contexts });
    }
  }
  const packs: PrintedEntrance[][] = [];
  const shared: PrintedEntrance[][] = [];
  const openFor = new Map<string, number>();
  for (const entrance of distinct.values()) {
    if (graph.isAbstract(entrance.type)) {
      packs.push([entrance]);
      continue;
    }
    // The n-th selection of each concrete type stands in the n-th field, where none there has another shape.
    let n = openFor.get(entrance.type) ?? 0;
    const place = { graph, graphName };
    while (shared[n]?.some((mate) => shapesClash(place, mate.root, entrance.root))) n += 1;
    openFor.set(entrance.type, n + 1);
    const mates = shared[n];
    if (mates) mates.push(entrance);
    else {
      const fresh = [entrance];
      shared.push(fresh);
      packs.push(fresh);
    }
  }
  return packs;
}

/** The client may call a variable of its own so. */
function unusedName(wanted: string, taken: ReadonlyMap<string, string>): string {
  let name = wanted;
  while (taken.has(name)) name = `_${name}`;
  return name;
}

function header(own: readonly string[], variables: ReadonlySet<string>, types: ReadonlyMap<string, string>): string {
  const all = [...own, ...[...variables].map((name) => `$${name}:${types.get(name) ?? 'String'}`)];
  return all.length > 0 ? `(${all.join(' ')})` : '';
}
