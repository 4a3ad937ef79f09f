/**
 * Entering a subgraph at a position: by a key whose fields are planned first, like any selection, or at the root by nothing at all. The new group waits for the groups
 * that bring what its representations are made of.
 */
import type { Distances } from './estimates.ts';
import type { Item } from './field-set.ts';
import { joined } from './provided.ts';
import type { Key, Requirement } from './read-joins.ts';
import type { Search } from './search.ts';
import { TYPENAME } from './take-field.ts';
import { planNeeded } from './need.ts';
import { FetchGroup } from './fetch-group.ts';
import type { Position, Supply } from './position.ts';
import { SelectionNode } from './selection-node.ts';

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
