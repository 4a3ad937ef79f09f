/**
 * Random valid operations over any API schema: aliases (also of keys and of `__typename`), arguments as literals and variables, named and inline
 * fragments on narrower and wider types, repeated fields, @skip and @include by literal and by variable. What graphql-js finds invalid (two
 * fields that cannot merge) is thrown away and made again.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  parse,
  validate,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { Random } from './random.ts';

export interface GeneratedOperation {
  readonly source: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A value for an argument or input field, as JSON; undefined where any value of the type will do. */
export type ValueFor = (coordinate: string, type: string, random: Random) => unknown;

const ATTEMPTS = 50;

export function generateOperation(schema: GraphQLSchema, seed: number, valueFor: ValueFor): GeneratedOperation {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const operation = new Generator(schema, new Random(seed * ATTEMPTS + attempt), valueFor).operation();
    if (validate(schema, parse(operation.source)).length === 0) return operation;
  }
  throw new Error(`seed ${seed} made no valid operation in ${ATTEMPTS} attempts`);
}

class Generator {
  readonly #schema: GraphQLSchema;
  readonly #random: Random;
  readonly #valueFor: ValueFor;
  readonly #variables = new Map<string, { readonly type: string; readonly value: unknown }>();
  readonly #fragments: string[] = [];
  #budget: number;

  constructor(schema: GraphQLSchema, random: Random, valueFor: ValueFor) {
    this.#schema = schema;
    this.#random = random;
    this.#valueFor = valueFor;
    this.#budget = random.between(5, 60);
  }

