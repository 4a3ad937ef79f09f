/**
 * Fields of an interface or a union. What every type that a subgraph can answer has is asked of the abstract type; the rest of each concrete type, at a narrower
 * position. Where a subgraph knows an interface only as one object (@interfaceObject), another one tells the concrete types.
 */
import type { FieldItem, Item } from './field-set.ts';
import { planFromGraph } from './plan-object.ts';
import { providedField } from './provided.ts';
import type { Search } from './search.ts';
import { addField, resolves, TYPENAME } from './take-field.ts';
import { enterGraph, entranceCost } from './enter.ts';
import { type Position, type Supply, standsOnRequirement } from './position.ts';

export function planAbstract(search: Search, position: Position, items: readonly Item[]): readonly Item[] {
  const leftover: Item[] = [];
  const common = new Set<Item>();
  const perType = new Map<string, Item[]>();
  const explode = (types: Iterable<string>, item: Item): void => {
    for (const type of types) perType.set(type, [...(perType.get(type) ?? []), item]);
  };
  if (needsConcreteTypes(search, position, items)) learnTypes(search, position);
  for (const item of items) {
    if (item.kind === 'field') {
      const rest = planAbstractField(search, position, item);
      if (rest === 'explode') {
        common.add(item);
        explode(returnableTypes(search, position), item);
      } else if (rest) leftover.push(rest);
    } else {
      const types = [...returnableTypes(search, position)].filter((type) => search.graph.isTypeOf(type, item.type));
      for (const inner of withoutShared(search, position, item)) explode(types, inner);
    }
  }
  for (const [type, wanted] of perType) {
    const narrow = position.narrowed(type, search.estimates.enterable(type));
    for (const supply of position.supplies) {
      if (
        search.graph.isInterfaceObject(supply.type, supply.group.graph) ||
        !search.graph.possibleIn(supply.type, supply.group.graph).has(type)
      )
        continue;
      narrow.addSupply({ group: supply.group, node: supply.node.fragment(type), type, provided: supply.provided });
    }
    const rest = search.plan(narrow, wanted);
    // A field of the abstract type must be had of one subgraph for all types that it answers, or of another for all of them.
    const own = rest.filter((left) => ![...common].some((item) => item.kind === 'field' && left.kind === 'field' && item.key === left.key));
    for (const item of common)
      if (item.kind === 'field' && rest.some((left) => left.kind === 'field' && left.key === item.key) && !leftover.includes(item))
        leftover.push(item);
    if (own.length > 0) leftover.push({ kind: 'fragment', type, items: own });
  }
  return leftover;
}

/** Fields of a fragment that an interface object of the position brings for all its types are asked there, once. */
function withoutShared(search: Search, position: Position, fragment: Item & { kind: 'fragment' }): readonly Item[] {
  return fragment.items.filter((item) => {
    if (item.kind !== 'field' || item.name === '__typename' || item.items) return true;
    const supply = position.supplies.find(
      (candidate) => search.graph.isInterfaceObject(candidate.type, candidate.group.graph) && resolves(search, candidate, item) !== null,
    );
    if (!supply) return true;
    addField(search, position, supply, item);
    return false;
  });
}

function planAbstractField(search: Search, position: Position, field: FieldItem): FieldItem | 'explode' | null {
  if (field.name === '__typename') return null;
  if (position.supplies.some((supply) => typesPromiseMore(search, position, supply, field))) return 'explode';
  let rest: FieldItem | null = field;
  for (const supply of position.supplies) {
    if (!rest) return null;
    if (!standsOnRequirement(supply, position) && allResolve(search, position, supply, field))
      rest = addField(search, position, supply, rest);
  }
  if (!rest) return null;
  // Every concrete type may have it where it is, or a further subgraph may know the interface as an entity.
  const concrete = position.supplies.some(
    (supply) =>
      search.graph.possibleIn(supply.type, supply.group.graph).size > 0 &&
      [...search.graph.possibleIn(supply.type, supply.group.graph)].every((type) => concreteResolves(search, supply, type, field)),
  );
  if (concrete && position.supplies.every((supply) => !search.graph.isInterfaceObject(supply.type, supply.group.graph))) return 'explode';
  const tried = new Set<string>();
  while (rest) {
    const graph = bestAbstractGraph(search, position, rest, tried);
    if (graph === null) break;
    tried.add(graph);
    rest = planFromGraph(search, position, rest, graph);
  }
  if (!rest) return null;
  return position.supplies.some((supply) => allReach(search, position, supply, field)) ? 'explode' : rest;
}

