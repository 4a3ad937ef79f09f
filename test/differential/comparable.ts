/** What of two answers must be equal. */
import type { Answer } from './shapes.ts';

/** Errors as a set of reasons: which of several failed siblings an executor hears of first is not laid down (section 6.4.4). */
export function comparable({ data, errors }: Answer): Answer {
  const reasons = errors.map(({ message, path, code }) => ({
    message,
    path,
    code: message.startsWith('Cannot return null for non-nullable field') ? 'INVALID_SUBGRAPH_VALUE' : code,
  }));
  return {
    data,
    errors: [...new Map(reasons.map((reason) => [JSON.stringify(nulledAt(data, reason.path)), reason])).values()].toSorted((a, b) =>
      JSON.stringify(a.path) < JSON.stringify(b.path) ? -1 : 1,
    ),
  };
}

/** The position that became null because of an error at `path`. */
function nulledAt(data: unknown, path: Answer['errors'][number]['path']): readonly (string | number)[] {
  let value = data;
  for (let i = 0; i <= path.length; i += 1) {
    if (value === null || typeof value !== 'object') return path.slice(0, i);
    value = (value as Record<string | number, unknown>)[path[i] as string | number];
  }
  return path;
}
