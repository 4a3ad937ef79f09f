/**
 * Representations (Apollo Federation subgraph specification, `_Any`): the key and required fields of one object, as the subgraph that is asked
 * knows them.
 */
import type { EntityFetch, RequiredSelection } from '../plan/plan.ts';
import { FieldError } from '../execute/field-error.ts';
import { isDataObject, MAX_LEVELS, valueAt, type DataObject } from '../execute/merge.ts';

/** A representation; the error that stands in a needed field's place; or null where the object lacks what identifies it. */
export type Represent = (object: DataObject) => DataObject | FieldError | null;

type IsTypeOf = (typename: string, condition: string) => boolean;

export function compileRepresent(fetch: Pick<EntityFetch, 'requires' | 'typenames'>, isTypeOf: IsTypeOf): Represent {
  return (object) => {
    const typename = object['__typename'];
    if (typeof typename !== 'string') return null;
    const representation: DataObject = { __typename: typename };
    const failure = fill(fetch.requires, object, representation, isTypeOf);
    if (failure) return failure === MISSING ? null : failure;
    for (const rewrite of fetch.typenames) {
      if (rewrite.types.length === 0 || rewrite.types.some((type) => isTypeOf(typename, type))) representation['__typename'] = rewrite.to;
    }
    return identifies(representation) ? representation : null;
  };
}

const MISSING = Symbol('missing');

/** Copies what is required; stops at the first value that is not there. */
function fill(
  selections: readonly RequiredSelection[],
  object: DataObject,
  into: DataObject,
  isTypeOf: IsTypeOf,
): FieldError | typeof MISSING | null {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      const typename = object['__typename'];
      if (typeof typename === 'string' && !isTypeOf(typename, selection.type)) continue;
      const failure = fill(selection.selections, object, into, isTypeOf);
      if (failure) return failure;
      continue;
    }
    const value = copy(
      selection.name === '__typename' ? object[selection.key] : valueAt(object, selection.key),
      selection.selections,
      isTypeOf,
    );
    if (value === MISSING) {
      if (selection.name === '__typename') continue;
      return MISSING;
    }
    if (value instanceof FieldError) return value;
    // Two fragments may ask for parts of the same object.
    const present = into[selection.name];
    if (isDataObject(present) && isDataObject(value)) Object.assign(present, value);
    else into[selection.name] = value;
  }
  return null;
}

function copy(value: unknown, selections: readonly RequiredSelection[], isTypeOf: IsTypeOf, lists = 0): unknown {
  if (value === undefined) return MISSING;
  if (value === null || value instanceof FieldError) return value;
  if (Array.isArray(value)) {
    if (lists > MAX_LEVELS) return MISSING;
    const items: unknown[] = [];
    for (const item of value) {
      const copied = copy(item, selections, isTypeOf, lists + 1);
      if (copied === MISSING || copied instanceof FieldError) return copied;
      items.push(copied);
    }
    return items;
  }
  if (selections.length === 0 || !isDataObject(value)) return value;
  const into: DataObject = {};
  // What is required under type conditions says nothing without the type that met them.
  if (selections.some(({ kind }) => kind === 'fragment') && typeof value['__typename'] === 'string')
    into['__typename'] = value['__typename'];
  return fill(selections, value, into, isTypeOf) ?? into;
}

/** A representation whose every field is null names nothing. */
function identifies(representation: DataObject): boolean {
  for (const key of Object.keys(representation)) if (key !== '__typename' && representation[key] !== null) return true;
  return false;
}
