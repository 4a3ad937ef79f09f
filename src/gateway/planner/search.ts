/**
 * The search: a selection in, fetch groups out.
 *
 * `plan` puts every field of a selection at a position into some group and returns what no group can bring: the leftover. Whoever asked tries to reach it by another
 * subgraph's way to the same position, so that value types and shared root fields are entered again through their parents. plan-object.ts and plan-abstract.ts are the
 * two cases, take-field.ts asks a group that is there, enter.ts makes a new one. What a key or a @requires needs is planned like any selection, before.
 *
 * Invariants: a group waits only for groups that were planned before it, so the groups are a graph without circles; a field is asked once per position and key; a
 * subgraph is not entered at a position while its own key is being planned there (`entering`), nor a field while its own @requires is (`requiring`), so the
 * search ends.
 */
import { PlanningError } from '../plan/plan.ts';
import type { Estimates } from './estimates.ts';
import type { Item } from './field-set.ts';
import { type FetchGroup, Position } from './fetch-group.ts';
import { planAbstract } from './plan-abstract.ts';
import { planObject } from './plan-object.ts';
import type { QueryGraph } from './query-graph.ts';

/** @throws PlanningError naming the field that no subgraph can bring. */
export function planOperation(graph: QueryGraph, estimates: Estimates, rootType: string, items: readonly Item[]): FetchGroup[] {
  const search = new Search(graph, estimates, rootType);
  const leftover = search.plan(search.root, items);
  if (leftover.length > 0) throw new PlanningError(`No subgraph can answer ${describe(rootType, leftover)}.`);
  return search.groups;
}

/** The first way into the leftover, as `Query.item → similar`. */
function describe(type: string, [item]: readonly Item[]): string {
  if (!item) return type;
  if (item.kind === 'fragment') return describe(item.type, item.items);
  const here = `${type}.${item.name}`;
  return item.items && item.items.length > 0 ? `${here} → ${describe('', item.items)}` : here;
}

/** What stands behind a field, kept per set of subgraphs: operations ask the same fields again and again. */
export interface Behind {
  readonly possible: ReadonlySet<string>;
  readonly reachable: ReadonlySet<string>;
}

export class Search {
  readonly graph: QueryGraph;
  readonly estimates: Estimates;
  readonly groups: FetchGroup[] = [];
  readonly root: Position;
  /** False while the fields of a key or a @requires are planned. */
  forClient = true;
  readonly behind = new Map<ReadonlySet<string>, Map<string, Behind>>();

  constructor(graph: QueryGraph, estimates: Estimates, rootType: string) {
    this.graph = graph;
    this.estimates = estimates;
    this.root = new Position(null, null, rootType, new Set([rootType]), new Set(graph.graphsOf(rootType)));
  }

  /** Plans what a key or a @requires needs. */
  planNeed(position: Position, items: readonly Item[]): readonly Item[] {
    const { forClient } = this;
    this.forClient = false;
    const leftover = this.plan(position, items);
    this.forClient = forClient;
    return leftover;
  }

  plan(position: Position, items: readonly Item[]): readonly Item[] {
    return this.graph.isAbstract(position.type) ? planAbstract(this, position, items) : planObject(this, position, items);
  }
}
