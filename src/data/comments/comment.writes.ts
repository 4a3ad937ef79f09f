/** Writes of the comments domain. */
import type { Direction } from '../articles/article.record.ts';
import type { Procedure } from '../write-context.ts';
import type { CommentRecord } from './comment.record.ts';

/** Roots have depth 0; a reply may sit at depth 8 at most. */
export const MAX_DEPTH = 8;

export interface CommentCreate {
  readonly articleId: string;
  readonly parentId: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly language: string | null;
  readonly direction: Direction;
  readonly idempotencyKey: string;
}

/** `conflict`: the author used the key before, with another content. `parentNotFound`: no such comment, or it is deleted. `parentElsewhere`: it belongs to another article. */
export type CommentCreated =
  | { readonly outcome: 'created'; readonly comment: CommentRecord }
  | { readonly outcome: 'replayed'; readonly comment: CommentRecord }
  | { readonly outcome: 'conflict' | 'parentNotFound' | 'parentElsewhere' | 'tooDeep' };

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

/** One comment of sample content. `key` names it within its article; the id is made from the article, the key and the time. */
export interface CommentImport {
  readonly articleId: string;
  readonly key: string;
  /** `key` of the comment it answers, which stands before it in the same call. */
  readonly parentKey: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly language: string | null;
  readonly direction: Direction;
  readonly createdAt: number;
}

const create: Procedure<CommentCreate, CommentCreated> = async () => { throw new Error('being written'); };
const remove: Procedure<CommentDelete, CommentDeleted> = async () => { throw new Error('being written'); };
/** Idempotent: what is there stays as it is, deleted or not. */
const importMany: Procedure<{ readonly comments: readonly CommentImport[] }, readonly { readonly id: string; readonly outcome: 'new' | 'existing' }[]> = async () => { throw new Error('being written'); };

export const commentWrites = { 'comments.create': create, 'comments.delete': remove, 'comments.importMany': importMany };
