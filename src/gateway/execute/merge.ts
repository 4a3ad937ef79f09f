/** Puts what a subgraph answered into the data there is. The source's objects are taken over, not copied. */
import { FieldError } from './field-error.ts';

export type DataObject = Record<string, unknown>;

export function isDataObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FieldError);
}

/** The object's type as it was told; empty where it was not, or where a subgraph told what is no name. */
export function typenameOf(object: DataObject): string {
  const typename = object['__typename'];
  return typeof typename === 'string' ? typename : '';
}

/** Levels of lists and objects that are walked in an answer: more than any operation within the limits has. What lies deeper is a lie, and would end the stack. */
export const MAX_LEVELS = 300;

/** On an object of which another subgraph failed to bring its part: why what is missing is missing. A symbol, so that no key of a subgraph is in its way. */
const FAILURE = Symbol('failure');
type Failing = DataObject & { [FAILURE]?: FieldError };

/** What stands under the key; where nothing does, the error of the subgraph that should have brought it. */
export function valueAt(object: DataObject, key: string): unknown {
  const value = present(object, key);
  return value === undefined ? (object as Failing)[FAILURE] : value;
}

/** Answers hold no functions: one is what objects inherit under `constructor` or `toString`. Cheaper than to ask whose the property is. */
function present(object: DataObject, key: string): unknown {
  const value = object[key];
  return typeof value === 'function' ? undefined : value;
}

/** Puts the error where there is no value, and beside what another subgraph brought of it. */
export function failAt(object: DataObject, key: string, error: FieldError): void {
  object[key] = merged(present(object, key), error);
}

/** What the object lacks, and what depends on that, has failed. */
export function failMissing(object: DataObject, error: FieldError): void {
  (object as Failing)[FAILURE] ??= error.at([]);
}

/** The same data in objects and lists of its own; errors are shared. */
export function copyOf<Value>(value: Value, level = 0): Value {
  if (level > MAX_LEVELS) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => copyOf(item, level + 1)) as Value;
  if (!isDataObject(value)) return value;
  const copy = Object.create(null) as Failing; // a custom scalar may hold any key
  const failure = (value as Failing)[FAILURE];
  if (failure) copy[FAILURE] = failure;
  for (const key of Object.keys(value)) copy[key] = copyOf(value[key], level + 1);
  return copy as Value;
}

/** Objects merge key by key and lists item by item, at any depth; a value wins over a null or an error, and remembers the error for what it lacks. */
export function mergeInto(target: DataObject, source: DataObject, level = 0): void {
  const failure = (target as Failing)[FAILURE] ?? (source as Failing)[FAILURE];
  if (failure) (target as Failing)[FAILURE] = failure;
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue; // no GraphQL field can be called so; assigning it would change the prototype
    const before = present(target, key);
    target[key] =
      before === undefined ? (failure ? remembering(source[key], failure) : source[key]) : merged(before, source[key], level + 1);
  }
}

export function merged(before: unknown, incoming: unknown, level = 0): unknown {
  if (level > MAX_LEVELS || before === incoming || incoming === undefined || incoming === null) return before ?? incoming;
  if (before === null || before === undefined) return incoming;
  if (before instanceof FieldError) return incoming instanceof FieldError ? before : remembering(incoming, before);
  if (incoming instanceof FieldError) return remembering(before, incoming);
  if (Array.isArray(before) && Array.isArray(incoming)) {
    const length = Math.max(before.length, incoming.length);
    for (let i = 0; i < length; i += 1) before[i] = merged(before[i], incoming[i], level + 1);
    return before;
  }
  if (isDataObject(before) && isDataObject(incoming)) {
    mergeInto(before, incoming, level);
    return before;
  }
  return incoming;
}

function remembering(value: unknown, error: FieldError, level = 0): unknown {
  if (level > MAX_LEVELS) return value;
  if (Array.isArray(value)) for (const item of value) remembering(item, error, level + 1);
  else if (isDataObject(value)) {
    (value as Failing)[FAILURE] ??= error.at([]);
    for (const key of Object.keys(value)) remembering(value[key], error, level + 1);
  }
  return value;
}
