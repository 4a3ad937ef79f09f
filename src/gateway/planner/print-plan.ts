/** From groups to the plan: which go out as one request, in which order, and after what. */
import type { OperationTypeNode } from 'graphql';
import type { GraphNode } from '../plan/plan.ts';
import { clientFields, type ClientFields } from './client-fields.ts';
import type { FetchGroup } from './fetch-group.ts';
import { printFetch } from './print-fetch.ts';
import { isEmpty } from './print-selection.ts';
import type { QueryGraph } from './query-graph.ts';
import { RequiredSelections } from './required.ts';

/** Groups of one subgraph that wait for the same ones go out as one request. */
export function printPlan(
  graph: QueryGraph,
  groups: readonly FetchGroup[],
  kind: OperationTypeNode,
  variableTypes: ReadonlyMap<string, string>,
): GraphNode {
  const needed = new Set<FetchGroup>();
  for (const group of groups) for (const earlier of group.after) needed.add(earlier);
  const used = new Set(groups.filter((group) => needed.has(group) || !isEmpty(group.root)));
  const bundles = bundle(inOrder(used));
  const bundleOf = new Map<FetchGroup, number>();
  for (const [index, members] of bundles.entries()) for (const member of members) bundleOf.set(member, index);
  const after = bundles.map((members) => {
    const earlier = new Set<number>();
    for (const member of members) for (const group of member.after) earlier.add(bundleOf.get(group) as number);
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
    let depth = 0;
    for (const earlier of group.after) depth = Math.max(depth, (depths.get(earlier) ?? 0) + 1);
    depths.set(group, depth);
    const key = group.entrance === null ? `root ${index}` : `${group.graph} ${depth}`;
    const mates = bundles.get(key);
    if (mates) mates.push(group);
    else bundles.set(key, [group]);
  }
  return [...bundles.values()];
}
