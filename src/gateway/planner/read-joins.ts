/**
 * What the supergraph says about its subgraphs, read once (join specification 0.3 to 0.5; earlier ones are translated before): names are those of
 * the `join__Graph` enum. query-graph.ts answers questions about it.
 */
import { Kind, type ConstDirectiveNode, type DocumentNode } from 'graphql';
import { argumentsOf } from '../supergraph/spec-directives.ts';
import { readFieldSet, type Item } from './field-set.ts';

/** How one subgraph has one field. */
export interface FieldIn {
  readonly graph: string;
  /** False where it is only mentioned (@external), or moved elsewhere (@override). */
  readonly resolvable: boolean;
  /** What must be known before it can be asked; null where nothing must. One and the same object where two fields demand the same. */
  readonly requirement: Requirement | null;
  readonly provides: readonly Item[] | null;
  /** The field's type in this subgraph, where it differs. */
  readonly type: string | null;
}

export interface Requirement {
  /** @requires: fields of the same object. */
  readonly items: readonly Item[];
  /** @fromContext: arguments that clients do not give. */
  readonly contexts: readonly ContextArgument[];
}

/** An argument whose value a field of an object further up has. */
export interface ContextArgument {
  readonly argument: string;
  /** Its type, as the subgraph has it. */
  readonly type: string;
  readonly context: string;
  /** One field of the objects with that context; below it, one field again, until a leaf. */
  readonly items: readonly Item[];
}

export interface Key {
  readonly items: readonly Item[];
}

export interface TypeIn {
  /** Keys by which it can be entered. */
  readonly keys: Key[];
  interfaceObject: boolean;
}

export class Joins {
  /** Graph to the subgraph's own name. */
  readonly names = new Map<string, string>();
  /** Type, graph. */
  readonly types = new Map<string, Map<string, TypeIn>>();
  /** Type, field, graph. */
  readonly fields = new Map<string, Map<string, Map<string, FieldIn>>>();
  /** `graph|abstract type` to what belongs to it there. */
  readonly members = new Map<string, Set<string>>();
  /** Context to the types that have it. */
  readonly contexts = new Map<string, Set<string>>();
  /** Names of fields below which some key, @requires or context asks. */
  readonly needed = new Set<string>();
  readonly #labels: ReadonlySet<string>;
  readonly #requirements = new Map<string, Requirement>();
  /** Fields of which is not said who has them: all that have the type. */
  readonly #unstated = new Set<Map<string, FieldIn> | undefined>();

