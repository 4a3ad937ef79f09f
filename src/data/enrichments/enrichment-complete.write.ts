/** Storing what the engine made: the record, the vector, the related lists of the article and of its neighbours, and the job's end. */
import { sql } from 'kysely';
import { alongIndexes } from '../along-indexes.ts';
import { DatabaseFault } from '../database-fault.ts';
import { exclusively } from '../locks.ts';
import { emitArticles } from '../many-changed.ts';
import { insertRows, isAmong, rowsTable } from '../parameters.ts';
import { COLUMNS, type Tables } from '../tables.ts';
import type { Procedure, WriteContext } from '../write-context.ts';
import type { JobKey } from './enrichment-jobs.write.ts';
import type { EnrichmentRecord, RelatedRecord } from './enrichment.record.ts';
import { rowOfEnrichment } from './enrichment.rows.ts';
import { forgetRelated, storeRelated } from './related.write.ts';
import type { NearDuplicateRecord, StoryLink } from './stories/story.record.ts';
import { leaveStories, placeInStories, storeNearDuplicates } from './stories/story.write.ts';

export const MAX_RESULTS = 500;

export interface EnrichmentResult extends JobKey {
  readonly record: EnrichmentRecord;
  readonly vector: Uint8Array;
  /** Of this article; the mirror rows are put into the neighbours' lists too. */
  readonly related: readonly RelatedRecord[];
  /** What the stories are told of it. */
  readonly title: string;
  readonly publishedAt: number;
  readonly sourceId: string;
  readonly links: readonly StoryLink[];
  readonly nearDuplicates: readonly NearDuplicateRecord[];
}

export interface EnrichmentResults {
  readonly results: readonly EnrichmentResult[];
  /**
   * Up to which vector (`seq`) the maker knew the articles that are there. Where others have stored more since, nothing is stored: two workers that finish neighbours at once would
   * never learn of each other's. Without it everything is stored.
   */
  readonly learntUpTo?: number;
}

/**
 * `superseded`: nothing was stored, because the job is DONE already or unknown, or because the result of a job asked for later is there. `behind`: nothing was
 * stored of all that was handed in; learn the vectors that have come, relate again, and hand it in again.
 */
export interface EnrichmentStored {
  readonly articleId: string;
  readonly outcome: 'stored' | 'superseded' | 'behind';
}

export const complete: Procedure<EnrichmentResult, EnrichmentStored> = async (context, result) =>
  (await completeMany(context, { results: [result] }))[0]!;

/**
 * Many results in one transaction, as if one after the other; one outcome per result. Emits `enrichment.finished` {articleId, inputHash, engineVersion, topics: [{code, score}]}
 * for what is stored, `related.changed` {articleIds} for the others whose lists changed with it, and the events of the stories that do.
 */
export const completeMany: Procedure<EnrichmentResults, readonly EnrichmentStored[]> = async (context, { results, learntUpTo }) => {
  if (results.length > MAX_RESULTS)
    throw new DatabaseFault('BAD_INPUT', `enrichments.completeMany takes ${MAX_RESULTS} results at most: results has ${results.length}.`);
  if (results.length === 0) return [];
  // Two workers that finish neighbours would write the same lists row by row in different orders.
  await exclusively(context, 'related');
  await alongIndexes(context);
  if (learntUpTo !== undefined && (await newestVector(context)) > learntUpTo)
    return results.map(({ articleId }): EnrichmentStored => ({ articleId, outcome: 'behind' }));
  const jobs = await openJobs(context, results);
  const requestedAt = await storedRequests(context, results);

  const outcomes: EnrichmentStored[] = [];
  const stored = new Map<string, EnrichmentResult>();
  const finished: JobKey[] = [];
  for (const result of results) {
    const name = nameOf(result);
    const job = jobs.get(name);
    jobs.delete(name);
    if (job !== undefined) finished.push(result);
    if (job === undefined || job.requested_at < (requestedAt.get(result.articleId) ?? 0)) {
      outcomes.push({ articleId: result.articleId, outcome: 'superseded' });
      continue;
    }
    outcomes.push({ articleId: result.articleId, outcome: 'stored' });
    stored.set(result.articleId, result);
    requestedAt.set(result.articleId, job.requested_at);
  }
  await finishJobs(context, finished);
  await storeRecords(context, [...stored.values()], requestedAt);
  const listed = await storeRelated(context, [...stored.values()]);
  const repeats = await storeNearDuplicates(
    context,
    [...stored.keys()],
    [...stored.values()].flatMap((result) => result.nearDuplicates),
  );
  emitArticles(
    context,
    'related.changed',
    [...listed, ...repeats].filter((id) => !stored.has(id)),
  );
  await placeInStories(
    context,
    [...stored.values()].map(({ articleId, title, publishedAt, sourceId, record, links }) => ({
      articleId,
      title,
      publishedAt,
      sourceId,
      language: record.language,
      links,
    })),
  );
  await storeVectors(context, [...stored.values()]);
  for (const { articleId, inputHash, engineVersion, record } of stored.values()) {
    context.emit({
      topic: 'enrichment.finished',
      subjectId: articleId,
      payload: { articleId, inputHash, engineVersion, topics: record.topics },
    });
  }
  return outcomes;
};

