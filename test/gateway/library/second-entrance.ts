/**
 * The planner library refuses operations that leave a subgraph and come back to it for a field with `@requires` ("Path … cannot be found in
 * selection set"): item { similar { label } } where one subgraph owns `similar` and `label`, and another what `label` requires. It has no trouble where the
 * field belongs to a third subgraph. So for such operations it is shown another supergraph, in which every subgraph that has `@requires` stands a
 * second time, under another name, as the owner of those fields. Plans made from it are valid, only less merged; that is why it is asked second.
 */
import {
  Kind,
  parse,
  print,
  visit,
  type ConstDirectiveNode,
  type DocumentNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type ObjectTypeDefinitionNode,
} from 'graphql';

const MARK = '__AGAIN';

export interface SecondEntrance {
  readonly sdl: string;
  /** The subgraph's own name, for a name out of the plan. */
  originalName(name: string): string;
}

/** @returns null where no field of the supergraph requires another. */
export function withSecondEntrances(supergraphSdl: string): SecondEntrance | null {
  const document = parse(supergraphSdl, { noLocation: true });
  const graphs = graphsThatRequire(document);
  if (graphs.size === 0) return null;
  const roots = rootTypes(document);
  const names = new Map<string, string>();
  const changed = visit(document, {
    EnumTypeDefinition(node) {
      if (node.name.value !== 'join__Graph') return undefined;
      return {
        ...node,
        values: (node.values ?? []).flatMap((value) => (graphs.has(value.name.value) ? [value, secondGraph(value, names)] : [value])),
      };
    },
    ObjectTypeDefinition: (node) => (roots.has(node.name.value) ? false : undefined),
    Directive: (node) =>
      graphs.has(graphOf(node as ConstDirectiveNode) ?? '') && argument(node as ConstDirectiveNode, 'requires')
        ? onSecond(node as ConstDirectiveNode)
        : undefined,
  });
  return { sdl: print(repeatJoins(changed, graphs, roots)), originalName: (name) => names.get(name) ?? name };
}

/**
 * Every other statement about such a subgraph is made about its second self too, except that a field of an entity stays with the first alone, unless it
 * is part of a key or external: else the planner would come back by the entrance it left by.
 */
function repeatJoins(document: DocumentNode, graphs: ReadonlySet<string>, roots: ReadonlySet<string>): DocumentNode {
  const repeated = (directives: readonly ConstDirectiveNode[] | undefined): ConstDirectiveNode[] =>
    (directives ?? []).flatMap((directive) => (graphs.has(graphOf(directive) ?? '') ? [directive, onSecond(directive)] : [directive]));
  const repeat = <Node extends { readonly directives?: readonly ConstDirectiveNode[] | undefined }>(node: Node): Node => ({
    ...node,
    directives: repeated(node.directives),
  });
  const repeatType = (node: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode => {
    const keys = keyNames(node, graphs);
    const owners = joinedGraphs(node);
    return { ...repeat(node), fields: (node.fields ?? []).map((field) => repeatField(field, keys, owners)) };
  };
  const repeatField = (field: FieldDefinitionNode, keys: ReadonlySet<string> | null, owners: readonly string[]): FieldDefinitionNode => {
    if (keys === null || keys.has(field.name.value)) return repeat(field);
    const joins = field.directives?.filter((directive) => directive.name.value === 'join__field') ?? [];
    // Without a statement of its own a field belongs to every subgraph of its type: its owners are named before the second ones come in.
    if (joins.length === 0) return { ...field, directives: [...(field.directives ?? []), ...owners.map(ownedBy)] };
    return {
      ...field,
      directives: (field.directives ?? []).flatMap((directive) =>
        graphs.has(graphOf(directive) ?? '') && argument(directive, 'external') ? [directive, onSecond(directive)] : [directive],
      ),
    };
  };
  return visit(document, {
    ObjectTypeDefinition: (node) => (roots.has(node.name.value) ? false : repeatType(node)),
    InterfaceTypeDefinition: { leave: repeat },
    UnionTypeDefinition: { leave: repeat },
    EnumTypeDefinition: { enter: (node) => (node.name.value === 'join__Graph' ? false : undefined), leave: repeat },
    InputObjectTypeDefinition: { leave: repeat },
    InputValueDefinition: { leave: repeat },
    ScalarTypeDefinition: { leave: repeat },
    EnumValueDefinition: { leave: repeat },
  });
}

/** Names in the type's keys in one of the graphs; null where it is no entity there. */
function keyNames(node: ObjectTypeDefinitionNode, graphs: ReadonlySet<string>): Set<string> | null {
  const keys = (node.directives ?? []).flatMap((directive) => {
    const key = directive.name.value === 'join__type' && graphs.has(graphOf(directive) ?? '') ? argument(directive, 'key') : undefined;
    return key?.kind === Kind.STRING ? (key.value.match(/\w+/g) ?? []) : [];
  });
  return keys.length > 0 ? new Set(keys) : null;
}

function joinedGraphs(node: ObjectTypeDefinitionNode): string[] {
  return [
    ...new Set((node.directives ?? []).flatMap((directive) => (directive.name.value === 'join__type' ? [graphOf(directive) ?? ''] : []))),
  ];
}

function ownedBy(graph: string): ConstDirectiveNode {
  return {
    kind: Kind.DIRECTIVE,
    name: { kind: Kind.NAME, value: 'join__field' },
    arguments: [{ kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: 'graph' }, value: { kind: Kind.ENUM, value: graph } }],
  };
}

function graphsThatRequire(document: DocumentNode): Set<string> {
  const graphs = new Set<string>();
  visit(document, {
    Directive(node) {
      const graph = graphOf(node as ConstDirectiveNode);
      if (graph !== undefined && node.name.value === 'join__field' && argument(node as ConstDirectiveNode, 'requires')) graphs.add(graph);
    },
  });
  return graphs;
}

function rootTypes(document: DocumentNode): Set<string> {
  const schema = document.definitions.find((definition) => definition.kind === Kind.SCHEMA_DEFINITION);
  return new Set(schema ? schema.operationTypes.map(({ type }) => type.name.value) : ['Query', 'Mutation', 'Subscription']);
}

function secondGraph(value: EnumValueDefinitionNode, names: Map<string, string>): EnumValueDefinitionNode {
  const directives = (value.directives ?? []).map((directive) => ({
    ...directive,
    arguments: (directive.arguments ?? []).map((given) => {
      if (given.name.value !== 'name' || given.value.kind !== Kind.STRING) return given;
      names.set(given.value.value + MARK, given.value.value);
      return { ...given, value: { ...given.value, value: given.value.value + MARK } };
    }),
  }));
  return { ...value, name: { ...value.name, value: value.name.value + MARK }, directives };
}

function onSecond(directive: ConstDirectiveNode): ConstDirectiveNode {
  return {
    ...directive,
    arguments: (directive.arguments ?? []).map((given) =>
      given.name.value === 'graph' && given.value.kind === Kind.ENUM
        ? { ...given, value: { ...given.value, value: given.value.value + MARK } }
        : given,
    ),
  };
}

function graphOf(directive: ConstDirectiveNode): string | undefined {
  const value = directive.name.value.startsWith('join__') ? argument(directive, 'graph') : undefined;
  return value?.kind === Kind.ENUM ? value.value : undefined;
}

function argument(directive: ConstDirectiveNode, name: string) {
  return directive.arguments?.find((given) => given.name.value === name)?.value;
}
