/** Sentences with their place in the text, Arabic and English. */
import { countWords } from './words.ts';

/** `text.slice(start, end)` is the sentence as written, without white space around it; offsets are UTF-16 units. */
export interface Sentence {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * The sentences of a text in order. A line break always ends one.
 *
 * `.` `!` `?` `؟` `۔` end a sentence where white space follows (closing quotes and brackets belong to it), and `.` also without a space between two Arabic
 * words. They do not inside a quotation of up to 400 units («نعم. سنعود.»), after an abbreviation (Mr., د.), an initial (J. K.), a list number (1.), in a decimal (1.25),
 * and where a Latin small letter goes on.
 * `…` `..` `؛` `;` link clauses in Arabic news as often as they end sentences: they divide only what is longer than 40 words otherwise.
 */
export function sentences(text: string): Sentence[] {
  const found: Sentence[] = [];
  let lineStart = 0;
  for (const line of text.split(/(?:\r\n|[\n\r\u2028\u2029])/)) {
    const start = text.indexOf(line, lineStart);
    for (const [from, to] of sentencesOfLine(line)) {
      const sentence = trimmed(text, start + from, start + to);
      if (sentence !== null) found.push(sentence);
    }
    lineStart = start + line.length;
  }
  return found;
}

const LONG_SENTENCE_WORDS = 40;
const SHORTEST_CLAUSE_WORDS = 8;

function sentencesOfLine(line: string): [number, number][] {
  const quotations = quotationSpans(line);
  const spans: [number, number][] = [];
  let start = 0;
  const end = (at: number): void => {
    pushDivided(line, start, at, quotations, spans);
    start = at;
  };
  for (const match of line.matchAll(HARD_END)) {
    const at = match.index + match[0].length;
    if (at < line.length && endsSentence(line, match, start, quotations)) end(at);
  }
  if (start < line.length) end(line.length);
  return spans;
}

/** Terminators (two dots and more are no full stop), then what closes with them. */
const HARD_END = /(?:(?<![.…])[.](?![.…])|[!?؟۔]+)[»”"'’)\]}]*/g;
const SOFT_END = /(?:\.{2,}|…|[؛;])[»”"'’)\]}]*(?=\s)/g;

function endsSentence(line: string, match: RegExpExecArray, sentenceStart: number, quotations: readonly [number, number][]): boolean {
  const terminator = match[0][0]!;
  const at = match.index;
  const after = at + match[0].length;
  // Only what stands wholly inside a quotation is kept; its last full stop, before the closing mark, may end the sentence.
  if (quotations.some(([open, close]) => at > open && after <= close)) return false;
  if (terminator !== '.') return /^\s/.test(line.slice(after, after + 1)) && !continuesInSmallLetters(line, after);

  const before = lastWordBefore(line, at);
  if (!/\s/.test(line[after] ?? ' ')) {
    // A forgotten space: «… في الرياض.وأضاف …».
    return match[0].length === 1 && /^[\u0621-\u064A]{3,}$/.test(before) && /^[\u0621-\u064A]{2}/.test(line.slice(after, after + 2));
  }
  if (continuesInSmallLetters(line, after)) return false;
  if (/^\d{1,2}$/.test(before) && line.slice(sentenceStart, at).trim() === before) return false;
  if (isArabicAbbreviation(before)) return false;
  if (/^\p{Lu}$/u.test(before)) return false;
  const lower = before.toLowerCase();
  if (TITLES.has(lower)) return false;
  const next = /^\s*[«“"'(]*([\p{L}\p{N}'’-]+)/u.exec(line.slice(after, after + 60))?.[1] ?? '';
  if (BEFORE_NUMBERS.has(lower) && /^\p{N}/u.test(next)) return false;
  // "the U.S. Senate", but "… in the U.S. The Senate …".
  if (OPEN_ABBREVIATIONS.has(lower) || /^(?:\p{L}\.)+\p{L}$/u.test(before)) return SENTENCE_OPENERS.has(next);
  return true;
}

function continuesInSmallLetters(line: string, after: number): boolean {
  return /^\s*[«“"'(]?\p{Ll}/u.test(line.slice(after, after + 20));
}

/** The run of letters, digits and inner dots that ends right before `at`: `U.S` for "U.S.", «أ.د» for «أ.د.». */
function lastWordBefore(line: string, at: number): string {
  return /[\p{L}\p{M}\p{N}\u0640.]*$/u.exec(line.slice(Math.max(0, at - 24), at))![0].replace(/^\.+/, '');
}

/** One letter alone («د.»), letters with dots («أ.د.»), or a known shortening. «هـ» after a year of the hijra is none: it may end a sentence. */
function isArabicAbbreviation(before: string): boolean {
  return /^[\u0621-\u064A]$/.test(before) || /^(?:[\u0621-\u064A]\.)+[\u0621-\u064A]$/.test(before) || ARABIC_ABBREVIATIONS.has(before);
}

const ARABIC_ABBREVIATIONS = new Set(['تلف', 'مج', 'ط']);
const TITLES = new Set(
  'mr mrs ms dr prof st sr jr gen col lt sgt capt cpl maj sen rep gov rev hon pres adm cmdr messrs mme mlle vs v no nos fig vol pp eg ie cf'.split(
    ' ',
  ),
);
const BEFORE_NUMBERS = new Set('jan feb mar apr jun jul aug sep sept oct nov dec no nos p art sec'.split(' '));
const OPEN_ABBREVIATIONS = new Set('inc ltd co corp etc al bros dept est ave blvd mt ft'.split(' '));
const SENTENCE_OPENERS = new Set(
  'The A An In It He She They We You I But And However This That These Those On At As For From With By To Its His Her Their Our There Then When While If After Before Since Although Meanwhile Now Yet So Both Some Many Most Last What Why How Who Under'.split(
    ' ',
  ),
);

const LONGEST_QUOTATION = 400;

/**
 * Places of paired quotation marks, [opening, closing], not nested, each no longer than the bound (an unpaired mark must not swallow a text). A single straight
 * quote opens only before a word and closes only behind one, for in English it is an apostrophe.
 */
function quotationSpans(line: string): [number, number][] {
  const spans: [number, number][] = [];
  let open = -1;
  let closer = '';
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (open >= 0 && character === closer) {
      if (character === "'" && !/^[\s.,،؛:;!?؟)]?$/.test(line[i + 1] ?? '')) continue;
      if (i - open <= LONGEST_QUOTATION) spans.push([open, i]);
      open = -1;
    } else if (open < 0 || i - open > LONGEST_QUOTATION) {
      const closing = CLOSER_OF[character];
      if (closing === undefined || (character === "'" && !(/^[\s(:]?$/.test(line[i - 1] ?? '') && /\p{L}/u.test(line[i + 1] ?? ''))))
        continue;
      open = i;
      closer = closing;
    }
  }
  return spans;
}

const CLOSER_OF: Readonly<Record<string, string>> = { '«': '»', '“': '”', '‘': '’', '"': '"', "'": "'" };

/** Adds the span, divided at soft ends where it is long and both sides stay whole clauses. */
function pushDivided(line: string, start: number, end: number, quotations: readonly [number, number][], spans: [number, number][]): void {
  let from = start;
  if (countWords(line.slice(start, end)) > LONG_SENTENCE_WORDS) {
    for (const match of line.slice(start, end).matchAll(SOFT_END)) {
      const at = start + match.index + match[0].length;
      if (quotations.some(([open, close]) => at > open && at <= close)) continue;
      if (countWords(line.slice(from, at)) < SHORTEST_CLAUSE_WORDS || countWords(line.slice(at, end)) < SHORTEST_CLAUSE_WORDS) continue;
      spans.push([from, at]);
      from = at;
    }
  }
  spans.push([from, end]);
}

/** Null where nothing but white space and list marks is there. */
function trimmed(text: string, from: number, to: number): Sentence | null {
  let start = from;
  let end = to;
  // A dash is a list mark only before a space: "-5" is a number.
  while (start < end && (LEADING.test(text[start]!) || (DASH.test(text[start]!) && /\s/.test(text[start + 1] ?? '')))) start++;
  while (end > start && TRAILING.test(text[end - 1]!)) end--;
  if (!/[\p{L}\p{N}]/u.test(text.slice(start, end))) return null;
  return { text: text.slice(start, end), start, end };
}

const LEADING = /[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF•▪●·*]/;
const DASH = /[–—-]/;
const TRAILING = /[\s\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;
