/** For batches of keys in tables that grow quickly: what PostgreSQL believes of them is old, or nothing. */
import { sql } from 'kysely';
import type { WriteContext } from './write-context.ts';

/**
 * Until the end of this transaction rows are found along indexes, where there is one. Without statistics (a table that was never analyzed, or has grown since) PostgreSQL takes
 * each key to be in hundreds of rows, and reads the whole table for a batch of 32. SQLite goes along indexes by itself.
 */
export async function alongIndexes({ engine, read }: WriteContext): Promise<void> {
  // A scan that cannot be avoided counts as so dear then that PostgreSQL would compile it first.
  if (engine === 'postgres') await sql`select set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`.execute(read);
}
