/** Reads of the comments domain. Batched reads answer in the order of what was asked. */
import type { Reader } from '../database.ts';
import type { Page, PageRequest } from '../page.ts';
import type { CommentOrder, CommentRecord } from './comment.record.ts';

/** What a cursor stands for. `replyCount` matters for MOST_REPLIES only; it changes, so such a walk may meet a comment twice when replies come in between. */
export interface CommentKey {
  readonly createdAt: number;
  readonly id: string;
  readonly replyCount: number;
}

export interface CommentPageArguments {
  readonly order: CommentOrder;
  readonly page: PageRequest<CommentKey>;
}

/** Also deleted ones (with `deletedAt` and an empty body). */
export function commentsByIds(db: Reader, ids: readonly string[]): Promise<readonly (CommentRecord | null)[]> { throw new Error(`being written ${db.engine} ${ids.length}`); }
/** Comments that can be read, at every depth; tombstones do not count. */
export function commentCountsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly number[]> { throw new Error(`being written ${db.engine} ${articleIds.length}`); }
/** Listed roots of each article, tombstones included: the `totalCount` of `rootPagesByArticle`. */
export function rootCountsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly number[]> { throw new Error(`being written ${db.engine} ${articleIds.length}`); }
/** The same page of roots of each article, one statement. Aligned with `articleIds`. */
export function rootPagesByArticle(db: Reader, articleIds: readonly string[], args: CommentPageArguments): Promise<readonly Page<CommentRecord>[]> { throw new Error(`being written ${db.engine} ${articleIds.length} ${args.order}`); }
/** The same page of direct replies of each comment, one statement. Their total is the parent's `replyCount`. */
export function replyPagesByParent(db: Reader, parentIds: readonly string[], args: CommentPageArguments): Promise<readonly Page<CommentRecord>[]> { throw new Error(`being written ${db.engine} ${parentIds.length} ${args.order}`); }
