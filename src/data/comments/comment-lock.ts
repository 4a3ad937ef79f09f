/** Holding a comment still while a write decides about it. */
import { sql } from 'kysely';
import { storableText } from '../parameters.ts';
import type { WriteContext } from '../write-context.ts';
import type { CommentRow } from './comment.rows.ts';

/** The row, locked until the transaction ends, or null: so nobody replies to a comment while it is being hidden. SQLite's writer is alone anyway. */
export async function lockComment(context: WriteContext, id: string): Promise<CommentRow | null> {
  const lock = context.engine === 'postgres' ? sql`for update` : sql``;
  const { rows } = await sql<CommentRow>`select * from comments where id = ${storableText(id)} ${lock}`.execute(context.read);
  return rows[0] ?? null;
}
