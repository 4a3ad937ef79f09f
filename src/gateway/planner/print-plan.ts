/** From groups to the plan: which go out as one request, in which order, and after what. */
import type { OperationTypeNode } from 'graphql';
import type { GraphNode } from '../plan/plan.ts';
import { clientFields, type ClientFields } from './client-fields.ts';
import { printFetch } from './print-fetch.ts';
import type { QueryGraph } from './query-graph.ts';
import { RequiredSelections } from './required.ts';
import { schedule } from './schedule.ts';
import type { FetchGroup } from './fetch-group.ts';

/** Groups of one subgraph that wait for the same ones go out as one request. */
export function printPlan(
  graph: QueryGraph,
  groups: readonly FetchGroup[],
  kind: OperationTypeNode,
  variableTypes: ReadonlyMap<string, string>,
): Omit<GraphNode, 'work'> {
  const { bundles } = schedule(groups);
  const after = bundles.map((members) => {
    const earlier = new Set<number>();
    for (const member of members) for (const group of member.after) earlier.add(group.bundle);
    return [...earlier].toSorted((a, b) => a - b);
  });
  const needs = clientFields(bundles, after);
  const required = new RequiredSelections();
  return {
    kind: 'Graph',
    fetches: bundles.map((members, index) => ({
      fetch: { ...printFetch(graph, required, members, kind, variableTypes), ...(needs[index] as ClientFields) },
      after: after[index] as number[],
    })),
  };
}
