/** The worker thread: owns an engine and an index, answers one request after the other. Started by enrichment-pool.ts alone. */
import { parentPort, workerData } from 'node:worker_threads';
import { systemStopwatch } from '../clock/stopwatch.ts';
import type { ArticleText } from './engine/article-text.ts';
import { enrich } from './engine/enrich.ts';
import { inputHash } from './engine/input-hash.ts';
import { type ArticleVector, decodeVector, encodeVector } from './engine/vector.ts';
import type { Analysis, Relations, StoredVector, ThreadAnswers, ThreadRequest, ThreadResponse, ThreadTask } from './enrichment-messages.ts';
import { FingerprintIndex } from './fingerprint-index.ts';
import { giveWay } from './give-way.ts';
import { type RelationSettings, relationsOf } from './relations.ts';
import { RelatedIndex } from './related-index.ts';

export interface ThreadSettings extends RelationSettings {
  /** Articles in the index at most. */
  readonly indexCapacity: number;
}

const settings = workerData as ThreadSettings;
const index = new RelatedIndex(settings.indexCapacity);
const fingerprints = new FingerprintIndex();
const port = parentPort!;
giveWay();

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
      for (const articleId of task.articleIds) forget(articleId);
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

function relate({ articleId, vector }: StoredVector): Relations {
  const decoded = decodeVector(vector);
  if (decoded === null) return { related: [], links: [], nearDuplicates: [] };
  const relations = relationsOf(articleId, decoded, index, fingerprints, settings);
  hold(articleId, decoded);
  return relations;
}

function learn({ articleId, vector }: StoredVector): void {
  const decoded = decodeVector(vector);
  if (decoded === null) forget(articleId);
  else hold(articleId, decoded);
}

function hold(articleId: string, vector: ArticleVector): void {
  const leaving = index.set(articleId, vector);
  if (leaving !== null) fingerprints.delete(leaving);
  fingerprints.set(articleId, vector.fingerprint);
}

function forget(articleId: string): void {
  index.delete(articleId);
  fingerprints.delete(articleId);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
