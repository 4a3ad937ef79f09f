/**
 * Random operations over an API schema. Selection sets at one response path share a record of the keys that are taken, so that nearly all
 * operations are valid; whoever asks throws the rest away.
 */
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Random } from '../differential/random.ts';
import { Arguments } from './generate-arguments.ts';

export interface Operation {
  readonly source: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What is looked up for each selection, worked out once per schema. */
export interface Vocabulary {
  readonly schema: GraphQLSchema;
  readonly fields: ReadonlyMap<string, readonly GraphQLField<unknown, unknown>[]>;
  readonly leaves: ReadonlyMap<string, readonly GraphQLField<unknown, unknown>[]>;
  readonly overlapping: ReadonlyMap<string, readonly GraphQLCompositeType[]>;
  /** Names that an alias may collide with. */
  readonly names: readonly string[];
}

const NASTY = [
  '__typename',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'id',
  '_entities',
  '__schema',
  'representations',
  'length',
  '__as1',
];

export function vocabularyOf(schema: GraphQLSchema): Vocabulary {
  const composites = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('__'),
  );
  const possible = new Map(
    composites.map((type) => [
      type.name,
      new Set(isObjectType(type) ? [type.name] : schema.getPossibleTypes(type).map(({ name }) => name)),
    ]),
  );
  const fieldsOf = (type: GraphQLCompositeType) => (isUnionType(type) ? [] : Object.values(type.getFields()));
  const names = new Set(composites.flatMap((type) => fieldsOf(type).map(({ name }) => name)));
  return {
    schema,
    fields: new Map(composites.map((type) => [type.name, fieldsOf(type)])),
    leaves: new Map(composites.map((type) => [type.name, fieldsOf(type).filter((field) => !isCompositeType(getNamedType(field.type)))])),
    overlapping: new Map(
      composites.map((type) => [
        type.name,
        composites.filter((other) => !(possible.get(type.name) as Set<string>).isDisjointFrom(possible.get(other.name) as Set<string>)),
      ]),
    ),
    names: [...names, ...[...names].map((name) => `${name}_2`)],
  };
}

export function generateOperation(vocabulary: Vocabulary, random: Random): Operation {
  return new Generator(vocabulary, random).operation();
}

/** The response keys taken at one path. */
type Scope = Map<
  string,
  { readonly signature: string; readonly field: GraphQLField<unknown, unknown>; readonly parent: string; readonly below: Scope }
>;

class Generator {
  readonly #vocabulary: Vocabulary;
  readonly #random: Random;
  readonly #arguments: Arguments;
  readonly #fragments: { readonly name: string; readonly on: string; readonly text: string }[] = [];
  #budget: number;
  #fragmentCount = 0;

  constructor(vocabulary: Vocabulary, random: Random) {
    this.#vocabulary = vocabulary;
    this.#random = random;
    this.#arguments = new Arguments(random);
    this.#budget = random.chance(0.85) ? random.between(2, 18) : random.between(18, 70);
  }

