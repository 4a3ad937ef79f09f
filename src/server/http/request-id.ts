import { randomUUID } from 'node:crypto';

/** The caller's `X-Request-Id` where it is fit for a log line, else a new one. */
export function requestIdOf(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}
