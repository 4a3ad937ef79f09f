/**
 * What a field costs from where one stands, in further requests: the search's guide. Types and graphs only, nothing is planned. Infinite where there is
 * no way. What is found out is kept: per type and graph for good, per selection as long as the selection lives.
 */
import type { FieldItem, Item } from './field-set.ts';
import { joined, providedField } from './provided.ts';
import type { QueryGraph } from './query-graph.ts';
import type { Key } from './read-joins.ts';

/** Keys that need keys that need keys: more in a row than any supergraph has. */
const MOST_ROUNDS = 60;
/** Sets of subgraphs that objects were in the hands of: as many as are remembered. */
const MOST_KEPT = 5_000;
const UNREACHABLE = 1_000;
const NOTHING: readonly Item[] = [];

/** Requests one after another. */
export interface Distances {
  /** Until the graph has the objects; those that have them already by what they are behind the first of them. */
  readonly there: ReadonlyMap<string, number>;
  /** Until the graph is entered, 1 at least, also where it has the objects already: entered again by a key of its own. */
  readonly entered: ReadonlyMap<string, number>;
}

export class Estimates {
  readonly #graph: QueryGraph;
  readonly #fromOne = new Map<string, Map<string, Distances>>();
  readonly #fromSeveral = new Map<string, Distances>();
  readonly #resolvers = new Map<string, Map<string, string[]>>();
  readonly #enterable = new Map<string, readonly string[]>();
  readonly #keys = new Map<string, Map<string, readonly { readonly type: string; readonly key: Key }[]>>();
  /** Being computed; and whether one of them was read meanwhile. */
  readonly #open = new Set<Distances>();
  #sawOpen = false;
  readonly #selections = new WeakMap<readonly Item[], WeakMap<readonly Item[], Map<string, Map<string, number>>>>();

  constructor(graph: QueryGraph) {
    this.#graph = graph;
  }

  /** Keys by which the graph is entered with objects of the type, its own or those of an interface the graph knows as an object. */
  keys(type: string, graph: string): readonly { readonly type: string; readonly key: Key }[] {
    return nested(this.#keys, type, graph, () =>
      [type, ...this.#graph.interfacesOf(type).filter((name) => this.#graph.isInterfaceObject(name, graph))].flatMap((name) =>
        this.#graph.keysOf(name, graph).map((key) => ({ type: name, key })),
      ),
    );
  }

