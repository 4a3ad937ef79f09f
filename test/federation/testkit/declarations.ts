/** What a subgraph's SDL says with federation's directives. */
import { Kind, parse, type ConstDirectiveNode, type DocumentNode, type SelectionSetNode } from 'graphql';

export interface Declarations {
  /** Object types with a key. */
  readonly entities: readonly string[];
  /** `Type.field` marked `@external`, by itself or with its type. */
  readonly external: ReadonlySet<string>;
  /** `Type.field` to the fields named by its `@provides`. */
  readonly provides: ReadonlyMap<string, SelectionSetNode>;
  /** `Type.field` to the fields named by its `@requires`. */
  readonly requires: ReadonlyMap<string, SelectionSetNode>;
  /** `Type.field` to the subgraph named by its `@override`. */
  readonly overrides: ReadonlyMap<string, string>;
  /** Keys by which the type can be asked for. */
  keys(type: string): readonly SelectionSetNode[];
  /** First fields of any key. */
  keyFields(type: string): ReadonlySet<string>;
}

export function readDeclarations(document: DocumentNode): Declarations {
  const entities = new Set<string>();
  const external = new Set<string>();
  const provides = new Map<string, SelectionSetNode>();
  const requires = new Map<string, SelectionSetNode>();
  const overrides = new Map<string, string>();
  const keys = new Map<string, { readonly fields: SelectionSetNode; readonly resolvable: boolean }[]>();
  for (const definition of document.definitions) {
    if (!('fields' in definition) || !('name' in definition) || !definition.name) continue;
    const type = definition.name.value;
    const directives = (definition.directives ?? []) as readonly ConstDirectiveNode[];
    for (const directive of directives) {
      if (directive.name.value !== 'key') continue;
      keys.set(type, [
        ...(keys.get(type) ?? []),
        { fields: selections(directive), resolvable: argument(directive, 'resolvable') !== false },
      ]);
      if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.OBJECT_TYPE_EXTENSION) entities.add(type);
    }
    for (const field of definition.fields ?? []) {
      const coordinate = `${type}.${field.name.value}`;
      if ([...directives, ...(field.directives ?? [])].some(({ name }) => name.value === 'external')) external.add(coordinate);
      for (const directive of (field.directives ?? []) as readonly ConstDirectiveNode[]) {
        if (directive.name.value === 'provides') provides.set(coordinate, selections(directive));
        if (directive.name.value === 'requires') requires.set(coordinate, selections(directive));
        if (directive.name.value === 'override') overrides.set(coordinate, String(argument(directive, 'from')));
      }
    }
  }
  return {
    entities: [...entities],
    external,
    provides,
    requires,
    overrides,
    keys: (type) => (keys.get(type) ?? []).filter(({ resolvable }) => resolvable).map(({ fields }) => fields),
    keyFields: (type) =>
      new Set((keys.get(type) ?? []).flatMap(({ fields }) => fields.selections.flatMap((one) => ('name' in one ? [one.name.value] : [])))),
  };
}

function selections(directive: ConstDirectiveNode): SelectionSetNode {
  const [operation] = parse(`{${String(argument(directive, 'fields'))}}`).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a field set is one selection set');
  return operation.selectionSet;
}

function argument(directive: ConstDirectiveNode, name: string): unknown {
  const value = directive.arguments?.find((candidate) => candidate.name.value === name)?.value;
  return value && 'value' in value ? value.value : undefined;
}
