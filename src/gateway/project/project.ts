/**
 * Projection: writes the answer's JSON text once, straight from the merged data, in the client's field order and under the client's aliases
 * (CompleteValue, GraphQL specification section 6.4.3, and null propagation, section 6.4.4).
 *
 * A writer returns the JSON text of a value, or one of two nulls: `null`, a null that nothing has explained yet, which is fine wherever null is
 * allowed; and `undefined`, a null for which an error has been recorded. A non-null position turns the first into the second by recording
 * the specification's error, and hands the second up. So every null that should not be there has exactly one error, and no value is built twice.
 *
 * Error paths are made only when there is an error: whoever calls a writer compares the number of errors before and after, and adds its own
 * response key or index to the new ones.
 */
import {
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type FieldNode,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
  type FragmentDefinitionNode,
} from 'graphql';
import { UNAUTHORIZED } from '../authorization/authorization.ts';
import type { Denied } from '../authorization/denied.ts';
import { FieldError } from '../execute/field-error.ts';
import { isDataObject, valueAt, type DataObject } from '../execute/merge.ts';
import type { ResponseKeys } from '../operation/response-keys.ts';
import { collectFields, type CollectInput } from './collect-fields.ts';
import { leafWriter } from './leaf.ts';
import { explain, type Errors, type Writer, type Written } from './written.ts';

export interface Projection {
  /** @returns the text of `data`; `null` where null has reached the top. */
  write(data: DataObject, introspection: Readonly<Record<string, unknown>>, errors: Errors): string | null;
  /** The root field at `index` alone: mutations stop at the first one that nulls the answer. @returns false where it does. */
  allows(index: number, data: DataObject): boolean;
}

export interface ProjectionInput {
  readonly schema: GraphQLSchema;
  readonly rootType: GraphQLObjectType;
  readonly selectionSet: SelectionSetNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly keys: ResponseKeys;
  /** What this client may not see: null with an error each. */
  readonly denied?: Denied | null | undefined;
}

export function compileProjection(input: ProjectionInput): Projection {
  const compiler = new Compiler(input);
  const root = compiler.fields(input.rootType, [input.selectionSet]);
  return {
    write(data, introspection, errors) {
      const text = writeFields(root, data, errors, introspection) ?? null;
      for (const error of errors) error.path.reverse();
      return text;
    },
    allows(index, data) {
      const field = root[index];
      if (!field?.nonNull) return true;
      const value = field.write(valueAt(data, field.key), []);
      return value !== undefined && value !== null;
    },
  };
}

/** One response key of one concrete type. */
interface FieldWriter {
  /** Where the value stands in the merged data. */
  readonly key: string;
  readonly responseKey: string;
  /** `"responseKey":` */
  readonly prefix: string;
  readonly nonNull: boolean;
  readonly write: Writer;
  /** `__schema` and `__type` are taken from the introspection result, under the client's alias. */
  readonly introspection: boolean;
}

function writeFields(
  fields: readonly FieldWriter[],
  object: DataObject,
  errors: Errors,
  introspection?: Readonly<Record<string, unknown>>,
): Written {
  let text = '{';
  for (let i = 0; i < fields.length; i += 1) {
    const field = fields[i] as FieldWriter;
    if (field.introspection) {
      text += `${i === 0 ? '' : ','}${field.prefix}${JSON.stringify(introspection?.[field.responseKey] ?? null)}`;
      continue;
    }
    const before = errors.length;
    const written = field.write(valueAt(object, field.key), errors);
    if (errors.length > before) for (let e = before; e < errors.length; e += 1) errors[e]?.path.push(field.responseKey);
    if (written === undefined && field.nonNull) return undefined;
    text += i === 0 ? field.prefix : `,${field.prefix}`;
    text += written ?? 'null';
  }
  return `${text}}`;
}

