/** Words with their place in the text. */

/** `text.slice(start, end)` is the word as written; offsets are UTF-16 units. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text in order: runs of letters, marks and digits. Held together: apostrophes inside (don't), decimals and grouped digits (1.25, 18,685),
 * dotted capitals (U.S.), tatweel and zero-width characters. Hyphens divide. Scripts written without spaces are divided by Intl.Segmenter.
 */
export function words(text: string): Word[] {
  if (UNSPACED.test(text)) return segmented(text);
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return found;
}

/** How many words a text has, as `words` finds them. */
export function countWords(text: string): number {
  if (UNSPACED.test(text)) return segmented(text).length;
  let count = 0;
  WORD.lastIndex = 0;
  while (WORD.test(text)) count++;
  return count;
}

/** Letters join over: tatweel, zero-width (non-)joiners and spaces, word joiner, soft hyphen. */
const INSIDE = '\\p{L}\\p{M}\\p{N}\\u0640\\u00AD\\u200B-\\u200F\\u2060\\uFEFF';
const WORD = new RegExp(
  ['\\p{Lu}(?:\\.\\p{Lu})+(?!\\p{L})', '\\p{N}+(?:[.,٫٬]\\p{N}+)+', `[\\p{L}\\p{N}][${INSIDE}]*(?:['’][\\p{L}\\p{N}][${INSIDE}]*)*`].join(
    '|',
  ),
  'gu',
);

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
let segmenter: Intl.Segmenter | undefined;

function segmented(text: string): Word[] {
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  const found: Word[] = [];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) found.push({ text: segment, start: index, end: index + segment.length });
  }
  return found;
}
