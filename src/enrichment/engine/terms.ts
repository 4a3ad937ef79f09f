/** Words as the engine sees them: place, stem, and whether they carry content. */
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
  /** Grammar, a single letter, or a number. */
  readonly isStop: boolean;
}

export function termsOf(text: string, language: string): Term[] {
  const known = knownWords(primaryLanguage(language));
  return words(text).map((word) => {
    const entry = known(word.text);
    return { text: word.text, start: word.start, end: word.end, stem: entry.stem, isStop: entry.isStop };
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
      entry = { stem: stemmed, isStop: stemmed.length < 2 || NUMBER.test(stemmed) || isStopWord(word, language) };
      if (known.size >= MEMORY_LIMIT) known.clear();
      known.set(word, entry);
    }
    return entry;
  };
}
