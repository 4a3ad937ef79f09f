/** What SQLite says that it will do for a statement. */
import { sql } from 'kysely';
import type { Database } from '../../src/data/database.ts';

const INNER_QUERIES = /^SCAN (?:part\d|page|k|picked|ranked|newest|r|\(subquery-\d+\)|CONSTANT ROW)$/;

/** A list parameter is scanned, and so are the few rows of an inner query; a table never is but along an index. */
export function isTableScan(step: string): boolean {
  return step.startsWith('SCAN ') && !/VIRTUAL TABLE|USING (COVERING )?INDEX/.test(step) && !INNER_QUERIES.test(step);
}

/** Its steps, in SQLite's words. */
export async function planOf(database: Database, statement: string): Promise<readonly string[]> {
  // Parameters stay unbound: the plan is made from the text.
  const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(statement)}`.execute(database.read);
  return rows.map(({ detail }) => detail);
}
