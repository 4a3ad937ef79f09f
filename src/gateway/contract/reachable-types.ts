/** The types that a client can come by: from the root types along what is not hidden, and, with an interface, its implementations. */
import { Kind, type TypeDefinitionNode } from 'graphql';
import { nameOf } from './definitions.ts';

const ROOTS = ['Query', 'Mutation', 'Subscription'];

export function reachableTypes(types: ReadonlyMap<string, TypeDefinitionNode>, hidden: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...ROOTS];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const type = types.get(name);
    if (!type || hidden.has(name) || found.has(name)) continue;
    found.add(name);
    waiting.push(...namesIn(type, hidden));
    if (type.kind === Kind.INTERFACE_TYPE_DEFINITION)
      for (const [other, candidate] of types) if (implementedBy(candidate).includes(name)) waiting.push(other);
  }
  return found;
}

function namesIn(type: TypeDefinitionNode, hidden: ReadonlySet<string>): string[] {
  const name = type.name.value;
  switch (type.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const fields = (type.fields ?? []).filter((field) => !hidden.has(`${name}.${field.name.value}`));
      const args = fields.flatMap((field) =>
        (field.arguments ?? []).filter((argument) => !hidden.has(`${name}.${field.name.value}(${argument.name.value})`)),
      );
      return [...implementedBy(type), ...[...fields, ...args].map((node) => nameOf(node.type))];
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return (type.fields ?? []).filter((field) => !hidden.has(`${name}.${field.name.value}`)).map((field) => nameOf(field.type));
    case Kind.UNION_TYPE_DEFINITION:
      return (type.types ?? []).map((member) => member.name.value);
    default:
      return [];
  }
}

function implementedBy(type: TypeDefinitionNode): string[] {
  if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return [];
  return (type.interfaces ?? []).map((implemented) => implemented.name.value);
}
