/** Arguments of random operations: literals and variables in every place, with and without defaults, given, omitted and null. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLInputType,
} from 'graphql';
import type { Random } from '../differential/random.ts';

/** Not those of Object.prototype: graphql-js itself loses them. */
const NASTY_VARIABLES = ['representations', 'representations0', '_representations', '__typename', 'id'];

interface Variable {
  readonly definition: string;
  /** Undefined where it is left out. */
  readonly value: unknown;
}

/** Of one operation: variables are used again where their type fits. */
export class Arguments {
  readonly #random: Random;
  readonly #variables = new Map<string, Variable>();
  readonly #byType = new Map<string, string[]>();

  constructor(random: Random) {
    this.#random = random;
  }

  /** Definitions for the operation's head, and what goes with the request. */
  written(): { readonly definitions: string; readonly variables: Readonly<Record<string, unknown>> } {
    return {
      definitions: [...this.#variables.values()].map(({ definition }) => definition).join(', '),
      variables: Object.fromEntries([...this.#variables].flatMap(([key, { value }]) => (value === undefined ? [] : [[key, value]]))),
    };
  }

  /** A variable for @skip or @include. */
  condition(): string {
    const known = this.#byType.get('condition');
    if (known && this.#random.chance(0.4)) return `$${this.#random.pick(known)}`;
    const name = this.#variableName();
    const value = this.#random.chance(0.6);
    const [type, given] = this.#random.pick<[string, unknown]>([
      ['Boolean!', value],
      ['Boolean! = true', undefined],
      ['Boolean = false', value],
      ['Boolean = false', undefined],
    ]);
    this.#variables.set(name, { definition: `$${name}: ${type}`, value: given });
    this.#byType.set('condition', [...(known ?? []), name]);
    return `$${name}`;
  }

  /** The field's arguments in parentheses, or nothing. */
  of(field: GraphQLField<unknown, unknown>): string {
    const given = field.args.flatMap((arg) => {
      if (!isRequiredArgument(arg) && this.#random.chance(0.5)) return [];
      return [`${arg.name}: ${this.#value(arg.type, 0, arg.defaultValue !== undefined)}`];
    });
    return given.length > 0 ? `(${given.join(', ')})` : '';
  }

  /** The text of a value: literals, with variables in any place. */
  #value(type: GraphQLInputType, depth: number, hasDefault = false): string {
    if (this.#random.chance(0.25)) return this.#variable(type, hasDefault);
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && this.#random.chance(0.1)) return 'null';
    if (isListType(nullable)) {
      const item = nullable.ofType as GraphQLInputType;
      if (this.#random.chance(0.15)) return this.#value(item, depth + 1); // one item stands for a list of it
      return `[${Array.from({ length: this.#random.between(0, 2) }, () => this.#value(item, depth + 1)).join(', ')}]`;
    }
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (depth < 3 && this.#random.chance(0.4)),
      );
      return `{ ${fields.map((field) => `${field.name}: ${this.#value(field.type, depth + 1, field.defaultValue !== undefined)}`).join(', ')} }`;
    }
    const json = this.#json(nullable as GraphQLInputType, depth);
    return isEnumType(nullable) ? String(json) : literalText(json);
  }

  #variable(type: GraphQLInputType, hasDefault: boolean): string {
    const text = String(type);
    const known = this.#byType.get(text);
    if (known && this.#random.chance(0.3)) return `$${this.#random.pick(known)}`;
    const name = this.#variableName();
    const nullable = getNullableType(type) as GraphQLInputType;
    let declared = text;
    let value: unknown = this.#json(type, 0);
    let initial = '';
    if (isNonNullType(type)) {
      // A nullable variable may stand here where one of the two has a default; null is then an error of the field.
      if (hasDefault && this.#random.chance(0.4)) {
        declared = String(nullable);
        value = this.#either(value, value, undefined, null);
      } else if (this.#random.chance(0.3)) {
        declared = String(nullable);
        initial = ` = ${this.#literal(type, this.#json(type, 0))}`;
        value = this.#either(value, undefined, undefined, null);
      } else if (this.#random.chance(0.02)) value = this.#either(null, undefined);
    } else if (this.#random.chance(0.15)) {
      declared = `${text}!`;
      value = this.#json(nullable, 0) ?? this.#json(nullable, 0);
    } else {
      if (this.#random.chance(0.3)) initial = ` = ${this.#literal(type, this.#json(type, 0))}`;
      value = this.#either(value, value, undefined, null);
    }
    this.#variables.set(name, { definition: `$${name}: ${declared}${initial}`, value });
    this.#byType.set(text, [...(known ?? []), name]);
    return `$${name}`;
  }

  #variableName(): string {
    const name = this.#random.chance(0.08) ? this.#random.pick(NASTY_VARIABLES) : '';
    return name === '' || this.#variables.has(name) ? `v${this.#variables.size}` : name;
  }

  #either(...values: readonly unknown[]): unknown {
    return values[this.#random.between(0, values.length - 1)];
  }

  #json(type: GraphQLInputType, depth: number): unknown {
    const nullable = getNullableType(type);
    if (!isNonNullType(type) && depth > 0 && this.#random.chance(0.15)) return null;
    if (isListType(nullable))
      return Array.from({ length: this.#random.between(0, 2) }, () => this.#json(nullable.ofType as GraphQLInputType, depth + 1));
    if (isEnumType(nullable)) return this.#random.pick(nullable.getValues()).name;
    if (isInputObjectType(nullable)) {
      const fields = Object.values(nullable.getFields()).filter(
        (field) => (isNonNullType(field.type) && field.defaultValue === undefined) || (depth < 3 && this.#random.chance(0.4)),
      );
      return Object.fromEntries(fields.map((field) => [field.name, this.#json(field.type, depth + 1)]));
    }
    switch (getNamedType(type).name) {
      case 'Int':
        return this.#random.between(-1, 4);
      case 'Float':
        return this.#random.pick([0.5, -1, 3, 1e30]);
      case 'Boolean':
        return this.#random.chance(0.5);
      case 'ID':
        return this.#random.pick<unknown>(['1', 7, '']);
      case 'String':
        return this.#random.pick(['x', 'a "b"', '', '$v0', 'é\n']);
      default:
        return this.#random.pick<unknown>([1, 'text', true, [1, [null]], { a: { b: [1.5, 'c'] } }, {}]);
    }
  }

  /** JSON as a literal of the type: enum values bare. */
  #literal(type: GraphQLInputType, json: unknown): string {
    const nullable = getNullableType(type);
    if (json === null || json === undefined) return 'null';
    if (isListType(nullable) && Array.isArray(json))
      return `[${json.map((item) => this.#literal(nullable.ofType as GraphQLInputType, item)).join(', ')}]`;
    if (isEnumType(nullable)) return String(json);
    if (!isInputObjectType(nullable)) return literalText(json);
    const fields = nullable.getFields();
    return `{ ${Object.entries(json as object)
      .map(([name, value]) => `${name}: ${this.#literal(fields[name]?.type as GraphQLInputType, value)}`)
      .join(', ')} }`;
  }
}

function literalText(json: unknown): string {
  if (Array.isArray(json)) return `[${json.map(literalText).join(', ')}]`;
  if (typeof json !== 'object' || json === null) return JSON.stringify(json);
  return `{ ${Object.entries(json)
    .map(([name, value]) => `${name}: ${literalText(value)}`)
    .join(', ')} }`;
}
