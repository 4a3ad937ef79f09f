/** Who may see what, read from the subgraphs' SDL once more, and clients that may see more or less of it. */
import { Kind, parse, valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';

export interface ClientGrants {
  readonly authenticated: boolean;
  readonly scopes: ReadonlySet<string>;
  readonly policies: ReadonlySet<string>;
}

/** One of the lists must be held whole. */
interface Demand {
  readonly of: 'scopes' | 'policies' | 'authenticated';
  readonly anyOf: readonly (readonly string[])[];
}

export class Guards {
  readonly #demands = new Map<string, Demand[]>();

  constructor(sdl: Readonly<Record<string, string>>) {
    for (const text of Object.values(sdl)) {
      for (const definition of parse(text, { noLocation: true }).definitions) {
        if (!('name' in definition) || !definition.name || !('directives' in definition)) continue;
        this.#read(definition.name.value, definition.directives as readonly ConstDirectiveNode[]);
        if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION && definition.kind !== Kind.INTERFACE_TYPE_DEFINITION) continue;
        for (const field of definition.fields ?? []) this.#read(`${definition.name.value}.${field.name.value}`, field.directives ?? []);
      }
    }
  }

  /** Names that clients can be given. */
  names(of: 'scopes' | 'policies'): string[] {
    return [...new Set([...this.#demands.values()].flat().flatMap((demand) => (demand.of === of ? demand.anyOf.flat() : [])))].toSorted();
  }

  guardsAnything(): boolean {
    return this.#demands.size > 0;
  }

  /** Whether the directives of the field itself, of its type and of the type it returns let the client in. */
  allows(type: string, field: string, returned: string, grants: ClientGrants): boolean {
    return [`${type}.${field}`, type, returned].every((coordinate) =>
      (this.#demands.get(coordinate) ?? []).every((demand) => holds(demand, grants)),
    );
  }

  #read(coordinate: string, directives: readonly ConstDirectiveNode[]): void {
    for (const directive of directives) {
      const demand = demandOf(directive);
      if (demand) this.#demands.set(coordinate, [...(this.#demands.get(coordinate) ?? []), demand]);
    }
  }
}

const EVERY_NTH = 4;

/** A client, by number: nobody, somebody, somebody with half of the scopes and policies, somebody with all of them. */
export function grantsOf(guards: Guards, number: number): ClientGrants {
  const [scopes, policies] = [guards.names('scopes'), guards.names('policies')];
  switch (number % EVERY_NTH) {
    case 0:
      return { authenticated: true, scopes: new Set(scopes), policies: new Set(policies) };
    case 1:
      return { authenticated: false, scopes: new Set(), policies: new Set() };
    case 2:
      return { authenticated: true, scopes: new Set(), policies: new Set() };
    default:
      return { authenticated: number % 8 < EVERY_NTH, scopes: half(scopes, number), policies: half(policies, number) };
  }
}

export function mayAll(number: number): boolean {
  return number % EVERY_NTH === 0;
}

function half(names: readonly string[], number: number): Set<string> {
  return new Set(names.filter((_, i) => (number >>> (i + 3)) % 2 === 0));
}

function holds({ of, anyOf }: Demand, grants: ClientGrants): boolean {
  if (of === 'authenticated') return grants.authenticated;
  return anyOf.some((names) => names.every((name) => grants[of].has(name)));
}

function demandOf(directive: ConstDirectiveNode): Demand | null {
  const lists = (name: string): readonly (readonly string[])[] => {
    const value = directive.arguments?.find((argument) => argument.name.value === name)?.value;
    return value ? (valueFromASTUntyped(value) as readonly (readonly string[])[]) : [];
  };
  switch (directive.name.value) {
    case 'authenticated':
      return { of: 'authenticated', anyOf: [] };
    case 'requiresScopes':
      return { of: 'scopes', anyOf: lists('scopes') };
    case 'policy':
      return { of: 'policies', anyOf: lists('policies') };
    default:
      return null;
  }
}
