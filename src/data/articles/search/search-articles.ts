/** The search, as the rest of the program asks for it. */
import type { Database } from '../../database.ts';
import type { SearchAnswer, SearchRequest } from './search.record.ts';

/**
 * Finds articles. Answers nothing where the query holds no word; rejects with `SearchQueryError` where it is too long. Runs beside the event loop on
 * SQLite, in the server on PostgreSQL.
 */
export function searchArticles(db: Database, request: SearchRequest): Promise<SearchAnswer> {
  return db.query('articles.search', request);
}
