/** Forgetting old idempotency keys. */
import { sql } from 'kysely';
import type { Procedure } from '../write-context.ts';

/** Removes keys used before `before` (milliseconds): a client that repeats one after that makes a second comment. */
export const pruneKeys: Procedure<{ readonly before: number }, { readonly removed: number }> = async ({ read }, { before }) => {
  const result = await sql`delete from idempotency where created_at < ${before}`.execute(read);
  return { removed: Number(result.numAffectedRows ?? 0) };
};
