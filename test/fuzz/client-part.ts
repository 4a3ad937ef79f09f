/** The client's part of a plan: all that the operation asks for is in what the fetches bring, and nothing else is, but for what keys and requirements have used. */
import { Kind, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import { argumentsText, fieldType, isPossible } from './plan-selections.ts';
import { PlanFlaw, type Place } from './plan-tree.ts';

/** @throws PlanFlaw */
export function checkClientPart(api: GraphQLSchema, root: Place, rootType: string, set: SelectionSetNode): void {
  root.certain.add(rootType);
  need(api, root, rootType, set, rootType);
  nothingElse(root, '');
}

function need(api: GraphQLSchema, place: Place, parent: string, set: SelectionSetNode, where: string): void {
  for (const type of new Set([...place.types.keys(), ...place.certain])) needOf(api, place, type, parent, set, where);
}

function needOf(api: GraphQLSchema, place: Place, type: string, parent: string, set: SelectionSetNode, where: string): void {
  for (const selection of set.selections) {
    if (selection.kind === Kind.FRAGMENT_SPREAD) throw new PlanFlaw('is of an operation with named fragments');
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const condition = selection.typeCondition?.name.value ?? parent;
      if (isPossible(api, condition, type)) needOf(api, place, type, condition, selection.selectionSet, where);
      continue;
    }
    if (!isPossible(api, parent, type) || selection.name.value === '__typename') continue;
    const key = (selection.alias ?? selection.name).value;
    const field = place.types.get(type)?.get(key);
    const here = `${where}.${key}`;
    if (!field && !place.certain.has(type)) continue;
    if (!field) throw new PlanFlaw(`does not bring ${here} of ${type}`);
    if (field.name !== selection.name.value || field.args !== argumentsText(selection))
      throw new PlanFlaw(`brings ${field.name}${field.args} for ${here} of ${type}`);
    field.used = true;
    const below = fieldType(api, parent, selection.name.value);
    if (below !== null && selection.selectionSet) need(api, field.below, below, selection.selectionSet, here);
  }
}

/**
 * A field that is used of one type may be asked of all types at its place, and one that is used below one key below others that ask the same.
 * @param alike the places that are asked alike, this one among them.
 */
function nothingElse(place: Place, where: string, alike: readonly Place[] = [place]): void {
  const all = alike.flatMap(({ types }) => [...types.values()]);
  for (const [type, fields] of place.types) {
    for (const [key, field] of fields) {
      if (field.name === '__typename') continue;
      if (!field.used && !all.some((other) => other.get(key)?.used)) throw new PlanFlaw(`brings ${where}.${key} of ${type} for nobody`);
      const twins = all.flatMap((other) => [...other.values()].filter(({ name, args }) => name === field.name && args === field.args));
      nothingElse(
        field.below,
        `${where}.${key}`,
        twins.map(({ below }) => below),
      );
    }
  }
}
