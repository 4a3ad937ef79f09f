/**
 * What a text is indexed by and a query is asked with: the same for both, whatever the language, so that what was written is found again.
 * Every word becomes one term (rarely several, or none) with its place in the text as written.
 */
import { fold, foldSpelling } from './fold.ts';
import { stem } from './stem.ts';
import { words } from './words.ts';

export interface Term {
  /** As spelled, without diacritics, tatweel, case and presentation forms: أ, ا and ى, ي and ة, ه stay apart. */
  readonly spelling: string;
  /** What all forms of the word have in common: «والشركات» and «شركة» are شرك. */
  readonly stem: string;
  /** `text.slice(start, end)` is the word as written; offsets are UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** The terms of a text, in order, `limit` at most. Neither form is ever empty or holds anything but letters, marks, digits and the point of a number. */
export function analyse(text: string, limit = Infinity): Term[] {
  const terms: Term[] = [];
  eachTerm(text, ({ spelling, stem: stemmed }, start, end) => terms.push({ spelling, stem: stemmed, start, end }) < limit);
  return terms;
}

export interface TermLists {
  readonly stems: readonly string[];
  readonly spellings: readonly string[];
}

/** The two forms of the same terms without their places, as lists of equal length: half the work, for an index has millions of them. */
export function analyseForIndex(text: string, limit = Infinity): TermLists {
  const stems: string[] = [];
  const spellings: string[] = [];
  eachTerm(text, (forms) => {
    stems.push(forms.stem);
    return spellings.push(forms.spelling) < limit;
  });
  return { stems, spellings };
}

/** `visit` answers whether to go on. */
function eachTerm(text: string, visit: (forms: Forms, start: number, end: number) => boolean): void {
  let joiner: { readonly word: string; readonly start: number; readonly end: number } | null = null;
  const add = (word: string, start: number, end: number): boolean => {
    for (const forms of formsOf(word)) if (!visit(forms, start, end)) return false;
    return true;
  };
  const wasEnded = !eachWord(text, (word, start, end) => {
    if (joiner !== null) {
      const { word: first, start: firstStart, end: firstEnd } = joiner;
      joiner = null;
      if (isOneName(first, word) && text.slice(firstEnd, start) === ' ') return add(first + word, firstStart, end);
      if (!add(first, firstStart, firstEnd)) return false;
    }
    if (!isJoiner(word)) return add(word, start, end);
    joiner = { word, start, end };
    return true;
  });
  const left = joiner as { readonly word: string; readonly start: number; readonly end: number } | null;
  if (left !== null && !wasEnded) add(left.word, left.start, left.end);
}

/** «عبد الله» is «عبدالله», «أبو ظبي» is «أبوظبي»: one name, written both ways. */
function isOneName(first: string, second: string): boolean {
  const rest = fold(second);
  return fold(first).endsWith('عبد') ? /^ال[\u0621-\u064A]{2}/.test(rest) : rest === 'ظبي';
}

/** Nothing but the few words that could begin such a name is folded. */
function isJoiner(word: string): boolean {
  return word.length <= 12 && (word.includes('عب') || word.includes('بو')) && JOINERS.has(fold(word));
}

const JOINERS = new Set(['عبد', 'وعبد', 'لعبد', 'بعبد', 'فعبد', 'ابو', 'وابو', 'بابو', 'لابو']);

interface Forms {
  readonly spelling: string;
  readonly stem: string;
}

/** Longer ones are no words; cut on both sides alike they still find each other. */
const MAX_TERM_CHARS = 40;

/** A few thousand words make up nine tenths of all news: each is folded and stemmed once. Emptied when full, which costs less than keeping an order. */
const KNOWN_WORDS = 60_000;
const known = new Map<string, readonly Forms[]>();

function formsOf(word: string): readonly Forms[] {
  let forms = known.get(word);
  if (forms === undefined) {
    forms = makeForms(word);
    if (known.size >= KNOWN_WORDS) known.clear();
    known.set(word, forms);
  }
  return forms;
}

function makeForms(word: string): readonly Forms[] {
  const forms: Forms[] = [];
  // A ligature may stand for several words (ﷺ).
  for (const piece of foldSpelling(word).split(APART)) {
    const spelling = piece.replace(DROPPED, '').slice(0, MAX_TERM_CHARS).toWellFormed();
    if (spelling === '') continue;
    const stemmed = stem(spelling, 'und').replace(NO_TERM, '');
    forms.push({ spelling, stem: stemmed === '' ? spelling : stemmed });
  }
  return forms;
}

const APART = /[^\p{L}\p{N}\p{M}.,']+/u;
const NO_TERM = /[^\p{L}\p{N}\p{M}.]/gu;
/** Apostrophes, what groups digits (18,685), and the dots of U.S., which is also written US; 1.25 keeps its point. */
const DROPPED = /[',]|\.(?!\p{N})/gu;

/**
 * The words as `words` finds them, three times as fast for plain Arabic and lower-case Latin: only pieces (between blanks) with other characters
 * are given to its expression. `visit` answers whether to go on; so does this, at the end.
 */
function eachWord(text: string, visit: (word: string, start: number, end: number) => boolean): boolean {
  const length = text.length;
  for (let at = 0; at < length;) {
    let isPlain = true;
    const piece = at;
    for (; at < length; at++) {
      const kind = kindOf(text.charCodeAt(at));
      if (kind === BLANK) break;
      if (kind === OTHER) isPlain = false;
    }
    if (at > piece) {
      if (!isPlain) {
        for (const word of words(text.slice(piece, at))) if (!visit(word.text, piece + word.start, piece + word.end)) return false;
      } else if (!eachPlainWord(text, piece, at, visit)) return false;
    }
    at++;
  }
  return true;
}

function eachPlainWord(text: string, from: number, to: number, visit: (word: string, start: number, end: number) => boolean): boolean {
  for (let at = from; at < to;) {
    if (kindOf(text.charCodeAt(at)) !== LETTER) {
      at++;
      continue;
    }
    const start = at;
    for (at++; at < to && kindOf(text.charCodeAt(at)) >= LETTER; at++);
    if (!visit(text.slice(start, at), start, at)) return false;
  }
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
