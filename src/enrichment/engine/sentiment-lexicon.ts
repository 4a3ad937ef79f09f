/** Words that praise or blame, by language; lists of our own. Made for news: what happens to people counts, the names of offices do not. */
import { foldKeepingMaqsura } from '../../text/fold.ts';
import { primaryLanguage } from '../../text/locale.ts';
import { stem } from '../../text/stem.ts';
import { ARABIC_SENTIMENT } from './sentiment-words-ar.ts';
import { ENGLISH_SENTIMENT } from './sentiment-words-en.ts';

/** As they are written in the lists; words divided by white space. */
export interface SentimentWords {
  readonly strongPositive: string;
  readonly positive: string;
  readonly negative: string;
  readonly strongNegative: string;
  /** Turn round what stands within the next words («لم ينجح»). */
  readonly negations: string;
  /** Turn a bad thing that follows into a mildly good one («مكافحة الفساد»). */
  readonly remedies: string;
  readonly intensifiers: string;
  readonly diminishers: string;
  /** Names and fixed phrases of the news whose words do not count, one a line («مجلس الأمن»). */
  readonly neutralPhrases: string;
}

export interface SentimentLexicon {
  /** Stem to weight: ±1, strong ±2. */
  readonly weights: ReadonlyMap<string, number>;
  readonly negations: ReadonlySet<string>;
  readonly remedies: ReadonlySet<string>;
  readonly intensifiers: ReadonlySet<string>;
  readonly diminishers: ReadonlySet<string>;
  /** Stems of the phrase, by its first stem. */
  readonly neutralPhrases: ReadonlyMap<string, readonly (readonly string[])[]>;
}

/** Null where there is no lexicon for the language. */
export function sentimentLexicon(language: string): SentimentLexicon | null {
  const primary = primaryLanguage(language);
  const words = primary === 'ar' ? ARABIC_SENTIMENT : primary === 'en' ? ENGLISH_SENTIMENT : null;
  if (words === null) return null;
  let lexicon = made.get(primary);
  if (lexicon === undefined) {
    lexicon = build(words, primary);
    made.set(primary, lexicon);
  }
  return lexicon;
}

const made = new Map<string, SentimentLexicon>();

function build(words: SentimentWords, language: string): SentimentLexicon {
  const stems = (list: string): string[] => listed(list).map((word) => stem(word, language));
  const weights = new Map<string, number>();
  for (const [list, weight] of [
    [words.positive, 1],
    [words.negative, -1],
    [words.strongPositive, 2],
    [words.strongNegative, -2],
  ] as const) {
    for (const stemmed of stems(list)) weights.set(stemmed, weight);
  }
  const neutralPhrases = new Map<string, string[][]>();
  for (const line of words.neutralPhrases.trim().split('\n')) {
    const phrase = stems(line);
    const first = phrase[0]!;
    neutralPhrases.set(first, [...(neutralPhrases.get(first) ?? []), phrase]);
  }
  // Negations are grammar: they are compared as folded words, for a stem of لا or غير would meet others.
  const folded = (list: string): ReadonlySet<string> => new Set(listed(list).map(foldKeepingMaqsura));
  return {
    weights,
    negations: folded(words.negations),
    remedies: new Set(stems(words.remedies)),
    intensifiers: folded(words.intensifiers),
    diminishers: folded(words.diminishers),
    neutralPhrases,
  };
}

function listed(list: string): string[] {
  return list.trim().split(/\s+/);
}
