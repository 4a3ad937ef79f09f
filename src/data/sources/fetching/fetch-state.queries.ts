/** Reads of what is remembered of fetched addresses. */
import { sql } from 'kysely';
import { alignBy } from '../../align.ts';
import type { Reader } from '../../database.ts';
import { isAmong } from '../../parameters.ts';
import type { Tables } from '../../tables.ts';

/** The validators of the last answer that was read and stored (RFC 9110, section 8.8). */
export interface FetchState {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export async function fetchStatesByUrls(db: Reader, urls: readonly string[]): Promise<readonly (FetchState | null)[]> {
  const { rows } = await sql<Tables['fetch_states']>`select * from fetch_states where ${isAmong(db, 'url', urls)}`.execute(db.read);
  return alignBy(
    urls,
    rows.map((row) => ({ url: row.url, etag: row.etag, lastModified: row.last_modified })),
    ({ url }) => url,
  );
}
