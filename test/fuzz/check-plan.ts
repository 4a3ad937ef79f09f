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
import { checkClientPart } from './client-part.ts';
import { argumentsText, holds } from './plan-selections.ts';
import { PlanFlaw, PlanTree, type Bringing, type Brought, type Place } from './plan-tree.ts';

export interface PlannedWorld {
  readonly declarations: Declarations;
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  /** As clients see it. */
  readonly api: GraphQLSchema;
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

class PlanCheck {
  readonly #world: PlannedWorld;
  readonly #operation: string;
  readonly #tree: PlanTree;
  readonly #earlier: Set<number>[] = [];

  constructor(world: PlannedWorld, operation: string) {
    this.#world = world;
    this.#tree = new PlanTree(world.declarations);
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
    checkClientPart(this.#world.api, this.#tree.root, root.name, definition.selectionSet);
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
    const bringing: Bringing = { schema, subgraph: fetch.subgraph, source: index, rewrite, contextVariables };
    if (fetch.entities.length === 0) {
      const root = schema.getRootType(definition.operation);
      if (!root) throw new PlanFlaw(`${fetch.subgraph} has no ${definition.operation}`);
      this.#tree.bring(bringing, this.#tree.root, root.name, new Set([root.name]), definition.selectionSet);
      return;
    }
    for (const entity of fetch.entities) {
      const field = definition.selectionSet.selections.find(
        (selection): selection is FieldNode => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === entity.alias,
      );
      if (!field?.selectionSet) throw new PlanFlaw(`has no field ${entity.alias} in ${fetch.operation}`);
      for (const path of entity.paths) {
        this.#entities(bringing, entity, field.selectionSet, path, earlier);
        for (const { depth, selections, variable } of entity.contexts)
          for (const { place, types } of this.#tree.locate(path.slice(0, depth), broughtBy(earlier)))
            for (const type of types) this.#brought(place, type, selections, earlier, `$${variable} at ${pathText(path)}`);
      }
    }
  }

  #entities(
    bringing: Bringing,
    entity: EntityFetch,
    set: SelectionSetNode,
    path: readonly PlaceSegment[],
    earlier: ReadonlySet<number>,
  ): void {
    const { declarations } = this.#world;
    const { subgraph } = bringing;
    let met = false;
    for (const { place, types } of this.#tree.locate(path, broughtBy(earlier))) {
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
        this.#tree.bring(bringing, place, known, new Set(concrete), selection.selectionSet);
      }
    }
    if (!met) throw new PlanFlaw(`fetches entities from ${subgraph} at ${pathText(path)}, where none are brought`);
  }

  #brought(place: Place, type: string, sent: readonly RequiredSelection[], earlier: ReadonlySet<number>, where: string): void {
    for (const selection of sent) {
      if (selection.kind === 'fragment') {
        const applies = selection.type === type || this.#world.declarations.implementers(selection.type).includes(type);
        if (applies) this.#brought(place, type, selection.selections, earlier, where);
        continue;
      }
      const field = place.types.get(type)?.get(selection.key);
      if (!field || field.sources.isDisjointFrom(earlier)) {
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
}

function broughtBy(earlier: ReadonlySet<number>): (field: Brought) => boolean {
  return ({ sources }) => !sources.isDisjointFrom(earlier);
}
