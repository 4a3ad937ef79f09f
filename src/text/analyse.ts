/**
 * What a text is indexed by and a query is asked with: the same for both, whatever the language, so that what was written is found again.
 * Every word becomes one term (rarely several, or none) with its place in the text as written.
 */
import { foldSpelling } from './fold.ts';
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

/** The terms of a text, in order. Neither form is ever empty or holds a space or a quote. */
export function analyse(text: string): Term[] {
  const terms: Term[] = [];
  for (const word of words(text)) {
    for (const { spelling, stem: stemmed } of formsOf(word.text)) terms.push({ spelling, stem: stemmed, start: word.start, end: word.end });
  }
  return terms;
}

/** The forms of the words of a text without their places, in two lists of equal length: what an index takes in. `limit` words at most. */
export function analyseForIndex(text: string, limit: number): { readonly stems: readonly string[]; readonly spellings: readonly string[] } {
  const stems: string[] = [];
  const spellings: string[] = [];
  for (const word of words(text)) {
    for (const form of formsOf(word.text)) {
      stems.push(form.stem);
      spellings.push(form.spelling);
    }
    if (stems.length >= limit) break;
  }
  return { stems, spellings };
}

interface Forms {
  readonly spelling: string;
  readonly stem: string;
}

/** Longer ones are no words; cut on both sides alike they still find each other. */
const MAX_TERM_CHARS = 40;

/** Few thousand words make up nine tenths of all news: each is folded and stemmed once. Emptied when full, which costs less than keeping an order. */
const KNOWN_WORDS = 20_000;
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
    const spelling = numeral(piece.replace(DROPPED, '')).slice(0, MAX_TERM_CHARS).toWellFormed();
    if (spelling === '') continue;
    const stemmed = stem(spelling, 'und').replace(/[^\p{L}\p{N}\p{M}.]/gu, '');
    forms.push({ spelling, stem: stemmed === '' ? spelling : stemmed });
  }
  return forms;
}

const APART = /[^\p{L}\p{N}\p{M}.,']+/u;
/** Apostrophes, and the dots of U.S., which is also written US. */
const DROPPED = /'|\.(?!\p{N})/gu;

/** 18,685 and 18685 are one number; 1.25 keeps its point. */
function numeral(text: string): string {
  return text.replace(/,/g, '');
}
