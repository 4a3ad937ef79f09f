/**
 * Entering a subgraph at a position: by a key whose fields are planned first, like any selection, or at the root by nothing at all. The new group waits for the groups
 * that bring what its representations are made of.
 */
import type { Distances } from './estimates.ts';
import type { FieldItem, Item } from './field-set.ts';
import { FetchGroup, SelectionNode, type Position, type Supply } from './fetch-group.ts';
import { joined } from './provided.ts';
import type { Key, Requirement } from './read-joins.ts';
import type { Search } from './search.ts';
import { childOf, resolves, TYPENAME } from './take-field.ts';

export function entranceCost(search: Search, position: Position, graph: string): number {
  return position === search.root ? 0 : (distancesAt(search, position).entered.get(graph) ?? Infinity);
}

/** How far each subgraph is from those that brought the objects here from above. What is entered here changes nothing: it was that far. */
export function distancesAt(search: Search, position: Position): Distances {
  if (position.distances) return position.distances;
  const [only] = position.supplies;
  if (only && position.supplies.length === 1 && only.provided.length === 0 && only.group.entrance?.position !== position)
    return (position.distances = search.estimates.distancesFrom(position.type, only.group.graph));
  const arrived = position.supplies.filter(({ group }) => group.entrance?.position !== position);
  const first = Math.min(...arrived.map(({ group }) => group.depth));
  const from = new Map<string, number>();
  for (const { group } of arrived) from.set(group.graph, Math.min(from.get(group.graph) ?? Infinity, group.depth - first));
  position.distances = search.estimates.distances(position.type, from, promisesAt(position));
  return position.distances;
}

function promisesAt(position: Position): readonly Item[] {
  return position.supplies.reduce<readonly Item[]>((promised, { provided }) => joined(promised, provided), []);
}

/** A group of the subgraph that starts at this position. */
export function enterGraph(search: Search, position: Position, graph: string): Supply | null {
  if (position === search.root) {
    const group = new FetchGroup(graph, new SelectionNode(position.type), null);
    search.groups.push(group);
    return asSupply(search, position, group, position.type);
  }
  const entrance = openEntrance(search, position, graph);
  if (!entrance) return null;
  const { type, items, suppliers } = entrance;
  const present = position.supplies.find(
    ({ group: other, type: known }) => isReusable(other, graph, position, null, suppliers) && known === type,
  );
  const group =
    present?.group ?? new FetchGroup(graph, new SelectionNode(type), { position, type, requires: [], requirement: null, contexts: [] });
  if (!present) search.groups.push(group);
  group.entrance?.requires.push(items);
  group.waitFor(suppliers);
  return present ?? asSupply(search, position, group, type);
}

/**
 * A group is entered for one @requires or for none: where what it requires fails, only that field may fail with it. Several such groups go out as one
 * request all the same.
 */
export function isReusable(
  group: FetchGroup,
  graph: string,
  position: Position,
  requirement: Requirement | null,
  suppliers: ReadonlySet<FetchGroup>,
): boolean {
  return (
    group.graph === graph &&
    group.entrance?.position === position &&
    group.entrance.requirement === requirement &&
    ![...suppliers].some((supplier) => supplier.waitsFor(group))
  );
}

/** Whether the supply's group was entered here for the sake of a @requires. */
export function standsOnRequirement({ group }: Supply, position: Position): boolean {
  return group.entrance !== null && group.entrance.requirement !== null && group.entrance.position === position;
}

/** Plans what something else is made of. @returns it, under the response keys where it stands; null where it cannot be had. */
export function planNeeded(search: Search, position: Position, items: readonly Item[], suppliers: Set<FetchGroup>): readonly Item[] | null {
  const prepared = withResponseKeys(search, position, items);
  if (takeLeaves(search, position, prepared, suppliers)) return prepared;
  if (search.planNeed(position, prepared).length > 0) return null;
  collectSuppliers(search, position, prepared, suppliers);
  return prepared;
}

/** Most keys are leaves that are there: each is asked of the earliest group that has it. @returns false, with nothing done, where it is not so. */
function takeLeaves(search: Search, position: Position, items: readonly Item[], suppliers: Set<FetchGroup>): boolean {
  if (position.segment?.kind === 'types' || search.graph.isAbstract(position.type)) return false;
  const able: Supply[] = [];
  for (const item of items) {
    const supply = item.kind === 'field' && !item.items ? earliestWith(search, position, item) : null;
    if (!supply) return false;
    able.push(supply);
  }
  for (const [index, supply] of able.entries()) {
    supply.node.field(items[index] as FieldItem, null);
    suppliers.add(supply.group);
  }
  search.work += items.length;
  return items.length > 0;
}

function earliestWith(search: Search, position: Position, field: FieldItem): Supply | null {
  let earliest: Supply | null = null;
  for (const supply of position.supplies) {
    if (earliest && supply.group.depth >= earliest.group.depth) continue;
    if (!standsOnRequirement(supply, position) && resolves(search, supply, field)) earliest = supply;
  }
  return earliest;
}

