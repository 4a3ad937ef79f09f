/** Bringing in comments that were written elsewhere, with their times: sample content, archives. */
import { sql } from 'kysely';
import type { Direction } from '../content.record.ts';
import { DatabaseFault } from '../database-fault.ts';
import { importedCommentId } from '../ids.ts';
import { exclusively } from '../locks.ts';
import { insertRows, isAmong } from '../parameters.ts';
import type { Procedure, WriteContext } from '../write-context.ts';
import { MAX_DEPTH } from './comment-create.write.ts';
import { changeCounts, type CountChange } from './comment-counts.ts';
import type { CommentRow } from './comment.rows.ts';

export const MAX_IMPORTED = 1_000;

export interface CommentImport {
  readonly articleId: string;
  /** Names the comment within its article; the id is made from the article, the key and the time. */
  readonly key: string;
  /** `key` of the comment it answers, which stands before it in the same call. */
  readonly parentKey: string | null;
  readonly author: { readonly id: string; readonly name: string };
  readonly body: string;
  readonly language: string | null;
  readonly direction: Direction;
  readonly createdAt: number;
}

/** `skipped`: the comment it answers was deleted here since, or is not listed. */
export interface ImportedComment {
  readonly id: string;
  readonly outcome: 'new' | 'existing' | 'skipped';
}

/** Idempotent: what is there stays as it is, deleted or not. Emits `comment.created` for what is new. */
export const importComments: Procedure<{ readonly comments: readonly CommentImport[] }, readonly ImportedComment[]> = async (
  context,
  { comments },
) => {
  if (comments.length > MAX_IMPORTED)
    throw new DatabaseFault('BAD_INPUT', `comments.importMany takes ${MAX_IMPORTED} comments at most: comments has ${comments.length}.`);
  // Two first starts at once would both count the same comments.
  await exclusively(context, 'commentImport');
  const given = rowsOf(comments);
  const stored = await storedRows(context, given);

  const outcomes: ImportedComment[] = [];
  const added = new Map<string, CommentRow>();
  for (const row of given) {
    const parent = row.parent_id === null ? null : (added.get(row.parent_id) ?? stored.get(row.parent_id) ?? null);
    if (stored.has(row.id) || added.has(row.id)) {
      outcomes.push({ id: row.id, outcome: 'existing' });
    } else if (row.parent_id !== null && (parent === null || parent.deleted_at !== null || parent.listed === 0)) {
      outcomes.push({ id: row.id, outcome: 'skipped' });
    } else {
      outcomes.push({ id: row.id, outcome: 'new' });
      added.set(row.id, row);
    }
  }
  await store(context, [...added.values()]);
  return outcomes;
};

function rowsOf(comments: readonly CommentImport[]): readonly CommentRow[] {
  const byKey = new Map<string, CommentRow>();
  return comments.map((comment): CommentRow => {
    const parent = comment.parentKey === null ? null : byKey.get(JSON.stringify([comment.articleId, comment.parentKey]));
    if (parent === undefined)
      throw new DatabaseFault(
        'BAD_INPUT',
        `parentKey "${comment.parentKey}" of comment "${comment.key}" is not among the comments before it.`,
      );
    if (parent !== null && parent.depth >= MAX_DEPTH)
      throw new DatabaseFault('BAD_INPUT', `Comment "${comment.key}" would sit deeper than ${MAX_DEPTH}.`);
    const identity = JSON.stringify([comment.articleId, comment.key]);
    const id = importedCommentId(comment.createdAt, identity);
    const row: CommentRow = {
      id,
      article_id: comment.articleId,
      parent_id: parent?.id ?? null,
      root_id: parent?.root_id ?? id,
      depth: parent === null ? 0 : parent.depth + 1,
      author_id: comment.author.id,
      author_name: comment.author.name,
      body: comment.body,
      language: comment.language,
      direction: comment.direction,
      status: 'NONE',
      created_at: comment.createdAt,
      edited_at: null,
      deleted_at: null,
      reply_count: 0,
      listed: 1,
    };
    byKey.set(identity, row);
    return row;
  });
}

async function storedRows(context: WriteContext, given: readonly CommentRow[]): Promise<ReadonlyMap<string, CommentRow>> {
  const lock = context.engine === 'postgres' ? sql`for update` : sql``;
  const { rows } = await sql<CommentRow>`select * from comments where ${isAmong(
    context,
    'id',
    given.map(({ id }) => id),
  )} ${lock}`.execute(context.read);
  return new Map(rows.map((row) => [row.id, row]));
}

async function store(context: WriteContext, added: readonly CommentRow[]): Promise<void> {
  if (added.length === 0) return;
  const replies = new Map<string, number>();
  const counts = new Map<string, CountChange>();
  for (const { article_id, parent_id } of added) {
    if (parent_id !== null) replies.set(parent_id, (replies.get(parent_id) ?? 0) + 1);
    const { total, roots } = counts.get(article_id) ?? { total: 0, roots: 0 };
    counts.set(article_id, { articleId: article_id, total: total + 1, roots: roots + (parent_id === null ? 1 : 0) });
  }
  const isNew = new Set(added.map(({ id }) => id));
  await insertRows(
    context,
    'comments',
    added.map((row) => ({ ...row, reply_count: replies.get(row.id) ?? 0 })),
  ).execute(context.read);
  for (const [parentId, more] of replies) {
    if (!isNew.has(parentId))
      await sql`update comments set reply_count = reply_count + ${more} where id = ${parentId}`.execute(context.read);
  }
  await changeCounts(context, [...counts.values()]);
  for (const { id, article_id, parent_id } of added) {
    context.emit({ topic: 'comment.created', subjectId: id, payload: { id, articleId: article_id, parentId: parent_id, listed: true } });
  }
}
