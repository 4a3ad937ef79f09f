/**
 * The supergraph as the search asks about it: which field each subgraph can resolve, by which keys an entity is entered, which types a subgraph can answer
 * with. Answers that are asked for again and again are kept.
 */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { Joins, type FieldIn, type Key } from './read-joins.ts';

export class QueryGraph {
  readonly schema: GraphQLSchema;
  readonly #joins: Joins;
  /** `graph|abstract type` to the object types that graph can answer there. */
  readonly #possible = new Map<string, ReadonlySet<string>>();
  // Asked for every field of every operation: kept.
  readonly #composites = new Map<string, Map<string, string | null>>();
  readonly #shapes = new Map<string, string>();
  readonly #kinds = new Map<string, Map<string, number>>();
  readonly #kindIds = new Map<string, number>();
  readonly #abstract = new Map<string, boolean>();
  readonly #interfaces = new Map<string, readonly string[]>();

  /** @param labels of progressive @override, those that are active. */
  constructor(document: DocumentNode, schema: GraphQLSchema, labels: ReadonlySet<string>) {
    this.schema = schema;
    this.#joins = new Joins(document, labels);
  }

  /** The subgraph's own name. */
  nameOf(graph: string): string {
    const name = this.#joins.names.get(graph);
    if (name === undefined) throw new Error(`the supergraph names no graph ${graph}`);
    return name;
  }

  graphsOf(type: string): readonly string[] {
    return [...(this.#joins.types.get(type)?.keys() ?? [])];
  }

  has(type: string, graph: string): boolean {
    return this.#joins.types.get(type)?.has(graph) === true;
  }

  keysOf(type: string, graph: string): readonly Key[] {
    return this.#joins.types.get(type)?.get(graph)?.keys ?? [];
  }

  isInterfaceObject(type: string, graph: string): boolean {
    return this.#joins.types.get(type)?.get(graph)?.interfaceObject === true;
  }

  fieldIn(type: string, field: string, graph: string): FieldIn | null {
    return this.#joins.fields.get(type)?.get(field)?.get(graph) ?? null;
  }

  /** Every graph that can resolve the field of that very type, with what it requires. */
  resolversOf(type: string, field: string): readonly FieldIn[] {
    return [...(this.#joins.fields.get(type)?.get(field)?.values() ?? [])].filter(({ resolvable }) => resolvable);
  }

  fieldType(type: string, field: string): GraphQLOutputType | null {
    const parent = this.schema.getType(type);
    return isObjectType(parent) || isInterfaceType(parent) ? (parent.getFields()[field]?.type ?? null) : null;
  }

  /** The field's wrappers and leaf name as the graph has them; all composite types look alike. */
  shapeIn(type: string, field: string, graph: string): string {
    const own = this.fieldIn(type, field, graph)?.type ?? String(this.fieldType(type, field) ?? '');
    let shape = this.#shapes.get(own);
    if (shape === undefined) {
      shape = own.replaceAll(/\w+/g, (name) => (isCompositeType(this.schema.getType(name)) ? '*' : name));
      this.#shapes.set(own, shape);
    }
    return shape;
  }

  /** Whether objects of the type have the context (@context), or some of them. */
  hasContext(type: string, context: string): boolean {
    const types = [...(this.#joins.contexts.get(context) ?? [])];
    return types.some(
      (known) => this.isTypeOf(type, known) || (this.isAbstract(type) && !this.possible(type).isDisjointFrom(this.possible(known))),
    );
  }

  takesArguments(type: string, field: string): boolean {
    const parent = this.schema.getType(type);
    return (isObjectType(parent) || isInterfaceType(parent)) && (parent.getFields()[field]?.args.length ?? 0) > 0;
  }

  /** The composite type as the graph has it: @join__field(type:) may narrow it. */
  compositeIn(type: string, field: string, graph: string): string | null {
    const own = this.fieldIn(type, field, graph)?.type;
    if (own === undefined || own === null) return this.compositeOf(type, field);
    const name = own.replaceAll(/[[\]!]/g, '');
    return isCompositeType(this.schema.getType(name)) ? name : null;
  }

  /** The name of the field's composite type, or null for a leaf. */
  compositeOf(type: string, field: string): string | null {
    let ofType = this.#composites.get(type);
    if (!ofType) this.#composites.set(type, (ofType = new Map()));
    let name = ofType.get(field);
    if (name === undefined) {
      const output = this.fieldType(type, field);
      const named = output && getNamedType(output);
      name = named && isCompositeType(named) ? named.name : null;
      ofType.set(field, name);
    }
    return name;
  }

  /** Equal for two fields of the type that every subgraph resolves, requires and provides alike: they can be asked in the same ways. */
  kindOf(type: string, field: string): number {
    let ofType = this.#kinds.get(type);
    if (!ofType) this.#kinds.set(type, (ofType = new Map()));
    let kind = ofType.get(field);
    if (kind === undefined) {
      const text = this.#describeKind(type, field);
      kind = this.#kindIds.get(text) ?? this.#kindIds.size;
      this.#kindIds.set(text, kind);
      ofType.set(field, kind);
    }
    return kind;
  }

  #describeKind(type: string, field: string): string {
    // Something else may be asked below this one than below its like.
    if (this.compositeOf(type, field) !== null && this.#joins.needed.has(field)) return `only ${field}`;
    const known = [type, ...this.interfacesOf(type), ...(this.isAbstract(type) ? this.possible(type) : [])];
    return known
      .map((name) => {
        const owners = [...(this.#joins.fields.get(name)?.get(field)?.values() ?? [])];
        return `${name}:${this.compositeOf(name, field)}:${JSON.stringify(owners)}`;
      })
      .join(' ');
  }

  isAbstract(type: string): boolean {
    let abstract = this.#abstract.get(type);
    if (abstract === undefined) {
      const found = this.schema.getType(type);
      abstract = isInterfaceType(found) || isUnionType(found);
      this.#abstract.set(type, abstract);
    }
    return abstract;
  }

  interfacesOf(type: string): readonly string[] {
    let names = this.#interfaces.get(type);
    if (!names) {
      const found = this.schema.getType(type);
      names = isObjectType(found) || isInterfaceType(found) ? found.getInterfaces().map(({ name }) => name) : [];
      this.#interfaces.set(type, names);
    }
    return names;
  }

  /** Object types an object of the type can have anywhere. */
  possible(type: string): ReadonlySet<string> {
    return this.#cached(`*|${type}`, () => {
      const found = this.schema.getType(type);
      return isInterfaceType(found) || isUnionType(found) ? this.schema.getPossibleTypes(found).map(({ name }) => name) : [type];
    });
  }

  /** Object types the graph itself can answer where it says the type. */
  possibleIn(type: string, graph: string): ReadonlySet<string> {
    return this.#cached(`${graph}|${type}`, () => {
      const members = this.#joins.members.get(`${graph}|${type}`);
      if (!this.isAbstract(type)) return this.has(type, graph) ? [type] : [];
      return [...this.possible(type)].filter(
        (object) =>
          members?.has(object) === true ||
          [...(members ?? [])].some((member) => this.isAbstract(member) && this.possible(member).has(object) && this.has(object, graph)),
      );
    });
  }

  isTypeOf(object: string, type: string): boolean {
    return object === type || this.possible(type).has(object);
  }

  #cached(key: string, make: () => Iterable<string>): ReadonlySet<string> {
    let found = this.#possible.get(key);
    if (!found) this.#possible.set(key, (found = new Set(make())));
    return found;
  }
}
