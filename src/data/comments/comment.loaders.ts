/** DataLoaders of the comments domain: one set per request. */
import type DataLoader from 'dataloader';
import type { Reader } from '../database.ts';
import type { Page } from '../page.ts';
import type { CommentPageArguments } from './comment.queries.ts';
import type { CommentRecord } from './comment.record.ts';

export interface CommentLoaders {
  readonly byId: DataLoader<string, CommentRecord | null>;
  /** Comments that can be read, at every depth. */
  readonly countByArticle: DataLoader<string, number>;
  /** `totalCount` of an article's roots. */
  readonly rootCountByArticle: DataLoader<string, number>;
  /** `rootPageByArticle(args).load(articleId)`: equal arguments share one statement. */
  rootPageByArticle(args: CommentPageArguments): DataLoader<string, Page<CommentRecord>>;
  replyPageByParent(args: CommentPageArguments): DataLoader<string, Page<CommentRecord>>;
}

export function commentLoaders(db: Reader): CommentLoaders { throw new Error(`being written ${db.engine}`); }
