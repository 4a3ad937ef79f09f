/** Who may see, write and delete comments: the one place that decides it. */
import type { Role, Viewer } from '../../src/auth/viewer.ts';
import type { CommentRecord } from '../../src/data/comments/comment.record.ts';

const MAY_WRITE: readonly Role[] = ['READER', 'MODERATOR', 'EDITOR', 'ADMIN'];
const MAY_MODERATE: readonly Role[] = ['MODERATOR', 'EDITOR', 'ADMIN'];

export function mayWrite(viewer: Viewer | null): boolean {
  return viewer !== null && viewer.roles.some((role) => MAY_WRITE.includes(role));
}

export function mayModerate(viewer: Viewer | null): boolean {
  return viewer !== null && viewer.roles.some((role) => MAY_MODERATE.includes(role));
}

export function mayDelete(viewer: Viewer | null, comment: CommentRecord): boolean {
  return comment.deletedAt === null && ((mayWrite(viewer) && viewer?.id === comment.authorId) || mayModerate(viewer));
}

/** What moderation holds back is only for its author and for moderators. */
export function maySee(viewer: Viewer | null, comment: CommentRecord): boolean {
  return comment.status === 'NONE' || comment.status === 'APPROVED' || viewer?.id === comment.authorId || mayModerate(viewer);
}
