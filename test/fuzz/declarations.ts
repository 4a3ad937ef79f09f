/** What the subgraphs' SDL says, read on its own: the fuzz must not learn federation from the engine that it tests. */
import { Kind, parse, type ConstDirectiveNode, type FieldDefinitionNode, type SelectionSetNode, type TypeNode } from 'graphql';

/** One field of one type in one subgraph. */
export interface Declaration {
  readonly subgraph: string;
  readonly type: TypeNode;
  readonly external: boolean;
  readonly requires: SelectionSetNode | null;
  readonly provides: SelectionSetNode | null;
  /** Another subgraph has taken the field over: for good, or for a part of the requests. */
  moved: 'no' | 'always' | 'sometimes';
}

export interface TypeKey {
  readonly text: string;
  readonly selections: SelectionSetNode;
  readonly resolvable: boolean;
}

export interface TypeIn {
  readonly kind: 'object' | 'interface' | 'union';
  readonly interfaceObject: boolean;
  readonly keys: readonly TypeKey[];
  readonly interfaces: readonly string[];
  readonly members: readonly string[];
  readonly fields: ReadonlyMap<string, Declaration>;
}

export class Declarations {
  /** Subgraph to its types. */
  readonly types = new Map<string, ReadonlyMap<string, TypeIn>>();
  readonly enums = new Map<string, ReadonlyMap<string, readonly string[]>>();
  readonly subgraphs: readonly string[];
  readonly #candidates = new Map<string, readonly string[]>();
  readonly #overrides: { readonly coordinate: string; readonly from: string; readonly labelled: boolean }[] = [];

  constructor(sdl: Readonly<Record<string, string>>) {
    this.subgraphs = Object.keys(sdl);
    for (const [subgraph, text] of Object.entries(sdl)) this.#read(subgraph, text);
    for (const types of this.types.values())
      for (const [name, type] of types) for (const [field, declaration] of type.fields) this.#move(name, field, declaration);
  }

  typeIn(subgraph: string, name: string): TypeIn | undefined {
    return this.types.get(subgraph)?.get(name);
  }

  /** Object types of all subgraphs that are no interface objects. */
  concreteTypes(): string[] {
    const names = new Set<string>();
    for (const types of this.types.values())
      for (const [name, type] of types) if (type.kind === 'object' && !type.interfaceObject) names.add(name);
    return [...names].toSorted();
  }

  /** Types that implement the interface in some subgraph. */
  implementers(name: string): string[] {
    return this.concreteTypes().filter((type) =>
      this.subgraphs.some((subgraph) => {
        const found = this.typeIn(subgraph, type);
        return found?.interfaces.includes(name) === true && !found.interfaceObject;
      }),
    );
  }

  /** Concrete types that the subgraph can mean by the name. */
  possible(subgraph: string, name: string): readonly string[] {
    const type = this.typeIn(subgraph, name);
    if (!type) return [];
    if (type.kind === 'union') return type.members;
    if (type.interfaceObject) return this.implementers(name);
    if (type.kind === 'object') return [name];
    return [...(this.types.get(subgraph) ?? [])].flatMap(([member, found]) =>
      found.kind === 'object' && found.interfaces.includes(name) ? [member] : [],
    );
  }

  /** Every declaration of a field of the concrete type: its own, and those of interface objects that it is. */
  ofField(type: string, field: string): Declaration[] {
    return this.subgraphs.flatMap((subgraph) => {
      const name = this.nameIn(subgraph, type);
      const found = name === null ? undefined : this.typeIn(subgraph, name)?.fields.get(field);
      return found ? [found] : [];
    });
  }

  /** Concrete types that every subgraph with the field can answer: any of them may be asked. Empty for leaves. */
  candidates(type: string, field: string): readonly string[] {
    const coordinate = `${type}.${field}`;
    let found = this.#candidates.get(coordinate);
    if (!found) {
      const [first, ...others] = this.ofField(type, field).map((declaration) =>
        this.possible(declaration.subgraph, namedType(declaration.type)),
      );
      found = (first ?? []).filter((name) => others.every((other) => other.includes(name)));
      this.#candidates.set(coordinate, found);
    }
    return found;
  }

