/** A summary of two to four sentences of the article, in its own words and order. */
import type { CitedText } from '../../data/enrichments/enrichment.record.ts';
import { cite } from './citation.ts';
import type { Passage } from './passages.ts';
import type { Salience } from './salience.ts';

interface Measure {
  /** Above this cosine two sentences say the same. */
  readonly maxRedundancy: number;
  /** A summary is no longer than this, unless its first two sentences are. */
  readonly wordBudget: number;
  /** What is left of a sentence that leans on its neighbours. */
  readonly leastIndependence: number;
}

/** Short news is summed up by most of it: its sentences share their names, and what one leans on stands in the summary as well. */
const SHORT: Measure = { maxRedundancy: 0.7, wordBudget: 150, leastIndependence: 0.8 };
const SHORT_PASSAGES = 8;
/** Fewer are three small sentences: all of them would be no summary. */
const FEW_WORDS = 50;
const LONG: Measure = { maxRedundancy: 0.5, wordBudget: 130, leastIndependence: 0 };

/** Indexes of the chosen passages, in document order; none where nothing can be quoted. Ties go to the earlier sentence. */
export function chooseSummary(passages: readonly Passage[], { scores, independence, similarity }: Salience): number[] {
  const words = passages.reduce((sum, { wordCount }) => sum + wordCount, 0);
  const wanted = words < FEW_WORDS ? 2 : passages.length <= 20 ? 3 : 4;
  const { maxRedundancy, wordBudget, leastIndependence } = passages.length <= SHORT_PASSAGES ? SHORT : LONG;
  const standing = independence.map((value) => (value === 0 ? 0 : Math.max(value, leastIndependence)));
  const worth = passages.map(
    (passage, i) => scores[i]! * standing[i]! * lengthFitness(passage.wordCount) * KIND_FITNESS[passage.kind] * (1 + 0.5 / (1 + i)),
  );
  const byWorth = passages.map((_, i) => i).filter((i) => worth[i]! > 0);
  byWorth.sort((a, b) => worth[b]! - worth[a]! || a - b);

  const chosen: number[] = [];
  let wordsLeft = wordBudget;
  for (const i of byWorth) {
    if (chosen.length >= wanted) break;
    if (chosen.some((other) => similarity.between(i, other) > maxRedundancy)) continue;
    if (chosen.length >= 2 && passages[i]!.wordCount > wordsLeft) continue;
    chosen.push(i);
    wordsLeft -= passages[i]!.wordCount;
  }
  return chosen.sort((a, b) => a - b);
}

export function summaryOf(passages: readonly Passage[], chosen: readonly number[]): CitedText[] {
  return chosen.map((i) => cite(passages[i]!));
}

const KIND_FITNESS: Readonly<Record<Passage['kind'], number>> = { PARAGRAPH: 1, QUOTE: 0.6, LIST_ITEM: 0.5 };

/** Ten to forty words make a sentence that says something and is read at a glance. */
function lengthFitness(wordCount: number): number {
  if (wordCount < 6) return 0.3;
  if (wordCount < 10) return 0.6;
  if (wordCount <= 40) return 1;
  return Math.max(0.4, 40 / wordCount);
}