/** An object whose concrete type no subgraph told, for a reason that it may remember. */
function untold(errors: Errors, object: DataObject, where: string): undefined {
  const why = valueAt(object, '__typename');
  if (!(why instanceof FieldError)) return explain(errors, `No subgraph told which type stands at ${where}.`);
  errors.push({ message: why.message, path: [], extensions: why.extensions, unreachable: why.unreachable });
  return undefined;
}

/** A null that its client may not see behind. @param what the coordinate, as the client's own text names it, or the type of an object. */
function refuse(errors: Errors, what: string): undefined {
  errors.push({ message: `Unauthorized field or type: ${what}.`, path: [], extensions: { code: UNAUTHORIZED }, unreachable: false });
  return undefined;
}

class Compiler {
  readonly #input: ProjectionInput;
  readonly #collect: CollectInput;

  constructor(input: ProjectionInput) {
    this.#input = input;
    this.#collect = input;
  }

  fields(type: GraphQLObjectType | GraphQLInterfaceType, sets: readonly SelectionSetNode[]): FieldWriter[] {
    const writers: FieldWriter[] = [];
    for (const [responseKey, group] of collectFields(this.#collect, type, sets)) {
      const nodes = this.#allowed(group);
      const [first] = nodes;
      const name = first.name.value;
      const prefix = `${JSON.stringify(responseKey)}:`;
      if (name === '__typename') {
        const text = JSON.stringify(type.name);
        writers.push({ key: '__typename', responseKey, prefix, nonNull: true, write: () => text, introspection: false });
        continue;
      }
      if (name.startsWith('__')) {
        writers.push({ key: name, responseKey, prefix, nonNull: false, write: () => null, introspection: true });
        continue;
      }
      const definition = type.getFields()[name];
      const denied = this.#input.denied?.fields.get(first);
      if (definition && denied !== undefined) {
        const nonNull = isNonNullType(definition.type);
        writers.push({ key: name, responseKey, prefix, nonNull, write: (_, errors) => refuse(errors, denied), introspection: false });
        continue;
      }
      const key = this.#input.keys.of(first);
      if (!definition || key === undefined) throw new Error(`${type.name}.${name} was selected but never planned`);
      const nonNull = isNonNullType(definition.type);
      writers.push({
        key,
        responseKey,
        prefix,
        nonNull,
        write: this.#output(definition.type, nodes, `${type.name}.${name}`),
        introspection: false,
      });
    }
    return writers;
  }

  /** What is asked for once allowed and once denied, under one key, is allowed. */
  #allowed(group: [FieldNode, ...FieldNode[]]): [FieldNode, ...FieldNode[]] {
    const { denied } = this.#input;
    if (!denied) return group;
    const [first, ...others] = group.filter((node) => !denied.fields.has(node));
    return first ? [first, ...others] : group;
  }

