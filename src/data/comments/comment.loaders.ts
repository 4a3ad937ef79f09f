/** DataLoaders of the comments domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import { loaderFamily, loaderOf } from '../loader-family.ts';
import type { Page } from '../page.ts';
import {
  commentingStatesByArticle,
  type CommentPageArguments,
  commentsByIds,
  type CommentTotals,
  commentTotalsByArticle,
  replyPagesByParent,
  rootPagesByArticle,
} from './comment.queries.ts';
import type { CommentingState, CommentRecord } from './comment.record.ts';

export interface CommentLoaders {
  readonly byId: DataLoader<string, CommentRecord | null>;
  /** `total`: readable comments at every depth. `roots`: the total of the roots' connection. */
  readonly countsByArticle: DataLoader<string, CommentTotals>;
  readonly commentingByArticle: DataLoader<string, CommentingState>;
  /** `rootPageByArticle(args).load(articleId)`: equal arguments share one statement. */
  rootPageByArticle(args: CommentPageArguments): DataLoader<string, Page<CommentRecord>>;
  replyPageByParent(args: CommentPageArguments): DataLoader<string, Page<CommentRecord>>;
}

export function commentLoaders(db: Reader): CommentLoaders {
  return {
    byId: loaderOf((ids) => commentsByIds(db, ids)),
    countsByArticle: loaderOf((articleIds) => commentTotalsByArticle(db, articleIds)),
    commentingByArticle: loaderOf((articleIds) => commentingStatesByArticle(db, articleIds)),
    rootPageByArticle: loaderFamily((articleIds, args: CommentPageArguments) => rootPagesByArticle(db, articleIds, args)),
    replyPageByParent: loaderFamily((parentIds, args: CommentPageArguments) => replyPagesByParent(db, parentIds, args)),
  };
}
