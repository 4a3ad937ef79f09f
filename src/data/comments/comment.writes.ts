/** The list of the comments domain's writes; each stands in a file of its name. */
import { createComment } from './comment-create.write.ts';
import { deleteComment } from './comment-delete.write.ts';
import { importComments } from './comment-import.write.ts';
import { setCommenting } from './commenting.write.ts';
import { pruneKeys } from './idempotency.write.ts';

export { MAX_DEPTH, type CommentCreate, type CommentCreated } from './comment-create.write.ts';
export type { CommentDelete, CommentDeleted } from './comment-delete.write.ts';
export type { CommentImport, ImportedComment } from './comment-import.write.ts';

export const commentWrites = {
  'comments.create': createComment,
  'comments.delete': deleteComment,
  'comments.importMany': importComments,
  'comments.pruneKeys': pruneKeys,
  'comments.setCommenting': setCommenting,
};
