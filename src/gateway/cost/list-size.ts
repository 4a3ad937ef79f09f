/** How long a list is taken to be: from its slicing arguments, else as @listSize assumes, else as the gateway does. */
import { Kind, valueFromAST, type FieldNode, type GraphQLField, type ObjectValueNode, type ValueNode } from 'graphql';
import { valueOf, type Amount, type CostRun } from './amount.ts';
import type { ListSize } from './cost-rules.ts';

/** The size said by one slicing argument; null where it is not given. */
type Slice = number | null | ((run: CostRun) => number | null);

/** @param where the field, as problems name it. */
export function sizeOf(
  rule: ListSize,
  node: FieldNode,
  definition: GraphQLField<unknown, unknown>,
  assumed: number,
  where: string,
): Amount {
  const otherwise = rule.assumedSize ?? assumed;
  if (rule.slicingArguments.length === 0) return otherwise;
  const given = rule.slicingArguments.map((path) => givenSlice(path, node));
  const defaults = rule.slicingArguments.map((path) => defaultSlice(path, definition));
  const size = (run: CostRun): number => {
    const named = given.flatMap((slice) => (typeof slice === 'function' ? slice(run) : slice) ?? []);
    const slices = named.length > 0 ? named : defaults.flatMap((slice) => slice ?? []);
    if (rule.requireOne && slices.length !== 1) run.problems.push(problem(rule, slices.length, where));
    return slices.length > 0 ? Math.max(...slices) : otherwise;
  };
  if (given.some((slice) => typeof slice === 'function')) return size;
  const probe: CostRun = { variables: {}, problems: [] };
  const fixed = valueOf(size, probe);
  return probe.problems.length > 0 ? size : fixed;
}

function problem(rule: ListSize, found: number, where: string): string {
  const names = rule.slicingArguments.map((path) => `"${path.join('.')}"`);
  const choice =
    names.length > 1 ? `Exactly one of the arguments ${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : `The argument ${names[0]}`;
  return `${choice} of "${where}" must be given; ${found === 0 ? 'none is' : `${found} are`}.`;
}

function givenSlice(path: readonly string[], node: FieldNode): Slice {
  const [name, ...rest] = path;
  const argument = node.arguments?.find((candidate) => candidate.name.value === name);
  return argument ? sliceOf(argument.value, rest) : null;
}

function sliceOf(value: ValueNode, path: readonly string[]): Slice {
  if (value.kind === Kind.VARIABLE) return (run) => lengthOf(at(run.variables[value.name.value], path));
  const [name, ...rest] = path;
  if (name === undefined) {
    if (value.kind === Kind.INT) return Math.max(0, Number(value.value));
    return value.kind === Kind.LIST ? value.values.length : null;
  }
  const field = value.kind === Kind.OBJECT ? fieldOf(value, name) : undefined;
  return field ? sliceOf(field.value, rest) : null;
}

function fieldOf(value: ObjectValueNode, name: string) {
  return value.fields.find((field) => field.name.value === name);
}

function defaultSlice(path: readonly string[], definition: GraphQLField<unknown, unknown>): number | null {
  const [name, ...rest] = path;
  const argument = definition.args.find((candidate) => candidate.name === name);
  if (!argument) return null;
  const value = argument.astNode?.defaultValue ? valueFromAST(argument.astNode.defaultValue, argument.type) : argument.defaultValue;
  return lengthOf(at(value, rest));
}

function at(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const name of path) found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[name] : undefined;
  return found;
}

/** A number is a size; a list of what is asked for has one. */
function lengthOf(value: unknown): number | null {
  if (typeof value === 'number') return Math.max(0, value);
  return Array.isArray(value) ? value.length : null;
}
