/** DataLoaders of the comments domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderFamily, loaderOf } from '../loader-family.ts';
import type { Page } from '../page.ts';
import { type CommentPageArguments, commentsByIds, type CommentTotals, commentTotalsByArticle, replyPagesByParent, rootPagesByArticle } from './comment.queries.ts';
import type { CommentRecord } from './comment.record.ts';

export interface CommentLoaders {
  readonly byId: DataLoader<string, CommentRecord | null>;
  /** Readable comments, at every depth. */
  readonly countByArticle: DataLoader<string, number>;
  /** `totalCount` of an article's roots, tombstones included. */
  readonly rootCountByArticle: DataLoader<string, number>;
  /** `rootPageByArticle(args).load(articleId)`: equal arguments share one statement. */
  rootPageByArticle(args: CommentPageArguments): DataLoader<string, Page<CommentRecord>>;
  replyPageByParent(args: CommentPageArguments): DataLoader<string, Page<CommentRecord>>;
}

export function commentLoaders(db: Reader): CommentLoaders {
  // Both numbers stand in one row: whoever asks for either, or for both, causes one statement.
  const totals = loaderOf((articleIds) => commentTotalsByArticle(db, articleIds));
  return {
    byId: loaderOf((ids) => commentsByIds(db, ids)),
    countByArticle: loaderOf(async (articleIds) => (await allOf(totals, articleIds)).map(({ total }) => total)),
    rootCountByArticle: loaderOf(async (articleIds) => (await allOf(totals, articleIds)).map(({ roots }) => roots)),
    rootPageByArticle: loaderFamily((articleIds, args: CommentPageArguments) => rootPagesByArticle(db, articleIds, args)),
    replyPageByParent: loaderFamily((parentIds, args: CommentPageArguments) => replyPagesByParent(db, parentIds, args)),
  };
}

function allOf(loader: DataLoader<string, CommentTotals>, keys: readonly string[]): Promise<readonly CommentTotals[]> {
  return Promise.all(keys.map((key) => loader.load(key)));
}
