/** Pages of comments: arguments checked, cursors read and written. */
import type { CommentKey, CommentPageArguments } from '../../src/data/comments/comment.queries.ts';
import type { CommentRecord } from '../../src/data/comments/comment.record.ts';
import { connectionOf } from '../shared/connection.ts';
import type { Connection, RowPage } from '../shared/connection.ts';
import { pageOf } from '../shared/connection.args.ts';
import type { ConnectionArgs } from '../shared/connection.args.ts';
import { decodeCursor } from '../shared/cursor.ts';
import type { CommentsContext } from './comment.context.ts';
import type { CommentOrder } from './comment.enums.ts';

/** Throws BAD_USER_INPUT naming the argument that is wrong. */
export function commentPageArguments(args: ConnectionArgs, order: CommentOrder): CommentPageArguments {
  const keyFrom = (argument: string, cursor: string): CommentKey => {
    const [createdAt, id, replyCount] = decodeCursor(argument, cursor, cursorOrder(order), ['number', 'string', 'number']) as [
      number,
      string,
      number,
    ];
    return { createdAt, id, replyCount };
  };
  return { order, page: pageOf(args, keyFrom) };
}

export function commentConnection(
  context: CommentsContext,
  page: RowPage<CommentRecord>,
  order: CommentOrder,
  totalCount: () => Promise<number>,
): Connection<CommentRecord> {
  const keyOf = (comment: CommentRecord) => [comment.createdAt, comment.id, comment.replyCount];
  return connectionOf(context, page, { order: cursorOrder(order), keyOf }, totalCount);
}

function cursorOrder(order: CommentOrder): string {
  return `comments:${order}`;
}
