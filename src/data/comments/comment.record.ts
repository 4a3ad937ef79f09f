/** One comment: one row of `comments`. Times are milliseconds since the Unix epoch, UTC. */
import type { Direction } from '../content.record.ts';

export type CommentStatus = 'NONE' | 'APPROVED' | 'REJECTED' | 'PREMOD' | 'WITHHELD';
/** PREMOD: a comment is stored, and listed once a moderator has approved it. */
export type CommentingState = 'OPEN' | 'PREMOD' | 'CLOSED';
export type CommentOrder = 'NEWEST' | 'OLDEST' | 'MOST_REPLIES';

export interface CommentRecord {
  /** `com_…`, time-ordered. */
  readonly id: string;
  readonly articleId: string;
  readonly parentId: string | null;
  /** The first comment of the thread; its own id for a root. */
  readonly rootId: string;
  /** 0 for a root. */
  readonly depth: number;
  readonly authorId: string;
  /** The author's name when the comment was written. */
  readonly authorName: string;
  /** Plain text; empty once deleted. */
  readonly body: string;
  readonly language: string | null;
  readonly direction: Direction;
  readonly status: CommentStatus;
  readonly createdAt: number;
  readonly editedAt: number | null;
  readonly deletedAt: number | null;
  /** Visible direct replies. */
  readonly replyCount: number;
}
