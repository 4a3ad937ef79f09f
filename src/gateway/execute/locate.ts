/** Finds the objects at a plan path in the merged data, in document order. */
import type { PlaceSegment } from '../plan/plan.ts';
import { isDataObject, MAX_LEVELS, typenameOf, type DataObject } from './merge.ts';

export type Locate = (data: DataObject, found: DataObject[]) => void;

/** @param isTypeOf whether an object of the first type satisfies the second. */
export function compileLocate(path: readonly PlaceSegment[], isTypeOf: (typename: string, condition: string) => boolean): Locate {
  const visit = (value: unknown, at: number, found: DataObject[], lists = 0): void => {
    if (Array.isArray(value)) {
      // A list needs no '@' of its own: lists of lists are walked whole.
      const next = path[at]?.kind === 'items' ? at + 1 : at;
      if (lists < MAX_LEVELS) for (const item of value) visit(item, Array.isArray(item) ? at : next, found, lists + 1);
      return;
    }
    if (!isDataObject(value)) return;
    const segment = path[at];
    if (!segment) found.push(value);
    else if (segment.kind === 'key') visit(value[segment.key], at + 1, found);
    else if (segment.kind === 'keys') for (const key of segment.keys) visit(value[key], at + 1, found);
    else if (segment.kind === 'items') visit(value, at + 1, found);
    else if (segment.types.some((type) => isTypeOf(typenameOf(value), type))) visit(value, at + 1, found);
  };
  return (data, found) => visit(data, 0, found);
}
