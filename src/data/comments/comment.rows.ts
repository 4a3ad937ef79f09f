/** From a row of `comments` to the record. */
import type { Direction } from '../content.record.ts';
import type { Tables } from '../tables.ts';
import type { CommentRecord, CommentStatus } from './comment.record.ts';

/** `listed` 1: shown in lists, as itself or (deleted, with replies) as a tombstone. */
export type CommentRow = Tables['comments'];

export function commentOf(row: CommentRow): CommentRecord {
  return {
    id: row.id,
    articleId: row.article_id,
    parentId: row.parent_id,
    rootId: row.root_id,
    depth: row.depth,
    authorId: row.author_id,
    authorName: row.author_name,
    body: row.body,
    language: row.language,
    direction: row.direction as Direction,
    status: row.status as CommentStatus,
    createdAt: row.created_at,
    editedAt: row.edited_at,
    deletedAt: row.deleted_at,
    replyCount: row.reply_count,
  };
}
