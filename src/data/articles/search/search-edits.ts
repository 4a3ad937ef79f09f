/** Typing errors: Damerau and Levenshtein's four, counted against the beginning of a word. */

/** All that `word` becomes by one letter wrong, missing, added, or swapped with its neighbour; the first letter may be wrong, too. Some 60 a letter. */
export function editsOf(word: string, alphabet: string): readonly string[] {
  const edits = new Set<string>();
  for (let at = 0; at <= word.length; at++) {
    const [before, rest] = [word.slice(0, at), word.slice(at)];
    for (const letter of alphabet) edits.add(before + letter + rest);
    if (rest === '') continue;
    edits.add(before + rest.slice(1));
    for (const letter of alphabet) edits.add(before + letter + rest.slice(1));
    if (rest.length > 1) edits.add(before + rest[1]! + rest[0]! + rest.slice(2));
  }
  edits.delete(word);
  return [...edits];
}

/** The letters of a folded word's script. */
export function alphabetOf(word: string): string {
  return /[\u0621-\u064A]/.test(word) ? 'ءابتثجحخدذرزسشصضطظعغفقكلمنهوي' : 'abcdefghijklmnopqrstuvwxyz';
}

/** Whether some beginning of `term` is at most two edits away from `prefix`. */
export function isWithinTwoEdits(prefix: string, term: string): boolean {
  let previous = Array.from({ length: term.length + 1 }, (_, column) => column);
  let beforePrevious: number[] = [];
  for (let row = 1; row <= prefix.length; row++) {
    const current = [row];
    for (let column = 1; column <= term.length; column++) {
      const isSame = prefix[row - 1] === term[column - 1];
      let least = Math.min(previous[column]! + 1, current[column - 1]! + 1, previous[column - 1]! + (isSame ? 0 : 1));
      const isSwapped = row > 1 && column > 1 && prefix[row - 1] === term[column - 2] && prefix[row - 2] === term[column - 1];
      if (isSwapped) least = Math.min(least, beforePrevious[column - 2]! + 1);
      current.push(least);
    }
    [beforePrevious, previous] = [previous, current];
  }
  return Math.min(...previous) <= 2;
}
