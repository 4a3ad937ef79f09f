/**
 * What a text is indexed by and a query is asked with: the same for both, whatever the language, so that what was written is found again.
 * Every word becomes one term (rarely several, or none) with its place in the text as written.
 */
import type { ByteText } from './byte-text.ts';
import { fold, foldSpelling } from './fold.ts';
import { PlainWords } from './plain-words.ts';
import { stem } from './stem.ts';
import { type TableEntry, WordTable } from './word-table.ts';
import { eachWord, hashOf } from './words.ts';

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

/** The two forms of the same terms, in the same order, without their places: an index has millions of them. */
export function analyseForIndex(text: string, limit = Infinity): TermForms[] {
  const found: TermForms[] = [];
  eachTerm(text, (forms) => found.push(forms) < limit);
  return found;
}

/** The same again, each form put down as text: of the stems one, of the spellings another. */
export function analyseToBytes(text: string, limit: number, stems: ByteText, spellings: ByteText): void {
  let count = 0;
  stems.begin();
  spellings.begin();
  const put = ({ stem: stemmed, spelling }: TermForms) => {
    stems.string(stemmed);
    spellings.string(spelling);
    return ++count < limit;
  };
  const putPlain = (start: number, end: number, hash: number) => {
    if (!plainWords!.putDown(start, end, hash, stems, spellings)) return null;
    return ++count < limit;
  };
  plainWords ??= new PlainWords(plainFormsOf);
  plainWords.read(text);
  eachTerm(text, put, putPlain);
}

export type TermForms = Pick<Term, 'spelling' | 'stem'>;

/** `visit` answers whether to go on; so does `visitPlain`, which is shown words first where no name can be about, or null where it has nothing to do with the word. */
function eachTerm(
  text: string,
  visit: (forms: TermForms, start: number, end: number) => boolean,
  visitPlain?: (start: number, end: number, hash: number) => boolean | null,
): void {
  let joiner: { readonly known: KnownWord; readonly start: number; readonly end: number } | null = null;
  const add = (known: KnownWord, start: number, end: number): boolean => {
    if (known.pieces === null) return visit(known, start, end);
    for (const piece of known.pieces) if (!visit(piece, start, end)) return false;
    return true;
  };
  const wasEnded = !eachWord(text, (start, end, hash) => {
    if (joiner === null && visitPlain !== undefined) {
      const goesOn = visitPlain(start, end, hash);
      if (goesOn !== null) return goesOn;
    }
    const known = knownWords.find(text, start, end, hash);
    if (joiner !== null) {
      const { known: first, start: firstStart, end: firstEnd } = joiner;
      joiner = null;
      if (isOneName(first.word, known.word) && text.slice(firstEnd, start) === ' ') {
        const name = first.word + known.word;
        return add(knownWords.find(name, 0, name.length, hashOf(name)), firstStart, end);
      }
      if (!add(first, firstStart, firstEnd)) return false;
    }
    if (!known.isJoiner) return add(known, start, end);
    joiner = { known, start, end };
    return true;
  });
  const left = joiner as { readonly known: KnownWord; readonly start: number; readonly end: number } | null;
  if (left !== null && !wasEnded) add(left.known, left.start, left.end);
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

interface KnownWord extends TableEntry, TermForms {
  readonly isJoiner: boolean;
  /** Null where the word is one term, which it mostly is. */
  readonly pieces: readonly TermForms[] | null;
}

/** A few thousand words make up nine tenths of all news: each is folded and stemmed once. In memory about 12 MB when full. */
const knownWords = new WordTable<KnownWord>(60_000, (word, key) => {
  const forms = makeForms(word);
  const [first = { spelling: '', stem: '' }] = forms;
  // The same object where nothing was folded: one less to fetch.
  const spelling = first.spelling === word ? word : first.spelling;
  const stemmed = first.stem === spelling ? spelling : first.stem;
  return { key, word, wasMet: false, isJoiner: isJoiner(word), spelling, stem: stemmed, pieces: forms.length === 1 ? null : forms };
});

/** Made when it is first needed: a process that indexes nothing has no use for it. */
let plainWords: PlainWords | null = null;

function plainFormsOf(text: string, start: number, end: number, hash: number): TermForms | null {
  const known = knownWords.find(text, start, end, hash);
  return known.pieces === null && !known.isJoiner ? known : null;
}

/** Longer ones are no words; cut on both sides alike they still find each other. */
const MAX_TERM_CHARS = 40;

function makeForms(word: string): readonly TermForms[] {
  if (PLAIN.test(word)) return [{ spelling: word, stem: stem(word, 'und') }];
  const forms: TermForms[] = [];
  // A ligature may stand for several words (ﷺ).
  for (const piece of foldSpelling(word).split(APART)) {
    const spelling = piece.replace(DROPPED, '').slice(0, MAX_TERM_CHARS).toWellFormed();
    if (spelling === '') continue;
    const stemmed = stem(spelling, 'und').replace(NO_TERM, '');
    forms.push({ spelling, stem: stemmed === '' ? spelling : stemmed });
  }
  return forms;
}

/** Nothing in it is folded, apart, dropped or too long; nor in its stem, which is of the same letters. */
const PLAIN = /^[\u0621-\u063A\u0641-\u064A]{1,40}$/;
const APART = /[^\p{L}\p{N}\p{M}.,']+/u;
const NO_TERM = /[^\p{L}\p{N}\p{M}.]/gu;
/** Apostrophes, what groups digits (18,685), and the dots of U.S., which is also written US; 1.25 keeps its point. */
const DROPPED = /[',]|\.(?!\p{N})/gu;
