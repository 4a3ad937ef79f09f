/** Words as the engine sees them: place, stem, and whether they carry content. */
import { foldKeepingMaqsura } from '../../text/fold.ts';
import { stem } from '../../text/stem.ts';
import { isStopWord } from '../../text/stop-words.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { words } from '../../text/words.ts';

export interface Term {
  /** As written. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly stem: string;
  /** As `fold` gives it. */
  readonly folded: string;
  /** Grammar, a single letter, or a number. */
  readonly isStop: boolean;
}

/** Remembered for a while: keywords, topics, sentiment and the vector all ask for the terms of the same texts. */
export function termsOf(text: string, language: string): readonly Term[] {
  const primary = primaryLanguage(language);
  if (primary !== recent.language || recent.total > MOST_RECENT_TERMS) recent = { language: primary, total: 0, texts: new Map() };
  let terms = recent.texts.get(text);
  if (terms === undefined) {
    terms = readTerms(text, primary);
    recent.texts.set(text, terms);
    recent.total += terms.length + 1;
  }
  return terms;
}

/** About three articles, 1 MB. */
const MOST_RECENT_TERMS = 2_000;
let recent: { readonly language: string; total: number; readonly texts: Map<string, readonly Term[]> } = {
  language: '',
  total: 0,
  texts: new Map(),
};

function readTerms(text: string, language: string): Term[] {
  const known = knownWords(language);
  return words(text).map(({ text: word, start, end }) => {
    const { stem: stemmed, folded, isStop } = known(word);
    return { text: word, start, end, stem: stemmed, folded, isStop };
  });
}

/** Stems of content words, in order. */
export function contentStems(text: string, language: string): string[] {
  return termsOf(text, language).flatMap((term) => (term.isStop ? [] : [term.stem]));
}

/** 1.25, and «الـ900»; GPT4 is a name. */
const NUMBER = /^(?=.*\p{N})[\p{N}.,\u0621-\u064A]+$/u;

interface KnownWord {
  readonly stem: string;
  readonly folded: string;
  readonly isStop: boolean;
}

/** News repeats its words: nine of ten are found here. About 2 MB a language when full, then begun anew. */
const MEMORY_LIMIT = 20_000;
const memories = new Map<string, Map<string, KnownWord>>();

function knownWords(language: string): (word: string) => KnownWord {
  let memory = memories.get(language);
  if (memory === undefined) {
    // Languages come from articles: a bad feed must not fill the memory with one map per typing error.
    if (memories.size >= 8) memories.clear();
    memory = new Map();
    memories.set(language, memory);
  }
  const known = memory;
  return (word) => {
    let entry = known.get(word);
    if (entry === undefined) {
      const stemmed = stem(word, language);
      const folded = foldKeepingMaqsura(word).replaceAll('ى', 'ي');
      entry = { stem: stemmed, folded, isStop: stemmed.length < 2 || NUMBER.test(stemmed) || isStopWord(word, language) };
      if (known.size >= MEMORY_LIMIT) known.clear();
      known.set(word, entry);
    }
    return entry;
  };
}
