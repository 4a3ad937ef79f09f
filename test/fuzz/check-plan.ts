/**
 * Whether a plan can be run and brings what was asked, without running it. The data that the fetches bring is drawn as a tree of objects by concrete type; then
 * - each fetch is valid against its subgraph, and names the client's variables that it uses;
 * - what an entity fetch sends was brought by fetches that it waits for, and is a key of its subgraph together with what the fields that it asks require;
 * - every field of the operation is in the tree, with the arguments that were asked;
 * - nothing else is, but for keys, requirements and type names.
 */
import { Kind, parse, validate, type FieldNode, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import type { EntityFetch, FetchNode, PlaceSegment, PlanNode, RequiredSelection } from '../../src/gateway/plan/plan.ts';
import { pathText } from '../../src/gateway/plan/path-text.ts';
import type { Declarations } from './declarations.ts';
import { FETCH_RULES } from './fetch-rules.ts';
import { argumentsText, fieldType, holds, isPossible } from './plan-selections.ts';

export interface PlannedWorld {
  readonly declarations: Declarations;
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  /** As clients see it. */
  readonly api: GraphQLSchema;
}

/** Objects at one place of the answer: by concrete type, what is brought of them. */
interface Place {
  readonly types: Map<string, Map<string, Brought>>;
  /** Types that come whoever is asked. Where one subgraph is the only one that can be, a plan may reckon with others that it knows. */
  readonly certain: Set<string>;
}

interface Brought {
  readonly name: string;
  readonly args: string;
  /** Indices of the fetches that bring it. */
  readonly fetches: Set<number>;
  readonly below: Place;
  used: boolean;
}

/** @returns what is wrong, or null. */
export function checkPlan(world: PlannedWorld, operation: string, plan: PlanNode): string | null {
  try {
    new PlanCheck(world, operation).check(plan);
    return null;
  } catch (error) {
    if (error instanceof PlanFlaw) return `the plan of ${operation}: ${error.message}`;
    throw error;
  }
}

class PlanFlaw extends Error {
  override readonly name = 'PlanFlaw';
}

class PlanCheck {
  readonly #world: PlannedWorld;
  readonly #operation: string;
  readonly #root: Place = { types: new Map(), certain: new Set() };
  readonly #earlier: Set<number>[] = [];

  constructor(world: PlannedWorld, operation: string) {
    this.#world = world;
    this.#operation = operation;
  }

  check(plan: PlanNode): void {
    if (plan.kind !== 'Graph') throw new PlanFlaw(`is a ${plan.kind}`);
    for (const [index, { fetch, after }] of plan.fetches.entries()) {
      const earlier = new Set(after.flatMap((other) => [other, ...(this.#earlier[other] ?? [])]));
      if ([...earlier].some((other) => other >= index)) throw new PlanFlaw(`fetch ${index} waits for one that comes later`);
      this.#earlier.push(earlier);
      this.#fetch(fetch, index, earlier);
    }
    const [definition] = parse(this.#operation, { noLocation: true }).definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new PlanFlaw('is of no operation');
    const root = this.#world.api.getRootType(definition.operation);
    if (!root) throw new PlanFlaw('has no root type');
    this.#root.certain.add(root.name);
    this.#need(this.#root, root.name, definition.selectionSet, root.name);
    this.#nothingElse(this.#root, '');
  }

  #fetch(fetch: FetchNode, index: number, earlier: ReadonlySet<number>): void {
    const schema = this.#world.subgraphs.get(fetch.subgraph);
    if (!schema) throw new PlanFlaw(`asks "${fetch.subgraph}"`);
    const document = parse(fetch.operation, { noLocation: true });
    const [invalid] = validate(schema, document, FETCH_RULES, { maxErrors: 1 });
    if (invalid) throw new PlanFlaw(`${invalid.message} in ${fetch.subgraph}: ${fetch.operation}`);
    const [definition] = document.definitions;
    if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new PlanFlaw('has a fetch that is no operation');
    const declared = (definition.variableDefinitions ?? []).map(({ variable }) => variable.name.value);
    const own = new Set(fetch.entities.flatMap(({ variable, contexts }) => [variable, ...contexts.map((context) => context.variable)]));
    if (
      declared
        .filter((name) => !own.has(name))
        .toSorted()
        .join() !== [...fetch.variables].toSorted().join()
    )
      throw new PlanFlaw(`names the variables ${fetch.variables.join()} for ${fetch.operation}`);
    const rewrite = new Map([...fetch.renames, ...fetch.entities.flatMap(({ renames }) => renames)].map(({ from, to }) => [from, to]));
    const contextVariables = new Set(fetch.entities.flatMap(({ contexts }) => contexts.map(({ variable }) => variable)));
    const bring: Bringing = { schema, subgraph: fetch.subgraph, index, rewrite, contextVariables };
    if (fetch.entities.length === 0) {
      const root = schema.getRootType(definition.operation);
      if (!root) throw new PlanFlaw(`${fetch.subgraph} has no ${definition.operation}`);
      this.#bring(bring, this.#root, root.name, new Set([root.name]), definition.selectionSet);
      return;
    }
    for (const entity of fetch.entities) {
      const field = definition.selectionSet.selections.find(
        (selection): selection is FieldNode => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === entity.alias,
      );
      if (!field?.selectionSet) throw new PlanFlaw(`has no field ${entity.alias} in ${fetch.operation}`);
      for (const path of entity.paths) {
        this.#entities(bring, entity, field.selectionSet, path, earlier);
        for (const { depth, selections, variable } of entity.contexts)
          for (const { place, types } of this.#locate(path.slice(0, depth), earlier))
            for (const type of types) this.#brought(place, type, selections, earlier, `$${variable} at ${pathText(path)}`);
      }
    }
  }

  #entities(
    bring: Bringing,
    entity: EntityFetch,
    set: SelectionSetNode,
    path: readonly PlaceSegment[],
    earlier: ReadonlySet<number>,
  ): void {
    const { declarations } = this.#world;
    const { subgraph } = bring;
    let met = false;
    for (const { place, types } of this.#locate(path, earlier)) {
      for (const selection of set.selections) {
        if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) continue;
        const known = selection.typeCondition.name.value;
        const concrete = declarations.possible(subgraph, known).filter((type) => types.has(type));
        for (const type of concrete) {
          met = true;
          const sent = entity.requires.flatMap((required) =>
            required.kind === 'fragment' &&
            (required.type === type ||
              declarations.possible(subgraph, required.type).includes(type) ||
              declarations.implementers(required.type).includes(type))
              ? required.selections
              : [],
          );
          this.#brought(place, type, sent, earlier, `the representation for ${subgraph} at ${pathText(path)}`);
          this.#isKey(subgraph, known, sent);
          this.#requirements(subgraph, known, selection.selectionSet, sent, place, type);
        }
        this.#bring(bring, place, known, new Set(concrete), selection.selectionSet);
      }
    }
    if (!met) throw new PlanFlaw(`fetches entities from ${subgraph} at ${pathText(path)}, where none are brought`);
  }

  /** Places under the path that earlier fetches bring, with their types. */
  #locate(path: readonly PlaceSegment[], earlier: ReadonlySet<number>): { place: Place; types: Set<string> }[] {
    const typesOf = (place: Place): Set<string> =>
      new Set(
        [...place.types]
          .filter(([, fields]) => [...fields.values()].some(({ fetches }) => !fetches.isDisjointFrom(earlier)))
          .map(([type]) => type),
      );
    let found = [{ place: this.#root, types: typesOf(this.#root) }];
    for (const segment of path) {
      if (segment.kind === 'items') continue;
      if (segment.kind === 'types') {
        found = found.map(({ place, types }) => ({
          place,
          types: new Set(
            [...types].filter((type) =>
              segment.types.some((name) => name === type || this.#world.declarations.implementers(name).includes(type)),
            ),
          ),
        }));
        continue;
      }
      const keys = segment.kind === 'key' ? [segment.key] : segment.keys;
      found = found.flatMap(({ place, types }) =>
        [...types].flatMap((type) => {
          return keys.flatMap((key) => {
            const field = place.types.get(type)?.get(key);
            return field && !field.fetches.isDisjointFrom(earlier) ? [{ place: field.below, types: typesOf(field.below) }] : [];
          });
        }),
      );
    }
    return found;
  }

  #brought(place: Place, type: string, sent: readonly RequiredSelection[], earlier: ReadonlySet<number>, where: string): void {
    for (const selection of sent) {
      if (selection.kind === 'fragment') {
        const applies = selection.type === type || this.#world.declarations.implementers(selection.type).includes(type);
        if (applies) this.#brought(place, type, selection.selections, earlier, where);
        continue;
      }
      const field = place.types.get(type)?.get(selection.key);
      if (!field || field.fetches.isDisjointFrom(earlier)) {
        if (selection.name === '__typename' || !place.certain.has(type)) continue;
        throw new PlanFlaw(`${where} needs ${type}.${selection.key}, which nothing before it brings`);
      }
      if (field.name !== selection.name) throw new PlanFlaw(`${where} takes ${type}.${field.name} for ${selection.name}`);
      field.used = true;
      for (const below of field.below.types.keys()) this.#brought(field.below, below, selection.selections, earlier, where);
    }
  }

  #isKey(subgraph: string, type: string, sent: readonly RequiredSelection[]): void {
    const keys = (this.#world.declarations.typeIn(subgraph, type)?.keys ?? []).filter(({ resolvable }) => resolvable);
    if (!keys.some(({ selections }) => holds(sent, selections)))
      throw new PlanFlaw(`sends ${subgraph} no key of ${type}: ${JSON.stringify(sent)}`);
  }

  #requirements(
    subgraph: string,
    type: string,
    set: SelectionSetNode,
    sent: readonly RequiredSelection[],
    place: Place,
    concrete: string,
  ): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) continue;
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#requirements(subgraph, selection.typeCondition?.name.value ?? type, selection.selectionSet, sent, place, concrete);
        continue;
      }
      const required = this.#world.declarations.typeIn(subgraph, type)?.fields.get(selection.name.value)?.requires;
      if (!required) continue;
      if (!holds(sent, required))
        throw new PlanFlaw(`sends ${subgraph} for ${type}.${selection.name.value} not what it requires: ${JSON.stringify(sent)}`);
      for (const node of required.selections) {
        if (node.kind !== Kind.FIELD) continue;
        const key = sent.find((item) => item.kind === 'field' && item.name === node.name.value);
        const field = key?.kind === 'field' ? place.types.get(concrete)?.get(key.key) : undefined;
        if (field && field.args !== argumentsText(node))
          throw new PlanFlaw(`sends ${subgraph} ${concrete}.${field.name}${field.args} where ${argumentsText(node)} is required`);
      }
    }
  }

  #bring(bring: Bringing, place: Place, parent: string, concrete: ReadonlySet<string>, set: SelectionSetNode): void {
    const { declarations } = this.#world;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new PlanFlaw('has a named fragment');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? parent;
        const possible = declarations.possible(bring.subgraph, condition);
        this.#bring(
          bring,
          place,
          condition,
          new Set([...concrete].filter((type) => possible.includes(type) || type === condition)),
          selection.selectionSet,
        );
        continue;
      }
      const shown = (selection.alias ?? selection.name).value;
      const key = bring.rewrite.get(shown) ?? shown;
      const name = selection.name.value;
      const type = name === '__typename' ? null : fieldType(bring.schema, parent, name);
      for (const one of concrete) {
        let fields = place.types.get(one);
        if (!fields) place.types.set(one, (fields = new Map()));
        let field = fields.get(key);
        const args = argumentsText(selection, bring.contextVariables);
        if (!field)
          fields.set(key, (field = { name, args, fetches: new Set(), below: { types: new Map(), certain: new Set() }, used: false }));
        if (field.name !== name || field.args !== args)
          throw new PlanFlaw(`puts ${one}.${name}${args} and ${field.name}${field.args} under the same key ${key}`);
        field.fetches.add(bring.index);
        if (type === null || !selection.selectionSet) continue;
        for (const candidate of declarations.candidates(one, name)) field.below.certain.add(candidate);
        this.#bring(bring, field.below, type, new Set(declarations.possible(bring.subgraph, type)), selection.selectionSet);
      }
    }
  }

  /** The client's part: everything that it asks for is brought. */
  #need(place: Place, parent: string, set: SelectionSetNode, where: string): void {
    for (const type of place.types.keys()) this.#needOf(place, type, parent, set, where);
  }

  #needOf(place: Place, type: string, parent: string, set: SelectionSetNode, where: string): void {
    const { api } = this.#world;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new PlanFlaw('is of an operation with named fragments');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value ?? parent;
        if (isPossible(api, condition, type)) this.#needOf(place, type, condition, selection.selectionSet, where);
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
      if (below !== null && selection.selectionSet) this.#need(field.below, below, selection.selectionSet, here);
    }
  }

  /**
   * A field that is used of one type may be asked of all types at its place, and one that is used below one key below others that ask the same.
   * @param alike the places that are asked alike, this one among them.
   */
  #nothingElse(place: Place, where: string, alike: readonly Place[] = [place]): void {
    const all = alike.flatMap(({ types }) => [...types.values()]);
    for (const [type, fields] of place.types) {
      for (const [key, field] of fields) {
        if (field.name === '__typename') continue;
        if (!field.used && !all.some((other) => other.get(key)?.used)) throw new PlanFlaw(`brings ${where}.${key} of ${type} for nobody`);
        const twins = all.flatMap((other) => [...other.values()].filter(({ name, args }) => name === field.name && args === field.args));
        this.#nothingElse(
          field.below,
          `${where}.${key}`,
          twins.map(({ below }) => below),
        );
      }
    }
  }
}

/** One fetch, as its selections are drawn into the tree. */
interface Bringing {
  readonly schema: GraphQLSchema;
  readonly subgraph: string;
  readonly index: number;
  /** Response keys that are renamed on arrival. */
  readonly rewrite: ReadonlyMap<string, string>;
  /** Variables that no client gives: their arguments are none of its own. */
  readonly contextVariables: ReadonlySet<string>;
}