  operation(): Operation {
    const { schema } = this.#vocabulary;
    const mutation = schema.getMutationType();
    const root = mutation && this.#random.chance(0.15) ? mutation : (schema.getQueryType() as GraphQLObjectType);
    const kind = root === mutation ? 'mutation' : 'query';
    const body = this.#selections(root, 0, new Map());
    const { definitions, variables } = this.#arguments.written();
    const name = this.#random.chance(0.5) ? 'Op' : '';
    const head = kind === 'query' && name === '' && definitions === '' ? '' : `${kind} ${name}${definitions ? `(${definitions})` : ''} `;
    const texts = [`${head}${body}`, ...this.#fragments.map(({ text }) => text)];
    const several = name !== '' && this.#random.chance(0.05);
    if (several) texts.splice(this.#random.between(0, texts.length), 0, 'query Other { __typename }');
    return {
      source: texts.join('\n'),
      operationName: several || (name !== '' && this.#random.chance(0.3)) ? name : null,
      variables,
    };
  }

  #selections(type: GraphQLCompositeType, depth: number, scope: Scope): string {
    const parts: string[] = [];
    const count = this.#random.between(1, depth === 0 ? 4 : 5);
    for (let i = 0; i < count && this.#budget > 0; i += 1) {
      const part = this.#selection(type, depth, scope);
      if (part !== null) parts.push(part);
    }
    if (parts.length === 0 || this.#random.chance(isAbstractType(type) ? 0.3 : 0.08)) parts.push(this.#typename(scope));
    if (depth === 0 && this.#random.chance(0.02)) parts.push(this.#introspection(scope));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number, scope: Scope): string | null {
    const fragment = isUnionType(type) ? 0.95 : isAbstractType(type) ? 0.5 : 0.14;
    if (depth < 9 && this.#random.chance(fragment)) return this.#fragment(type, depth, scope);
    if (isUnionType(type)) return this.#typename(scope);
    if (scope.size > 0 && this.#random.chance(0.1)) {
      const again = this.#again(type, depth, scope);
      if (again !== null) return again;
    }
    const fields = (depth < 7 ? this.#vocabulary.fields : this.#vocabulary.leaves).get(type.name) ?? [];
    if (fields.length === 0) return null;
    return this.#field(type, this.#random.pick(fields), depth, scope);
  }

  #field(type: GraphQLCompositeType, field: GraphQLField<unknown, unknown>, depth: number, scope: Scope): string {
    this.#budget -= 1;
    const args = field.args.length > 0 ? this.#arguments.of(field) : '';
    const signature = `${field.name}${args}`;
    let key = this.#alias(field.name);
    const taken = scope.get(key);
    const apart = taken && taken.parent !== type.name && isObjectType(type) && isObjectType(this.#vocabulary.schema.getType(taken.parent));
    if (taken && taken.signature !== signature && !(apart && this.#random.chance(0.7))) {
      for (let n = scope.size; scope.has(key); n += 1) key = `k${n}`;
    }
    let below = scope.get(key)?.below;
    if (!below || taken?.signature !== signature) {
      below = new Map();
      scope.set(key, { signature, field, parent: type.name, below });
    }
    return this.#print(key, signature, field, depth, below);
  }

  /** A field that is there already, once more. */
  #again(type: GraphQLCompositeType, depth: number, scope: Scope): string | null {
    const [key, entry] = this.#random.pick([...scope]);
    if (entry.parent !== type.name) return null;
    this.#budget -= 1;
    return this.#print(key, entry.signature, entry.field, depth, entry.below);
  }

  #print(key: string, signature: string, field: GraphQLField<unknown, unknown>, depth: number, below: Scope): string {
    const named = getNamedType(field.type);
    const inner = isCompositeType(named) ? ` ${this.#selections(named, depth + 1, below)}` : '';
    return `${key === field.name ? '' : `${key}: `}${signature}${this.#condition()}${inner}`;
  }

  #typename(scope: Scope): string {
    let key = this.#alias('__typename');
    if (scope.has(key)) key = '__typename';
    return scope.has(key) ? `tn: __typename` : key === '__typename' ? key : `${key}: __typename`;
  }

  #alias(name: string): string {
    if (!this.#random.chance(0.2)) return name;
    if (this.#random.chance(0.4)) return this.#random.pick(NASTY);
    return this.#random.chance(0.5) ? this.#random.pick(this.#vocabulary.names) : this.#random.pick(['a', 'b', 'c']);
  }

  #introspection(scope: Scope): string {
    let key = this.#alias('meta');
    if (scope.has(key)) key = 'meta';
    const type = this.#random.pick([...this.#vocabulary.fields.keys(), 'Mood', 'Ghost', 'Nothing', 'PointInput']);
    return this.#random.pick([
      `${key}: __schema { queryType { name } types { name kind } }`,
      `${key}: __type(name: "${type}") { ...on __Type { __typename name kind } fields { name args { name defaultValue } type { kind name ofType { name kind } } } enumValues { name } possibleTypes { name } inputFields { name } interfaces { name } }`,
    ]);
  }

  #fragment(type: GraphQLCompositeType, depth: number, scope: Scope): string {
    const overlapping = this.#vocabulary.overlapping.get(type.name) as readonly GraphQLCompositeType[];
    if (this.#fragments.length > 0 && this.#random.chance(0.15)) {
      const usable = this.#fragments.filter(({ on }) => overlapping.some(({ name }) => name === on));
      if (usable.length > 0) return `...${this.#random.pick(usable).name}${this.#condition()}`;
    }
    const on = this.#random.pick(overlapping);
    if (this.#random.chance(0.6)) {
      const bare = on === type && this.#random.chance(0.5);
      return `...${bare ? '' : ` on ${on.name}`}${this.#condition()} ${this.#selections(on, depth + 1, scope)}`;
    }
    const name = `F${this.#fragmentCount}`;
    this.#fragmentCount += 1;
    const text = `fragment ${name} on ${on.name} ${this.#selections(on, depth + 1, scope)}`;
    this.#fragments.push({ name, on: on.name, text });
    return `...${name}${this.#condition()}`;
  }

  #condition(): string {
    if (!this.#random.chance(0.08)) return '';
    const one = (directive: string): string => {
      const value = this.#random.chance(0.4) ? String(this.#random.chance(0.5)) : this.#arguments.condition();
      return ` @${directive}(if: ${value})`;
    };
    return this.#random.chance(0.1) ? `${one('skip')}${one('include')}` : one(this.#random.pick(['skip', 'include']));
  }
}
