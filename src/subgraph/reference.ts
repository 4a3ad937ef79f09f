/** How reference resolvers are written: check each key by itself, load all good ones at once. */
import { ClientError } from '../errors/client-error.ts';
import type { ReferenceResolver, Representation } from './definition.ts';

/**
 * A reference resolver out of two steps. `parse` reads one representation and throws where it is no valid key: only that index gets the
 * error. `load` is called once with all parsed keys, in order, and answers in that order (DataLoader's `loadMany`-like, nulls for none).
 */
export function batchedReference<Key, Context>(
  parse: (representation: Representation) => Key,
  load: (keys: readonly Key[], context: Context) => Promise<readonly (object | null)[]>,
): ReferenceResolver<Context> {
  return async (representations, context) => {
    const entities: (object | null)[] = Array.from({ length: representations.length }, () => null);
    const keys: Key[] = [];
    const positions: number[] = [];
    representations.forEach((representation, index) => {
      try {
        keys.push(parse(representation));
        positions.push(index);
      } catch (error) {
        entities[index] = asError(error);
      }
    });
    if (keys.length === 0) return entities;
    const loaded = await load(keys, context);
    positions.forEach((position, index) => {
      entities[position] = loaded[index] ?? null;
    });
    return entities;
  };
}

/** The string under `field`. Throws BAD_USER_INPUT where it is missing, not a string, empty, or longer than any key of ours. */
export function keyString(representation: Representation, field: string): string {
  const value = representation[field];
  if (typeof value === 'string' && value.length > 0 && value.length <= MAX_KEY_LENGTH) return value;
  throw badRepresentation(representation, `"${field}" must be a string of 1 to ${MAX_KEY_LENGTH} characters`);
}

export function badRepresentation(representation: Representation, reason: string): ClientError {
  const typename = typeof representation['__typename'] === 'string' ? representation['__typename'] : 'unknown type';
  return new ClientError('BAD_USER_INPUT', `Bad representation of ${typename}: ${reason}.`);
}

const MAX_KEY_LENGTH = 2048;

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
