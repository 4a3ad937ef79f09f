/** Which enrichments an engine that is no longer in use has made. */
import { sql } from 'kysely';
import type { Reader } from '../database.ts';

/** Ids of articles whose enrichment, or newest unfinished job, is of another version than `engineVersion`, in order behind `after`, `limit` at most. */
export async function outdatedArticles(db: Reader, engineVersion: string, after: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ article_id: string }>`
    select article_id from (
      select article_id from enrichments where engine_version <> ${engineVersion} and article_id > ${after}
      union
      select article_id from enrichment_jobs where engine_version <> ${engineVersion} and state in ('PENDING', 'RUNNING') and article_id > ${after}
    ) as outdated order by article_id limit ${limit}`.execute(db.read);
  return rows.map((row) => row.article_id);
}
