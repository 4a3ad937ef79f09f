/** The totals per article, kept in the transaction that changes them. */
import { sql } from 'kysely';
import { insertRows } from '../parameters.ts';
import type { WriteContext } from '../write-context.ts';

export interface CountChange {
  readonly articleId: string;
  /** Readable comments, more or fewer. */
  readonly total: number;
  /** Listed roots, more or fewer. */
  readonly roots: number;
}

/** One change per article at most. */
export async function changeCounts(context: WriteContext, changes: readonly CountChange[]): Promise<void> {
  const rows = changes.map(({ articleId, total, roots }) => ({ article_id: articleId, total, roots }));
  const added = sql`on conflict (article_id) do update set total = comment_counts.total + excluded.total, roots = comment_counts.roots + excluded.roots`;
  await insertRows(context, 'comment_counts', rows, added).execute(context.read);
}