/** Whether less is missing below the field where it is asked of each concrete type: @provides may stand at the types' fields alone. */
function typesPromiseMore(search: Search, position: Position, supply: Supply, field: FieldItem): boolean {
  const { type: known, group, provided } = supply;
  if (!field.items || search.graph.isInterfaceObject(known, group.graph)) return false;
  const types = [...search.graph.possibleIn(known, group.graph)].filter((type) => position.possible.has(type));
  if (!types.some((type) => search.graph.fieldIn(type, field.name, group.graph)?.provides)) return false;
  const missing = search.estimates.field(known, field, group.graph, provided);
  return (
    missing > 0 &&
    types.every(
      (type) => concreteResolves(search, supply, type, field) && search.estimates.field(type, field, group.graph, provided) < missing,
    )
  );
}

/** Whether the field can be had for every type that this supply answers, by keys that the supply brings. */
function allReach(search: Search, position: Position, supply: Supply, field: FieldItem): boolean {
  const { graph } = supply.group;
  const types = [...search.graph.possibleIn(supply.type, graph)].filter((type) => position.possible.has(type));
  const from = new Map([[graph, 0]]);
  return (
    types.length > 0 &&
    types.every(
      (type) =>
        concreteResolves(search, supply, type, field) ||
        search.estimates.graphsFor(type, field).some((other) => search.estimates.distances(type, from, supply.provided).entered.has(other)),
    )
  );
}

function bestAbstractGraph(search: Search, position: Position, field: FieldItem, tried: ReadonlySet<string>): string | null {
  let best: { readonly graph: string; readonly cost: number } | null = null;
  for (const { graph } of search.graph.resolversOf(position.type, field.name)) {
    if (tried.has(graph) || position.isEntering(graph)) continue;
    const whole =
      search.graph.isInterfaceObject(position.type, graph) ||
      typesOf(search, position).every((type) => search.graph.fieldIn(type, field.name, graph)?.resolvable === true);
    if (!whole) continue;
    const cost = entranceCost(search, position, graph);
    if (cost < Infinity && (!best || cost < best.cost)) best = { graph, cost };
  }
  return best?.graph ?? null;
}

function typesOf(search: Search, position: Position): readonly string[] {
  const returnable = returnableTypes(search, position);
  return returnable.size > 0 ? [...returnable] : [...position.possible];
}

/** Concrete types that some supply can answer here. */
function returnableTypes(search: Search, position: Position): ReadonlySet<string> {
  const types = new Set<string>();
  for (const supply of position.supplies) {
    if (search.graph.isInterfaceObject(supply.type, supply.group.graph)) continue;
    for (const type of search.graph.possibleIn(supply.type, supply.group.graph)) if (position.possible.has(type)) types.add(type);
  }
  return types;
}

function allResolve(search: Search, position: Position, supply: Supply, field: FieldItem): boolean {
  if (resolves(search, supply, field) === null) return false;
  if (search.graph.isInterfaceObject(supply.type, supply.group.graph)) return true;
  return [...search.graph.possibleIn(supply.type, supply.group.graph)].every(
    (type) => !position.possible.has(type) || concreteResolves(search, supply, type, field),
  );
}

function concreteResolves(search: Search, supply: Supply, type: string, field: FieldItem): boolean {
  if (providedField(search.graph, supply.provided, type, field.name)) return true;
  const found = search.graph.fieldIn(type, field.name, supply.group.graph);
  return found !== null && found.resolvable && !found.requirement;
}

/** Only an interface object says nothing of the concrete type. */
function needsConcreteTypes(search: Search, position: Position, items: readonly Item[]): boolean {
  const known = position.supplies.some((supply) => !search.graph.isInterfaceObject(supply.type, supply.group.graph));
  if (known || position.supplies.length === 0) return false;
  return items.some(
    (item) => item.kind === 'fragment' || item.name === '__typename' || search.graph.resolversOf(position.type, item.name).length === 0,
  );
}

function learnTypes(search: Search, position: Position): void {
  let best: { readonly graph: string; readonly cost: number } | null = null;
  for (const graph of search.graph.graphsOf(position.type)) {
    if (search.graph.isInterfaceObject(position.type, graph) || position.isEntering(graph)) continue;
    const cost = entranceCost(search, position, graph);
    if (cost < Infinity && (!best || cost < best.cost)) best = { graph, cost };
  }
  const supply = best && enterGraph(search, position, best.graph);
  supply?.node.field(TYPENAME, null);
  position.teller = supply?.group ?? null;
}
