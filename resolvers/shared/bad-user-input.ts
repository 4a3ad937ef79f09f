/** What a client sent is wrong. The message names the argument and the bound; clients may show it. */
import { ClientError } from '../../src/errors/client-error.ts';

export function badUserInput(message: string, argument?: string): ClientError {
  return new ClientError('BAD_USER_INPUT', message, argument === undefined ? {} : { details: { argument } });
}

/** Throws BAD_USER_INPUT where `value` is not within the bounds, both included. */
export function requireWithin(argument: string, value: number, minimum: number, maximum: number): number {
  if (value >= minimum && value <= maximum) return value;
  throw badUserInput(`Argument "${argument}" must be from ${minimum} to ${maximum}, but ${value} was given.`, argument);
}

/** Throws BAD_USER_INPUT where a list is longer than `maximum`. */
export function requireAtMost(argument: string, list: readonly unknown[] | null | undefined, maximum: number): void {
  if (list && list.length > maximum) {
    throw badUserInput(`Argument "${argument}" takes at most ${maximum} values, but ${list.length} were given.`, argument);
  }
}
