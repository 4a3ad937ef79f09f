/** Reads of the platform domain. */
import { sql } from 'kysely';
import { alignBy } from '../align.ts';
import type { Reader } from '../database.ts';
import { isAmong } from '../parameters.ts';
import type { Tables } from '../tables.ts';
import type { UserRecord } from './user.record.ts';

export async function usersByIds(db: Reader, ids: readonly string[]): Promise<readonly (UserRecord | null)[]> {
  const { rows } = await sql<Tables['users']>`select * from users where ${isAmong(db, 'id', ids)}`.execute(db.read);
  const users = rows.map((row): UserRecord => ({ id: row.id, name: row.name, createdAt: row.created_at, updatedAt: row.updated_at }));
  return alignBy(ids, users, (user) => user.id);
}
