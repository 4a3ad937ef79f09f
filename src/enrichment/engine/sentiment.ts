/** Whether an article tells good news or bad, by the words it uses. Coarse, and it says so in its confidence. */
import type { EnrichmentRecord } from '../../data/enrichments/enrichment.record.ts';
import { foldKeepingMaqsura } from '../../text/fold.ts';
import { type ArticleText, textOfBlock } from './article-text.ts';
import { type SentimentLexicon, sentimentLexicon } from './sentiment-lexicon.ts';
import { type Term, termsOf } from './terms.ts';

export type Sentiment = NonNullable<EnrichmentRecord['sentiment']>;

/** Words looked at; what is behind them changes no label. */
const MAX_TERMS = 3_000;
/** The title speaks for the article. */
const TITLE_WEIGHT = 2;
/** A negation reaches this many words further. */
const NEGATION_REACH = 3;
const REMEDY_REACH = 2;
/** Added to the sum of weights: few words make no strong score. */
const PRIOR = 3;

/**
 * Score −1 to 1: the balance of weighted words, drawn to 0 where they are few. Label: POSITIVE and NEGATIVE from ±0.2 on; MIXED where both sides weigh much; NEUTRAL where
 * fewer than three words or one in a hundred count, or the balance is near 0. Confidence 0 to 0.9: how many words counted, times how far they agree with the label.
 * @returns null where the language has no lexicon or the article no words
 */
export function sentimentOf(article: ArticleText): Sentiment | null {
  const lexicon = sentimentLexicon(article.language);
  if (lexicon === null) return null;
  const tally: Tally = { positive: 0, negative: 0, hits: 0, words: 0 };
  count(article.title, article.language, lexicon, TITLE_WEIGHT, tally);
  if (article.standfirst !== null) count(article.standfirst, article.language, lexicon, 1, tally);
  for (const block of article.blocks) {
    if (tally.words > MAX_TERMS) break;
    const text = textOfBlock(block);
    if (text !== null) count(text, article.language, lexicon, 1, tally);
  }
  return tally.words === 0 ? null : verdict(tally);
}

interface Tally {
  positive: number;
  negative: number;
  hits: number;
  words: number;
}

function count(text: string, language: string, lexicon: SentimentLexicon, times: number, tally: Tally): void {
  const terms = termsOf(text, language);
  tally.words += terms.length;
  let negatedUntil = -1;
  let remediedUntil = -1;
  for (let i = 0; i < terms.length; i++) {
    // Neither a negation nor a remedy reaches over a comma or a full stop.
    if (i > 0 && /[^\s«»"“”'()]/.test(text.slice(terms[i - 1]!.end, terms[i]!.start))) negatedUntil = remediedUntil = -1;
    const neutral = neutralPhraseAt(terms, i, lexicon);
    if (neutral > 0) {
      i += neutral - 1;
      continue;
    }
    const folded = foldKeepingMaqsura(terms[i]!.text);
    if (lexicon.negations.has(folded)) {
      negatedUntil = i + NEGATION_REACH;
      continue;
    }
    let weight = lexicon.weights.get(terms[i]!.stem) ?? 0;
    if (weight !== 0) {
      if (i <= negatedUntil) weight *= -0.6;
      else if (i <= remediedUntil && weight < 0) weight *= -0.4;
      weight *= times * emphasis(terms, i, lexicon);
      if (weight > 0) tally.positive += weight;
      else tally.negative -= weight;
      tally.hits++;
    }
    if (lexicon.remedies.has(terms[i]!.stem)) remediedUntil = i + REMEDY_REACH;
  }
}

/** How many words belong to a neutral phrase that begins here; 0 where none does. */
function neutralPhraseAt(terms: readonly Term[], at: number, lexicon: SentimentLexicon): number {
  let longest = 0;
  for (const phrase of lexicon.neutralPhrases.get(terms[at]!.stem) ?? []) {
    if (phrase.length > longest && phrase.every((stem, i) => terms[at + i]?.stem === stem)) longest = phrase.length;
  }
  return longest;
}

/** Arabic intensifies behind the word, English before it. */
function emphasis(terms: readonly Term[], at: number, lexicon: SentimentLexicon): number {
  for (const neighbour of [terms[at - 1], terms[at + 1]]) {
    if (neighbour === undefined) continue;
    const folded = foldKeepingMaqsura(neighbour.text);
    if (lexicon.intensifiers.has(folded)) return 1.5;
    if (lexicon.diminishers.has(folded)) return 0.6;
  }
  return 1;
}

function verdict({ positive, negative, hits, words }: Tally): Sentiment {
  const sum = positive + negative;
  const score = round(((positive - negative) / (sum + PRIOR)) * Math.min(1, hits / 4));
  const density = hits / words;
  const coverage = Math.min(1, hits / 12) * Math.min(1, density / 0.04);
  const agreement = sum === 0 ? 1 : Math.abs(positive - negative) / sum;
  const lesser = Math.min(positive, negative);

  const evenness = sum === 0 ? 0 : lesser / Math.max(positive, negative);
  if (lesser >= 4 && evenness >= 0.5 && density >= 0.02)
    return { label: 'MIXED', score, confidence: confidence(0.7 * coverage * evenness) };
  if (Math.abs(score) < 0.2 || density < 0.01 || hits < 3) {
    // Sure of neutral where there was much to read and little that counted.
    return {
      label: 'NEUTRAL',
      score,
      confidence: confidence(Math.min(1, words / 80) * (1 - Math.min(1, density / 0.04)) * (1 - Math.abs(score) / 2)),
    };
  }
  return { label: score > 0 ? 'POSITIVE' : 'NEGATIVE', score, confidence: confidence(Math.sqrt(coverage) * agreement) };
}

/** A word list is never sure. */
function confidence(value: number): number {
  return round(Math.min(0.9, value));
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
