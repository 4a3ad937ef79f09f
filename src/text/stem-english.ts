/**
 * A light stemmer for English of our own: plural and possessive, -ed and -ing, -ly, a final e and y. Close to the first steps of Porter's algorithm
 * (M. F. Porter, "An algorithm for suffix stripping", 1980); derivation (-ation, -ness) stays, for a news index loses more by "universe" = "university" than it wins.
 */

/**
 * @param word folded: lower case, no accents
 * @returns three letters at least where the word had them. Idempotent: steps are repeated until none applies.
 */
export function stemEnglish(word: string): string {
  let stem = word.replace(/'s?$/, '').replaceAll("'", '');
  for (;;) {
    const next = step(stem);
    if (next === stem) return stem;
    stem = next;
  }
}

function step(word: string): string {
  if (word.length <= 3 || KEPT_WHOLE.has(word)) return word;
  return withoutFinalVowel(withoutLy(withoutVerbEnding(withoutPlural(word))));
}

function withoutPlural(word: string): string {
  if (!word.endsWith('s') || /(?:ss|us|is)$/.test(word)) return word;
  if (/(?:ss|x|ch|sh|zz)es$/.test(word)) return word.slice(0, -2);
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  const rest = word.slice(0, -1);
  return /[aeiouy]/.test(rest) && rest.length >= 3 ? rest : word;
}

function withoutVerbEnding(word: string): string {
  if (KEPT_WHOLE.has(word)) return word;
  if (word.endsWith('eed')) return word;
  const ending = /(?:ingly|edly|ing|ed)$/.exec(word)?.[0];
  if (ending === undefined) return word;
  const rest = word.slice(0, -ending.length);
  if (rest.length < 3 || !/[aeiouy]/.test(rest)) return word;
  // stopped → stop; but fall, miss, buzz.
  return /([^aeioulsz])\1$/.test(rest) ? rest.slice(0, -1) : rest;
}

function withoutLy(word: string): string {
  return word.endsWith('ly') && word.length >= 6 && !KEPT_WHOLE.has(word) ? word.slice(0, -2) : word;
}

/** rule, ruling → rul; city, cities → citi. */
function withoutFinalVowel(word: string): string {
  if (KEPT_WHOLE.has(word) || word.length < 4) return word;
  if (word.endsWith('e')) return word.slice(0, -1);
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}i`;
  return word;
}

const KEPT_WHOLE = new Set(
  `news series species evening morning during nothing something anything everything king ceiling building meeting wedding hearing being string spring bring wing hundred sacred naked wicked red
  lens always perhaps physics politics economics mathematics athletics olympics gas bus has was does this united beijing sterling july italy family reply supply apply early only ally rally
  used need feed speed seed`.split(/\s+/),
);
