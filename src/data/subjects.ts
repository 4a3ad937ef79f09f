/**
 * Which ids exist at all, for domains that may not look into another's tables: a comment needs its article, `node(id)` anything. The ledger is kept
 * by the outbox in the same transaction as the thing itself (see outbox-append.ts), so it never lags, and it outlives the pruning of events.
 */
import { sql } from 'kysely';
import { alignBy } from './align.ts';
import type { Reader } from './database.ts';
import { isAmong } from './parameters.ts';

/** Whether there is, or was, a thing of that id. Aligned with `ids`. */
export async function knownSubjects(db: Reader, ids: readonly string[]): Promise<readonly boolean[]> {
  const { rows } = await sql<{ id: string }>`select id from subjects where ${isAmong(db, 'id', ids)}`.execute(db.read);
  return alignBy(ids, rows, (row) => row.id).map((row) => row !== null);
}
