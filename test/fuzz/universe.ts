/**
 * The data of a supergraph, made of nothing but a seed: what a field answers is a pure function of the object, the field and its arguments. So every
 * subgraph and the monolith agree, and an object is the same by whatever path it is come by.
 */
import { getArgumentValues, GraphQLError, isObjectType, Kind, type GraphQLSchema, type SelectionSetNode } from 'graphql';
import type { Declaration, Declarations } from './declarations.ts';
import type { FieldFault } from './faults.ts';
import { hashText, mix } from './hash.ts';
import { Producer, type Produce } from './produce.ts';
import { argumentsText, representationText } from './stable-text.ts';
import { entity, mapThings, POOL, Thing } from './thing.ts';

/** What one run of an operation sees. */
export interface Setting {
  readonly seed: number;
  readonly fault: FieldFault | null;
  /** Collects the coordinates of fields that are resolved. */
  readonly touched: Set<string> | null;
  /** Mutations so far: each has a result of its own. */
  readonly mutations: { count: number };
}

type Args = Readonly<Record<string, unknown>>;

interface FieldData {
  readonly hash: number;
  readonly produce: Produce;
  /** Values of a key tell the object, whatever the seed. */
  readonly keyValue: ((thing: Thing) => unknown) | null;
  readonly coordinate: string;
  readonly nonNull: boolean;
  /** What fails with it. Empty where some subgraph resolves the field without more. */
  readonly requires: readonly SelectionSetNode[];
}

export class Universe {
  readonly declarations: Declarations;
  /** The whole supergraph, inaccessible parts included. */
  readonly #schema: GraphQLSchema;
  readonly #fields = new Map<string, Map<string, FieldData>>();
  readonly #keyFields = new Set<string>();
  readonly #entities: ReadonlySet<string>;
  readonly #producer: Producer;
  readonly #byKey = new Map<string, Map<string, number>>();
  readonly #arguments = new WeakMap<object, Args>();

  constructor(declarations: Declarations, schema: GraphQLSchema) {
    this.declarations = declarations;
    this.#schema = schema;
    this.#entities = new Set(declarations.concreteTypes().filter((type) => this.#keysOf(type).length > 0));
    this.#producer = new Producer(declarations, this.#entities);
    for (const type of this.#entities) for (const key of this.#keysOf(type)) this.#markKey(type, key.selections);
    this.#indexKeys();
  }

  root(type: string): Thing {
    return new Thing(type, hashText(type));
  }

  /** @throws GraphQLError where the setting's fault is in this field. */
  value(thing: Thing, field: string, args: Args, setting: Setting): unknown {
    const data = this.#field(thing.type, field);
    if (data.keyValue) return data.keyValue(thing);
    setting.touched?.add(data.coordinate);
    let hash = mix(mix(thing.hash, data.hash), setting.seed);
    if (thing.type === 'Mutation') hash = mix(hash, (setting.mutations.count += 1));
    const given = argumentsText(args);
    if (given !== '') hash = mix(hash, hashText(given));
    const { fault } = setting;
    if (fault !== null) for (const selections of data.requires) this.project(thing, selections, setting);
    if (fault !== null && fault.coordinate === data.coordinate && mix(thing.hash, fault.salt) % 4 < fault.quarters) {
      if (fault.how === 'error' || data.nonNull) throw new GraphQLError(`${data.coordinate} fails`, { extensions: { code: 'FAULT' } });
      return null;
    }
    return data.produce(hash);
  }

  /** The fields of a @key or @requires, as a representation has them. @throws as `value`. */
  project(thing: Thing, selections: SelectionSetNode, setting: Setting): Record<string, unknown> {
    const into: Record<string, unknown> = {};
    this.#projectInto(thing, selections, setting, into);
    return into;
  }

  /** The object that a subgraph is sent a representation of, by the key that it is told. */
  find(subgraph: string, representation: Readonly<Record<string, unknown>>): Thing | null {
    const typename = String(representation['__typename']);
    const type = this.declarations.typeIn(subgraph, typename);
    for (const key of type?.keys ?? []) {
      if (!key.resolvable) continue;
      const text = representationText(representation, key.selections);
      if (text === null) continue;
      for (const concrete of this.declarations.possible(subgraph, typename)) {
        const number = this.#byKey.get(`${concrete}|${key.text}`)?.get(text);
        if (number !== undefined) return entity(concrete, number);
      }
    }
    return null;
  }

  isKeyField(coordinate: string): boolean {
    return this.#keyFields.has(coordinate);
  }

  #keysOf(type: string) {
    return this.declarations.subgraphs.flatMap((subgraph) => {
      const names = [
        type,
        ...(this.declarations.typeIn(subgraph, type)?.interfaces ?? []),
        this.declarations.nameIn(subgraph, type) ?? type,
      ];
      return [...new Set(names)].flatMap((name) => this.declarations.typeIn(subgraph, name)?.keys ?? []);
    });
  }