  /** @param labels of progressive @override, those that are active. */
  constructor(document: DocumentNode, labels: ReadonlySet<string>) {
    this.#labels = labels;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph') {
        for (const value of definition.values ?? [])
          for (const { name } of applied(value.directives, 'join__graph')) this.names.set(value.name.value, String(name));
      }
      if (
        definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
        definition.kind === Kind.INTERFACE_TYPE_DEFINITION ||
        definition.kind === Kind.UNION_TYPE_DEFINITION
      ) {
        this.#readType(definition.name.value, definition.directives ?? []);
        if (definition.kind !== Kind.UNION_TYPE_DEFINITION)
          for (const field of definition.fields ?? []) this.#readField(definition.name.value, field.name.value, field.directives ?? []);
      }
    }
    this.#inferExternals();
  }

  #readType(name: string, directives: readonly ConstDirectiveNode[]): void {
    const graphs = new Map<string, TypeIn>();
    for (const { graph, key, resolvable, isInterfaceObject } of applied(directives, 'join__type')) {
      const entry = graphs.get(String(graph)) ?? { keys: [], interfaceObject: false };
      graphs.set(String(graph), entry);
      if (typeof key === 'string' && resolvable !== false) entry.keys.push({ items: this.#readNeed(key) });
      if (isInterfaceObject === true) entry.interfaceObject = true;
    }
    this.types.set(name, graphs);
    for (const join of applied(directives, 'join__implements')) addTo(this.members, `${join['graph']}|${join['interface']}`, name);
    for (const join of applied(directives, 'join__unionMember')) addTo(this.members, `${join['graph']}|${name}`, String(join['member']));
    for (const { name: context } of applied(directives, 'context')) addTo(this.contexts, String(context), name);
  }

  #readField(type: string, field: string, directives: readonly ConstDirectiveNode[]): void {
    const joins = applied(directives, 'join__field');
    const entries = new Map<string, FieldIn>();
    for (const join of joins) {
      if (typeof join['graph'] !== 'string') continue; // known through an interface object only
      entries.set(join['graph'], {
        graph: join['graph'],
        resolvable: join['external'] !== true && !this.#isElsewhere(join),
        requirement: this.#readRequirement(join),
        provides: typeof join['provides'] === 'string' ? readFieldSet(join['provides']) : null,
        type: typeof join['type'] === 'string' ? join['type'] : null,
      });
    }
    if (joins.length === 0) {
      for (const graph of this.types.get(type)?.keys() ?? [])
        entries.set(graph, { graph, resolvable: true, requirement: null, provides: null, type: null });
      this.#unstated.add(entries);
    }
    let ofType = this.fields.get(type);
    if (!ofType) this.fields.set(type, (ofType = new Map()));
    ofType.set(field, entries);
  }

  /** Moved away by @override; with a label, to and fro: the new subgraph names the old one (`override:`), the old one only the label. */
  #isElsewhere(join: Readonly<Record<string, unknown>>): boolean {
    const label = join['overrideLabel'];
    if (typeof label === 'string') return this.#labels.has(label) !== (typeof join['override'] === 'string');
    return join['usedOverridden'] === true;
  }

  #readRequirement({ requires, contextArguments }: Readonly<Record<string, unknown>>): Requirement | null {
    const contexts = Array.isArray(contextArguments) ? (contextArguments as Record<string, string>[]) : [];
    if (typeof requires !== 'string' && contexts.length === 0) return null;
    const id = JSON.stringify([requires, contexts]);
    let requirement = this.#requirements.get(id);
    if (!requirement) {
      requirement = {
        items: typeof requires === 'string' ? this.#readNeed(requires) : [],
        contexts: contexts.map(({ name = '', type = '', context = '', selection = '' }) => ({
          argument: name,
          type,
          context,
          items: this.#readNeed(selection.trim().replace(/^\{(.*)\}$/s, '$1')),
        })),
      };
      this.#requirements.set(id, requirement);
    }
    return requirement;
  }

  /** What a key, a @requires or a context asks for. */
  #readNeed(text: string): readonly Item[] {
    const items = readFieldSet(text);
    const note = (below: readonly Item[]): void => {
      for (const item of below) {
        if (item.kind === 'field' && item.items) this.needed.add(item.name);
        if (item.items) note(item.items);
      }
    };
    note(items);
    return items;
  }

  /**
   * A field that a subgraph requires is @external in it, though not every composition says so of an interface object's: where nothing else is said of the field, it
   * is not for that subgraph to resolve, unless it is part of a key there.
   */
  #inferExternals(): void {
    for (const [type, fields] of this.fields) {
      for (const { graph, requirement } of [...fields.values()].flatMap((entries) => [...entries.values()])) {
        const known = this.types.get(type)?.get(graph);
        if (!requirement || !known?.interfaceObject) continue;
        const inKeys = new Set(known.keys.flatMap(({ items }) => items.map((item) => (item.kind === 'field' ? item.name : ''))));
        for (const item of requirement.items) {
          const entries = item.kind === 'field' && !inKeys.has(item.name) ? fields.get(item.name) : undefined;
          const entry = this.#unstated.has(entries) ? entries?.get(graph) : undefined;
          if (entry) entries?.set(graph, { ...entry, resolvable: false });
        }
      }
    }
  }
}

function applied(directives: readonly ConstDirectiveNode[] | undefined, name: string): Record<string, unknown>[] {
  return (directives ?? []).filter((directive) => directive.name.value === name).map(argumentsOf);
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key) ?? new Set();
  sets.set(key, set.add(value));
}
