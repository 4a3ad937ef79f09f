/** Keys that a fetch asked for under names of its own get those that the merged data has. */
import type { PathSegment, Rename } from '../plan/plan.ts';
import { isDataObject, MAX_LEVELS, merged, typenameOf, type DataObject } from './merge.ts';

type IsTypeOf = (typename: string, condition: string) => boolean;

export function renameKeys(renames: readonly Rename[], data: DataObject, isTypeOf: IsTypeOf): void {
  for (const { path, from, to } of renames) {
    visitPath(data, path, isTypeOf, (object) => {
      if (!Object.hasOwn(object, from)) return;
      // Both keys may hold parts of one field: what an interface's selection brought, and what that of one of its types did.
      object[to] = merged(Object.hasOwn(object, to) ? object[to] : undefined, object[from]);
      delete object[from];
    });
  }
}

function visitPath(
  value: unknown,
  path: readonly PathSegment[],
  isTypeOf: IsTypeOf,
  visitor: (object: DataObject) => void,
  lists = 0,
): void {
  if (Array.isArray(value)) {
    if (lists < MAX_LEVELS) for (const item of value) visitPath(item, path, isTypeOf, visitor, lists + 1);
    return;
  }
  if (!isDataObject(value)) return;
  const [segment, ...rest] = path;
  if (!segment) visitor(value);
  else if (segment.kind === 'key') visitPath(value[segment.key], rest, isTypeOf, visitor);
  else if (segment.kind === 'items' || segment.types.some((type) => isTypeOf(typenameOf(value), type)))
    visitPath(value, rest, isTypeOf, visitor);
}
