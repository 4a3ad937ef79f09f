/** Cuts teasers from the beginning of a text. */

/** The lead of a record holds 600 characters at most, whole words: one that is nearly as long was probably cut itself. */
const LEAD_LENGTH = 600;
const LONGEST_WORD = 40;

/**
 * At most `chars` characters (Unicode code points, the ellipsis included), ending at a word, with an ellipsis where something is left out.
 * `lead` is the beginning of a text of `wordCount` words.
 */
export function excerptOf(lead: string, wordCount: number, chars: number): string {
  const text = (UNEVEN_SPACE.test(lead) ? lead.replace(/\s+/g, ' ') : lead).trim();
  const length = charactersOf(text);
  if (length <= chars && !(length >= LEAD_LENGTH - LONGEST_WORD && wordCount > text.split(' ').length)) return text;
  if (length < chars) return `${withoutTrailingPunctuation(text)}…`;
  const end = startOf(chars - 1, text);
  const cut = text.slice(0, end);
  // A cut between words keeps the last one; a text without spaces is cut where it is.
  const atWord = text[end] === ' ' ? cut : cut.slice(0, cut.lastIndexOf(' '));
  return `${withoutTrailingPunctuation(atWord === '' || !cut.includes(' ') ? cut : atWord)}…`;
}

/** At most `chars` characters (Unicode code points): a cut must not leave half of one. What is behind them is not looked at, however long it is. */
export function firstCharacters(text: string, chars: number): string {
  return text.slice(0, startOf(chars, text));
}

/** A list has an excerpt of each article: what is even already is not copied word by word. */
const UNEVEN_SPACE = /[^\S ]|  /;

function charactersOf(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += unitsAt(at, text)) count++;
  return count;
}

/** Where in the text (UTF-16 units) the character of this number begins, counted from 0; its end where it has fewer. */
function startOf(character: number, text: string): number {
  let at = 0;
  for (let n = 0; n < character && at < text.length; n++) at += unitsAt(at, text);
  return at;
}

function unitsAt(at: number, text: string): number {
  return text.codePointAt(at)! > 0xffff ? 2 : 1;
}

/** "word,…" and "word.…" look like mistakes. */
function withoutTrailingPunctuation(text: string): string {
  return text.replace(/[\s,;:.،؛–—-]+$/u, '');
}
