/**
 * The data that a plan's fetches bring, drawn without running them as a tree of objects by concrete type. What is asked of a field is there once for each key under which
 * the plan knows it.
 */
import { Kind, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import type { PlaceSegment } from '../../src/gateway/plan/plan.ts';
import type { Declarations } from './declarations.ts';
import { argumentsText, fieldType } from './plan-selections.ts';

/** Objects at one place of the answer. */
export interface Place {
  /** By concrete type, by key, what is brought of them. */
  readonly types: Map<string, Map<string, Brought>>;
  /** By concrete type, the sources that tell it. A subgraph that knows the type as an interface object does not. */
  readonly told: Map<string, Set<number>>;
  /** Types that come whoever is asked. Where one subgraph is the only one that can be, a plan may reckon with others that it knows. */
  readonly certain: Set<string>;
}

export interface Brought {
  readonly name: string;
  readonly args: string;
  /** Who brings it. */
  readonly sources: Set<number>;
  readonly below: Place;
  used: boolean;
}

/** One fetch, as its selections are drawn into the tree. */
export interface Bringing {
  readonly schema: GraphQLSchema;
  readonly subgraph: string;
  readonly source: number;
  /** Response keys that are renamed on arrival. */
  readonly rewrite: ReadonlyMap<string, string>;
  /** Variables that no client gives: their arguments are none of its own. */
  readonly contextVariables: ReadonlySet<string>;
}

/** Objects of some types at one place. */
export interface Located {
  readonly place: Place;
  readonly types: Set<string>;
}

export class PlanFlaw extends Error {
  override readonly name = 'PlanFlaw';
}

export class PlanTree {
  readonly root = emptyPlace();
  readonly #declarations: Declarations;

  constructor(declarations: Declarations) {
    this.#declarations = declarations;
  }

  /** @param parent as the subgraph knows the `concrete` types. */
  bring(bringing: Bringing, place: Place, parent: string, concrete: ReadonlySet<string>, set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new PlanFlaw('has a named fragment');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? parent;
        const possible = this.#declarations.possible(bringing.subgraph, condition);
        const matching = new Set([...concrete].filter((type) => possible.includes(type) || type === condition));
        this.bring(bringing, place, condition, matching, selection.selectionSet);
        continue;
      }
      const shown = (selection.alias ?? selection.name).value;
      const key = bringing.rewrite.get(shown) ?? shown;
      const name = selection.name.value;
      const args = argumentsText(selection, bringing.contextVariables);
      const type = name === '__typename' ? null : fieldType(bringing.schema, parent, name);
      for (const one of concrete) {
        const field = fieldAt(place, one, key, name, args);
        if (field.name !== name || field.args !== args)
          throw new PlanFlaw(`puts ${one}.${name}${args} and ${field.name}${field.args} under the same key ${key}`);
        field.sources.add(bringing.source);
        if (name === '__typename' && this.#declarations.nameIn(bringing.subgraph, one) === one) tell(place, one, bringing.source);
        if (type === null || !selection.selectionSet) continue;
        for (const candidate of this.#declarations.candidates(one, name)) field.below.certain.add(candidate);
        const possible = new Set(this.#declarations.possible(bringing.subgraph, type));
        this.bring(bringing, field.below, type, possible, selection.selectionSet);
      }
    }
  }

  /** Places under the path, with the types of which anything is there. */
  locate(path: readonly PlaceSegment[], isThere: (field: Brought) => boolean): readonly Located[] {
    const at = (place: Place): Located => ({
      place,
      types: new Set([...place.types].filter(([, fields]) => [...fields.values()].some(isThere)).map(([type]) => type)),
    });
    let found = [at(this.root)];
    for (const segment of path) {
      if (segment.kind === 'items') continue;
      if (segment.kind === 'types') {
        const matches = (type: string): boolean =>
          segment.types.some((name) => name === type || this.#declarations.implementers(name).includes(type));
        found = found.map(({ place, types }) => ({ place, types: new Set([...types].filter(matches)) }));
        continue;
      }
      const keys = segment.kind === 'key' ? [segment.key] : segment.keys;
      found = found.flatMap(({ place, types }) =>
        [...types].flatMap((type) =>
          keys.flatMap((key) => {
            const field = place.types.get(type)?.get(key);
            return field && isThere(field) ? [at(field.below)] : [];
          }),
        ),
      );
    }
    return found;
  }
}

function emptyPlace(): Place {
  return { types: new Map(), told: new Map(), certain: new Set() };
}

function fieldAt(place: Place, type: string, key: string, name: string, args: string): Brought {
  let fields = place.types.get(type);
  if (!fields) place.types.set(type, (fields = new Map()));
  let field = fields.get(key);
  if (!field) fields.set(key, (field = { name, args, sources: new Set(), below: emptyPlace(), used: false }));
  return field;
}

function tell(place: Place, type: string, source: number): void {
  place.told.set(type, (place.told.get(type) ?? new Set()).add(source));
}
