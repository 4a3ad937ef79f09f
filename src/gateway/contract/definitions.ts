/** Small questions to the definitions of a schema. */
import {
  Kind,
  type DocumentNode,
  type InputValueDefinitionNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type TypeDefinitionNode,
  type TypeNode,
} from 'graphql';

export type Fielded = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

export function typesOf(document: DocumentNode): Map<string, TypeDefinitionNode> {
  return new Map(
    document.definitions.flatMap((definition) =>
      definition.kind.endsWith('TypeDefinition')
        ? [[(definition as TypeDefinitionNode).name.value, definition as TypeDefinitionNode] as const]
        : [],
    ),
  );
}

export function isFielded(type: TypeDefinitionNode): type is Fielded {
  return type.kind === Kind.OBJECT_TYPE_DEFINITION || type.kind === Kind.INTERFACE_TYPE_DEFINITION;
}

export function isRequired(value: InputValueDefinitionNode): boolean {
  return value.type.kind === Kind.NON_NULL_TYPE && value.defaultValue === undefined;
}

export function nameOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
}
