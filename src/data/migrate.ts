/** What `Database.migrate` does on both engines. */
import type { Database } from './database.ts';

/** Articles of one transaction. */
const BATCH = 250;

/** Brings the tables up to date, then indexes what was stored before there was an index: in batches, so that others can write between, and broken off it goes on where it was. */
export async function migrateDatabase(database: Pick<Database, 'write'>): Promise<readonly string[]> {
  const names = await database.write('database.migrate', null);
  while ((await database.write('articles.indexStored', { limit: BATCH })).left);
  return names;
}
