/**
 * Supergraphs of the join specification 0.1 (Federation 1) and 0.2, said in the terms of 0.3. In 0.1 a type without a word belongs to all subgraphs, an entity's field without
 * one to the entity's owner, and a subgraph that extends an entity has the key fields by which it does. Neither version says which members of a union, nor 0.1
 * which implementations of an interface, a subgraph knows: those whose types it has.
 */
import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeNode,
  type UnionTypeDefinitionNode,
} from 'graphql';
import { applicationsOf } from './spec-directives.ts';

/** @returns the document itself where it needs no translation. */
export function translateEarlierJoins(document: DocumentNode): DocumentNode {
  const version = joinVersion(document);
  if (version >= 3) return document;
  const translation = new Translation(document, version === 1);
  return { ...document, definitions: document.definitions.map((definition) => translation.definition(definition)) };
}

/** The minor version of join 0.x. */
function joinVersion(document: DocumentNode): number {
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.SCHEMA_DEFINITION && definition.kind !== Kind.SCHEMA_EXTENSION) continue;
    for (const name of ['link', 'core']) {
      for (const { url, feature } of applicationsOf(definition, name)) {
        const minor = /\/join\/v0\.(\d+)$/.exec(String(url ?? feature))?.[1];
        if (minor !== undefined) return Number(minor);
      }
    }
  }
  return 3;
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

class Translation {
  readonly #isFirst: boolean;
  readonly #graphs: readonly string[];
  readonly #types = new Map<string, Composite>();
  /** `graph|Type.field` that the graph has for a key; and that it is promised by a @provides. */
  readonly #keyed = new Set<string>();
  readonly #promised = new Set<string>();

  constructor(document: DocumentNode, isFirst: boolean) {
    this.#isFirst = isFirst;
    this.#graphs = document.definitions.flatMap((definition) =>
      definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
        ? (definition.values ?? []).map(({ name }) => name.value)
        : [],
    );
    for (const definition of document.definitions) if (isComposite(definition)) this.#types.set(definition.name.value, definition);
    if (isFirst) for (const type of this.#types.values()) this.#readFieldSets(type);
  }

  definition(definition: DefinitionNode): DefinitionNode {
    if (definition.kind === Kind.UNION_TYPE_DEFINITION) return this.#union(definition);
    return this.#isFirst && isComposite(definition) ? this.#composite(definition) : definition;
  }

  #readFieldSets(type: Composite): void {
    for (const { graph, key } of applicationsOf(type, 'join__type'))
      if (typeof key === 'string') this.#note(this.#keyed, String(graph), type.name.value, selections(key));
    for (const field of type.fields ?? [])
      for (const { graph, provides } of applicationsOf(field, 'join__field'))
        if (typeof provides === 'string') this.#note(this.#promised, String(graph), nameOf(field.type), selections(provides));
  }

  #note(notes: Set<string>, graph: string, type: string, set: SelectionSetNode): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        this.#note(notes, graph, selection.typeCondition?.name.value ?? type, selection.selectionSet);
      } else if (selection.kind === Kind.FIELD) {
        notes.add(`${graph}|${type}.${selection.name.value}`);
        const field = this.#types.get(type)?.fields?.find(({ name }) => name.value === selection.name.value);
        if (field && selection.selectionSet) this.#note(notes, graph, nameOf(field.type), selection.selectionSet);
      }
    }
  }

  /** Subgraphs that know the type: all, where nothing is said. */
  #graphsOf(type: string): readonly string[] {
    const node = this.#types.get(type);
    const said = node
      ? [...applicationsOf(node, 'join__owner'), ...applicationsOf(node, 'join__type')].map(({ graph }) => String(graph))
      : [];
    return said.length > 0 ? [...new Set(said)] : this.#graphs;
  }

  #composite(node: Composite): Composite {
    const name = node.name.value;
    const graphs = this.#graphsOf(name);
    const typed = new Set(applicationsOf(node, 'join__type').map(({ graph }) => graph));
    const [owner] = applicationsOf(node, 'join__owner').map(({ graph }) => String(graph));
    return {
      ...node,
      directives: [
        ...(node.directives ?? []),
        ...graphs.filter((graph) => !typed.has(graph)).map((graph) => join('type', { graph })),
        ...graphs.flatMap((graph) => (node.interfaces ?? []).map((type) => join('implements', { graph }, { interface: type.name.value }))),
      ],
      fields: (node.fields ?? []).map((field) => this.#field(field, name, owner)),
    };
  }

  #field(field: FieldDefinitionNode, type: string, owner: string | undefined): FieldDefinitionNode {
    const said = new Set(applicationsOf(field, 'join__field').map(({ graph }) => graph));
    const added: ConstDirectiveNode[] = [];
    if (said.size === 0 && owner !== undefined) {
      said.add(owner);
      added.push(join('field', { graph: owner }));
    }
    if (said.size === 0) return field;
    for (const graph of this.#graphsOf(type)) {
      if (said.has(graph)) continue;
      const id = `${graph}|${type}.${field.name.value}`;
      if (this.#keyed.has(id)) added.push(join('field', { graph }));
      else if (this.#promised.has(id)) added.push(join('field', { graph }, {}, { external: true }));
    }
    return { ...field, directives: [...(field.directives ?? []), ...added] };
  }

  #union(node: UnionTypeDefinitionNode): UnionTypeDefinitionNode {
    const said = applicationsOf(node, 'join__type').map(({ graph }) => String(graph));
    const graphs = said.length > 0 ? [...new Set(said)] : this.#graphs;
    const members = graphs.flatMap((graph) =>
      (node.types ?? [])
        .filter(({ name }) => this.#graphsOf(name.value).includes(graph))
        .map(({ name }) => join('unionMember', { graph }, { member: name.value })),
    );
    const types = said.length > 0 ? [] : graphs.map((graph) => join('type', { graph }));
    return { ...node, directives: [...(node.directives ?? []), ...types, ...members] };
  }
}

function isComposite(definition: DefinitionNode): definition is Composite {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

function selections(fieldSet: string): SelectionSetNode {
  const [definition] = parse(`{${fieldSet}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${fieldSet}" is no field set.`);
  return definition.selectionSet;
}

function join(
  directive: string,
  enums: Readonly<Record<string, string>>,
  strings: Readonly<Record<string, string>> = {},
  flags: Readonly<Record<string, boolean>> = {},
): ConstDirectiveNode {
  const named = (name: string) => ({ kind: Kind.NAME, value: name }) as const;
  return {
    kind: Kind.DIRECTIVE,
    name: named(`join__${directive}`),
    arguments: [
      ...Object.entries(enums).map(
        ([name, value]) => ({ kind: Kind.ARGUMENT, name: named(name), value: { kind: Kind.ENUM, value } }) as const,
      ),
      ...Object.entries(strings).map(
        ([name, value]) => ({ kind: Kind.ARGUMENT, name: named(name), value: { kind: Kind.STRING, value } }) as const,
      ),
      ...Object.entries(flags).map(
        ([name, value]) => ({ kind: Kind.ARGUMENT, name: named(name), value: { kind: Kind.BOOLEAN, value } }) as const,
      ),
    ],
  };
}
