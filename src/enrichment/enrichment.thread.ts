/** The worker thread: owns an engine and an index, answers one request after the other. Started by enrichment-pool.ts alone. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemStopwatch } from '../clock/stopwatch.ts';
import type { RelatedRecord } from '../data/enrichments/enrichment.record.ts';
import type { ArticleText } from './engine/article-text.ts';
import { enrich } from './engine/enrich.ts';
import { inputHash } from './engine/input-hash.ts';
import { decodeVector, encodeVector } from './engine/vector.ts';
import type { Analysis, StoredVector, ThreadAnswers, ThreadRequest, ThreadResponse, ThreadTask } from './enrichment-messages.ts';
import { RelatedIndex } from './related-index.ts';

export interface ThreadSettings {
  /** Articles in the index at most. */
  readonly indexCapacity: number;
  readonly relatedLimit: number;
  readonly relatedMinScore: number;
}

const settings = workerData as ThreadSettings;
const index = new RelatedIndex(settings.indexCapacity);
const port = parentPort!;

port.on('message', ({ id, task }: ThreadRequest) => {
  let response: ThreadResponse;
  try {
    response = { id, answer: answer(task) };
  } catch (error) {
    response = { id, error: describe(error) };
  }
  port.postMessage(response);
});

function answer(task: ThreadTask): ThreadAnswers[ThreadTask['kind']] {
  switch (task.kind) {
    case 'hash':
      return task.articles.map(inputHash);
    case 'analyse':
      return task.articles.map(analyse);
    case 'relate':
      return task.vectors.map(relate);
    case 'learn':
      for (const stored of task.vectors) learn(stored);
      return index.size;
    case 'forget':
      for (const articleId of task.articleIds) index.delete(articleId);
      return index.size;
  }
}

function analyse(article: ArticleText): Analysis {
  const start = systemStopwatch.elapsed();
  try {
    const { parts, vector } = enrich(article);
    return { analysed: { parts, vector: encodeVector(vector), latencyMs: systemStopwatch.elapsed() - start } };
  } catch (error) {
    return { error: describe(error) };
  }
}

function relate(stored: StoredVector): RelatedRecord[] {
  const vector = decodeVector(stored.vector);
  if (vector === null) return [];
  const { articleId } = stored;
  const neighbours = index.neighbours(vector, { limit: settings.relatedLimit, minScore: settings.relatedMinScore, except: articleId });
  index.set(articleId, vector);
  return neighbours.map(({ articleId: relatedId, score, reasons }) => ({ articleId, relatedId, score, reasons }));
}

function learn({ articleId, vector }: StoredVector): void {
  const decoded = decodeVector(vector);
  if (decoded === null) index.delete(articleId);
  else index.set(articleId, decoded);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
