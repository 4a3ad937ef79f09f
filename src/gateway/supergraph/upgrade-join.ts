/**
 * Older supergraphs say less than a planner wants to know. This writes down what join 0.1 (Federation 1) and 0.2 leave unsaid, as join 0.3 says it, so
 * that no later phase knows of versions.
 *
 * - 0.1 gives each entity an owner: a field that says nothing is the owner's. Keys, and what is required or provided, are known where they are named.
 * - 0.1 says nothing of value types: whoever brings one knows all of it.
 * - Neither says which subgraph knows which union member, 0.1 neither which knows which implementer: all do that know the abstract type.
 */
import {
  Kind,
  parse,
  parseConstValue,
  print,
  type ASTNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { applicationsOf } from './spec-directives.ts';

/** @returns the same text where nothing is left unsaid. */
export function upgradeJoin(sdl: string): string {
  const version = /\/join\/v0\.([12])"/.exec(sdl)?.[1];
  if (version === undefined) return sdl;
  const document = parse(sdl, { noLocation: true });
  return print(withUnionMembers(version === '1' ? withOwnersSpelled(document) : document));
}

type Composite = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;
/** `Type.field` to the directives to be added. */
type Additions = Map<string, ConstDirectiveNode[]>;

function withOwnersSpelled(document: DocumentNode): DocumentNode {
  const types = new Map(document.definitions.filter(isComposite).map((type) => [type.name.value, type]));
  const additions = knownWhereNamed(types);
  const everywhere = graphsOf(document).map((graph) => directive('join__type', { graph }));
  const definitions = document.definitions.map((definition): DefinitionNode => {
    if (!isType(definition) || /^(core|join)__/.test(definition.name.value)) return definition;
    const told = applicationsOf(definition, 'join__type');
    const joins = told.length > 0 ? (definition.directives ?? []) : [...(definition.directives ?? []), ...everywhere];
    if (!isComposite(definition)) return { ...definition, directives: joins } as DefinitionNode;
    const graphs = told.length > 0 ? told.map(({ graph }) => graph) : graphsOf(document);
    const implemented = [...new Set(graphs)].flatMap((graph) =>
      (definition.interfaces ?? []).map(({ name }) => directive('join__implements', { graph, interface: `"${name.value}"` })),
    );
    const owner = applicationsOf(definition, 'join__owner')[0]?.['graph'];
    const fields = definition.fields?.map((field) => ({
      ...field,
      directives: [
        ...(field.directives ?? []),
        ...(owner !== undefined && applicationsOf(field, 'join__field').length === 0 ? [directive('join__field', { graph: owner })] : []),
        ...(additions.get(`${definition.name.value}.${field.name.value}`) ?? []),
      ],
    }));
    return { ...definition, directives: [...joins, ...implemented], ...(fields && { fields }) } as DefinitionNode;
  });
  return { ...document, definitions };
}

/** A subgraph that names a field of an entity in a key resolves it; one that requires or provides it knows it as @external. */
function knownWhereNamed(types: ReadonlyMap<string, Composite>): Additions {
  const additions: Additions = new Map();
  const known = new Set<string>();
  const know = (graph: unknown, typeName: string, selections: SelectionSetNode, external: boolean): void => {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        know(graph, selection.typeCondition?.name.value ?? typeName, selection.selectionSet, external);
      if (selection.kind !== Kind.FIELD) continue;
      const type = types.get(typeName);
      const field = type?.fields?.find(({ name }) => name.value === selection.name.value);
      if (!type || !field) continue;
      const coordinate = `${typeName}.${field.name.value}`;
      const owned = applicationsOf(field, 'join__field').some((join) => join['graph'] === graph);
      if (applicationsOf(type, 'join__owner').length > 0 && !owned && !known.has(`${coordinate} ${String(graph)}`)) {
        known.add(`${coordinate} ${String(graph)}`);
        const join = directive('join__field', external ? { graph, external: true } : { graph });
        additions.set(coordinate, [...(additions.get(coordinate) ?? []), join]);
      }
      if (selection.selectionSet) know(graph, namedType(field.type), selection.selectionSet, external);
    }
  };
  for (const [name, type] of types)
    for (const { graph, key } of applicationsOf(type, 'join__type')) if (typeof key === 'string') know(graph, name, fieldSet(key), false);
  for (const [name, type] of types) {
    for (const field of type.fields ?? []) {
      for (const { graph, requires, provides } of applicationsOf(field, 'join__field')) {
        if (typeof requires === 'string') know(graph, name, fieldSet(requires), true);
        if (typeof provides === 'string') know(graph, namedType(field.type), fieldSet(provides), true);
      }
    }
  }
  return additions;
}

function withUnionMembers(document: DocumentNode): DocumentNode {
  return {
    ...document,
    definitions: document.definitions.map((definition) => {
      if (definition.kind !== Kind.UNION_TYPE_DEFINITION || applicationsOf(definition, 'join__unionMember').length > 0) return definition;
      const members = applicationsOf(definition, 'join__type').flatMap(({ graph }) =>
        (definition.types ?? []).map(({ name }) => directive('join__unionMember', { graph, member: `"${name.value}"` })),
      );
      return { ...definition, directives: [...(definition.directives ?? []), ...members] };
    }),
  };
}

function graphsOf(document: DocumentNode): string[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.ENUM_TYPE_DEFINITION && definition.name.value === 'join__Graph'
      ? (definition.values ?? []).map(({ name }) => name.value)
      : [],
  );
}

function isComposite(definition: ASTNode): definition is Composite {
  return definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

function isType(definition: DefinitionNode): definition is DefinitionNode & { readonly name: { readonly value: string } } {
  return definition.kind.endsWith('TypeDefinition');
}

/** @param args their values as GraphQL writes them. */
function directive(name: string, args: Readonly<Record<string, unknown>>): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: name },
    arguments: Object.entries(args).map(([argument, value]) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument },
      value: parseConstValue(String(value), { noLocation: true }),
    })),
  };
}

function fieldSet(text: string): SelectionSetNode {
  const [operation] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`"${text}" is no field set`);
  return operation.selectionSet;
}

function namedType(type: NonNullable<Composite['fields']>[number]['type']): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}
