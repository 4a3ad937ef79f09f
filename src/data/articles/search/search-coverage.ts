/** Most of the words of a query, where not all of them are found together. */
import { idfOf } from './search-idf.ts';
import type { Form, MatchLanguage } from './search-match.ts';
import type { Clause } from './search-query.ts';

/**
 * The share of the weight of all words (rare ones weigh more) that an article must have; and it must have half of the words, for one rare verb of a
 * question («كيف أسجل في حج الداخل») outweighs the two words that it is about.
 */
const COVERAGE = 0.42;
/** The number of combinations grows with the words: the rarest of a long query decide. */
const MAX_VOTES = 6;

export interface MostOf {
  readonly match: string;
  /** What still counts towards the score. */
  readonly clauses: readonly Clause[];
  readonly counts: readonly number[];
}

/** Quotations must be there; of the other words enough to reach `COVERAGE`. Words that no article has are not asked for. Null where nothing is left to ask. */
export function mostOf(wanted: readonly Clause[], counts: readonly number[], language: MatchLanguage, form: Form): MostOf | null {
  const weights = idfOf(counts);
  const known = wanted.flatMap((clause, index) =>
    clause.isQuoted || counts[index]! > 0 ? [{ clause, count: counts[index]!, weight: weights[index]! }] : [],
  );
  const votes = known
    .filter(({ clause }) => !clause.isQuoted)
    .sort((left, right) => right.weight - left.weight)
    .slice(0, MAX_VOTES);
  if (votes.length === 0) return null;
  const needed = COVERAGE * votes.reduce((sum, { weight }) => sum + weight, 0);
  const enough = smallestSets(
    votes.map(({ weight }) => weight),
    needed,
  ).map((set) => language.all(set.map((index) => language.wide(votes[index]!.clause, form))));
  const quoted = known.filter(({ clause }) => clause.isQuoted).map(({ clause }) => language.clause(clause, form));
  return {
    match: language.all([...quoted, language.any(enough)]),
    clauses: known.map(({ clause }) => clause),
    counts: known.map(({ count }) => count),
  };
}

/** Every set of at least half of the indexes whose weights reach `needed`, and that would be none without any one of them. */
function smallestSets(weights: readonly number[], needed: number): readonly (readonly number[])[] {
  const sets: (readonly number[])[] = [];
  const half = Math.ceil(weights.length / 2);
  for (let bits = 1; bits < 1 << weights.length; bits++) {
    const set = [...weights.keys()].filter((index) => (bits & (1 << index)) !== 0);
    const sum = set.reduce((total, index) => total + weights[index]!, 0);
    const isSmallest = set.length === half || set.every((index) => sum - weights[index]! < needed);
    if (set.length >= half && sum >= needed && isSmallest) sets.push(set);
  }
  return sets;
}
