/** Taking a comment away. */
import { sql } from 'kysely';
import type { Procedure, WriteContext } from '../write-context.ts';
import { changeCounts } from './comment-counts.ts';
import { lockComment } from './comment-lock.ts';
import type { CommentRecord } from './comment.record.ts';
import { commentOf, type CommentRow } from './comment.rows.ts';

export interface CommentDelete {
  readonly id: string;
  readonly viewerId: string;
  /** Whether the viewer may delete what others wrote. */
  readonly asModerator: boolean;
}

/** `comment` as it is now: `deletedAt` set, body empty. */
export type CommentDeleted =
  | { readonly outcome: 'deleted' | 'alreadyDeleted'; readonly comment: CommentRecord }
  | { readonly outcome: 'notFound' | 'notPermitted' };

/**
 * With replies the comment stays listed as a tombstone; without, it leaves the lists, and so does a tombstone above it that has no reply left.
 * Emits `comment.deleted` {id, articleId, parentId, unlisted: ids that left the lists, above: the one that has a reply less and stays, or null}.
 */
export const deleteComment: Procedure<CommentDelete, CommentDeleted> = async (context, { id, viewerId, asModerator }) => {
  const row = await lockComment(context, id);
  if (row === null) return { outcome: 'notFound' };
  if (row.author_id !== viewerId && !asModerator) return { outcome: 'notPermitted' };
  if (row.deleted_at !== null) return { outcome: 'alreadyDeleted', comment: commentOf(row) };

  const deleted: CommentRow = { ...row, body: '', deleted_at: context.now };
  await sql`update comments set body = '', deleted_at = ${context.now} where id = ${id}`.execute(context.read);
  // One that waits for a moderator was never listed nor counted.
  const unlisted = row.listed === 1 ? await unlistUpwards(context, deleted) : [];
  const roots = unlisted.some(({ parent_id }) => parent_id === null) ? -1 : 0;
  if (row.listed === 1) await changeCounts(context, [{ articleId: row.article_id, total: -1, roots }]);
  context.emit({
    topic: 'comment.deleted',
    subjectId: id,
    payload: {
      id,
      articleId: row.article_id,
      parentId: row.parent_id,
      unlisted: unlisted.map((comment) => comment.id),
      above: unlisted.at(-1)?.parent_id ?? null,
    },
  });
  return { outcome: 'deleted', comment: commentOf(deleted) };
};

/** Takes a deleted comment without replies out of the lists, then its parent where that is a tombstone and this was its last reply, and so on. */
async function unlistUpwards(context: WriteContext, deleted: CommentRow): Promise<readonly CommentRow[]> {
  const unlisted: CommentRow[] = [];
  for (let row: CommentRow | null = deleted; row !== null && row.deleted_at !== null && row.reply_count === 0;) {
    await sql`update comments set listed = 0 where id = ${row.id}`.execute(context.read);
    unlisted.push(row);
    if (row.parent_id === null) break;
    await sql`update comments set reply_count = reply_count - 1 where id = ${row.parent_id}`.execute(context.read);
    row = await lockComment(context, row.parent_id);
  }
  return unlisted;
}
