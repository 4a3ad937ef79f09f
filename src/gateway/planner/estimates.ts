/**
 * What a field costs from where one stands, in further requests: the search's guide. Types and graphs only, nothing is planned. Infinite where there is
 * no way; cut off at a depth where more cannot change the choice.
 */
import type { FieldItem, Item } from './field-set.ts';
import { providedField } from './provided.ts';
import type { Key, QueryGraph } from './query-graph.ts';

/** Keys that need keys that need keys: more in a row than any supergraph has. */
const MOST_ROUNDS = 20;
const NOTHING: readonly Item[] = [];

export class Estimates {
  readonly #graph: QueryGraph;
  readonly #distancesById = new Map<string, ReadonlyMap<string, number>>();
  /** Beside each distances: the cost of entering, also of graphs that are there already. */
  readonly #entered = new WeakMap<ReadonlyMap<string, number>, Map<string, number>>();
  readonly #resolvers = new Map<string, string[]>();
  readonly #enterable = new Map<string, readonly string[]>();
  readonly #keys = new Map<string, readonly { readonly type: string; readonly key: Key }[]>();

  constructor(graph: QueryGraph) {
    this.#graph = graph;
  }

  /** Keys by which the graph is entered with objects of the type, its own or those of an interface the graph knows as an object. */
  keys(type: string, graph: string): readonly { readonly type: string; readonly key: Key }[] {
    const id = `${type}|${graph}`;
    let keys = this.#keys.get(id);
    if (!keys) {
      const known = [type, ...this.#graph.interfacesOf(type).filter((name) => this.#graph.isInterfaceObject(name, graph))];
      this.#keys.set(id, (keys = known.flatMap((name) => this.#graph.keysOf(name, graph).map((key) => ({ type: name, key })))));
    }
    return keys;
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
    const id = `${type}.${field.name}`;
    let graphs = this.#resolvers.get(id);
    if (!graphs) {
      graphs = [type, ...this.#graph.interfacesOf(type)].flatMap((name) =>
        this.#graph
          .resolversOf(name, field.name)
          .filter(({ graph }) => name === type || this.#graph.isInterfaceObject(name, graph))
          .map(({ graph }) => graph),
      );
      this.#resolvers.set(id, graphs);
    }
    return graphs;
  }

  /** Requests one after another until the graph is entered, 1 at least, with objects of the type that are in the hands of `from`. */
  entrance(type: string, from: ReadonlySet<string>, graph: string, provided: readonly Item[] = []): number {
    const distances = this.#distances(type, from, provided);
    const entered = this.#entered.get(distances);
    const best = entered?.get(graph);
    if (best !== undefined) return best;
    // A graph that holds the objects already is entered again by a key of its own.
    return from.has(graph)
      ? Math.min(Infinity, ...this.keys(type, graph).map(({ key }) => this.#keyCost(type, key, distances, provided) + 1))
      : Infinity;
  }

  key(type: string, from: ReadonlySet<string>, key: Key, provided: readonly Item[] = []): number {
    return 1 + this.#keyCost(type, key, this.#distances(type, from, provided), provided);
  }

  /**
   * How far each graph is: those of `from` at once, others as soon as all fields of one of their keys are there. Rounds over graphs until nothing
   * changes, so the work is bounded by graphs × keys × rounds, however many ways there are.
   */
  #distances(type: string, from: ReadonlySet<string>, provided: readonly Item[]): ReadonlyMap<string, number> {
    const id = provided.length === 0 ? `${type}|${[...from].toSorted().join(',')}` : null;
    const known = id === null ? undefined : this.#distancesById.get(id);
    if (known) return known;
    const distances = new Map([...from].map((graph) => [graph, 0]));
    const entered = new Map<string, number>();
    this.#entered.set(distances, entered);
    if (id !== null) this.#distancesById.set(id, distances); // before the rounds: a key that leads back to the type finds what is there so far
    const candidates = this.enterable(type);
    for (let changed = true, round = 0; changed && round < MOST_ROUNDS; round += 1) {
      changed = false;
      for (const graph of candidates) {
        for (const { key } of this.keys(type, graph)) {
          const cost = 1 + this.#keyCost(type, key, distances, provided);
          if (cost >= (entered.get(graph) ?? Infinity)) continue;
          entered.set(graph, cost);
          if (cost < (distances.get(graph) ?? Infinity)) distances.set(graph, cost);
          changed = true;
        }
      }
    }
    return distances;
  }

  #keyCost(type: string, key: Key, distances: ReadonlyMap<string, number>, provided: readonly Item[]): number {
    return this.#itemsCost(type, withoutProvided(this.#graph, key.items, provided, type), distances);
  }

  /** The longest way to any of the items. */
  #itemsCost(type: string, items: readonly Item[], distances: ReadonlyMap<string, number>): number {
    let worst = 0;
    for (const item of items) {
      worst = Math.max(
        worst,
        item.kind === 'fragment' ? this.#itemsCost(item.type, item.items, distances) : this.#itemCost(type, item, distances),
      );
      if (worst === Infinity) break;
    }
    return worst;
  }

  #itemCost(type: string, field: FieldItem, distances: ReadonlyMap<string, number>): number {
    if (field.name === '__typename') return 0;
    const below = this.#graph.compositeOf(type, field.name);
    let best = Infinity;
    for (const graph of this.graphsFor(type, field)) {
      const way = distances.get(graph) ?? Infinity;
      if (way >= best) continue;
      best = Math.min(
        best,
        way + (below && field.items ? this.#itemsCost(below, field.items, this.#distances(below, new Set([graph]), NOTHING)) : 0),
      );
      if (best === 0) break;
    }
    return best;
  }

  /** Further requests for what is below the field, where the graph brings the field itself. */
  field(type: string, field: FieldItem, graph: string, provided: readonly Item[]): number {
    const below = this.#graph.compositeOf(type, field.name);
    if (!below || !field.items) return 0;
    const found = this.#graph.fieldIn(type, field.name, graph);
    const promised = [
      ...provided.flatMap((item) => (item.kind === 'field' && item.name === field.name ? (item.items ?? []) : [])),
      ...(found?.provides ?? []),
    ];
    return this.#selection(below, graph, field.items, promised, 0);
  }

  /** As `field`, from a graph that must resolve it; infinite where it does not. */
  fieldFrom(type: string, field: FieldItem, graph: string): number {
    if (field.name === '__typename') return this.#graph.has(type, graph) ? 0 : Infinity;
    const name = [type, ...this.#graph.interfacesOf(type)].find(
      (candidate) =>
        this.#graph.fieldIn(candidate, field.name, graph)?.resolvable === true &&
        (candidate === type || this.#graph.isInterfaceObject(candidate, graph)),
    );
    if (name === undefined) return Infinity;
    return this.field(name, field, graph, []);
  }

  /** Distinct further subgraphs needed for a selection, roughly. 1,000 for what cannot be reached from here. */
  #selection(type: string, graph: string, items: readonly Item[], provided: readonly Item[], depth: number): number {
    if (depth > 12) return 0;
    const elsewhere = new Set<string>();
    let cost = 0;
    for (const item of items) {
      if (item.kind === 'fragment') {
        cost += this.#selection(item.type, graph, item.items, provided, depth + 1);
        continue;
      }
      if (item.name === '__typename') continue;
      const promise = providedField(this.#graph, provided, type, item.name) ?? undefined;
      const found = this.#graph.fieldIn(type, item.name, graph);
      const types = this.#graph.isAbstract(type) ? [...this.#graph.possibleIn(type, graph)] : [];
      const here =
        promise !== undefined ||
        (found?.resolvable === true && !found.requires) ||
        (types.length > 0 && types.every((name) => this.#graph.fieldIn(name, item.name, graph)?.resolvable === true));
      const below = this.#graph.compositeOf(type, item.name);
      if (here) {
        if (below && item.items)
          cost += this.#selection(below, graph, item.items, [...(promise?.items ?? []), ...(found?.provides ?? [])], depth + 1);
        continue;
      }
      const options = this.graphsFor(type, item).filter(
        (candidate) => this.entrance(type, new Set([graph]), candidate, provided) < Infinity,
      );
      const chosen = options.find((option) => elsewhere.has(option)) ?? options[0];
      if (chosen === undefined) {
        if (
          types.some((name) =>
            this.graphsFor(name, item).some((candidate) => this.entrance(name, new Set([graph]), candidate, provided) < Infinity),
          )
        )
          elsewhere.add(`concrete ${type}`);
        else cost += 1_000;
        continue;
      }
      elsewhere.add(chosen);
      if (below && item.items)
        cost += this.#selection(below, chosen, item.items, this.#graph.fieldIn(type, item.name, chosen)?.provides ?? [], depth + 1);
    }
    return cost + elsewhere.size;
  }
}

/** What of a key is not promised by a @provides on the way. */
function withoutProvided(graph: QueryGraph, items: readonly Item[], provided: readonly Item[], type: string): readonly Item[] {
  if (provided.length === 0) return items;
  return items.filter((item) => item.kind !== 'field' || item.items !== null || providedField(graph, provided, type, item.name) === null);
}
