/**
 * Whether an operation can be answered at all: the judge of refusals, and of plans that were found where none can be. Composition is no such judge: 0.27 lets supergraphs pass
 * in which a field stands behind keys that nobody brings.
 *
 * For each place of the operation, by concrete type: which subgraphs can have the objects. Those that resolve the field above have them; from there a subgraph is
 * entered by a key of its own whose fields others can bring. A field is answered where one of them resolves it, of the types that all who may be asked know.
 */
import { Kind, parse, type FieldNode, type GraphQLSchema, type SelectionNode, type SelectionSetNode } from 'graphql';
import { namedType, type Declarations } from './declarations.ts';
import { isPossible } from './plan-selections.ts';

/** Subgraphs that can have an object, with what a @provides on the way there promises. */
type Holders = ReadonlyMap<string, readonly SelectionNode[]>;
/** By concrete type. */
type Objects = ReadonlyMap<string, Holders>;

/** @returns the way to a field that no subgraph can be asked for, or null. */
export function unanswerable(declarations: Declarations, api: GraphQLSchema, operation: string): string | null {
  const [definition] = parse(operation, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no operation: ${operation}`);
  const root = api.getRootType(definition.operation);
  if (!root) throw new Error(`no root type for ${operation}`);
  const everywhere = new Map(declarations.subgraphs.map((subgraph) => [subgraph, []]));
  return new Reach(declarations, api).missing(new Map([[root.name, everywhere]]), definition.selectionSet, []);
}

/** Keys whose fields stand behind keys: more below one another than any supergraph here has. */
const MOST_DEPTH = 6;

class Reach {
  readonly #declarations: Declarations;
  readonly #api: GraphQLSchema;
  /** Fields whose @requires is being looked for: none may need itself. */
  readonly #requiring = new Set<string>();
  #depth = 0;

  constructor(declarations: Declarations, api: GraphQLSchema) {
    this.#declarations = declarations;
    this.#api = api;
  }

  missing(objects: Objects, set: SelectionSetNode, way: readonly string[]): string | null {
    for (const [type, first] of objects) {
      const holders = this.#held(type, first);
      for (const { name, selectionSet } of this.#matching(set.selections, type)) {
        if (name.value.startsWith('__')) continue;
        const further = [...way, `${type}.${name.value}`];
        const able = this.#able(type, name.value, holders);
        if (able.size === 0) return further.join(' → ');
        const missing = selectionSet ? this.missing(this.#below(type, name.value, able), selectionSet, further) : null;
        if (missing !== null) return missing;
      }
    }
    return null;
  }

  /** Those who have the object, and all that can be entered with it. */
  #held(type: string, first: Holders): Holders {
    const holders = new Map(first);
    const outside = (): string[] => this.#declarations.subgraphs.filter((subgraph) => !holders.has(subgraph));
    for (
      let next = outside().find((subgraph) => this.#isEntered(subgraph, type, holders));
      next !== undefined;
      next = outside().find((subgraph) => this.#isEntered(subgraph, type, holders))
    )
      holders.set(next, []);
    return holders;
  }

  #isEntered(subgraph: string, type: string, holders: Holders): boolean {
    const name = this.#declarations.nameIn(subgraph, type);
    const keys = name === null ? [] : (this.#declarations.typeIn(subgraph, name)?.keys ?? []);
    return keys.some(({ resolvable, selections }) => resolvable && this.#has(type, selections, holders));
  }

  /** Whether all of a key or a @requires can be had. */
  #has(type: string, set: SelectionSetNode, holders: Holders): boolean {
    if (this.#depth >= MOST_DEPTH) return false;
    this.#depth += 1;
    const has = this.#matching(set.selections, type).every(({ name, selectionSet }) => {
      if (name.value === '__typename') return true;
      const able = this.#able(type, name.value, holders);
      if (able.size === 0 || !selectionSet) return able.size > 0;
      return [...this.#below(type, name.value, able)].every(([below, first]) => this.#has(below, selectionSet, this.#held(below, first)));
    });
    this.#depth -= 1;
    return has;
  }

  /** Those of the holders that can be asked for the field, with what they promise below it. */
  #able(type: string, field: string, holders: Holders): Holders {
    const able = new Map<string, readonly SelectionNode[]>();
    for (const [subgraph, promised] of holders) {
      const name = this.#declarations.nameIn(subgraph, type);
      const declaration = name === null ? undefined : this.#declarations.typeIn(subgraph, name)?.fields.get(field);
      if (!declaration || declaration.moved === 'always') continue;
      const promises = this.#matching(promised, type).filter((node) => node.name.value === field);
      if (promises.length === 0) {
        if (declaration.external && !this.#isKeyField(type, field)) continue;
        if (declaration.requires && !this.#meets(subgraph, type, field, declaration.requires, holders)) continue;
      }
      const below = promises.flatMap((node) => node.selectionSet?.selections ?? []);
      able.set(subgraph, [...below, ...(declaration.provides?.selections ?? [])]);
    }
    return able;
  }

  /** What is required goes with a representation, which needs a key too. */
  #meets(subgraph: string, type: string, field: string, requires: SelectionSetNode, holders: Holders): boolean {
    const id = `${subgraph} ${type}.${field}`;
    if (this.#requiring.has(id)) return false;
    this.#requiring.add(id);
    const meets = this.#has(type, requires, holders) && this.#isEntered(subgraph, type, holders);
    this.#requiring.delete(id);
    return meets;
  }

  /** Any of the subgraphs may be the one that is asked: only types that all of them know can come. */
  #below(type: string, field: string, able: Holders): Objects {
    const possible = [...able.keys()].map((subgraph) => {
      const declaration = this.#declarations.typeIn(subgraph, this.#declarations.nameIn(subgraph, type) ?? type)?.fields.get(field);
      return new Set(declaration ? this.#declarations.possible(subgraph, namedType(declaration.type)) : []);
    });
    const [first = new Set<string>(), ...others] = possible;
    return new Map([...others.reduce((common, set) => common.intersection(set), first)].map((name) => [name, able]));
  }

  #isKeyField(type: string, field: string): boolean {
    return this.#declarations.subgraphs.some((subgraph) =>
      this.#declarations
        .typeIn(subgraph, this.#declarations.nameIn(subgraph, type) ?? type)
        ?.keys.some(({ selections }) => this.#matching(selections.selections, type).some(({ name }) => name.value === field)),
    );
  }

  #matching(selections: readonly SelectionNode[], type: string): readonly FieldNode[] {
    return selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection];
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error(`a fragment by name: ${selection.name.value}`);
      const condition = selection.typeCondition?.name.value ?? type;
      return isPossible(this.#api, condition, type) ? this.#matching(selection.selectionSet.selections, type) : [];
    });
  }
}
