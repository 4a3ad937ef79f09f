/** The enumerations of the comments domain. */
import { describedEnum } from '../shared/described-enum.ts';

export const CommentOrder = describedEnum('CommentOrder', 'The order of a list of comments.', {
  NEWEST: 'Last written first.',
  OLDEST: 'First written first.',
  MOST_REPLIES: 'Most answered first.',
});
export type CommentOrder = keyof typeof CommentOrder;

export const CommentStatus = describedEnum('CommentStatus', 'What moderation has said of a comment.', {
  NONE: 'Nothing yet; it is shown.',
  APPROVED: 'A moderator approved it.',
  REJECTED: 'A moderator rejected it; only its author and moderators see it.',
  PREMOD: 'It waits for a moderator; only its author and moderators see it.',
  WITHHELD: 'A check held it back; only its author and moderators see it.',
});

export const CommentingState = describedEnum('CommentingState', 'Whether an article can be commented on.', {
  OPEN: 'Comments are shown as soon as they are written.',
  PREMOD: 'Comments are shown once a moderator approved them.',
  CLOSED: 'No comments are taken.',
});

export const UserErrorCode = describedEnum('UserErrorCode', 'Why a change was not made, for programs.', {
  TOKEN_REQUIRED: 'A token is needed: `Authorization: Bearer …`.',
  NOT_PERMITTED: "The viewer's roles do not allow it.",
  ID_INVALID: 'An id does not have the form of an id.',
  BODY_EMPTY: 'The body has no visible character.',
  BODY_TOO_LONG: 'The body is longer than allowed.',
  IDEMPOTENCY_KEY_INVALID: 'The idempotency key is empty, too long, or has characters that are not allowed.',
  IDEMPOTENCY_KEY_REUSED: 'The viewer used this idempotency key before, with another content.',
  ARTICLE_NOT_FOUND: 'There is no such article.',
  COMMENT_NOT_FOUND: 'There is no such comment.',
  PARENT_NOT_FOUND: 'The comment to answer does not exist, or was deleted.',
  PARENT_ON_ANOTHER_ARTICLE: 'The comment to answer belongs to another article.',
  THREAD_TOO_DEEP: 'The comment to answer stands so deep in its thread that it takes no replies.',
  COMMENTING_CLOSED: 'The article takes no comments.',
});
export type UserErrorCode = keyof typeof UserErrorCode;
