/** Puts what failed where its value would be. */
import type { EntityStep } from '../program/program.ts';
import { FieldError } from './field-error.ts';
import { failAt, failMissing, typenameOf, type DataObject } from './merge.ts';

/** Everything the fetch owed these objects has failed; it may have been no more than their type, without which nobody can be asked for them. */
export function fail(step: EntityStep, targets: readonly DataObject[], error: FieldError): void {
  for (const target of targets) {
    for (const key of step.keysOf(typenameOf(target))) failAt(target, key, error);
    failMissing(target, error);
  }
}

/** Puts the error where its path leads, or at the null above. @returns false where the path leads nowhere. */
export function place(data: DataObject, path: readonly (string | number)[] | undefined, error: FieldError): boolean {
  if (!path || path.length === 0) return false;
  let at: DataObject | unknown[] = data;
  for (let i = 0; i < path.length; i += 1) {
    const segment = path[i] as string | number;
    if (segment === '__proto__') return false; // as in merge.ts
    // A list must not grow by an error.
    if (Array.isArray(at) && !(Number.isInteger(segment) && Number(segment) >= 0 && Number(segment) < at.length)) return false;
    const holder = at as Record<string | number, unknown>;
    const value = Object.hasOwn(holder, segment) ? holder[segment] : undefined;
    if (value === null || value === undefined) {
      holder[segment] = error.at(path.slice(i + 1));
      return true;
    }
    if (value instanceof FieldError) return true; // one error per null
    if (typeof value !== 'object') return false;
    at = value as DataObject | unknown[];
  }
  return false;
}
