/** Cuts teasers from the beginning of a text. */

/** The lead of a record holds 600 characters at most, whole words: one that is nearly as long was probably cut itself. */
const LEAD_LENGTH = 600;
const LONGEST_WORD = 40;

/**
 * At most `chars` characters (Unicode code points, the ellipsis included), ending at a word, with an ellipsis where something is left out.
 * `lead` is the beginning of a text of `wordCount` words.
 */
export function excerptOf(lead: string, wordCount: number, chars: number): string {
  const text = lead.replace(/\s+/g, ' ').trim();
  const characters = [...text];
  if (characters.length <= chars && !(characters.length >= LEAD_LENGTH - LONGEST_WORD && wordCount > text.split(' ').length)) return text;
  if (characters.length < chars) return `${withoutTrailingPunctuation(text)}…`;
  const cut = characters.slice(0, chars - 1).join('');
  // A cut between words keeps the last one; a text without spaces is cut where it is.
  const atWord = characters[chars - 1] === ' ' ? cut : cut.slice(0, cut.lastIndexOf(' '));
  return `${withoutTrailingPunctuation(atWord === '' || !cut.includes(' ') ? cut : atWord)}…`;
}

/** At most `chars` characters (Unicode code points): a cut must not leave half of one. What is behind them is not looked at, however long it is. */
export function firstCharacters(text: string, chars: number): string {
  if (text.length <= chars) return text;
  // None has more than two units.
  return Array.from(text.slice(0, chars * 2))
    .slice(0, chars)
    .join('');
}

/** "word,…" and "word.…" look like mistakes. */
function withoutTrailingPunctuation(text: string): string {
  return text.replace(/[\s,;:.،؛–—-]+$/u, '');
}
