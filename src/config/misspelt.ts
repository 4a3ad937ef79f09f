/** A variable under a wrong name is as if it was not set: a limit that an operator believes in would be missing, and nobody would say so. */
import { VARIABLES, type VariableName } from './variables.ts';

export interface Misspelt {
  readonly name: string;
  readonly meant: VariableName;
}

/** Shorter names are near too many others. */
const SHORTEST = 6;
/** Changed, missing, added or exchanged letters for which one name is taken for another. */
const MOST_EDITS = 2;

/** Names of the environment that are nearly ones of ours, each with the one that was meant; those that are set themselves are not looked for. */
export function misspeltVariables(environment: Readonly<Record<string, string | undefined>> = process.env): Misspelt[] {
  const unset = (Object.keys(VARIABLES) as VariableName[]).filter((name) => name.length >= SHORTEST && environment[name] === undefined);
  return Object.keys(environment)
    .filter((name) => !(name in VARIABLES))
    .flatMap((name) => {
      const meant = unset.find((other) => isNear(name, other));
      return meant === undefined ? [] : [{ name, meant }];
    });
}

function isNear(name: string, other: string): boolean {
  const most = other.length >= 2 * SHORTEST ? MOST_EDITS : 1;
  return Math.abs(name.length - other.length) <= most && distance(name, other) <= most;
}

/** Optimal string alignment: the least number of edits, where two letters that stand the wrong way round are one. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const line = [row];
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1];
      let least = Math.min(last[column]! + 1, line[column - 1]! + 1, last[column - 1]! + (isSame ? 0 : 1));
      if (from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) least = Math.min(least, before[column - 2]! + 1);
      line.push(least);
    }
    [before, last] = [last, line];
  }
  return last[to.length]!;
}
