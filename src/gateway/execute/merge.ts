/** Puts what a subgraph answered into the data there is. The source's objects are taken over, not copied. */
import { FieldError } from './field-error.ts';

export type DataObject = Record<string, unknown>;

export function isDataObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FieldError);
}

/** On an object of which another subgraph failed to bring its part: why what is missing is missing. A symbol, so that no key of a subgraph is in its way. */
const FAILURE = Symbol('failure');
type Failing = DataObject & { [FAILURE]?: FieldError };

/** What stands under the key; where nothing does, the error of the subgraph that should have brought it. */
export function valueAt(object: DataObject, key: string): unknown {
  const value = object[key];
  return value === undefined ? (object as Failing)[FAILURE] : value;
}

/** Puts the error where there is no value, and beside what another subgraph brought of it. */
export function failAt(object: DataObject, key: string, error: FieldError): void {
  object[key] = merged(object[key], error);
}

/** Objects merge key by key and lists item by item, at any depth; a value wins over a null or an error, and remembers the error for what it lacks. */
export function mergeInto(target: DataObject, source: DataObject): void {
  const failure = (target as Failing)[FAILURE] ?? (source as Failing)[FAILURE];
  if (failure) (target as Failing)[FAILURE] = failure;
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue; // no GraphQL field can be called so; assigning it would change the prototype
    const present = target[key];
    target[key] = present === undefined ? (failure ? remembering(source[key], failure) : source[key]) : merged(present, source[key]);
  }
}

function merged(present: unknown, incoming: unknown): unknown {
  if (present === incoming || incoming === undefined || incoming === null) return present ?? incoming;
  if (present === null || present === undefined) return incoming;
  if (present instanceof FieldError) return incoming instanceof FieldError ? present : remembering(incoming, present);
  if (incoming instanceof FieldError) return remembering(present, incoming);
  if (Array.isArray(present) && Array.isArray(incoming)) {
    const length = Math.max(present.length, incoming.length);
    for (let i = 0; i < length; i += 1) present[i] = merged(present[i], incoming[i]);
    return present;
  }
  if (isDataObject(present) && isDataObject(incoming)) {
    mergeInto(present, incoming);
    return present;
  }
  return incoming;
}

function remembering(value: unknown, error: FieldError): unknown {
  if (Array.isArray(value)) for (const item of value) remembering(item, error);
  else if (isDataObject(value)) {
    (value as Failing)[FAILURE] ??= error.at([]);
    for (const key of Object.keys(value)) remembering(value[key], error);
  }
  return value;
}
