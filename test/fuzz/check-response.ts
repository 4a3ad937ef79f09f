/**
 * Whether a response may be an answer to the operation, judged by the schema alone: keys and their order as CollectFields gives them (section 6.3.2), no null
 * where none may be, leaves of the right kind, errors that point at nulls. It shares no code with the engine.
 */
import {
  getNullableType,
  GraphQLError,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { nulledAt, type Answer } from './compare.ts';

export interface AskedOperation {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** Coerced. */
  readonly variables: Readonly<Record<string, unknown>>;
}

export function checkResponse(asked: AskedOperation, { data, errors }: Answer): string | null {
  if (data === undefined) return errors.length > 0 ? null : 'neither data nor errors';
  if (data === null && errors.length === 0) return 'data is null without an error';
  for (const { message, path } of errors) {
    if (typeof message !== 'string' || message === '') return 'an error without a message';
    if (path === undefined) continue;
    const at = nulledAt(data, path);
    const value = at.reduce<unknown>((found, segment) => (found as Record<string | number, unknown> | null)?.[segment], data);
    if (value !== null) return `the error "${message}" points at ${JSON.stringify(path)}, which is not null`;
  }
  if (data === null) return null;
  const root = asked.schema.getRootType(asked.operation.operation) as GraphQLObjectType;
  return checkObject(asked, root, [asked.operation.selectionSet], data, '');
}

function checkObject(
  asked: AskedOperation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  value: unknown,
  at: string,
): string | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return `${at}: no object`;
  const fields = new Map<string, FieldNode[]>();
  for (const set of sets) collect(asked, type, set, fields, new Set());
  const keys = Object.keys(value);
  const wanted = [...fields.keys()];
  // Whole numbers come first in any JavaScript object; no response key is one.
  if (keys.length !== wanted.length || keys.some((key, i) => key !== wanted[i]))
    return `${at}: keys ${keys.join(',')} instead of ${wanted.join(',')}`;
  for (const [key, nodes] of fields) {
    const field = (value as Record<string, unknown>)[key];
    const [first] = nodes as [FieldNode];
    const name = first.name.value;
    if (name === '__typename') {
      if (field !== type.name) return `${at}.${key}: ${JSON.stringify(field)} instead of ${type.name}`;
      continue;
    }
    const definition = name === '__schema' ? SchemaMetaFieldDef : name === '__type' ? TypeMetaFieldDef : type.getFields()[name];
    if (!definition) return `${at}.${key}: ${type.name} has no field ${name}`;
    const problem = checkValue(
      asked,
      definition.type,
      nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : [])),
      field,
      `${at}.${key}`,
    );
    if (problem !== null) return problem;
  }
  return null;
}

function checkValue(
  asked: AskedOperation,
  type: GraphQLOutputType,
  sets: readonly SelectionSetNode[],
  value: unknown,
  at: string,
): string | null {
  if (value === null) return isNonNullType(type) ? `${at}: null in ${String(type)}` : null;
  const nullable = getNullableType(type);
  if (isListType(nullable)) {
    if (!Array.isArray(value)) return `${at}: no list`;
    for (const [i, item] of value.entries()) {
      const problem = checkValue(asked, nullable.ofType as GraphQLOutputType, sets, item, `${at}[${i}]`);
      if (problem !== null) return problem;
    }
    return null;
  }
  if (isLeafType(nullable)) {
    if (isEnumType(nullable))
      return nullable.getValue(String(value)) && typeof value === 'string'
        ? null
        : `${at}: ${JSON.stringify(value)} is no ${nullable.name}`;
    return isLeaf(nullable.name, value) ? null : `${at}: ${JSON.stringify(value)} is no ${nullable.name}`;
  }
  if (isObjectType(nullable)) return checkObject(asked, nullable, sets, value, at);
  if (!isAbstractType(nullable)) return `${at}: ${String(type)} is no output type`;
  let problem = `${at}: ${nullable.name} has no possible types`;
  for (const possible of asked.schema.getPossibleTypes(nullable)) {
    const found = checkObject(asked, possible, sets, value, at);
    if (found === null) return null;
    problem = found;
  }
  return problem;
}

function isLeaf(name: string, value: unknown): boolean {
  switch (name) {
    case 'Int':
      return Number.isInteger(value) && Math.abs(value as number) <= 2_147_483_648;
    case 'Float':
      return typeof value === 'number';
    case 'Boolean':
      return typeof value === 'boolean';
    case 'String':
    case 'ID':
      return typeof value === 'string';
    default:
      return value !== undefined;
  }
}

function collect(
  asked: AskedOperation,
  type: GraphQLObjectType,
  set: SelectionSetNode,
  fields: Map<string, FieldNode[]>,
  visited: Set<string>,
): void {
  for (const selection of set.selections) {
    if (!included(asked, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      const key = (selection.alias ?? selection.name).value;
      const nodes = fields.get(key);
      if (nodes) nodes.push(selection);
      else fields.set(key, [selection]);
      continue;
    }
    if (selection.kind === Kind.FRAGMENT_SPREAD) {
      if (visited.has(selection.name.value)) continue;
      visited.add(selection.name.value);
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? asked.fragments.get(selection.name.value) : selection;
    if (!fragment) throw new GraphQLError('a spread of an unknown fragment');
    const condition = fragment.typeCondition ? asked.schema.getType(fragment.typeCondition.name.value) : type;
    if (condition === type || (isAbstractType(condition) && asked.schema.isSubType(condition, type)))
      collect(asked, type, fragment.selectionSet, fields, visited);
  }
}

function included(asked: AskedOperation, selection: SelectionNode): boolean {
  return (selection.directives ?? []).every((directive) => {
    const [argument] = directive.arguments ?? [];
    if (!argument) return true;
    const { value } = argument;
    const holds = value.kind === Kind.VARIABLE ? asked.variables[value.name.value] === true : value.kind === Kind.BOOLEAN && value.value;
    return directive.name.value === 'skip' ? !holds : directive.name.value === 'include' ? holds : true;
  });
}
