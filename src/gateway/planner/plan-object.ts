/**
 * Fields of an object: from the groups that are there, then from subgraphs that are entered for them, the one that brings most first. What no way leads to is
 * handed back.
 */
import { apart, gatherAlike } from './alike.ts';
import { withContextArguments } from './context.ts';
import { enterWithRequirement } from './enter-for-requirement.ts';
import type { AskedField, FieldItem, Item } from './field-set.ts';
import type { Requirement } from './read-joins.ts';
import type { Search } from './search.ts';
import { addField, resolves } from './take-field.ts';
import { distancesAt, enterGraph } from './enter.ts';
import type { ContextValue } from './fetch-group.ts';
import { type Position, type Supply, standsOnRequirement } from './position.ts';

export function planObject(search: Search, position: Position, items: readonly Item[]): readonly Item[] {
  const fields: FieldItem[] = [];
  collectFields(search, position, items, fields);
  let pending: AskedField[] = [];
  for (const field of gatherAlike(search.graph, position, fields)) {
    const rest = planFromSupplies(search, position, field);
    if (rest) pending.push(rest);
  }
  const tried = new Set<string>();
  while (pending.length > 0) {
    const graph = bestGraph(search, position, pending, tried);
    if (graph === null) break;
    tried.add(graph);
    const still: AskedField[] = [];
    for (const field of pending) {
      const rest = planFromGraph(search, position, field, graph);
      if (rest) still.push(rest);
    }
    pending = still;
  }
  return pending.flatMap(apart);
}

/** Whether the field, a leaf, is asked of the abstract type already, for all its types. */
function standsAbove(search: Search, position: Position, field: FieldItem): boolean {
  if (position.segment?.kind !== 'types' || field.items) return false;
  return (
    position.parent?.supplies.some((supply) => {
      const present = supply.node.fields.get(field.key)?.item;
      return present !== undefined && present.name === field.name && present.args === field.args;
    }) === true
  );
}

/** Fields that are to be planned here, fragments that match the type opened. */
function collectFields(search: Search, position: Position, items: readonly Item[], fields: FieldItem[]): void {
  for (const item of items) {
    if (item.kind === 'fragment') {
      if (search.graph.isTypeOf(position.type, item.type)) collectFields(search, position, item.items, fields);
    } else if (item.name === '__typename' ? position.supplies.length === 0 : !standsAbove(search, position, item)) {
      fields.push(item);
    }
  }
}

/** @returns what is left of the field, or null. */
function planFromSupplies(search: Search, position: Position, field: AskedField): AskedField | null {
  // A leaf is taken from the first that has it.
  if (!field.items) {
    const able = position.supplies.find((supply) => isAble(search, position, supply, field));
    return able ? addField(search, position, able, field) : field;
  }
  let rest: AskedField | null = field;
  for (const supply of bySuitability(search, position, field)) {
    if (!rest) break;
    rest = addField(search, position, supply, rest);
  }
  return rest;
}

/** Supplies that can bring the field without a further request, the one that brings most of what is below it first. */
function bySuitability(search: Search, position: Position, field: FieldItem): Supply[] {
  const able = position.supplies.filter((supply) => isAble(search, position, supply, field));
  if (able.length < 2) return able;
  const costs = new Map(
    able.map((supply) => [supply, search.estimates.field(supply.type, field, supply.group.graph, supply.provided)] as const),
  );
  const ranked = able.toSorted((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0));
  const [best] = ranked;
  // Where it brings all that is below, none can do better.
  if (!best || costs.get(best) === 0) return ranked;
  const names = ranked.map(({ group }, index) => `${group.graph} ${index}`);
  const at = names.indexOf(search.choose(position, field.key, names) ?? '');
  const chosen = ranked[at] ?? best;
  return [chosen, ...ranked.filter((supply) => supply !== chosen)];
}

function isAble(search: Search, position: Position, supply: Supply, field: FieldItem): boolean {
  return !standsOnRequirement(supply, position) && resolves(search, supply, field) !== null;
}

/** Of one field, in the measure of estimates: more than whatever may be missing below it. */
const WORTH = 1_000_000;

/** The subgraph to enter next: it resolves most of what is pending, and its entrance is the nearest. */
function bestGraph(search: Search, position: Position, pending: readonly AskedField[], tried: ReadonlySet<string>): string | null {
  const worth = new Map<string, number>();
  const contested: (readonly string[])[] = [];
  for (const field of pending) {
    let first: string | null = null;
    let several: string[] | null = null;
    for (const graph of search.estimates.graphsFor(position.type, field)) {
      if (tried.has(graph) || position.isEntering(graph)) continue;
      const below = search.estimates.fieldFrom(position.type, field, graph);
      if (below === Infinity) continue;
      if (first === null) first = graph;
      else (several ??= [first]).push(graph);
      worth.set(graph, (worth.get(graph) ?? 0) + (WORTH - Math.min(below, WORTH - 1)) * (1 + (field.twins?.length ?? 0)));
    }
    if (several) contested.push(several);
  }
  const entered = position === search.root ? null : distancesAt(search, position).entered;
  const hopWeight = search.taste === 'nearest' ? WORTH * 1_000 : 10;
  let best: string | null = null;
  let bestScore = -Infinity;
  for (const [graph, brought] of worth) {
    const score = brought - (entered ? (entered.get(graph) ?? Infinity) : 0) * hopWeight;
    if (score > bestScore) [best, bestScore] = [graph, score];
  }
  if (best === null || contested.length === 0) return best;
  // Only who could bring something in its stead is an alternative: the others are entered anyway.
  const rivals = new Set<string>();
  for (const able of contested)
    if (able.includes(best)) for (const graph of able) if (graph === best || !entered || entered.has(graph)) rivals.add(graph);
  rivals.delete(best);
  return rivals.size === 0 ? best : search.choose(position, `enters ${tried.size}`, [best, ...rivals]);
}

/** Enters the subgraph where need be, and asks it for the field. */
export function planFromGraph(search: Search, position: Position, field: AskedField, graph: string): AskedField | null {
  const requirement = requirementOf(search, position.type, field.name, graph);
  if (requirement === undefined) return field;
  const need = `${graph}|${field.name}`;
  if (requirement && position.requiring.has(need)) return field;
  if (requirement) position.requiring.add(need);
  const supply = requirement
    ? enterWithRequirement(search, position, graph, requirement)
    : (supplyOf(search, position, graph, field) ?? enterGraph(search, position, graph));
  position.requiring.delete(need);
  if (!supply) return field;
  if (field.name === '__typename') return null;
  if (!search.graph.fieldIn(supply.type, field.name, graph)) return field;
  const rest = addField(search, position, supply, withContextArguments(field, supply.group.entrance?.contexts ?? NO_CONTEXTS));
  return rest && { ...field, items: rest.items };
}

const NO_CONTEXTS: readonly ContextValue[] = [];

/** What the field requires there; null for nothing; undefined where it is not to be had. */
function requirementOf(search: Search, type: string, field: string, graph: string): Requirement | null | undefined {
  if (field === '__typename') return null;
  for (const known of [type, ...search.graph.interfacesOf(type).filter((name) => search.graph.isInterfaceObject(name, graph))]) {
    const found = search.graph.fieldIn(known, field, graph);
    if (found?.resolvable) return found.requirement;
  }
  return undefined;
}

function supplyOf(search: Search, position: Position, graph: string, field: FieldItem): Supply | undefined {
  return position.supplies.find((supply) => supply.group.graph === graph && isAble(search, position, supply, field));
}
