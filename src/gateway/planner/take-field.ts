/** Asking a group that is there already for a field, and what stands below the field then. */
import type { AskedField, FieldItem } from './field-set.ts';
import { joined, providedBelow, providedField } from './provided.ts';
import type { FieldIn } from './read-joins.ts';
import type { Behind, Search } from './search.ts';
import type { Position, Supply } from './position.ts';

export const TYPENAME: FieldItem = { kind: 'field', key: '__typename', name: '__typename', args: '', variables: [], items: null };

/** How the supply's subgraph has the field, where it can be asked for without more being required. */
export function resolves(search: Search, supply: Supply, field: FieldItem): FieldIn | null {
  const found = search.graph.fieldIn(supply.type, field.name, supply.group.graph);
  if (!found) return null;
  if (found.resolvable && !found.requirement) return found;
  return supply.provided.length > 0 && providedField(search.graph, supply.provided, supply.type, field.name)
    ? { ...found, requirement: null }
    : null;
}

/** Asks the supply for the field and its twins; plans what is below them. @returns what is left. */
export function addField(search: Search, position: Position, supply: Supply, field: AskedField): AskedField | null {
  const found = search.graph.fieldIn(supply.type, field.name, supply.group.graph);
  if (!found) throw new Error(`${supply.type}.${field.name} is not in ${supply.group.graph}`);
  const type = search.graph.compositeIn(supply.type, field.name, supply.group.graph);
  const node = supply.node.field(field, type, search.forClient);
  const { twins } = field;
  if (twins) for (const twin of twins) supply.node.share(twin, node, search.forClient);
  if (!node || type === null || !field.items) return null;
  const provided = joined(providedBelow(search.graph, supply.provided, supply.type, field.name), found.provides ?? []);
  const positionType = search.graph.compositeOf(position.type, field.name) ?? type;
  const child = childOf(search, position, field, positionType);
  if (twins) for (const twin of twins) position.childToo(child, twin.key);
  child.addSupply({ group: supply.group, node, type, provided });
  // An object type here where clients see an abstract one: they must still be told.
  if (search.graph.isAbstract(positionType) && !search.graph.isAbstract(type)) node.field(TYPENAME, null);
  const rest = search.plan(child, field.items);
  return rest.length === 0 ? null : { ...field, items: rest };
}

/**
 * The position below a field. Where several subgraphs could bring it, any may be the one that is asked: only types that all of them can answer are
 * possible there.
 */
export function childOf(search: Search, position: Position, field: FieldItem, type: string): Position {
  const present = position.childAt(field.key);
  if (present) return present;
  const { possible, reachable } = typesBehind(search, position, field, type);
  return position.child(field.key, type, possible, reachable);
}

/** Kept per set of subgraphs: operations ask the same fields again and again. */
function typesBehind(search: Search, position: Position, field: FieldItem, type: string): Behind {
  let known = search.behind.get(position.reachable);
  if (!known) search.behind.set(position.reachable, (known = new Map()));
  const id = `${position.type}.${field.name}`;
  let behind = known.get(id);
  if (behind) return behind;
  const able = [...position.reachable].filter((graph) => knownAs(search, position.type, field.name, graph) !== null);
  const sets = able.map((graph) => {
    const own = search.graph.compositeIn(knownAs(search, position.type, field.name, graph) ?? position.type, field.name, graph) ?? type;
    return search.graph.isInterfaceObject(own, graph) ? search.graph.possible(type) : search.graph.possibleIn(own, graph);
  });
  const [first, ...rest] = sets;
  const possible = first ? rest.reduce((common, set) => common.intersection(set), first) : search.graph.possible(type);
  behind = { possible, reachable: search.sameSet([...able, ...search.estimates.enterable(type)]) };
  known.set(id, behind);
  return behind;
}

/** The type under which the graph resolves the field of objects of this type, or null. */
function knownAs(search: Search, type: string, field: string, graph: string): string | null {
  const names = [
    type,
    ...search.graph.interfacesOf(type).filter((name) => search.graph.isInterfaceObject(name, graph)),
    ...(search.graph.isAbstract(type) ? search.graph.possibleIn(type, graph) : []),
  ];
  return names.find((name) => search.graph.fieldIn(name, field, graph)?.resolvable === true) ?? null;
}
