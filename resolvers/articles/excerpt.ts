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

/** "word,…" and "word.…" look like mistakes. */
function withoutTrailingPunctuation(text: string): string {
  return text.replace(/[\s,;:.،؛–—-]+$/u, '');
}
