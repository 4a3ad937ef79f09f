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
import { pathText } from '../plan/path-text.ts';
import type { Estimates } from './estimates.ts';
import type { Item } from './field-set.ts';
import { planAbstract } from './plan-abstract.ts';
import { planObject } from './plan-object.ts';
import type { QueryGraph } from './query-graph.ts';
import type { FetchGroup } from './fetch-group.ts';
import { Position } from './position.ts';

/** Which subgraph is entered first: the one that brings most of what is missing, or among the nearest. */
export type Taste = 'most' | 'nearest';

/** A choice that the search made: where, and what it could have taken instead. */
export interface Choice {
  readonly position: Position;
  readonly what: string;
  readonly taken: string;
  readonly others: readonly string[];
}

/** The choice's name, the same in every search. */
export function placeOf(position: Position, what: string): string {
  return `${pathText(position.path())} ${what}`;
}

/** More than can be tried within the budget. */
const MOST_CHOICES = 200;

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
  readonly taste: Taste;
  readonly choices: Choice[] = [];
  /** Fields planned, each time that they were: the measure of the search's work. */
  work = 0;
  /** By place, what to take there instead of what seems best. */
  readonly #decided: ReadonlyMap<string, string>;

  readonly #sets = new Map<string, ReadonlySet<string>>();
  /** Variables of the operation, and those that were made here. */
  readonly #variables: Set<string>;

  constructor(
    graph: QueryGraph,
    estimates: Estimates,
    rootType: string,
    variables: Iterable<string>,
    taste: Taste,
    decided: ReadonlyMap<string, string>,
  ) {
    this.#variables = new Set(variables);
    this.graph = graph;
    this.estimates = estimates;
    this.taste = taste;
    this.#decided = decided;
    this.root = new Position(null, null, rootType, new Set([rootType]), new Set(graph.graphsOf(rootType)));
  }

  /** One and the same set for the same graphs, so that what is found out for one holds for all. */
  sameSet(graphs: readonly string[]): ReadonlySet<string> {
    const id = graphs.toSorted().join(' ');
    let set = this.#sets.get(id);
    if (!set) this.#sets.set(id, (set = new Set(graphs)));
    return set;
  }

  /** A variable that the operation does not have yet. */
  freeVariable(like: string): string {
    let name = `context_${like}`;
    for (let n = 2; this.#variables.has(name); n += 1) name = `context${n}_${like}`;
    this.#variables.add(name);
    return name;
  }

  /** @param ranked what can be taken, the best first. */
  choose(position: Position, what: string, ranked: readonly string[]): string | null {
    const [best] = ranked;
    if (best === undefined || ranked.length === 1) return best ?? null;
    const decided = this.#decided.size > 0 ? this.#decided.get(placeOf(position, what)) : undefined;
    const taken = decided !== undefined && ranked.includes(decided) ? decided : best;
    if (this.choices.length < MOST_CHOICES) this.choices.push({ position, what, taken, others: ranked.filter((other) => other !== taken) });
    return taken;
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
    this.work += items.length;
    if (this.forClient && position.asked.at(-1) !== items) position.asked = [...position.asked, items];
    return this.graph.isAbstract(position.type) ? planAbstract(this, position, items) : planObject(this, position, items);
  }
}
