/** Writing a comment or a reply. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Direction } from '../content.record.ts';
import { newCommentId } from '../ids.ts';
import { insertRows, storableText } from '../parameters.ts';
import { knownSubjects } from '../subjects.ts';
import type { Tables } from '../tables.ts';
import type { Procedure, WriteContext } from '../write-context.ts';
import { changeCounts } from './comment-counts.ts';
import { commentingStatesByArticle } from './comment.queries.ts';
import type { CommentingState, CommentRecord } from './comment.record.ts';
import { commentOf, type CommentRow } from './comment.rows.ts';
import { lockComment } from './comment-lock.ts';

/** Roots have depth 0; a reply may sit at depth 8 at most. */
export const MAX_DEPTH = 8;

export interface CommentCreate {
  readonly articleId: string;
  readonly parentId: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly language: string | null;
  readonly direction: Direction;
  /** Names this very act of the author: repeated with the same content it answers the same comment. */
  readonly idempotencyKey: string;
}

/**
 * `conflict`: the author used the key before, with another content. `articleNotFound`: no article of that id was ever stored. `closed`: it takes no
 * comments. `parentNotFound`: no such comment, or it is deleted or not shown yet. `parentElsewhere`: it belongs to another article.
 */
export type CommentCreated =
  | { readonly outcome: 'created' | 'replayed'; readonly comment: CommentRecord }
  | { readonly outcome: 'conflict' | 'articleNotFound' | 'closed' | 'parentNotFound' | 'parentElsewhere' | 'tooDeep' };

/** Emits `comment.created` {id, articleId, parentId, listed}. A refused comment does not use up its key. On an article in PREMOD it is stored, but not listed. */
export const createComment: Procedure<CommentCreate, CommentCreated> = async (context, input) => {
  const requestHash = hashOf(input);
  const earlier = await earlierUse(context, input, requestHash);
  if (earlier !== null) return earlier;

  if (!input.articleId.startsWith('art_') || !(await knownSubjects(context, [input.articleId]))[0]) return { outcome: 'articleNotFound' };
  const commenting = await commentingState(context, input.articleId);
  if (commenting === 'CLOSED') return { outcome: 'closed' };

  const parent = input.parentId === null ? null : await lockComment(context, input.parentId);
  if (input.parentId !== null) {
    if (parent === null || parent.deleted_at !== null || parent.listed === 0) return { outcome: 'parentNotFound' };
    if (parent.article_id !== input.articleId) return { outcome: 'parentElsewhere' };
    if (parent.depth >= MAX_DEPTH) return { outcome: 'tooDeep' };
  }

  const id = newCommentId({ now: () => context.now });
  if (!(await takeKey(context, input, requestHash, id))) return (await earlierUse(context, input, requestHash))!;
  const row: CommentRow = {
    id,
    article_id: input.articleId,
    parent_id: input.parentId,
    root_id: parent?.root_id ?? id,
    depth: parent === null ? 0 : parent.depth + 1,
    author_id: input.author.id,
    author_name: storableText(input.author.name),
    body: storableText(input.body),
    language: input.language,
    direction: input.direction,
    status: commenting === 'PREMOD' ? 'PREMOD' : 'NONE',
    created_at: context.now,
    edited_at: null,
    deleted_at: null,
    reply_count: 0,
    listed: commenting === 'PREMOD' ? 0 : 1,
  };
  await insertRows(context, 'comments', [{ ...row }]).execute(context.read);
  if (row.listed === 1) await count(context, row);
  context.emit({
    topic: 'comment.created',
    subjectId: id,
    payload: { id, articleId: input.articleId, parentId: input.parentId, listed: row.listed === 1 },
  });
  return { outcome: 'created', comment: commentOf(row) };
};

async function count(context: WriteContext, { article_id, parent_id }: CommentRow): Promise<void> {
  if (parent_id !== null) await sql`update comments set reply_count = reply_count + 1 where id = ${parent_id}`.execute(context.read);
  await changeCounts(context, [{ articleId: article_id, total: 1, roots: parent_id === null ? 1 : 0 }]);
}

const SCOPE = 'comments.create';

function hashOf({ articleId, parentId, body, language, direction }: CommentCreate): string {
  return createHash('sha256')
    .update(JSON.stringify([articleId, parentId, body, language, direction]))
    .digest('hex');
}

async function commentingState(context: WriteContext, articleId: string): Promise<CommentingState> {
  return (await commentingStatesByArticle(context, [articleId]))[0]!;
}

async function earlierUse(
  context: WriteContext,
  { author, idempotencyKey }: CommentCreate,
  requestHash: string,
): Promise<CommentCreated | null> {
  const { rows } = await sql<CommentRow & Pick<Tables['idempotency'], 'request_hash'>>`
    select comments.*, idempotency.request_hash from idempotency join comments on comments.id = idempotency.subject_id
    where scope = ${SCOPE} and viewer_id = ${storableText(author.id)} and key = ${storableText(idempotencyKey)}`.execute(context.read);
  const row = rows[0];
  if (row === undefined) return null;
  return row.request_hash === requestHash ? { outcome: 'replayed', comment: commentOf(row) } : { outcome: 'conflict' };
}

/** False where a transaction beside this one took the key first (PostgreSQL waits here until that one has ended). */
async function takeKey(
  context: WriteContext,
  { author, idempotencyKey }: CommentCreate,
  requestHash: string,
  id: string,
): Promise<boolean> {
  const row = {
    scope: SCOPE,
    viewer_id: author.id,
    key: idempotencyKey,
    request_hash: requestHash,
    subject_id: id,
    created_at: context.now,
  };
  const result = await insertRows(context, 'idempotency', [row], sql`on conflict do nothing`).execute(context.read);
  return Number(result.numAffectedRows ?? 0) === 1;
}
