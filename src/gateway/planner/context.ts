/** @fromContext: arguments that clients do not give, but that a field of an object further up has. */
import type { AskedField, FieldItem, Item } from './field-set.ts';
import type { ContextArgument } from './read-joins.ts';
import type { Search } from './search.ts';
import type { ContextValue, FetchGroup } from './fetch-group.ts';
import { planNeeded } from './need.ts';
import type { Position } from './position.ts';

/** Plans the values, where they stand. @returns null where one cannot be had. */
export function contextValues(
  search: Search,
  position: Position,
  wanted: readonly ContextArgument[],
  suppliers: Set<FetchGroup>,
): ContextValue[] | null {
  const values: ContextValue[] = [];
  for (const { argument, type, context, items } of wanted) {
    const place = nearestWith(search, position, context);
    const prepared = place && planNeeded(search, place, itemsOf(search, place.type, items), suppliers);
    if (!prepared) return null;
    values.push({ variable: search.freeVariable(argument), argument, type, position: place, items: prepared });
  }
  return values;
}

/** Of an object, only the fragments that are for it. */
function itemsOf(search: Search, type: string, items: readonly Item[]): readonly Item[] {
  if (search.graph.isAbstract(type)) return items;
  return items.flatMap((item) => {
    if (item.kind === 'field') return [item];
    return search.graph.isTypeOf(type, item.type) ? itemsOf(search, type, item.items) : [];
  });
}

/** The nearest object above, not the one itself. */
function nearestWith(search: Search, position: Position, context: string): Position | null {
  for (let place = above(position); place; place = above(place)) if (search.graph.hasContext(place.type, context)) return place;
  return null;
}

/** The position of the object that has the field; what is narrowed stands where the whole does. */
function above(position: Position): Position | null {
  let place = position;
  while (place.segment?.kind === 'types' && place.parent) place = place.parent;
  return place.parent;
}

/** The field and its twins with the arguments that come from further up. */
export function withContextArguments(field: AskedField, contexts: readonly ContextValue[]): AskedField {
  if (contexts.length === 0) return field;
  const added = contexts.map(({ argument, variable }) => `${argument}:$${variable}`).join(' ');
  const extend = (one: FieldItem): FieldItem => ({
    ...one,
    args: one.args === '' ? `(${added})` : `${one.args.slice(0, -1)} ${added})`,
    variables: [...one.variables, ...contexts.map(({ variable }) => variable)],
  });
  return field.twins ? { ...extend(field), twins: field.twins.map(extend) } : extend(field);
}
