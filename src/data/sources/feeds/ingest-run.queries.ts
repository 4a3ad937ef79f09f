/** Reads of the diary of `newsgraph ingest`, and what has come in altogether. */
import { sql } from 'kysely';
import type { Reader } from '../../database.ts';
import type { Tables } from '../../tables.ts';
import type { IngestRun } from './ingest-run.record.ts';

/** Started last first. */
export async function ingestRuns(db: Reader, limit: number): Promise<readonly IngestRun[]> {
  const { rows } = await sql<Tables['ingest_runs']>`select * from ingest_runs order by started_at desc, id desc limit ${limit}`.execute(
    db.read,
  );
  return rows.map((row) => ({
    id: row.id,
    input: row.input,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    new: row.added,
    updated: row.updated,
    unchanged: row.unchanged,
    rejected: row.rejected,
    reasons: Object.entries(JSON.parse(row.reasons) as Record<string, number>).map(([code, count]) => ({ code, count })),
    inputsFailed: row.inputs_failed,
  }));
}

/** Articles that were ever stored, by the ledger of subjects (see subjects.ts): the articles themselves are another domain's. */
export async function storedArticleCount(db: Reader): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from subjects where id >= 'art_' and id < 'art\`'`.execute(
    db.read,
  );
  return rows[0]!.total;
}

/** When a run or a feed last brought a new article; null where none has. */
export async function lastArticleAt(db: Reader): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from (
      select max(finished_at) as at from ingest_runs where added > 0
      union all select max(last_new_at) as at from feeds) as moments`.execute(db.read);
  return rows[0]!.at;
}