  /** What the subgraph calls objects of the concrete type, or null where it does not know them. */
  nameIn(subgraph: string, type: string): string | null {
    const own = this.typeIn(subgraph, type);
    if (own?.kind === 'object' && !own.interfaceObject) return type;
    for (const [name, found] of this.types.get(subgraph) ?? [])
      if (found.interfaceObject && this.implementers(name).includes(type)) return name;
    return null;
  }

  #read(subgraph: string, text: string): void {
    const types = new Map<string, TypeIn>();
    const enums = new Map<string, readonly string[]>();
    for (const definition of parse(text, { noLocation: true }).definitions) {
      const directives = ('directives' in definition ? (definition.directives ?? []) : []) as readonly ConstDirectiveNode[];
      const keys = directives.flatMap((directive): TypeKey[] => {
        const fields = stringArgument(directive, 'fields');
        if (directive.name.value !== 'key' || fields === null) return [];
        const resolvable = directive.arguments?.find(({ name }) => name.value === 'resolvable')?.value;
        return [
          {
            text: fields,
            selections: readSelections(fields),
            resolvable: !(resolvable?.kind === Kind.BOOLEAN && !resolvable.value),
          },
        ];
      });
      if (definition.kind === Kind.ENUM_TYPE_DEFINITION)
        enums.set(
          definition.name.value,
          (definition.values ?? []).map(({ name }) => name.value),
        );
      else if (definition.kind === Kind.UNION_TYPE_DEFINITION)
        types.set(definition.name.value, {
          kind: 'union',
          interfaceObject: false,
          keys: [],
          interfaces: [],
          members: (definition.types ?? []).map(({ name }) => name.value),
          fields: new Map(),
        });
      else if (definition.kind === Kind.OBJECT_TYPE_DEFINITION || definition.kind === Kind.INTERFACE_TYPE_DEFINITION)
        types.set(definition.name.value, {
          kind: definition.kind === Kind.OBJECT_TYPE_DEFINITION ? 'object' : 'interface',
          interfaceObject: directives.some(({ name }) => name.value === 'interfaceObject'),
          keys,
          interfaces: (definition.interfaces ?? []).map(({ name }) => name.value),
          members: [],
          fields: new Map((definition.fields ?? []).map((field) => [field.name.value, declarationOf(subgraph, field)])),
        });
    }
    this.types.set(subgraph, types);
    this.enums.set(subgraph, enums);
    this.#overrides.push(...readOverrides(text));
  }

  #move(type: string, field: string, declaration: Declaration): void {
    for (const { coordinate, from, labelled } of this.#overrides)
      if (coordinate === `${type}.${field}` && from === declaration.subgraph) declaration.moved = labelled ? 'sometimes' : 'always';
  }
}

export function namedType(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedType(type.type);
}

export function readSelections(text: string): SelectionSetNode {
  const [definition] = parse(`{${text}}`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`no field set: ${text}`);
  return definition.selectionSet;
}

function declarationOf(subgraph: string, field: FieldDefinitionNode): Declaration {
  const fieldsOf = (name: string): SelectionSetNode | null => {
    const directive = field.directives?.find((candidate) => candidate.name.value === name);
    const fields = directive ? stringArgument(directive, 'fields') : null;
    return fields === null ? null : readSelections(fields);
  };
  return {
    subgraph,
    type: field.type,
    external: field.directives?.some(({ name }) => name.value === 'external') === true,
    requires: fieldsOf('requires'),
    provides: fieldsOf('provides'),
    moved: 'no',
  };
}

function readOverrides(text: string): { coordinate: string; from: string; labelled: boolean }[] {
  return parse(text, { noLocation: true }).definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) return [];
    return (definition.fields ?? []).flatMap((field) => {
      const override = field.directives?.find(({ name }) => name.value === 'override');
      const from = override ? stringArgument(override, 'from') : null;
      if (!override || from === null) return [];
      return [
        {
          coordinate: `${definition.name.value}.${field.name.value}`,
          from,
          labelled: stringArgument(override, 'label') !== null,
        },
      ];
    });
  });
}

export function stringArgument(directive: ConstDirectiveNode, name: string): string | null {
  const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
  return value?.kind === Kind.STRING ? value.value : null;
}
