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
  if (isUnspaced(text)) return segmented(text);
  const found: Word[] = [];
  for (const match of text.matchAll(WORD)) found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
  return found;
}

/** How many words a text has, as `words` finds them. */
export function countWords(text: string): number {
  if (isUnspaced(text)) return segmented(text).length;
  let count = 0;
  eachWord(text, () => ++count > 0);
  return count;
}

/**
 * The words as `words` finds them, several times as fast for plain Arabic and lower-case Latin: only pieces (between blanks) with other characters are
 * given to its expression. `visit` is told where each lies and a hash of its characters (`hashOf`), and answers whether to go on; so does this, at the end.
 */
export function eachWord(text: string, visit: (start: number, end: number, hash: number) => boolean): boolean {
  const length = text.length;
  for (let at = 0; at < length;) {
    let isPlain = true;
    const piece = at;
    for (; at < length; at++) {
      const kind = kindOf(text.charCodeAt(at));
      if (kind === BLANK) break;
      if (kind === OTHER) isPlain = false;
    }
    if (at > piece && !(isPlain ? eachPlainWord(text, piece, at, visit) : eachOtherWord(text, piece, at, visit))) return false;
    at++;
  }
  return true;
}

/** A whole number of 32 bits. */
export function hashOf(text: string, start = 0, end = text.length): number {
  let hash = 0;
  for (let at = start; at < end; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}

function eachPlainWord(text: string, from: number, to: number, visit: (start: number, end: number, hash: number) => boolean): boolean {
  for (let at = from; at < to;) {
    const first = text.charCodeAt(at);
    if (kindOf(first) !== LETTER) {
      at++;
      continue;
    }
    const start = at;
    let hash = first;
    for (at++; at < to; at++) {
      const code = text.charCodeAt(at);
      if (kindOf(code) < LETTER) break;
      hash = (Math.imul(hash, 31) + code) | 0;
    }
    if (!visit(start, at, hash)) return false;
  }
  return true;
}

function eachOtherWord(text: string, from: number, to: number, visit: (start: number, end: number, hash: number) => boolean): boolean {
  for (const { start, end } of words(text.slice(from, to)))
    if (!visit(from + start, from + end, hashOf(text, from + start, from + end))) return false;
  return true;
}

const OTHER = 0;
const BLANK = 1;
const BETWEEN = 2;
const LETTER = 3;
/** Part of a word, but none begins with it. */
const MARK = 4;

const KINDS = new Uint8Array(0x700);
for (const character of ' \n\r\t') KINDS[character.charCodeAt(0)] = BLANK;
for (const character of '.,:;!?()[]{}"«»/\\|-_…،؛؟*+=<>@#%&~^`')
  if (character.charCodeAt(0) < KINDS.length) KINDS[character.charCodeAt(0)] = BETWEEN;
for (let code = 0x61; code <= 0x7a; code++) KINDS[code] = LETTER;
for (let code = 0x621; code <= 0x64a; code++) if (code < 0x63b || code > 0x63f) KINDS[code] = LETTER;
for (let code = 0x64b; code <= 0x652; code++) KINDS[code] = MARK;

function kindOf(code: number): number {
  return code < 0x700 ? KINDS[code]! : OTHER;
}

/** Letters join over: tatweel, zero-width (non-)joiners and spaces, word joiner, soft hyphen. */
const INSIDE = '\\p{L}\\p{M}\\p{N}\\u0640\\u00AD\\u200B-\\u200F\\u2060\\uFEFF';
const WORD = new RegExp(
  ['\\p{Lu}(?:\\.\\p{Lu})+(?!\\p{L})', '\\p{N}+(?:[.,٫٬]\\p{N}+)+', `[\\p{L}\\p{N}][${INSIDE}]*(?:['’][\\p{L}\\p{N}][${INSIDE}]*)*`].join(
    '|',
  ),
  'gu',
);

function isUnspaced(text: string): boolean {
  return MAYBE_UNSPACED.test(text) && UNSPACED.test(text);
}

/** Blocks that those scripts are in, without the punctuation of others: found much faster than scripts are. */
const MAYBE_UNSPACED = /[\u0E00-\u1FFF\u2E80-\uFFFF]/;
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
