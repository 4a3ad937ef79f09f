/** Reads of the enrichments domain. Batched reads answer in the order of what was asked. */
import { type RawBuilder, sql } from 'kysely';
import { alignBy, groupBy } from '../align.ts';
import type { Reader } from '../database.ts';
import { isAmong, listTable } from '../parameters.ts';
import { COLUMNS, type Tables } from '../tables.ts';
import type { EnrichmentJob, EnrichmentRecord, RelatedReason, RelatedRecord } from './enrichment.record.ts';
import { enrichmentOf, jobOf } from './enrichment.rows.ts';

export interface EnrichmentVector {
  readonly articleId: string;
  /** Grows with every stored vector, in commit order: ask for what is behind the last one seen. An article that is made again gets a new one. */
  readonly seq: number;
  readonly vector: Uint8Array;
}

export async function enrichmentsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly (EnrichmentRecord | null)[]> {
  const { rows } = await sql<Tables['enrichments']>`select * from enrichments where ${isAmong(db, 'article_id', articleIds)}`.execute(
    db.read,
  );
  return alignBy(articleIds, rows.map(enrichmentOf), (record) => record.articleId);
}

/** The best `first` of each article, best first, one statement. */
export async function relatedByArticle(
  db: Reader,
  articleIds: readonly string[],
  first: number,
): Promise<readonly (readonly RelatedRecord[])[]> {
  const { rows } = await sql<Tables['related']>`
    select article_id, related_id, score, reasons from (
      select related.*, row_number() over (partition by article_id order by score desc, related_id) as place from related
      where ${isAmong(db, 'article_id', articleIds)}
    ) as ranked where place <= ${first} order by article_id, place`.execute(db.read);
  const records = rows.map((row): RelatedRecord => ({
    articleId: row.article_id,
    relatedId: row.related_id,
    score: row.score,
    reasons: JSON.parse(row.reasons) as RelatedReason[],
  }));
  return groupBy(articleIds, records, (record) => record.articleId);
}

/** The newest job of each article: what `status` is told from where there is no enrichment yet. */
export async function latestJobsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly (EnrichmentJob | null)[]> {
  const { rows } = await sql<Tables['enrichment_jobs']>`
    select * from (
      select enrichment_jobs.*, row_number() over (partition by article_id order by ${NEWEST_JOB}) as place from enrichment_jobs
      where ${isAmong(db, 'article_id', articleIds)}
    ) as ranked where place = 1`.execute(db.read);
  return alignBy(articleIds, rows.map(jobOf), (job) => job.articleId);
}

export interface EnrichmentState {
  readonly record: EnrichmentRecord | null;
  /** The newest: READY where it made `record`; else `record` is STALE. */
  readonly job: EnrichmentJob | null;
}

/** What there is of each article and what is under way, one statement. */
export async function enrichmentStatesByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly EnrichmentState[]> {
  const { rows } = await sql<Tables['enrichments'] & { asked: string; job: string | null }>`
    select k.value as asked, made.*, newest.job from (select value from ${listTable(db, articleIds)}) as k
    left join enrichments as made on made.article_id = k.value
    left join (
      select article_id, ${jobObject(db)} as job, row_number() over (partition by article_id order by ${NEWEST_JOB}) as place from enrichment_jobs
      where ${isAmong(db, 'article_id', articleIds)}
    ) as newest on newest.article_id = k.value and newest.place = 1`.execute(db.read);
  return alignBy(articleIds, rows, (row) => row.asked).map((row) => ({
    // A left join without a match leaves the whole right side null.
    record: row === null || (row.article_id as string | null) === null ? null : enrichmentOf(row),
    job: row?.job == null ? null : jobOf(JSON.parse(row.job) as Tables['enrichment_jobs']),
  }));
}

/** A job as one JSON text, because both sides of the join have columns of the same names. */
function jobObject(db: Reader): RawBuilder<string> {
  const fields = Object.keys(COLUMNS.enrichment_jobs).map((column) => sql`${sql.lit(column)}, ${sql.ref(`enrichment_jobs.${column}`)}`);
  return db.engine === 'sqlite' ? sql<string>`json_object(${sql.join(fields)})` : sql<string>`json_build_object(${sql.join(fields)})::text`;
}

const NEWEST_JOB = sql`requested_at desc, engine_version desc, input_hash`;

/** Vectors behind `seq`, in order, `limit` at most. */
export async function vectorsAfter(db: Reader, seq: number, limit: number): Promise<readonly EnrichmentVector[]> {
  const { rows } = await sql<{ seq: number; article_id: string; vector: Uint8Array }>`
    select seq, article_id, vector from enrichment_vectors where seq > ${seq} order by seq limit ${limit}`.execute(db.read);
  // Copied: a driver's bytes may lie unaligned inside a larger buffer, and a Float32Array cannot be laid over those.
  return rows.map((row) => ({ articleId: row.article_id, seq: row.seq, vector: new Uint8Array(row.vector) }));
}

export async function jobCounts(db: Reader): Promise<Readonly<Record<EnrichmentJob['state'], number>>> {
  const { rows } = await sql<{
    state: EnrichmentJob['state'];
    total: number;
  }>`select state, count(*) as total from enrichment_jobs group by state`.execute(db.read);
  const counts = { PENDING: 0, RUNNING: 0, DONE: 0, FAILED: 0 };
  for (const { state, total } of rows) counts[state] = total;
  return counts;
}

/** Jobs that nobody has begun, and those that somebody works at or did until it was killed. What is done is not counted, however much it is. */
export async function openJobCounts(db: Reader): Promise<{ readonly pending: number; readonly running: number }> {
  const { rows } = await sql<{ pending: number; running: number }>`
    select (select count(*) from enrichment_jobs where state = 'PENDING') as pending, (select count(*) from enrichment_jobs where state = 'RUNNING') as running`.execute(
    db.read,
  );
  return { pending: Number(rows[0]!.pending), running: Number(rows[0]!.running) };
}