  #output(type: GraphQLOutputType, nodes: readonly [FieldNode, ...FieldNode[]], where: string): Writer {
    if (isNonNullType(type)) {
      const nullable = this.#output(type.ofType, nodes, where);
      return (value, errors) => {
        const written = nullable(value, errors);
        if (written !== null) return written;
        return explain(errors, `Cannot return null for non-nullable field ${where}.`);
      };
    }
    const write = this.#value(type, nodes, where);
    return (value, errors) => {
      if (value === null || value === undefined) return null;
      if (value instanceof FieldError) {
        errors.push({
          message: value.message,
          path: this.#clientPath(nodes, value.rest).toReversed(),
          extensions: value.extensions,
          unreachable: value.unreachable,
        });
        return undefined;
      }
      return write(value, errors);
    };
  }

  #value(type: GraphQLOutputType, nodes: readonly [FieldNode, ...FieldNode[]], where: string): Writer {
    if (isListType(type)) return this.#list(type.ofType, nodes, where);
    if (isLeafType(type)) return leafWriter(type, where);
    const sets = nodes.flatMap((node) => (node.selectionSet ? [node.selectionSet] : []));
    if (isObjectType(type)) {
      const fields = this.fields(type, sets);
      return (value, errors) =>
        isDataObject(value) ? writeFields(fields, value, errors) : explain(errors, `Expected an object for ${where}.`);
    }
    if (!isAbstractType(type)) throw new Error(`${where} has a type that is no output type`);
    const possible = new Map(this.#input.schema.getPossibleTypes(type).map((object) => [object.name, object]));
    /** Null where it would have to be known which concrete type stands there. */
    const byType = new Map<unknown, FieldWriter[] | null>();
    return (value, errors) => {
      if (!isDataObject(value)) return explain(errors, `Expected an object for ${where}.`);
      const typename = value['__typename'];
      if (this.#input.denied?.types.has(typename as string)) return refuse(errors, typename as string);
      let fields = byType.get(typename);
      if (fields === undefined) {
        const object = possible.get(typename as string);
        // A type the client may not know of (inaccessible, or of another subgraph's union) is not shown, not even named. An object of
        // @interfaceObject is shown as the interface where nothing asked for more, so that no fetch is needed to learn its type.
        if (!object && !(isInterfaceType(type) && (typename === type.name || typename === undefined)))
          return explain(errors, `"${type.name}" of ${where} has no such type.`);
        fields = object ? this.fields(object, sets) : this.#fieldsOfAny(type as GraphQLInterfaceType, sets);
        byType.set(typename, fields);
      }
      return fields ? writeFields(fields, value, errors) : untold(errors, value, where);
    };
  }

  /** Fields of an object of which only the interface is known; null where its concrete types are shown differently. */
  #fieldsOfAny(type: GraphQLInterfaceType, sets: readonly SelectionSetNode[]): FieldWriter[] | null {
    const fields = this.fields(type, sets);
    if (fields.some(({ key }) => key === '__typename')) return null;
    const keys = fields.map(({ prefix }) => prefix).join();
    const alike = this.#input.schema
      .getPossibleTypes(type)
      .every((object) => [...collectFields(this.#collect, object, sets).keys()].map((key) => `${JSON.stringify(key)}:`).join() === keys);
    return alike ? fields : null;
  }

  #list(type: GraphQLOutputType, nodes: readonly [FieldNode, ...FieldNode[]], where: string): Writer {
    const nonNull = isNonNullType(type);
    const writeItem = this.#output(type, nodes, where);
    return (value, errors) => {
      if (!Array.isArray(value)) return explain(errors, `Expected a list for ${where}.`);
      let text = '[';
      for (let i = 0; i < value.length; i += 1) {
        const before = errors.length;
        const written = writeItem(value[i], errors);
        if (errors.length > before) for (let e = before; e < errors.length; e += 1) errors[e]?.path.push(i);
        if (written === undefined && nonNull) return undefined;
        text += i === 0 ? (written ?? 'null') : `,${written ?? 'null'}`;
      }
      return `${text}]`;
    };
  }

  /**
   * Response keys of ours, below a field, as the client calls them; the first alias where it has several. It ends before what the client did not ask for:
   * a key or a required field, maybe one that it may not know of.
   */
  #clientPath(nodes: readonly FieldNode[], rest: readonly (string | number)[]): (string | number)[] {
    const path: (string | number)[] = [];
    let level = nodes;
    for (const segment of rest) {
      if (typeof segment === 'string') {
        const below = level.flatMap((node) => (node.selectionSet ? this.#fieldsBelow(node.selectionSet) : []));
        level = below.filter((node) => this.#input.keys.of(node) === segment);
      }
      const [first] = level;
      if (!first) break;
      path.push(typeof segment === 'number' ? segment : (first.alias ?? first.name).value);
    }
    return path;
  }

  #fieldsBelow(set: SelectionSetNode): FieldNode[] {
    return set.selections.flatMap((selection) => {
      if (selection.kind === 'Field') return [selection];
      const inner =
        selection.kind === 'InlineFragment' ? selection.selectionSet : this.#input.fragments.get(selection.name.value)?.selectionSet;
      return inner ? this.#fieldsBelow(inner) : [];
    });
  }
}