/** The nearest key by which the subgraph can be entered here, planned; with the groups that bring it. */
export function openEntrance(
  search: Search,
  position: Position,
  graph: string,
): { readonly type: string; readonly items: readonly Item[]; readonly suppliers: Set<FetchGroup> } | null {
  const keys = keysByCost(search, position, graph);
  position.entering.add(graph);
  try {
    for (const { type, key } of keys) {
      const suppliers = new Set<FetchGroup>();
      const items = planNeeded(search, position, key.items, suppliers);
      if (!items) continue;
      if (position.segment?.kind === 'types' && position.parent?.teller) suppliers.add(position.parent.teller);
      askTypename(position, suppliers);
      return { type, items, suppliers };
    }
    return null;
  } finally {
    position.entering.delete(graph);
  }
}

/** A representation names its type: one of the groups that it waits for tells it. */
function askTypename(position: Position, suppliers: ReadonlySet<FetchGroup>): void {
  let first: Supply | null = null;
  for (const supply of position.supplies) {
    if (!suppliers.has(supply.group)) continue;
    if (supply.node.fields.has('__typename')) return;
    first ??= supply;
  }
  (first ?? position.supplies[0])?.node.field(TYPENAME, null);
}

function keysByCost(search: Search, position: Position, graph: string): readonly { readonly type: string; readonly key: Key }[] {
  const keys = search.estimates.keys(position.type, graph);
  if (keys.length < 2) return keys;
  const distances = distancesAt(search, position);
  const promised = promisesAt(position);
  return keys
    .map((entry) => ({ ...entry, cost: search.estimates.key(position.type, entry.key, distances, promised) }))
    .filter(({ cost }) => cost < Infinity)
    .toSorted((a, b) => a.cost - b.cost);
}

export function asSupply(search: Search, position: Position, group: FetchGroup, type: string): Supply {
  const supply: Supply = { group, node: group.root, type, provided: [] };
  position.addSupply(supply);
  return supply;
}

/**
 * Response keys for what keys and @requires ask: the field's own name, unless the client's selection has put another field there. The same array where nothing
 * had to change.
 */
function withResponseKeys(search: Search, position: Position, items: readonly Item[]): readonly Item[] {
  let changed: Item[] | null = null;
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index] as Item;
    const prepared = withResponseKey(search, position, item);
    if (prepared !== item) (changed ??= [...items])[index] = prepared;
  }
  return changed ?? items;
}

function withResponseKey(search: Search, position: Position, item: Item): Item {
  if (item.kind === 'fragment') {
    const narrows = search.graph.isAbstract(position.type) && !search.graph.isAbstract(item.type);
    const items = withResponseKeys(
      search,
      narrows ? position.narrowed(item.type, search.estimates.enterable(item.type)) : position,
      item.items,
    );
    return items === item.items ? item : { ...item, items };
  }
  let key = item.name;
  const asked = search.graph.takesArguments(position.type, item.name) ? position.allAsked() : [];
  for (let n = 1; takenByOther(position, key, item) || asked.some((items) => clashesUnder(items, key, item)); n += 1)
    key = `${item.name}__${n}`;
  const type = item.items && search.graph.compositeOf(position.type, item.name);
  const items = item.items && type ? withResponseKeys(search, childOf(search, position, { ...item, key }, type), item.items) : item.items;
  return items === item.items && key === item.key ? item : { ...item, key, items };
}

/** Whether the client asks another field under the key, now or when its turn comes. */
function clashesUnder(items: readonly Item[], key: string, wanted: FieldItem): boolean {
  return items.some((item) =>
    item.kind === 'fragment'
      ? clashesUnder(item.items, key, wanted)
      : item.key === key && (item.name !== wanted.name || item.args !== wanted.args),
  );
}

function takenByOther(position: Position, key: string, item: FieldItem): boolean {
  const taken = ({ node }: Supply): boolean => {
    const present = node.fields.get(key)?.item;
    return present !== undefined && (present.name !== item.name || present.args !== item.args);
  };
  return (
    position.supplies.some(taken) ||
    position.allNarrowed().some(({ supplies }) => supplies.some(taken)) ||
    (position.segment?.kind === 'types' && position.parent?.supplies.some(taken) === true)
  );
}

/** The groups that bring these items at the position. */
function collectSuppliers(search: Search, position: Position, items: readonly Item[], found: Set<FetchGroup>): void {
  for (const item of items) {
    if (item.kind === 'fragment') {
      const places = search.graph.isAbstract(position.type)
        ? position.allNarrowed().filter(({ type }) => search.graph.isTypeOf(type, item.type))
        : [position];
      for (const place of places) collectSuppliers(search, place, item.items, found);
      continue;
    }
    const places = [
      position,
      ...position.allNarrowed(),
      ...(position.segment?.kind === 'types' && position.parent ? [position.parent] : []),
    ];
    for (const place of places) {
      for (const supply of place.supplies) if (supply.node.fields.has(item.key)) found.add(supply.group);
      const child = place.childAt(item.key);
      if (child && item.items) collectSuppliers(search, child, item.items, found);
    }
  }
  if (items.length > 0 && found.size === 0) for (const supply of position.supplies) found.add(supply.group);
}
