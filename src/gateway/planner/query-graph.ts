/**
 * What the supergraph says about its subgraphs (join specification 0.3 to 0.5): which field each can resolve, by which keys an entity is entered, and
 * which types it can answer with. Names of graphs are those of the `join__Graph` enum.
 */
import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { readFieldSet, type Item } from './field-set.ts';

/** How one subgraph has one field. */
export interface FieldIn {
  readonly graph: string;
  /** False where it is only mentioned (@external), or moved elsewhere (@override). */
  readonly resolvable: boolean;
  readonly requires: readonly Item[] | null;
  readonly provides: readonly Item[] | null;
  /** The field's type in this subgraph, where it differs. */
  readonly type: string | null;
}

export interface Key {
  readonly items: readonly Item[];
}

interface TypeIn {
  /** Keys by which it can be entered. */
  readonly keys: Key[];
  interfaceObject: boolean;
}

export class QueryGraph {
  readonly schema: GraphQLSchema;
  readonly #labels: ReadonlySet<string>;
  readonly #names = new Map<string, string>();
  readonly #types = new Map<string, Map<string, TypeIn>>();
  /** Type, field, graph. */
  readonly #fields = new Map<string, Map<string, ReadonlyMap<string, FieldIn>>>();
  /** `graph|abstract type` to the object types that graph can answer there. */
  readonly #possible = new Map<string, ReadonlySet<string>>();
  readonly #members = new Map<string, Set<string>>();
  // Asked for every field of every operation: kept.
  readonly #composites = new Map<string, Map<string, string | null>>();
  readonly #shapes = new Map<string, string>();
  readonly #kinds = new Map<string, Map<string, number>>();
  readonly #kindIds = new Map<string, number>();
  /** Fields of which the supergraph does not say who has them: all that have the type. */
  readonly #unstated = new Set<ReadonlyMap<string, FieldIn> | undefined>();
  /** Fields below which some key or @requires asks. */
  readonly #needed = new Set<string>();
  readonly #abstract = new Map<string, boolean>();
  readonly #interfaces = new Map<string, readonly string[]>();

