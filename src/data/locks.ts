/** Transactions that must not run beside each other. */
import { sql } from 'kysely';
import type { Reader } from './database.ts';

/** Keys of PostgreSQL's advisory locks: one name space per database, so they are listed in one place. */
const KEYS = {
  migrations: 7_345_001,
  outbox: 7_345_002,
  articles: 7_345_003,
  related: 7_345_004,
  sources: 7_345_005,
  commentImport: 7_345_006,
} as const;

/**
 * Holds others that ask for the same name until this transaction has committed. SQLite has one writer at a time as it is.
 * A transaction takes one of the others first and `outbox` last, so that no two transactions wait for each other.
 */
export async function exclusively(transaction: Reader, name: keyof typeof KEYS): Promise<void> {
  if (transaction.engine === 'postgres') await sql`select pg_advisory_xact_lock(${sql.lit(KEYS[name])})`.execute(transaction.read);
}