  operation(): GeneratedOperation {
    const query = this.#schema.getQueryType();
    if (!query) throw new Error('the schema has no query type');
    const body = this.#selections(query, 0);
    const definitions = [...this.#variables].map(([name, { type }]) => `$${name}: ${type}`).join(', ');
    return {
      source: [`query Generated${definitions ? `(${definitions})` : ''} ${body}`, ...this.#fragments].join('\n'),
      variables: Object.fromEntries([...this.#variables].map(([name, { value }]) => [name, value])),
    };
  }

  #selections(type: GraphQLCompositeType, depth: number): string {
    const parts: string[] = [];
    const count = this.#random.between(1, 6);
    for (let i = 0; i < count && this.#budget > 0; i += 1) parts.push(this.#selection(type, depth));
    if (isUnionType(type) || this.#random.chance(0.15) || parts.length === 0) parts.push(this.#aliased('__typename'));
    return `{ ${parts.join(' ')} }`;
  }

  #selection(type: GraphQLCompositeType, depth: number): string {
    const fragment = isUnionType(type) ? 0.9 : isAbstractType(type) ? 0.5 : 0.12;
    if (depth < 7 && this.#random.chance(fragment)) return this.#fragment(type, depth);
    if (isUnionType(type)) return this.#aliased('__typename');
    const fields = Object.values(type.getFields()).filter((field) => depth < 6 || !isCompositeType(getNamedType(field.type)));
    if (fields.length === 0) return this.#aliased('__typename');
    const field = this.#random.pick(fields);
    this.#budget -= 1;
    const fieldType = getNamedType(field.type);
    const args = this.#arguments(`${type.name}.${field.name}`, field.args);
    const inner = isCompositeType(fieldType) ? ` ${this.#selections(fieldType, depth + 1)}` : '';
    return `${this.#aliased(field.name)}${args}${this.#condition()}${inner}`;
  }

  #aliased(name: string): string {
    if (!this.#random.chance(0.25)) return name;
    return `${this.#random.pick(['a', 'b', 'c', 'id', '__typename', 'title', '__proto__', 'constructor'])}: ${name}`;
  }

  #fragment(type: GraphQLCompositeType, depth: number): string {
    const on = this.#random.pick(this.#overlapping(type));
    const body = this.#selections(on, depth + 1);
    if (this.#random.chance(0.5))
      return `...${this.#random.chance(0.8) || on !== type ? ` on ${on.name}` : ''}${this.#condition()} ${body}`;
    const name = `F${this.#fragments.length}`;
    this.#fragments.push(`fragment ${name} on ${on.name} ${body}`);
    const spread = `...${name}${this.#condition()}`;
    return this.#random.chance(0.2) ? `${spread} ...${name}` : spread;
  }

  #overlapping(type: GraphQLCompositeType): GraphQLCompositeType[] {
    const possible = this.#possible(type);
    return Object.values(this.#schema.getTypeMap()).filter(
      (other): other is GraphQLCompositeType =>
        isCompositeType(other) && !other.name.startsWith('__') && this.#possible(other).some((name) => possible.includes(name)),
    );
  }

  #possible(type: GraphQLCompositeType): string[] {
    return isObjectType(type) ? [type.name] : this.#schema.getPossibleTypes(type).map(({ name }) => name);
  }

  #condition(): string {
    if (!this.#random.chance(0.12)) return '';
    const directive = this.#random.pick(['skip', 'include']);
    const value = this.#random.chance(0.5) ? String(this.#random.chance(0.5)) : this.#variable('Boolean!', this.#random.chance(0.5));
    return ` @${directive}(if: ${value})`;
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#variables.size}`;
    this.#variables.set(name, { type, value });
    return `$${name}`;
  }

  #arguments(coordinate: string, args: readonly GraphQLArgument[]): string {
    const given = args.flatMap((arg) => {
      const wanted = this.#valueFor(`${coordinate}.${arg.name}`, getNamedType(arg.type).name, this.#random);
      if (wanted === undefined && !isRequiredArgument(arg) && this.#random.chance(0.6)) return [];
      const value = wanted === undefined ? this.#value(`${coordinate}.${arg.name}`, arg.type) : wanted;
      if (value === null && !isRequiredArgument(arg)) return [];
      return [`${arg.name}: ${this.#random.chance(0.5) ? literal(value, arg.type) : this.#variable(String(arg.type), value)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  #value(coordinate: string, type: GraphQLInputType): unknown {
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && this.#random.chance(0.1)) return null;
    const wanted = this.#valueFor(coordinate, getNamedType(type).name, this.#random);
    if (isListType(nullable))
      return Array.from({ length: this.#random.between(0, 2) }, () => this.#value(coordinate, nullable.ofType as GraphQLInputType));
    if (wanted !== undefined) return wanted;
    if (isEnumType(nullable)) return this.#random.pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields());
      const chosen = nullable.isOneOf
        ? [this.#random.pick(fields)]
        : fields.filter((field) => isNonNullType(field.type) || this.#random.chance(0.5));
      return Object.fromEntries(
        chosen.map((field) => [
          field.name,
          this.#value(`${nullable.name}.${field.name}`, field.type) ?? this.#value(`${nullable.name}.${field.name}`, field.type),
        ]),
      );
    }
    switch (getNamedType(type).name) {
      case 'Int':
        return this.#random.between(-1, 5);
      case 'Float':
        return this.#random.between(-10, 10) / 2;
      case 'Boolean':
        return this.#random.chance(0.5);
      default:
        return this.#random.pick(['x', 'ar', '']);
    }
  }
}

/** JSON as a GraphQL literal of the type: enum values bare, input object keys unquoted. */
function literal(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type);
  if (value === null || value === undefined) return 'null';
  if (isListType(nullable))
    return Array.isArray(value)
      ? `[${value.map((item) => literal(item, nullable.ofType as GraphQLInputType)).join(', ')}]`
      : literal(value, nullable.ofType as GraphQLInputType);
  if (isEnumType(nullable)) return String(value);
  if (isInputObjectType(nullable)) {
    const fields = nullable.getFields();
    return `{ ${Object.entries(value as object)
      .flatMap(([name, inner]) => (fields[name] ? [`${name}: ${literal(inner, fields[name].type)}`] : []))
      .join(', ')} }`;
  }
  return JSON.stringify(value);
}