  /** @param labels of progressive @override, those that are active. */
  constructor(document: DocumentNode, schema: GraphQLSchema, labels: ReadonlySet<string>) {
    this.schema = schema;
    this.#labels = labels;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph') {
        for (const value of definition.values ?? [])
          this.#names.set(value.name.value, argumentsOf(value.directives, 'join__graph')[0]?.['name'] as string);
      }
      if (
        definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
        definition.kind === Kind.UNION_TYPE_DEFINITION
      ) {
        this.#readType(definition.name.value, definition.directives ?? []);
        if (definition.kind !== Kind.UNION_TYPE_DEFINITION) {
          for (const field of definition.fields ?? []) this.#readField(definition.name.value, field.name.value, field.directives ?? []);
        }
      }
    }
    this.#inferExternals();
  }

  /** The subgraph's own name. */
  nameOf(graph: string): string {
    const name = this.#names.get(graph);
    if (name === undefined) throw new Error(`the supergraph names no graph ${graph}`);
    return name;
  }

  graphsOf(type: string): readonly string[] {
    return [...(this.#types.get(type)?.keys() ?? [])];
  }

  has(type: string, graph: string): boolean {
    return this.#types.get(type)?.has(graph) === true;
  }

  keysOf(type: string, graph: string): readonly Key[] {
    return this.#types.get(type)?.get(graph)?.keys ?? [];
  }

  isInterfaceObject(type: string, graph: string): boolean {
    return this.#types.get(type)?.get(graph)?.interfaceObject === true;
  }

  fieldIn(type: string, field: string, graph: string): FieldIn | null {
    return this.#fields.get(type)?.get(field)?.get(graph) ?? null;
  }

  /** Every graph that can resolve the field of that very type, with what it requires. */
  resolversOf(type: string, field: string): readonly FieldIn[] {
    return [...(this.#fields.get(type)?.get(field)?.values() ?? [])].filter(({ resolvable }) => resolvable);
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
    if (this.compositeOf(type, field) !== null && this.#needed.has(field)) return `only ${field}`;
    const known = [type, ...this.interfacesOf(type), ...(this.isAbstract(type) ? this.possible(type) : [])];
    return known
      .map((name) => {
        const owners = [...(this.#fields.get(name)?.get(field)?.values() ?? [])];
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
      const members = this.#members.get(`${graph}|${type}`);
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

  #readType(name: string, directives: readonly ConstDirectiveNode[]): void {
    const graphs = new Map<string, TypeIn>();
    for (const join of argumentsOf(directives, 'join__type')) {
      const graph = join['graph'] as string;
      let entry = graphs.get(graph);
      if (!entry) graphs.set(graph, (entry = { keys: [], interfaceObject: false }));
      if (typeof join['key'] === 'string') {
        if (join['resolvable'] !== false) entry.keys.push({ items: this.#readNeed(join['key']) });
      }
      if (join['isInterfaceObject'] === true) entry.interfaceObject = true;
    }
    this.#types.set(name, graphs);
    for (const join of argumentsOf(directives, 'join__implements'))
      this.#addMember(join['graph'] as string, join['interface'] as string, name);
    for (const join of argumentsOf(directives, 'join__unionMember'))
      this.#addMember(join['graph'] as string, name, join['member'] as string);
  }

  #addMember(graph: string, abstract: string, member: string): void {
    const key = `${graph}|${abstract}`;
    const members = this.#members.get(key) ?? new Set();
    members.add(member);
    this.#members.set(key, members);
  }

  #readField(type: string, field: string, directives: readonly ConstDirectiveNode[]): void {
    const joins = argumentsOf(directives, 'join__field');
    const entries = new Map<string, FieldIn>();
    const types = this.#types.get(type) ?? new Map<string, TypeIn>();
    if (joins.length === 0)
      for (const graph of types.keys()) entries.set(graph, { graph, resolvable: true, requires: null, provides: null, type: null });
    for (const join of joins) {
      const graph = join['graph'];
      if (typeof graph !== 'string') continue; // known through an interface object only
      entries.set(graph, {
        graph,
        resolvable: join['external'] !== true && !this.#isElsewhere(join),
        requires: typeof join['requires'] === 'string' ? this.#readNeed(join['requires']) : null,
        provides: typeof join['provides'] === 'string' ? readFieldSet(join['provides']) : null,
        type: typeof join['type'] === 'string' ? join['type'] : null,
      });
    }
    if (joins.length === 0) this.#noteUnstated(entries);
    let ofType = this.#fields.get(type);
    if (!ofType) this.#fields.set(type, (ofType = new Map()));
    ofType.set(field, entries);
  }

  /** Moved away by @override; with a label, to and fro: the new subgraph names the old one (`override:`), the old one only the label. */
  #isElsewhere(join: Readonly<Record<string, unknown>>): boolean {
    const label = join['overrideLabel'];
    if (typeof label === 'string') return this.#labels.has(label) !== (typeof join['override'] === 'string');
    return join['usedOverridden'] === true;
  }

  /**
   * A field that a subgraph requires is @external in it, though not every composition says so of an interface object's: where nothing else is said of the field, it
   * is not for that subgraph to resolve, unless it is part of a key there.
   */
  #inferExternals(): void {
    for (const [type, fields] of this.#fields) {
      for (const entries of fields.values()) {
        for (const { graph, requires } of entries.values()) {
          if (!requires || !this.isInterfaceObject(type, graph)) continue;
          const inKeys = new Set(
            this.keysOf(type, graph).flatMap(({ items }) => items.map((item) => (item.kind === 'field' ? item.name : ''))),
          );
          for (const item of requires) {
            if (item.kind === 'field' && this.#unstated.has(fields.get(item.name)) && !inKeys.has(item.name))
              this.#makeExternal(type, item.name, graph);
          }
        }
      }
    }
  }

  #makeExternal(type: string, field: string, graph: string): void {
    const entries = this.#fields.get(type)?.get(field);
    const entry = entries?.get(graph);
    if (entries && entry)
      this.#fields.get(type)?.set(field, this.#noteUnstated(new Map(entries).set(graph, { ...entry, resolvable: false })));
  }

  #noteUnstated(entries: ReadonlyMap<string, FieldIn>): ReadonlyMap<string, FieldIn> {
    this.#unstated.add(entries);
    return entries;
  }

  /** What a key or a @requires asks for. */
  #readNeed(text: string): readonly Item[] {
    const items = readFieldSet(text);
    const note = (below: readonly Item[]): void => {
      for (const item of below) {
        if (item.kind === 'field' && item.items) this.#needed.add(item.name);
        if (item.items) note(item.items);
      }
    };
    note(items);
    return items;
  }
}

function argumentsOf(directives: readonly ConstDirectiveNode[] | undefined, name: string): Record<string, unknown>[] {
  return (directives ?? [])
    .filter((directive) => directive.name.value === name)
    .map((directive) =>
      Object.fromEntries((directive.arguments ?? []).map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
    );
}
