/** Values for fields, legal for every subgraph that has them. */
import { Kind, type TypeNode } from 'graphql';
import { namedType, type Declaration, type Declarations } from './declarations.ts';
import { hashText, mix } from './hash.ts';
import { leafOf } from './leaves.ts';
import { entity, POOL, Thing } from './thing.ts';

export interface Coordinate {
  readonly type: string;
  readonly field: string;
}

export type Produce = (hash: number) => unknown;

export class Producer {
  readonly #declarations: Declarations;
  readonly #entities: ReadonlySet<string>;

  constructor(declarations: Declarations, entities: ReadonlySet<string>) {
    this.#declarations = declarations;
    this.#entities = entities;
  }

  valueOf(coordinate: Coordinate, declared: readonly Declaration[]): Produce {
    return this.#strictest(
      coordinate,
      declared.map(({ type }) => type),
      declared,
    );
  }

  /** A value that every subgraph that has the field may answer: the strictest of their types. */
  #strictest(coordinate: Coordinate, types: readonly TypeNode[], declared: readonly Declaration[]): Produce {
    const nonNull = types.some((type) => type.kind === Kind.NON_NULL_TYPE);
    const bare = types.map((type) => (type.kind === Kind.NON_NULL_TYPE ? type.type : type));
    const [first] = bare;
    const inner = first?.kind === Kind.LIST_TYPE ? this.#produceList(coordinate, bare, declared) : this.#produceNamed(coordinate, declared);
    return nonNull ? inner : (hash) => (hash % 11 === 0 ? null : inner(hash));
  }

  #produceList(coordinate: Coordinate, types: readonly TypeNode[], declared: readonly Declaration[]): Produce {
    const item = this.#strictest(
      coordinate,
      types.map((type) => {
        if (type.kind !== Kind.LIST_TYPE) throw new Error('one subgraph has a list where another has none');
        return type.type;
      }),
      declared,
    );
    return (hash) => Array.from({ length: (hash >>> 5) % 4 }, (_, i) => item(mix(hash, i)));
  }

  #produceNamed(coordinate: Coordinate, declared: readonly Declaration[]): Produce {
    const candidates = this.#declarations.candidates(coordinate.type, coordinate.field);
    if (candidates.length > 0) return (hash) => this.#thing(candidates, hash);
    const [first] = declared as [Declaration];
    const sets = declared.flatMap(({ subgraph, type }) => {
      const values = this.#declarations.enums.get(subgraph)?.get(namedType(type));
      return values ? [new Set(values)] : [];
    });
    const [values, ...others] = sets;
    if (values) {
      const common = [...values].filter((value) => others.every((other) => other.has(value)));
      return (hash) => common[(hash >>> 3) % common.length];
    }
    return leafOf(namedType(first.type));
  }

  #thing(candidates: readonly string[], hash: number): Thing {
    const type = candidates[(hash >>> 7) % candidates.length] as string;
    return this.#entities.has(type) ? entity(type, (hash >>> 11) % POOL) : new Thing(type, mix(hash, 1));
  }

  /** Values of a key tell the object, whatever the seed. */
  keyValue({ type, field }: Coordinate, declared: readonly Declaration[]): (thing: Thing) => unknown {
    const [below] = this.#declarations.candidates(type, field);
    if (below !== undefined)
      return (thing) => (this.#entities.has(below) ? entity(below, thing.number) : new Thing(below, mix(thing.hash, hashText(field))));
    const [first] = declared as [Declaration];
    const number = namedType(first.type) === 'Int';
    return (thing) => {
      if (thing.number >= 0) return number ? thing.number * 10 + (hashText(field) % 9) : `${type}-${field}-${thing.number}`;
      return number ? thing.hash % 1_000_000_007 : `${field}-${thing.hash}`;
    };
  }
}
