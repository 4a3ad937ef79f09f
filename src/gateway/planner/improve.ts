/**
 * A valid plan first, better ones while the budget lasts. The search takes what its estimates like best and tells where it could have chosen otherwise; here
 * it is run again, once with the nearest subgraphs preferred to those that bring most, then with one of its choices turned each time, and the better plan is kept: fewer requests one after another first, then fewer requests, then fewer fields. The
 * budget counts fields planned, not time, so the same operation always gets the same plan.
 */
import type { Estimates } from './estimates.ts';
import type { Item } from './field-set.ts';
import type { QueryGraph } from './query-graph.ts';
import { schedule } from './schedule.ts';
import { placeOf, Search, type Taste } from './search.ts';
import { unanswerable } from './unanswerable.ts';
import type { FetchGroup } from './fetch-group.ts';
import type { SelectionNode } from './selection-node.ts';

/** Fields planned beyond the first plan; a page has about fifty. */
const BUDGET = 1_500;

export interface Found {
  readonly groups: readonly FetchGroup[];
  /** Fields planned, over all attempts. */
  readonly work: number;
}

/** @throws PlanningError naming the field that no subgraph can bring. */
export function planOperation(
  graph: QueryGraph,
  estimates: Estimates,
  rootType: string,
  items: readonly Item[],
  variables: Iterable<string>,
): Found {
  const attempt = (taste: Taste, decided: ReadonlyMap<string, string>): Attempt => {
    const search = new Search(graph, estimates, rootType, variables, taste, decided);
    return { search, taste, decided, leftover: search.plan(search.root, items), cost: null };
  };
  let best = attempt('most', new Map());
  if (best.leftover.length > 0) throw unanswerable(graph, estimates, rootType, best.leftover);
  let { work } = best.search;
  const limit = work + BUDGET;
  const tried = new Set<string>();
  const consider = (other: Attempt): void => {
    work += other.search.work;
    if (other.leftover.length === 0 && isLess(costOf(other), costOf(best))) best = other;
  };
  const isWorthwhile = (): boolean => work + best.search.work <= limit && costOf(best).fetches > 1;
  if (best.search.choices.length > 0 && isWorthwhile() && costOf(best).hops > 2) consider(attempt('nearest', new Map()));
  while (isWorthwhile()) {
    const next = untried(best, tried);
    if (!next) break;
    consider(attempt(best.taste, new Map([...best.decided, next])));
  }
  return { groups: best.search.groups, work };
}

interface Attempt {
  readonly search: Search;
  readonly taste: Taste;
  readonly decided: ReadonlyMap<string, string>;
  readonly leftover: readonly Item[];
  cost: Cost | null;
}

function untried({ search, decided }: Attempt, tried: Set<string>): readonly [string, string] | null {
  for (const { position, what, others } of search.choices) {
    const place = placeOf(position, what);
    if (decided.has(place)) continue;
    for (const other of others) {
      const id = `${place} ${other}`;
      if (tried.has(id)) continue;
      tried.add(id);
      return [place, other];
    }
  }
  return null;
}

interface Cost {
  readonly hops: number;
  readonly fetches: number;
  readonly fields: number;
}

function costOf(attempt: Attempt): Cost {
  return (attempt.cost ??= countCost(attempt.search.groups));
}

function countCost(groups: readonly FetchGroup[]): Cost {
  const { bundles, hops } = schedule(groups);
  const counted = new Set<SelectionNode>();
  let fields = 0;
  for (const members of bundles) for (const { root } of members) fields += fieldsBelow(root, counted);
  return { hops, fetches: bundles.length, fields };
}

function fieldsBelow(node: SelectionNode, counted: Set<SelectionNode>): number {
  if (counted.has(node)) return 0;
  counted.add(node);
  let fields = node.fields.size;
  for (const { node: inner } of node.fields.values()) if (inner) fields += fieldsBelow(inner, counted);
  for (const inner of node.fragments.values()) fields += fieldsBelow(inner, counted);
  return fields;
}

function isLess(one: Cost, other: Cost): boolean {
  return (one.hops - other.hops || one.fetches - other.fetches || one.fields - other.fields) < 0;
}
