/**
 * The planner library that our own is measured against. The operation phase stands before it: what reaches it is validated, bounded,
 * without fragment cycles, deep nesting, introspection, skipped fields, or client aliases, each of which the library answers with a crash, an
 * exponential run, or an error.
 */
import {
  QueryPlanner,
  type FetchRewrite,
  type FlattenNodePathSegment,
  type InputRewrite,
  type OutputRewrite,
  type PlanNode as LibraryNode,
  type RequiresSelection,
} from '@graphql-hive/router-query-planner';
import { OperationTypeNode } from 'graphql';
import {
  PlanningError,
  type EntityFetch,
  type FetchNode,
  type PathSegment,
  type Planner,
  type PlanNode,
  type Rename,
  type RequiredSelection,
  type TypenameRewrite,
} from '../../../src/gateway/plan/plan.ts';
import { withSecondEntrances } from './second-entrance.ts';

const NO_LABELS: ReadonlySet<string> = new Set();

/** @throws Error where the supergraph is not one the library understands. */
export function libraryPlanner(supergraphSdl: string): Planner {
  const library = new QueryPlanner(supergraphSdl);
  let second: { readonly library: QueryPlanner; readonly originalName: (name: string) => string } | null | undefined;
  const openSecond = (): typeof second => {
    const entrance = withSecondEntrances(supergraphSdl);
    return entrance && { library: new QueryPlanner(entrance.sdl), originalName: entrance.originalName };
  };
  return {
    plan(operation) {
      try {
        return convertPlan(ask(library, operation), (name) => name);
      } catch (error) {
        if (second === undefined) second = openSecond();
        if (!second || !(error instanceof PlanningError)) throw error;
        try {
          return convertPlan(ask(second.library, operation), second.originalName);
        } catch {
          throw error; // the first refusal speaks of the supergraph as its owner knows it
        }
      }
    },
  };
}

function ask(library: QueryPlanner, operation: string): LibraryNode | undefined {
  try {
    return library.plan(operation, null, NO_LABELS as Set<string>, 0).node;
  } catch (error) {
    throw new PlanningError(error instanceof Error ? error.message : String(error), [], { cause: error });
  }
}

function convertPlan(node: LibraryNode | undefined, originalName: (name: string) => string): PlanNode {
  return node ? convert(node, [], originalName) : { kind: 'Sequence', nodes: [] };
}

type LibraryFetch = Extract<LibraryNode, { kind: 'Fetch' }>;

function convert(node: LibraryNode, path: readonly PathSegment[], nameOf: (name: string) => string): PlanNode {
  switch (node.kind) {
    case 'Sequence':
    case 'Parallel':
      return { kind: node.kind, nodes: node.nodes.map((child) => convert(child, path, nameOf)) };
    case 'Flatten':
      return convert(node.node, [...path, ...node.path.map(convertSegment)], nameOf);
    case 'Fetch':
      return convertFetch(node, path, nameOf);
    case 'BatchFetch':
      return {
        kind: 'Fetch',
        subgraph: nameOf(node.serviceName),
        operationKind: OperationTypeNode.QUERY,
        operation: node.operation,
        variables: node.variableUsages ?? [],
        renames: [],
        apart: null,
        brings: [],
        neededFor: [],
        entities: node.entityBatch.aliases.map((alias) => ({
          alias: alias.alias,
          variable: alias.representationsVariableName,
          paths: alias.paths.map((segments) => [...path, ...segments.map(convertSegment)]),
          requires: alias.requires.map(convertRequired),
          typenames: (alias.inputRewrites ?? []).map(convertTypename),
          contexts: [],
          renames: (alias.outputRewrites ?? []).map(convertRename),
        })),
      };
    case 'Condition': {
      const branches: PlanNode[] = [];
      if (node.ifClause)
        branches.push({ kind: 'Condition', variable: node.condition, equals: true, node: convert(node.ifClause, path, nameOf) });
      if (node.elseClause)
        branches.push({ kind: 'Condition', variable: node.condition, equals: false, node: convert(node.elseClause, path, nameOf) });
      return branches.length === 1 && branches[0] ? branches[0] : { kind: 'Sequence', nodes: branches };
    }
    case 'Subscription':
    case 'Defer':
      throw new PlanningError(`The planner answered with a ${node.kind} node, which this engine does not run yet.`);
  }
}

function convertFetch(node: LibraryFetch, path: readonly PathSegment[], nameOf: (name: string) => string): FetchNode {
  const entities: EntityFetch[] = [];
  const renames = (node.outputRewrites ?? []).map(convertRename);
  if (node.requires) {
    entities.push({
      alias: '_entities',
      variable: 'representations',
      paths: [path],
      requires: node.requires.map(convertRequired),
      typenames: (node.inputRewrites ?? []).map(convertTypename),
      contexts: [],
      renames,
    });
  }
  return {
    kind: 'Fetch',
    subgraph: nameOf(node.serviceName),
    operationKind: (node.operationKind ?? 'query') as OperationTypeNode,
    operation: node.operation,
    variables: (node.variableUsages ?? []).filter((name) => !entities.some((entity) => entity.variable === name)),
    entities,
    renames: entities.length > 0 ? [] : renames,
    apart: null,
    brings: [],
    neededFor: [],
  };
}

function convertSegment(segment: FlattenNodePathSegment): PathSegment {
  if (segment === '@') return { kind: 'items' };
  return 'Field' in segment ? { kind: 'key', key: segment.Field } : { kind: 'types', types: segment.TypeCondition };
}

function convertRequired(selection: RequiresSelection): RequiredSelection {
  switch (selection.kind) {
    case 'Field':
      return {
        kind: 'field',
        key: selection.name,
        name: selection.alias ?? selection.name,
        selections: (selection.selections ?? []).map(convertRequired),
      };
    case 'InlineFragment':
      return { kind: 'fragment', type: selection.typeCondition, selections: selection.selections.map(convertRequired) };
    case 'FragmentSpread':
      throw new PlanningError(`The planner asked for a named fragment "${selection.value}" in a representation.`);
  }
}

function convertTypename(rewrite: InputRewrite): TypenameRewrite {
  if (!('ValueSetter' in rewrite)) throw unknownRewrite(rewrite);
  const { path, setValueTo } = rewrite.ValueSetter;
  const last = path.at(-1);
  if (!last || !('Key' in last) || last.Key !== '__typename') throw unknownRewrite(rewrite);
  return { types: path.flatMap((segment) => ('TypenameEquals' in segment ? segment.TypenameEquals : [])), to: setValueTo };
}

function convertRename(rewrite: OutputRewrite): Rename {
  if (!('KeyRenamer' in rewrite)) throw unknownRewrite(rewrite);
  const segments = rewrite.KeyRenamer.path.map((segment): PathSegment =>
    'Key' in segment ? { kind: 'key', key: segment.Key } : { kind: 'types', types: segment.TypenameEquals },
  );
  const last = segments.pop();
  if (last?.kind !== 'key') throw unknownRewrite(rewrite);
  return { path: segments, from: last.key, to: rewrite.KeyRenamer.renameKeyTo };
}

function unknownRewrite(rewrite: FetchRewrite): PlanningError {
  return new PlanningError(`The planner asked for a rewrite that this engine does not know: ${JSON.stringify(rewrite)}`);
}
