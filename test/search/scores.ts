/** How good a list of hits is, by the judgements of one query. */
import type { JudgedQuery } from './judged-set.ts';

/** Lists are looked at this far: a reader's first page. */
export const DEPTH = 10;

export interface Scores {
  /** Share of what is shown that a reader accepts (relevant or partly); 0 where nothing is shown. */
  readonly precision: number;
  /** Share of the relevant articles that are shown, of ten where there are more; null where not all are known. */
  readonly recall: number | null;
  /** Normalised discounted cumulative gain (Järvelin and Kekäläinen 2002): 3 for relevant, 1 for partly, against the best possible list. */
  readonly ndcg: number;
  /** How many of the shown were never judged; they count as not accepted. */
  readonly unjudged: number;
}

export function scoresOf(judged: JudgedQuery, hits: readonly string[]): Scores {
  const shown = hits.slice(0, DEPTH);
  const relevant = new Set(judged.relevant);
  const partly = new Set(judged.partly);
  const known = new Set([...relevant, ...partly, ...judged.irrelevant]);
  const found = shown.filter((id) => relevant.has(id)).length;
  const accepted = found + shown.filter((id) => partly.has(id)).length;
  const gains = shown.map((id) => (relevant.has(id) ? 3 : partly.has(id) ? 1 : 0));
  const best = [...judged.relevant.map(() => 3), ...judged.partly.map(() => 1)].slice(0, DEPTH);
  return {
    precision: shown.length === 0 ? 0 : accepted / shown.length,
    recall: judged.many ? null : found / Math.min(DEPTH, judged.relevant.length),
    ndcg: discounted(gains) / discounted(best),
    unjudged: shown.filter((id) => !known.has(id)).length,
  };
}

/** The mean of each measure; recall over those that have one, null where none has. */
export function meanOf(scores: readonly Scores[]): Scores {
  const recalls = scores.flatMap(({ recall }) => recall ?? []);
  return {
    precision: mean(scores.map(({ precision }) => precision)),
    recall: recalls.length === 0 ? null : mean(recalls),
    ndcg: mean(scores.map(({ ndcg }) => ndcg)),
    unjudged: scores.reduce((sum, { unjudged }) => sum + unjudged, 0),
  };
}

const discounted = (gains: readonly number[]): number => gains.reduce((sum, gain, place) => sum + gain / Math.log2(place + 2), 0);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