  /** Graphs that have a key for objects of the type. */
  enterable(type: string): readonly string[] {
    let graphs = this.#enterable.get(type);
    if (!graphs) {
      graphs = [type, ...this.#graph.interfacesOf(type)].flatMap((name) =>
        this.#graph
          .graphsOf(name)
          .filter((graph) => (name === type || this.#graph.isInterfaceObject(name, graph)) && this.#graph.keysOf(name, graph).length > 0),
      );
      this.#enterable.set(type, graphs);
    }
    return graphs;
  }

  /** Graphs that can resolve the field of the type, directly or as a field of an interface object. */
  graphsFor(type: string, field: FieldItem): readonly string[] {
    if (field.name === '__typename') return this.#graph.graphsOf(type);
    return nested(this.#resolvers, type, field.name, () =>
      [type, ...this.#graph.interfacesOf(type)].flatMap((name) =>
        this.#graph
          .resolversOf(name, field.name)
          .filter(({ graph }) => name === type || this.#graph.isInterfaceObject(name, graph))
          .map(({ graph }) => graph),
      ),
    );
  }

  /** @param from graphs that have objects of the type, with the requests by which each is behind the first. */
  distances(type: string, from: ReadonlyMap<string, number>, provided: readonly Item[]): Distances {
    const [only] = from.keys();
    if (from.size === 1 && only !== undefined && provided.length === 0) return this.distancesFrom(type, only);
    if (provided.length > 0) return this.#computeDistances(type, from, provided, { there: new Map(from), entered: new Map() });
    const id = `${type} ${[...from].map(([graph, behind]) => `${graph}:${behind}`).join(' ')}`;
    let known = this.#fromSeveral.get(id);
    if (!known) {
      if (this.#fromSeveral.size >= MOST_KEPT) this.#fromSeveral.clear();
      const made = { there: new Map(from), entered: new Map<string, number>() };
      this.#fromSeveral.set(id, (known = made));
      this.#computeDistances(type, from, provided, made);
    }
    return known;
  }

  /** As `distances`, from one graph. */
  distancesFrom(type: string, graph: string): Distances {
    const known = this.#fromOne.get(type)?.get(graph);
    if (known) {
      if (this.#open.has(known)) this.#sawOpen = true;
      return known;
    }
    const from = new Map([[graph, 0]]);
    const made = { there: new Map(from), entered: new Map<string, number>() };
    nested(this.#fromOne, type, graph, () => made); // before it is computed: a key that leads back to the type finds what is there so far
    const sawBefore = this.#sawOpen;
    this.#sawOpen = false;
    this.#open.add(made);
    this.#computeDistances(type, from, NOTHING, made);
    this.#open.delete(made);
    // What was found out from half-known distances is not kept, except by the one all of it began with.
    if (this.#sawOpen && this.#open.size > 0) this.#fromOne.get(type)?.delete(graph);
    this.#sawOpen = this.#open.size > 0 && (this.#sawOpen || sawBefore);
    return made;
  }

  /**
   * Rounds over graphs until nothing changes: a graph is entered as soon as all fields of one of its keys are there. So the work is bounded by
   * graphs × keys × rounds, however many ways there are.
   */
  #computeDistances(
    type: string,
    from: ReadonlyMap<string, number>,
    provided: readonly Item[],
    made: { readonly there: Map<string, number>; readonly entered: Map<string, number> },
  ): Distances {
    const { there, entered } = made;
    for (const [graph, behind] of from) there.set(graph, behind);
    for (let changed = true, round = 0; changed && round < MOST_ROUNDS; round += 1) {
      changed = false;
      for (const graph of this.enterable(type)) {
        for (const { key } of this.keys(type, graph)) {
          const cost = 1 + this.#keyCost(type, key, there, provided);
          if (cost >= (entered.get(graph) ?? Infinity)) continue;
          entered.set(graph, cost);
          if (cost < (there.get(graph) ?? Infinity)) there.set(graph, cost);
          changed = true;
        }
      }
    }
    return made;
  }

  /** Requests until the graph is entered by this key. */
  key(type: string, key: Key, distances: Distances, provided: readonly Item[]): number {
    return 1 + this.#keyCost(type, key, distances.there, provided);
  }

  #keyCost(type: string, key: Key, there: ReadonlyMap<string, number>, provided: readonly Item[]): number {
    return this.#itemsCost(type, withoutProvided(this.#graph, key.items, provided, type), there);
  }

  /** The longest way to any of the items. */
  #itemsCost(type: string, items: readonly Item[], there: ReadonlyMap<string, number>): number {
    let worst = 0;
    for (const item of items) {
      const cost = item.kind === 'fragment' ? this.#itemsCost(item.type, item.items, there) : this.#itemCost(type, item, there);
      worst = Math.max(worst, cost);
      if (worst === Infinity) break;
    }
    return worst;
  }

  #itemCost(type: string, field: FieldItem, there: ReadonlyMap<string, number>): number {
    if (field.name === '__typename') return 0;
    const below = this.#graph.compositeOf(type, field.name);
    let best = Infinity;
    for (const graph of this.graphsFor(type, field)) {
      const way = there.get(graph) ?? Infinity;
      if (way >= best) continue;
      best = Math.min(best, way + (below && field.items ? this.#itemsCost(below, field.items, this.distancesFrom(below, graph).there) : 0));
      if (best === 0) break;
    }
    return best;
  }

  /** Further requests for what is below the field, where the graph brings the field itself. */
  field(type: string, field: FieldItem, graph: string, provided: readonly Item[]): number {
    const below = field.items && this.#graph.compositeOf(type, field.name);
    if (!below || !field.items) return 0;
    const promised = provided.flatMap((item) => (item.kind === 'field' && item.name === field.name ? (item.items ?? []) : []));
    return this.#selection(below, graph, field.items, joined(promised, this.#graph.fieldIn(type, field.name, graph)?.provides ?? NOTHING));
  }

  /** As `field`, from a graph that must resolve it; infinite where it does not. */
  fieldFrom(type: string, field: FieldItem, graph: string): number {
    if (field.name === '__typename') return this.#graph.has(type, graph) ? 0 : Infinity;
    if (this.#graph.fieldIn(type, field.name, graph)?.resolvable === true) return this.field(type, field, graph, NOTHING);
    const name = this.#graph
      .interfacesOf(type)
      .find(
        (candidate) =>
          this.#graph.isInterfaceObject(candidate, graph) && this.#graph.fieldIn(candidate, field.name, graph)?.resolvable === true,
      );
    return name === undefined ? Infinity : this.field(name, field, graph, NOTHING);
  }

  /** Distinct further subgraphs needed for a selection, roughly, and very much for what cannot be reached from here. */
  #selection(type: string, graph: string, items: readonly Item[], provided: readonly Item[]): number {
    let byProvided = this.#selections.get(items);
    if (!byProvided) this.#selections.set(items, (byProvided = new WeakMap()));
    const own = provided.length === 0 ? NOTHING : provided;
    let known = byProvided.get(own);
    if (!known) byProvided.set(own, (known = new Map()));
    return nested(known, type, graph, () => this.#countSelection(type, graph, items, own));
  }

  #countSelection(type: string, graph: string, items: readonly Item[], provided: readonly Item[]): number {
    const elsewhere = new Set<string>();
    let cost = 0;
    const { entered } = provided.length === 0 ? this.distancesFrom(type, graph) : this.distances(type, new Map([[graph, 0]]), provided);
    const types = this.#graph.isAbstract(type) ? [...this.#graph.possibleIn(type, graph)] : [];
    for (const item of items) {
      if (item.kind === 'fragment') {
        cost += this.#selection(item.type, graph, item.items, provided);
        continue;
      }
      if (item.name === '__typename') continue;
      const promise = providedField(this.#graph, provided, type, item.name) ?? undefined;
      const found = this.#graph.fieldIn(type, item.name, graph);
      const here =
        promise !== undefined ||
        (found?.resolvable === true && !found.requirement) ||
        (types.length > 0 && types.every((name) => this.#graph.fieldIn(name, item.name, graph)?.resolvable === true));
      const below = item.items && this.#graph.compositeOf(type, item.name);
      if (here) {
        if (below && item.items)
          cost += this.#selection(below, graph, item.items, joined(promise?.items ?? NOTHING, found?.provides ?? NOTHING));
        continue;
      }
      const options = this.graphsFor(type, item).filter((candidate) => entered.has(candidate));
      const chosen = options.find((option) => elsewhere.has(option)) ?? options[0];
      if (chosen === undefined) {
        if (types.some((name) => this.#reaches(name, graph, item, provided))) elsewhere.add(`concrete ${type}`);
        else cost += UNREACHABLE;
        continue;
      }
      elsewhere.add(chosen);
      if (below && item.items)
        cost += this.#selection(below, chosen, item.items, this.#graph.fieldIn(type, item.name, chosen)?.provides ?? NOTHING);
    }
    return cost + elsewhere.size;
  }

  /** Whether some graph that resolves the field can be entered from this one. */
  #reaches(type: string, graph: string, field: FieldItem, provided: readonly Item[]): boolean {
    const { entered } = this.distances(type, new Map([[graph, 0]]), provided);
    return this.graphsFor(type, field).some((candidate) => entered.has(candidate));
  }
}

function nested<Value>(map: Map<string, Map<string, Value>>, one: string, other: string, make: () => Value): Value {
  let inner = map.get(one);
  if (!inner) map.set(one, (inner = new Map()));
  let value = inner.get(other);
  if (value === undefined) inner.set(other, (value = make()));
  return value;
}

/** What of a key is not promised by a @provides on the way. */
function withoutProvided(graph: QueryGraph, items: readonly Item[], provided: readonly Item[], type: string): readonly Item[] {
  if (provided.length === 0) return items;
  return items.filter((item) => item.kind !== 'field' || item.items !== null || providedField(graph, provided, type, item.name) === null);
}
