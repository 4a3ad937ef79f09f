/** Puts what a subgraph answered into the data there is. The source's objects are taken over, not copied. */
import { FieldError } from './field-error.ts';

export type DataObject = Record<string, unknown>;

export function isDataObject(value: unknown): value is DataObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FieldError);
}

/** Objects merge key by key and lists item by item, at any depth; a value wins over a null or an error. */
export function mergeInto(target: DataObject, source: DataObject): void {
  for (const key of Object.keys(source)) {
    if (key === '__proto__') continue; // no GraphQL field can be called so; assigning it would change the prototype
    const present = target[key];
    target[key] = present === undefined ? source[key] : merged(present, source[key]);
  }
}

function merged(present: unknown, incoming: unknown): unknown {
  if (present === incoming || incoming === undefined || incoming === null) return present ?? incoming;
  if (present === null || present === undefined || present instanceof FieldError) return incoming;
  if (incoming instanceof FieldError) return present;
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
