/** All that the enrichments know of topics, page by page: for those who keep a table of it and have lost it. */
import { sql } from 'kysely';
import type { Reader } from '../database.ts';

export interface EnrichedTopics {
  readonly articleId: string;
  readonly topics: readonly { readonly code: string; readonly score: number }[];
}

/** Behind the given article id, in the order of ids. */
export async function topicsAfter(db: Reader, articleId: string, limit: number): Promise<readonly EnrichedTopics[]> {
  const { rows } = await sql<{ article_id: string; topics: string }>`
    select article_id, topics from enrichments where article_id > ${articleId} order by article_id limit ${limit}`.execute(db.read);
  return rows.map((row) => ({ articleId: row.article_id, topics: JSON.parse(row.topics) as EnrichedTopics['topics'] }));
}
