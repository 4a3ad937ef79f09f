/**
 * What a plan can still bring when one of its subgraphs answers nothing: the measure of how much a dead subgraph may cost. Given the plan, a field of an object is lost of
 * necessity where each fetch that brings it is to that subgraph, or is sent something that is lost itself, or where nobody is left to tell the object's type. All else must
 * be in the answer, unless a null that the schema hands up takes it along; which is for the monolith to find out, who is told what is lost.
 */
import { Kind, parse, type FieldNode, type OperationDefinitionNode, type SelectionSetNode } from 'graphql';
import type { EntityFetch, FetchNode, PlaceSegment, PlanNode, RequiredSelection } from '../../src/gateway/plan/plan.ts';
import type { PlannedWorld } from './check-plan.ts';
import { argumentsText } from './plan-selections.ts';
import { PlanTree, type Bringing, type Brought, type Place } from './plan-tree.ts';

/** Of the two sources in the tree: what is brought in any case, and what only if all goes well. */
const KEPT = 0;
const LOST = 1;

const isKept = ({ sources }: Brought): boolean => sources.has(KEPT);
const isPlanned = (): boolean => true;

/** Objects that are asked about, by place and type. */
type Objects = ReadonlyMap<Place, ReadonlySet<string>>;

export class Remains {
  readonly #world: PlannedWorld;
  readonly #dead: string;
  readonly #tree: PlanTree;

  constructor(world: PlannedWorld, plan: PlanNode, dead: string) {
    if (plan.kind !== 'Graph') throw new Error(`a plan that is a ${plan.kind}`);
    this.#world = world;
    this.#dead = dead;
    this.#tree = new PlanTree(world.declarations);
    for (const { fetch } of plan.fetches) this.#draw(fetch, null);
  }

  get root(): readonly Place[] {
    return [this.#tree.root];
  }

  /**
   * @param places where the object stands: several where the plan knows what leads there under several keys.
   * @returns where what the field leads to stands; null where the field is lost.
   */
  below(places: readonly Place[], type: string, field: FieldNode): readonly Place[] | null {
    const [name, args] = [field.name.value, argumentsText(field)];
    const found = places.flatMap(({ types }) =>
      [...(types.get(type)?.values() ?? [])].filter((one) => one.name === name && one.args === args),
    );
    return found.length > 0 && found.every(isKept) ? found.map(({ below }) => below) : null;
  }

  /** Whether objects of the type are known to be such. */
  isTold(places: readonly Place[], type: string): boolean {
    return places.every(({ told }) => told.get(type)?.has(KEPT) ?? true);
  }

  /** @param only the objects to ask about; null for all that stand in the fetch's places. */
  #draw(fetch: FetchNode, only: Objects | null): void {
    const { subgraphs } = this.#world;
    const schema = subgraphs.get(fetch.subgraph);
    if (!schema) throw new Error(`there is no subgraph ${fetch.subgraph}`);
    const definition = parse(fetch.operation, { noLocation: true }).definitions[0] as OperationDefinitionNode;
    const bringing = {
      schema,
      subgraph: fetch.subgraph,
      rewrite: new Map([...fetch.renames, ...fetch.entities.flatMap(({ renames }) => renames)].map(({ from, to }) => [from, to])),
      contextVariables: new Set(fetch.entities.flatMap(({ contexts }) => contexts.map(({ variable }) => variable))),
    };
    const isDead = fetch.subgraph === this.#dead;
    if (fetch.entities.length === 0) {
      const root = schema.getRootType(definition.operation)?.name ?? '';
      this.#tree.bring({ ...bringing, source: isDead ? LOST : KEPT }, this.#tree.root, root, new Set([root]), definition.selectionSet);
      return;
    }
    const aside = new Map<Place, Set<string>>();
    for (const entity of fetch.entities) {
      const field = definition.selectionSet.selections.find(
        (selection): selection is FieldNode => selection.kind === Kind.FIELD && (selection.alias ?? selection.name).value === entity.alias,
      );
      if (!field?.selectionSet) throw new Error(`there is no field ${entity.alias} in ${fetch.operation}`);
      for (const path of entity.paths) {
        const reached = new Map(this.#tree.locate(path, isKept).map(({ place, types }) => [place, types]));
        for (const { place, types } of this.#tree.locate(path, isPlanned)) {
          const asked = only === null ? types : types.intersection(only.get(place) ?? new Set());
          const able = new Set([...asked].filter((type) => reached.get(place)?.has(type) && this.#canBeSent(entity, path, place, type)));
          const kept = isDead ? new Set<string>() : able;
          this.#bringEntities({ ...bringing, source: KEPT }, place, kept, field.selectionSet);
          this.#bringEntities({ ...bringing, source: LOST }, place, asked.difference(kept), field.selectionSet);
          aside.set(place, asked.difference(able).union(aside.get(place) ?? new Set()));
        }
      }
    }
    if (fetch.apart) this.#draw(fetch.apart, aside);
  }

  #bringEntities(bringing: Bringing, place: Place, types: ReadonlySet<string>, set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) continue;
      const known = selection.typeCondition.name.value;
      const concrete = this.#world.declarations.possible(bringing.subgraph, known).filter((type) => types.has(type));
      this.#tree.bring(bringing, place, known, new Set(concrete), selection.selectionSet);
    }
  }

  #canBeSent({ requires, contexts }: EntityFetch, path: readonly PlaceSegment[], place: Place, type: string): boolean {
    return (
      this.isTold([place], type) &&
      this.#isAllKept(place, type, requires) &&
      contexts.every(({ depth, selections }) =>
        this.#tree
          .locate(path.slice(0, depth), isPlanned)
          .every((above) => [...above.types].every((one) => this.#isAllKept(above.place, one, selections))),
      )
    );
  }

  #isAllKept(place: Place, type: string, selections: readonly RequiredSelection[]): boolean {
    return selections.every((selection) => {
      if (selection.kind === 'fragment') return !this.#isOf(type, selection.type) || this.#isAllKept(place, type, selection.selections);
      if (selection.name === '__typename') return true;
      const field = place.types.get(type)?.get(selection.key);
      return (
        field !== undefined &&
        isKept(field) &&
        [...field.below.types.keys()].every((below) => this.#isAllKept(field.below, below, selection.selections))
      );
    });
  }

  /** Whether what is sent under the condition is sent of the type: it may be the name of an interface object that it is. */
  #isOf(type: string, condition: string): boolean {
    return condition === type || this.#world.declarations.implementers(condition).includes(type);
  }
}
