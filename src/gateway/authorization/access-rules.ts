/**
 * The access rules of a supergraph. A rule is a conjunction of clauses, each a directive that stands somewhere in the supergraph; equal ones are one.
 *
 * What a coordinate demands, beside its own directives:
 * - a field: what its type and the type it returns demand; what everything that it is computed from (@requires, @fromContext) demands, however far away;
 * - an interface, or its field: what every implementation demands. Composition writes that into supergraphs since Federation 2.9; older ones get it here;
 * - a field that an object has only through an @interfaceObject: what that says.
 * Keys are not counted: they travel between subgraphs and are never shown.
 */
import {
  Kind,
  parse,
  type DirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';
import { applicationsOf, readDirectiveNames, type DirectiveNames } from '../supergraph/spec-directives.ts';

export type Clause =
  | { readonly kind: 'authenticated' }
  /** At least one of the lists must be held whole. An empty list of lists is never satisfied. */
  | { readonly kind: 'scopes' | 'policies'; readonly anyOf: readonly (readonly string[])[] };

/** Indices of clauses. */
export type Rule = readonly number[];

export interface AccessRules {
  readonly clauses: readonly Clause[];
  ofField(type: string, field: string): Rule;
  /** What an object, scalar, enum or interface demands. A union demands nothing; its members do. */
  ofType(type: string): Rule;
}

/** @returns null where the supergraph guards nothing. */
export function readAccessRules(document: DocumentNode): AccessRules | null {
  const reader = new Reader(document);
  if (reader.clauses.length === 0) return null;
  return { clauses: reader.clauses, ofField: (type, field) => reader.rule(`${type}.${field}`), ofType: (type) => reader.rule(type) };
}

type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

/** A graph of coordinates (`Type`, `Type.field`): each with its own clauses and with the coordinates whose clauses count too. */
class Reader {
  readonly clauses: Clause[] = [];
  readonly #clauseIds = new Map<string, number>();
  readonly #types = new Map<string, TypeDefinitionNode>();
  readonly #implementations = new Map<string, string[]>();
  readonly #contexts = new Map<string, string[]>();
  readonly #own = new Map<string, number[]>();
  readonly #needs = new Map<string, string[]>();
  readonly #rules = new Map<string, Rule>();
  readonly #names: DirectiveNames;

  constructor(document: DocumentNode) {
    this.#names = readDirectiveNames(document);
    const contextName = this.#names('context', 'context');
    for (const definition of document.definitions) {
      if (!('name' in definition) || !definition.name || !definition.kind.endsWith('TypeDefinition')) continue;
      const type = definition as TypeDefinitionNode;
      this.#types.set(type.name.value, type);
      for (const { name } of applicationsOf(type, contextName)) if (typeof name === 'string') push(this.#contexts, name, type.name.value);
      if (type.kind === Kind.OBJECT_TYPE_DEFINITION)
        for (const { name } of type.interfaces ?? []) push(this.#implementations, name.value, type.name.value);
    }
    for (const type of this.#types.values()) this.#readType(type);
  }

  /** Everything reachable counts; coordinates may need each other in circles. */
  rule(coordinate: string): Rule {
    const known = this.#rules.get(coordinate);
    if (known) return known;
    const found = new Set<number>();
    const seen = new Set<string>();
    const visit = (at: string): void => {
      if (seen.has(at)) return;
      seen.add(at);
      for (const clause of this.#own.get(at) ?? []) found.add(clause);
      for (const next of this.#needs.get(at) ?? []) visit(next);
    };
    visit(coordinate);
    const rule = [...found].toSorted((a, b) => a - b);
    this.#rules.set(coordinate, rule);
    return rule;
  }

  #readType(type: TypeDefinitionNode): void {
    const name = type.name.value;
    this.#own.set(name, this.#clausesOf(type));
    if (!isFielded(type)) return;
    const implementations = type.kind === Kind.INTERFACE_TYPE_DEFINITION ? (this.#implementations.get(name) ?? []) : [];
    for (const implementation of implementations) push(this.#needs, name, implementation);
    for (const field of type.fields ?? []) {
      const coordinate = `${name}.${field.name.value}`;
      this.#own.set(coordinate, this.#clausesOf(field));
      push(this.#needs, coordinate, name, nameOf(field.type));
      for (const implementation of implementations) push(this.#needs, coordinate, `${implementation}.${field.name.value}`);
      this.#readJoins(type, field, coordinate);
    }
  }

  #readJoins(type: Fielded, field: FieldDefinitionNode, coordinate: string): void {
    const joins = applicationsOf(field, 'join__field');
    if (joins.length > 0 && joins.every(({ graph }) => graph === undefined) && type.kind === Kind.OBJECT_TYPE_DEFINITION)
      // The clauses of the interface's field alone: its implementations, this one among them, are no matter.
      for (const { name } of type.interfaces ?? []) push(this.#needs, coordinate, ...this.#inherited(name.value, field.name.value));
    for (const { requires, contextArguments } of joins) {
      if (typeof requires === 'string') this.#needSelection(coordinate, type.name.value, requires);
      for (const item of Array.isArray(contextArguments) ? (contextArguments as { context?: string; selection?: string }[]) : [])
        for (const holder of this.#contexts.get(item.context ?? '') ?? []) this.#needSelection(coordinate, holder, item.selection ?? '');
    }
  }

  #inherited(interfaceName: string, field: string): string[] {
    const definition = this.#types.get(interfaceName);
    const own = definition && isFielded(definition) ? definition.fields?.find(({ name }) => name.value === field) : undefined;
    if (!own) return [];
    // A coordinate of its own, so that it carries the interface's directives without what all implementations demand.
    const coordinate = `${interfaceName}.${field} by itself`;
    this.#own.set(coordinate, [...this.#clausesOf(own), ...this.#clausesOf(definition as Fielded)]);
    return [coordinate];
  }

  #needSelection(coordinate: string, type: string, selection: string): void {
    const text = selection.trim();
    if (text === '') return;
    const [operation] = parse(text.startsWith('{') ? text : `{${text}}`, { noLocation: true }).definitions;
    if (operation?.kind === Kind.OPERATION_DEFINITION) this.#needFields(coordinate, type, operation.selectionSet);
  }

  #needFields(coordinate: string, typeName: string, set: SelectionSetNode): void {
    const type = this.#types.get(typeName);
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        this.#needFields(coordinate, selection.typeCondition?.name.value ?? typeName, selection.selectionSet);
      if (selection.kind !== Kind.FIELD || !type || !isFielded(type)) continue;
      const field = type.fields?.find(({ name }) => name.value === selection.name.value);
      if (!field) continue;
      push(this.#needs, coordinate, `${typeName}.${field.name.value}`);
      if (selection.selectionSet) this.#needFields(coordinate, nameOf(field.type), selection.selectionSet);
    }
  }

  #clausesOf(node: { readonly directives?: readonly DirectiveNode[] | undefined }): number[] {
    const clauses: Clause[] = applicationsOf(node, this.#names('authenticated', 'authenticated')).map(() => ({ kind: 'authenticated' }));
    for (const { scopes } of applicationsOf(node, this.#names('requiresScopes', 'requiresScopes')))
      clauses.push({ kind: 'scopes', anyOf: listsOf(scopes) });
    for (const { policies } of applicationsOf(node, this.#names('policy', 'policy')))
      clauses.push({ kind: 'policies', anyOf: listsOf(policies) });
    return clauses.map((clause) => this.#idOf(clause));
  }

  #idOf(clause: Clause): number {
    const text = JSON.stringify(clause);
    let id = this.#clauseIds.get(text);
    if (id === undefined) {
      id = this.clauses.push(clause) - 1;
      this.#clauseIds.set(text, id);
    }
    return id;
  }
}

function isFielded(type: TypeDefinitionNode): type is Fielded {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}

/** A list of lists of names; input coercion lets a single value stand for a list of one. */
function listsOf(value: unknown): string[][] {
  const outer: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return outer.map((inner) => (Array.isArray(inner) ? inner.map(String) : [String(inner)]));
}

function push<Item>(map: Map<string, Item[]>, key: string, ...items: Item[]): void {
  const list = map.get(key);
  if (list) list.push(...items);
  else map.set(key, items);
}
