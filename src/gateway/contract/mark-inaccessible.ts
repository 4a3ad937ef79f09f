/** Writes @inaccessible on coordinates of a supergraph, and links its specification where that is not linked yet. */
import {
  Kind,
  parse,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type InputValueDefinitionNode,
  type SchemaDefinitionNode,
  type TypeDefinitionNode,
} from 'graphql';
import { readDirectiveNames } from '../supergraph/spec-directives.ts';

const PARTS = parse(
  `schema @link(url: "https://specs.apollo.dev/inaccessible/v0.2", for: SECURITY) { query: Query }
  directive @inaccessible on FIELD_DEFINITION | OBJECT | INTERFACE | UNION | ENUM | ENUM_VALUE | SCALAR | INPUT_OBJECT | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION`,
  { noLocation: true },
).definitions as [SchemaDefinitionNode, DefinitionNode];

export function markInaccessible(document: DocumentNode, hidden: ReadonlySet<string>): DocumentNode {
  const name = readDirectiveNames(document)('inaccessible', 'inaccessible');
  const linked = document.definitions.some((definition) => definition.kind === Kind.DIRECTIVE_DEFINITION && definition.name.value === name);
  const mark = <Node extends Marked>(node: Node, coordinate: string): Node => (hidden.has(coordinate) ? marked(node, name) : node);
  const definitions = document.definitions.map((definition): DefinitionNode => {
    if (definition.kind === Kind.SCHEMA_DEFINITION && !linked)
      return { ...definition, directives: [...(definition.directives ?? []), ...(PARTS[0].directives ?? [])] };
    return definition.kind.endsWith('TypeDefinition') ? markType(definition as TypeDefinitionNode, mark) : definition;
  });
  return { ...document, definitions: linked ? definitions : [...definitions, PARTS[1]] };
}

interface Marked {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

type Mark = <Node extends Marked>(node: Node, coordinate: string) => Node;

function markType(definition: TypeDefinitionNode, mark: Mark): TypeDefinitionNode {
  const type = definition.name.value;
  const values = (nodes: readonly InputValueDefinitionNode[] | undefined, coordinate: (name: string) => string) =>
    nodes?.map((node) => mark(node, coordinate(node.name.value)));
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = definition.fields?.map((field) => {
        const coordinate = `${type}.${field.name.value}`;
        return mark({ ...field, arguments: values(field.arguments, (name) => `${coordinate}(${name})`) }, coordinate);
      });
      return mark({ ...definition, fields }, type) as TypeDefinitionNode;
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return mark({ ...definition, fields: values(definition.fields, (name) => `${type}.${name}`) }, type) as TypeDefinitionNode;
    case Kind.ENUM_TYPE_DEFINITION: {
      const named = definition.values?.map((value) => mark(value, `${type}.${value.name.value}`));
      return mark({ ...definition, values: named }, type) as TypeDefinitionNode;
    }
    default:
      return mark(definition, type);
  }
}

function marked<Node extends Marked>(node: Node, name: string): Node {
  if (node.directives?.some((directive) => directive.name.value === name)) return node;
  return { ...node, directives: [...(node.directives ?? []), { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: name } }] };
}
