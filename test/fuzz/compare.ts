/** Answers beside each other: data to the byte, and errors by the positions that they made null. */

export interface ResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
}

export interface Answer {
  /** Undefined where nothing was executed. */
  readonly data: unknown;
  readonly errors: readonly ResponseError[];
}

/** The same data in the same order of keys, and the same nulls explained. @returns the difference, or null. */
export function differs(expected: Answer, got: Answer): string | null {
  if ((expected.data === undefined) !== (got.data === undefined))
    return `the monolith ${expected.data === undefined ? 'executes nothing' : 'executes'}, the gateway does not: ${told(expected)} against ${told(got)}`;
  if (expected.data === undefined) return null;
  const [wanted, written] = [JSON.stringify(expected.data), JSON.stringify(got.data)];
  if (wanted !== written)
    return `data differ:\n  monolith ${wanted}\n  gateway  ${written}\n  errors ${told(expected)}\n     and ${told(got)}`;
  const [wantedErrors, writtenErrors] = [explained(expected), explained(got)];
  if (wantedErrors !== writtenErrors)
    return `errors explain other nulls:\n  monolith ${wantedErrors}\n  gateway  ${writtenErrors}\n  errors ${told(expected)}\n     and ${told(got)}\n  data ${written}`;
  return null;
}

/** What is left of the monolith's answer when parts could not be had: every null has its error, all else is equal. @returns the difference, or null. */
export function differsBeyondFaults(expected: Answer, got: Answer): string | null {
  if (got.data === undefined) return expected.data === undefined ? null : 'nothing was executed';
  const positions = new Set(got.errors.map(({ path }) => JSON.stringify(nulledAt(got.data, path ?? []))));
  return within(expected.data, got.data, [], positions);
}

function within(expected: unknown, got: unknown, path: readonly (string | number)[], positions: ReadonlySet<string>): string | null {
  if (got === null) {
    if (expected === null || expected === undefined || positions.has(JSON.stringify(path))) return null;
    return `null without an error at ${JSON.stringify(path)}`;
  }
  if (typeof got !== 'object')
    return got === expected ? null : `${JSON.stringify(got)} instead of ${JSON.stringify(expected)} at ${JSON.stringify(path)}`;
  if (typeof expected !== 'object' || expected === null || Array.isArray(expected) !== Array.isArray(got))
    return `${JSON.stringify(got)} instead of ${JSON.stringify(expected)} at ${JSON.stringify(path)}`;
  const [keys, others] = [Object.keys(got), Object.keys(expected)];
  if (keys.length !== others.length || keys.some((key, i) => key !== others[i]))
    return `keys ${keys.join(',')} instead of ${others.join(',')} at ${JSON.stringify(path)}`;
  for (const key of keys) {
    const segment = Array.isArray(got) ? Number(key) : key;
    const problem = within(
      (expected as Record<string, unknown>)[key],
      (got as Record<string, unknown>)[key],
      [...path, segment],
      positions,
    );
    if (problem !== null) return problem;
  }
  return null;
}

/** Whether all that is left in the one is in the other, as it is there. @returns what is not, or null. */
export function losesMore(left: unknown, got: unknown, path: readonly (string | number)[] = []): string | null {
  if (left === null || left === undefined) return null;
  if (got === null || got === undefined) return `null at ${JSON.stringify(path)}, where ${JSON.stringify(left)} could be had`;
  if (typeof left !== 'object' || typeof got !== 'object') return null;
  for (const [key, value] of Object.entries(left)) {
    const segment = Array.isArray(left) ? Number(key) : key;
    const problem = losesMore(value, (got as Record<string, unknown>)[key], [...path, segment]);
    if (problem !== null) return problem;
  }
  return null;
}

/** Which of several failed siblings an executor hears of first is not laid down (section 6.4.4): errors count by what they made null. */
function explained({ data, errors }: Answer): string {
  return [...new Set(errors.map(({ path }) => JSON.stringify(nulledAt(data, path ?? []))))].toSorted().join(' ');
}

/** The position that became null because of an error at `path`. */
export function nulledAt(data: unknown, path: readonly (string | number)[]): readonly (string | number)[] {
  let value = data;
  for (let i = 0; i <= path.length; i += 1) {
    if (value === null || typeof value !== 'object') return path.slice(0, i);
    const segment = path[i];
    value = segment !== undefined && Object.hasOwn(value, segment) ? (value as Record<string | number, unknown>)[segment] : undefined;
  }
  return path;
}

function told({ errors }: Answer): string {
  return JSON.stringify(errors.map(({ message, path }) => [message, path]));
}
