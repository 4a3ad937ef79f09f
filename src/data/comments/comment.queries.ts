/** Reads of the comments domain. Batched reads answer in the order of what was asked. */
import { type RawBuilder, sql } from 'kysely';
import { alignBy, groupBy } from '../align.ts';
import type { Reader } from '../database.ts';
import { type Keyset, pageOf, pageRowsOfEach } from '../keyset.ts';
import type { Page, PageRequest } from '../page.ts';
import { isAmong } from '../parameters.ts';
import type { Tables } from '../tables.ts';
import type { CommentingState, CommentOrder, CommentRecord } from './comment.record.ts';
import { commentOf, type CommentRow } from './comment.rows.ts';

/** What a cursor stands for. `replyCount` matters for MOST_REPLIES only; it changes, so such a walk may meet a comment twice, or miss one, when replies come in between. */
export interface CommentKey {
  readonly createdAt: number;
  readonly id: string;
  readonly replyCount: number;
}

export interface CommentPageArguments {
  readonly order: CommentOrder;
  readonly page: PageRequest<CommentKey>;
}

/** Also deleted ones (with `deletedAt` and an empty body). */
export async function commentsByIds(db: Reader, ids: readonly string[]): Promise<readonly (CommentRecord | null)[]> {
  const { rows } = await sql<CommentRow>`select * from comments where ${isAmong(db, 'id', ids)}`.execute(db.read);
  return alignBy(ids, rows.map(commentOf), (comment) => comment.id);
}

export interface CommentTotals {
  /** Comments that can be read, at every depth; tombstones do not count. */
  readonly total: number;
  /** Listed roots, tombstones included: the `totalCount` of `rootPagesByArticle`. */
  readonly roots: number;
}

export async function commentTotalsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly CommentTotals[]> {
  const { rows } = await sql<Tables['comment_counts']>`select * from comment_counts where ${isAmong(db, 'article_id', articleIds)}`.execute(
    db.read,
  );
  return alignBy(articleIds, rows, (row) => row.article_id).map((row) => ({ total: row?.total ?? 0, roots: row?.roots ?? 0 }));
}

/** `total` of each article: comments that can be read, at every depth. */
export async function commentCountsByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly number[]> {
  return (await commentTotalsByArticle(db, articleIds)).map(({ total }) => total);
}

/** Aligned with `articleIds`; OPEN where nothing else was set. */
export async function commentingStatesByArticle(db: Reader, articleIds: readonly string[]): Promise<readonly CommentingState[]> {
  const { rows } = await sql<Tables['commenting']>`select * from commenting where ${isAmong(db, 'article_id', articleIds)}`.execute(
    db.read,
  );
  return alignBy(articleIds, rows, (row) => row.article_id).map((row) => (row?.state ?? 'OPEN') as CommentingState);
}

/** The same page of roots of each article, one statement. Aligned with `articleIds`. */
export function rootPagesByArticle(
  db: Reader,
  articleIds: readonly string[],
  args: CommentPageArguments,
): Promise<readonly Page<CommentRecord>[]> {
  return pagesOfEach(db, articleIds, sql`x.article_id = k.value and x.parent_id is null and x.listed = 1`, (row) => row.article_id, args);
}

/** The same page of direct replies of each comment, one statement. Aligned with `parentIds`; their total is the parent's `replyCount`. */
export function replyPagesByParent(
  db: Reader,
  parentIds: readonly string[],
  args: CommentPageArguments,
): Promise<readonly Page<CommentRecord>[]> {
  return pagesOfEach(db, parentIds, sql`x.parent_id = k.value and x.listed = 1`, (row) => row.parent_id!, args);
}

async function pagesOfEach(
  db: Reader,
  lists: readonly string[],
  where: RawBuilder<boolean>,
  listOf: (row: CommentRow) => string,
  { order, page }: CommentPageArguments,
): Promise<readonly Page<CommentRecord>[]> {
  const keyset = KEYSETS[order];
  const rows = await pageRowsOfEach(db, [...new Set(lists)], keyset, where, page);
  return groupBy(lists, rows, listOf).map((ofList) => {
    const found = pageOf(ofList, keyset, page);
    return { ...found, rows: found.rows.map(commentOf) };
  });
}

const byTime = (descending: boolean): Keyset<CommentRow, CommentKey> => ({
  table: 'comments',
  columns: ['created_at', 'id'],
  descending,
  valuesOfKey: (key) => [key.createdAt, key.id],
  valuesOfRow: (row) => [row.created_at, row.id],
});

const KEYSETS: Readonly<Record<CommentOrder, Keyset<CommentRow, CommentKey>>> = {
  NEWEST: byTime(true),
  OLDEST: byTime(false),
  MOST_REPLIES: {
    table: 'comments',
    columns: ['reply_count', 'created_at', 'id'],
    descending: true,
    valuesOfKey: (key) => [key.replyCount, key.createdAt, key.id],
    valuesOfRow: (row) => [row.reply_count, row.created_at, row.id],
  },
};