  #markKey(type: string, selections: SelectionSetNode): void {
    for (const selection of selections.selections) {
      if (selection.kind !== Kind.FIELD) continue;
      const field = selection.name.value;
      this.#keyFields.add(`${type}.${field}`);
      if (selection.selectionSet)
        for (const below of this.declarations.candidates(type, field)) this.#markKey(below, selection.selectionSet);
    }
  }

  #indexKeys(): void {
    for (const type of this.#entities) {
      for (const key of this.#keysOf(type)) {
        const byText = new Map<string, number>();
        for (let number = 0; number < POOL; number += 1)
          byText.set(
            JSON.stringify(
              this.project(entity(type, number), key.selections, { seed: 0, fault: null, touched: null, mutations: { count: 0 } }),
            ),
            number,
          );
        if (byText.size < POOL) throw new Error(`the key "${key.text}" does not tell the objects of ${type} apart`);
        this.#byKey.set(`${type}|${key.text}`, byText);
      }
    }
  }

  #field(type: string, field: string): FieldData {
    let fields = this.#fields.get(type);
    if (!fields) this.#fields.set(type, (fields = new Map()));
    let data = fields.get(field);
    if (!data) {
      const coordinate = `${type}.${field}`;
      const found = this.declarations.ofField(type, field);
      if (found.length === 0) throw new Error(`no subgraph has ${coordinate}`);
      data = {
        hash: hashText(field),
        produce: this.#producer.valueOf({ type, field }, found),
        keyValue: this.#keyFields.has(coordinate) ? this.#producer.keyValue({ type, field }, found) : null,
        coordinate,
        nonNull: found.some(({ type: own }) => own.kind === Kind.NON_NULL_TYPE),
        requires: requirementsOf(found),
      };
      fields.set(field, data);
    }
    return data;
  }

  #projectInto(thing: Thing, selections: SelectionSetNode, setting: Setting, into: Record<string, unknown>): void {
    for (const selection of selections.selections) {
      if (selection.kind === Kind.FRAGMENT_SPREAD) throw new Error('a field set has no named fragments');
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const condition = selection.typeCondition?.name.value;
        if (condition === undefined || condition === thing.type || this.declarations.implementers(condition).includes(thing.type))
          this.#projectInto(thing, selection.selectionSet, setting, into);
        continue;
      }
      const name = selection.name.value;
      const value = this.value(thing, name, this.#argumentsOf(thing.type, selection), setting);
      const { selectionSet } = selection;
      into[name] = selectionSet ? mapThings(value, (item) => this.project(item, selectionSet, setting)) : value;
    }
  }

  #argumentsOf(type: string, node: Parameters<typeof getArgumentValues>[1]): Args {
    let args = this.#arguments.get(node);
    if (!args) {
      const parent = this.#schema.getType(type);
      const definition = isObjectType(parent) ? parent.getFields()[node.name.value] : undefined;
      args = definition && 'arguments' in node ? getArgumentValues(definition, node) : {};
      this.#arguments.set(node, args);
    }
    return args;
  }
}

function requirementsOf(declared: readonly Declaration[]): readonly SelectionSetNode[] {
  const resolving = declared.filter(({ external, moved }) => !external && moved !== 'always');
  const required = resolving.flatMap(({ requires }) => (requires ? [requires] : []));
  return required.length === resolving.length ? required : [];
}
