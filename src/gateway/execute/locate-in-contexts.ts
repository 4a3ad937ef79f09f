/** Finds the objects of an entity fetch with the values that arguments of it take from further up (@fromContext). */
import type { ContextVariable, EntityFetch, PlaceSegment, RequiredSelection } from '../plan/plan.ts';
import { FieldError } from './field-error.ts';
import { compileLocate } from './locate.ts';
import { isDataObject, type DataObject } from './merge.ts';

/** Objects for which all values are equal. */
export interface InContext {
  readonly objects: Set<DataObject>;
  readonly values: Readonly<Record<string, unknown>>;
  /** The error that stands in a value's place: then nothing is asked. */
  readonly failure: FieldError | null;
}

export type LocateInContexts = (data: DataObject) => readonly InContext[];

type IsTypeOf = (typename: string, condition: string) => boolean;

export function compileLocateInContexts(entity: Pick<EntityFetch, 'paths' | 'contexts'>, isTypeOf: IsTypeOf): LocateInContexts {
  const walks = entity.paths.map((path) => compileWalk(path, entity.contexts, isTypeOf));
  return (data) => {
    const found = new Map<string, InContext>();
    for (const walk of walks) walk(data, {}, found);
    return [...found.values()];
  };
}

type Walk = (from: DataObject, values: Readonly<Record<string, unknown>>, found: Map<string, InContext>) => void;

/** From context to context, the uppermost first, then to the objects. */
function compileWalk(path: readonly PlaceSegment[], contexts: readonly ContextVariable[], isTypeOf: IsTypeOf): Walk {
  const depths = [...new Set(contexts.map(({ depth }) => depth))].toSorted((a, b) => a - b);
  const end: Walk = (object, values, found) => put(found, object, values);
  return [...depths, path.length].reduceRight<Walk>((next, depth, index) => {
    const locate = compileLocate(path.slice(depths[index - 1] ?? 0, depth), isTypeOf);
    const here = index < depths.length ? contexts.filter((context) => context.depth === depth) : [];
    return (from, values, found) => {
      const objects: DataObject[] = [];
      locate(from, objects);
      for (const object of objects) {
        const own = here.map(({ variable, selections }) => [variable, valueOf(object, selections, isTypeOf)] as const);
        next(object, own.length > 0 ? { ...values, ...Object.fromEntries(own) } : values, found);
      }
    };
  }, end);
}

function put(found: Map<string, InContext>, object: DataObject, values: Readonly<Record<string, unknown>>): void {
  const failure = Object.values(values).find((value) => value instanceof FieldError) ?? null;
  const key = failure ? `failed ${found.size}` : JSON.stringify(values);
  const present = found.get(key);
  if (present) present.objects.add(object);
  else found.set(key, { objects: new Set([object]), values, failure });
}

function valueOf(object: DataObject, selections: readonly RequiredSelection[], isTypeOf: IsTypeOf): unknown {
  for (const selection of selections) {
    if (selection.kind === 'fragment') {
      const typename = object['__typename'];
      if (typeof typename === 'string' && !isTypeOf(typename, selection.type)) continue;
      return valueOf(object, selection.selections, isTypeOf);
    }
    const value = object[selection.key];
    return selection.selections.length > 0 && isDataObject(value) ? valueOf(value, selection.selections, isTypeOf) : (value ?? null);
  }
  return null;
}