/**
 * Takes away everything that was made of articles that are gone. Should they come back they are made again. Emits `enrichment.forgotten` {articleIds},
 * `related.changed` for the others whose lists they were in, and the events of their stories.
 */
export const forget: Procedure<{ readonly articleIds: readonly string[] }, null> = async (context, { articleIds }) => {
  if (articleIds.length > MAX_RESULTS)
    throw new DatabaseFault('BAD_INPUT', `enrichments.forget takes ${MAX_RESULTS} articles at most: articleIds has ${articleIds.length}.`);
  await exclusively(context, 'related');
  await alongIndexes(context);
  for (const table of ['enrichments', 'enrichment_jobs', 'enrichment_vectors'] as const)
    await sql`delete from ${sql.table(table)} where ${isAmong(context, 'article_id', articleIds)}`.execute(context.read);
  emitArticles(context, 'enrichment.forgotten', articleIds);
  emitArticles(context, 'related.changed', [...(await forgetRelated(context, articleIds)), ...(await leaveStories(context, articleIds))]);
  return null;
};

async function newestVector(context: WriteContext): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`select max(seq) as seq from enrichment_vectors`.execute(context.read);
  return Number(rows[0]?.seq ?? 0);
}

const nameOf = ({ articleId, inputHash, engineVersion }: JobKey) => JSON.stringify([articleId, inputHash, engineVersion]);

async function openJobs(context: WriteContext, results: readonly EnrichmentResult[]): Promise<Map<string, Tables['enrichment_jobs']>> {
  const lock = context.engine === 'postgres' ? sql`for update` : sql``;
  const { rows } = await sql<Tables['enrichment_jobs']>`
    select * from enrichment_jobs where ${isAmong(
      context,
      'article_id',
      results.map(({ articleId }) => articleId),
    )} and state <> 'DONE' ${lock}`.execute(context.read);
  return new Map(
    rows.map((row) => [nameOf({ articleId: row.article_id, inputHash: row.input_hash, engineVersion: row.engine_version }), row]),
  );
}

/** By article: when the result that is stored now was asked for. */
async function storedRequests(context: WriteContext, results: readonly EnrichmentResult[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ article_id: string; requested_at: number }>`
    select article_id, requested_at from enrichments where ${isAmong(
      context,
      'article_id',
      results.map(({ articleId }) => articleId),
    )}`.execute(context.read);
  return new Map(rows.map((row) => [row.article_id, row.requested_at]));
}

async function finishJobs(context: WriteContext, finished: readonly JobKey[]): Promise<void> {
  if (finished.length === 0) return;
  const keys = finished.map(({ articleId, inputHash, engineVersion }) => ({
    article_id: articleId,
    input_hash: inputHash,
    engine_version: engineVersion,
  }));
  const table = rowsTable(context, keys, [
    ['article_id', 'text'],
    ['input_hash', 'text'],
    ['engine_version', 'text'],
  ]);
  await sql`
    update enrichment_jobs set state = 'DONE', last_error = null from ${table}
    where enrichment_jobs.article_id = rows.article_id and enrichment_jobs.input_hash = rows.input_hash and enrichment_jobs.engine_version = rows.engine_version`.execute(
    context.read,
  );
}

async function storeRecords(
  context: WriteContext,
  stored: readonly EnrichmentResult[],
  requestedAt: ReadonlyMap<string, number>,
): Promise<void> {
  if (stored.length === 0) return;
  const rows = stored.map(({ articleId, record }) => ({ ...rowOfEnrichment(record, requestedAt.get(articleId)!) }));
  const overwritten = Object.keys(COLUMNS.enrichments)
    .filter((column) => column !== 'article_id')
    .map((column) => sql`${sql.ref(column)} = ${sql.ref(`excluded.${column}`)}`);
  await insertRows(context, 'enrichments', rows, sql`on conflict (article_id) do update set ${sql.join(overwritten)}`).execute(
    context.read,
  );
}

/** A new `seq` for each: whoever keeps the vectors in memory meets the changed ones again. Last, because `seq` must grow in commit order as outbox positions do, and under the same lock. */
async function storeVectors(context: WriteContext, stored: readonly EnrichmentResult[]): Promise<void> {
  if (stored.length === 0) return;
  await sql`delete from enrichment_vectors where ${isAmong(
    context,
    'article_id',
    stored.map(({ articleId }) => articleId),
  )}`.execute(context.read);
  await exclusively(context, 'outbox');
  const rows = stored.map(({ articleId, vector }) => ({
    article_id: articleId,
    vector: Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).toString('hex'),
  }));
  await insertRows(context, 'enrichment_vectors', rows).execute(context.read);
}
