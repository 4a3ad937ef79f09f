/** What the arguments of a field cost: their weights, and those of the input fields in them. An input object without a weight costs 1, a leaf nothing. */
import {
  getNamedType,
  isInputObjectType,
  isListType,
  isNonNullType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLInputType,
  type ValueNode,
} from 'graphql';
import { sum, type Amount } from './amount.ts';
import type { CostRules } from './cost-rules.ts';

/** @param coordinate `Type.field` */
export function argumentsCost(rules: CostRules, node: FieldNode, definition: GraphQLField<unknown, unknown>, coordinate: string): Amount {
  return sum(
    (node.arguments ?? []).map(({ name, value }): Amount => {
      const argument = definition.args.find((candidate) => candidate.name === name.value);
      return argument ? literalCost(rules, argument.type, value, rules.weightOf(`${coordinate}(${name.value})`)) : 0;
    }),
  );
}

function literalCost(rules: CostRules, type: GraphQLInputType, value: ValueNode, own: number | undefined): Amount {
  if (value.kind === Kind.NULL) return 0;
  const named = getNamedType(type);
  const weight = own ?? rules.weightOf(named.name);
  if (value.kind === Kind.VARIABLE) {
    if (!isInputObjectType(named) && weight === undefined) return 0;
    return (run) => valueCost(rules, type, run.variables[value.name.value], own);
  }
  if (isNonNullType(type)) return literalCost(rules, type.ofType, value, own);
  if (isListType(type) && value.kind === Kind.LIST) return sum(value.values.map((item) => literalCost(rules, type.ofType, item, own)));
  if (!isInputObjectType(named)) return weight ?? 0;
  const fields = value.kind === Kind.OBJECT ? value.fields : [];
  return sum([
    weight ?? 1,
    ...fields.map(({ name, value: inner }): Amount => {
      const field = named.getFields()[name.value];
      return field ? literalCost(rules, field.type, inner, rules.weightOf(`${named.name}.${name.value}`)) : 0;
    }),
  ]);
}

function valueCost(rules: CostRules, type: GraphQLInputType, value: unknown, own: number | undefined): number {
  if (value === null || value === undefined) return 0;
  if (isNonNullType(type)) return valueCost(rules, type.ofType, value, own);
  if (isListType(type) && Array.isArray(value))
    return value.reduce<number>((total, item) => total + valueCost(rules, type.ofType, item, own), 0);
  const named = getNamedType(type);
  const weight = own ?? rules.weightOf(named.name);
  if (!isInputObjectType(named)) return weight ?? 0;
  let total = weight ?? 1;
  for (const [name, inner] of Object.entries(value)) {
    const field = named.getFields()[name];
    if (field) total += valueCost(rules, field.type, inner, rules.weightOf(`${named.name}.${name}`));
  }
  return total;
}
