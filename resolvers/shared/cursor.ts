/**
 * Opaque keyset cursors: base64url of `[version, order, ...key]` as JSON. The order stands in the cursor because a cursor of one order
 * points nowhere in another.
 */
import { badUserInput } from './bad-user-input.ts';

const VERSION = 1;

export type CursorKey = readonly (string | number)[];

export function encodeCursor(order: string, key: CursorKey): string {
  return Buffer.from(JSON.stringify([VERSION, order, ...key])).toString('base64url');
}

/**
 * The key in a cursor. `shape` names the type of each part, in order. Throws BAD_USER_INPUT where the cursor was not made by
 * `encodeCursor` of this release, for this order and this shape.
 */
export function decodeCursor(argument: string, cursor: string, order: string, shape: readonly ('string' | 'number')[]): CursorKey {
  const [version, madeFor, ...key] = readJsonArray(cursor);
  if (version !== VERSION || typeof madeFor !== 'string')
    throw badUserInput(`Argument "${argument}" is not a cursor of this service.`, argument);
  if (madeFor !== order)
    throw badUserInput(`Argument "${argument}" is a cursor of another connection or order (${madeFor}, not ${order}).`, argument);
  if (key.length !== shape.length || key.some((part, index) => typeof part !== shape[index])) {
    throw badUserInput(`Argument "${argument}" is not a cursor of this service.`, argument);
  }
  return key as CursorKey;
}

function readJsonArray(cursor: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : [];
  } catch {
    return []; // Not ours: the caller says so.
  }
}
