/**
 * What keys, @requires and contexts are made of: planned like any selection, under response keys that are free, with the groups that bring it.
 */
import type { FetchGroup } from './fetch-group.ts';
import type { FieldItem, Item } from './field-set.ts';
import { standsOnRequirement, type Position, type Supply } from './position.ts';
import type { Search } from './search.ts';
import { childOf, resolves } from './take-field.ts';

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
