/**
 * The lists of related articles: an article's own, and its place in its neighbours'. Callers hold the lock `related`.
 * The table grows by hundreds of rows a transaction, so no statement here leaves it to PostgreSQL's statistics whether an index is walked: see `deleteAmong`.
 */
import { sql } from 'kysely';
import { deleteAmong, insertRows, isAmong, listTable } from '../parameters.ts';
import type { WriteContext } from '../write-context.ts';
import type { RelatedRecord } from './enrichment.record.ts';

/** Longest list of related articles kept per article. */
export const MAX_RELATED = 12;

interface ArticleWithRelated {
  readonly articleId: string;
  readonly related: readonly RelatedRecord[];
}

/**
 * In place of the lists that were there. Each neighbour gets the article into its list too, and what is worst in a list that becomes too long goes. Answers
 * whose lists have changed.
 */
export async function storeRelated(context: WriteContext, articles: readonly ArticleWithRelated[]): Promise<Iterable<string>> {
  if (articles.length === 0) return [];
  const left = await forgetRelated(
    context,
    articles.map(({ articleId }) => articleId),
  );
  const rows = new Map<string, { article_id: string; related_id: string; score: number; reasons: string }>();
  const put = (articleId: string, relatedId: string, record: RelatedRecord) =>
    rows.set(JSON.stringify([articleId, relatedId]), {
      article_id: articleId,
      related_id: relatedId,
      score: record.score,
      reasons: JSON.stringify(record.reasons),
    });
  for (const { articleId, related } of articles) {
    for (const record of related) {
      if (record.relatedId === articleId) continue;
      put(articleId, record.relatedId, record);
      put(record.relatedId, articleId, record);
    }
  }
  if (rows.size === 0) return left;
  const again = sql`on conflict (article_id, related_id) do update set score = excluded.score, reasons = excluded.reasons`;
  await insertRows(context, 'related', [...rows.values()], again).execute(context.read);
  const listed = new Set([...rows.values()].map((row) => row.article_id));
  await shorten(context, [...listed]);
  return [...left, ...listed];
}

/** Takes the articles' lists away, and the articles out of all others: answers whose those were. */
export async function forgetRelated(context: WriteContext, articleIds: readonly string[]): Promise<readonly string[]> {
  await deleteAmong(context, 'related', 'article_id', articleIds).execute(context.read);
  const { rows } = await sql<{ article_id: string }>`
    ${deleteAmong(context, 'related', 'related_id', articleIds)} returning article_id`.execute(context.read);
  return rows.map((row) => row.article_id);
}

async function shorten(context: WriteContext, articleIds: readonly string[]): Promise<void> {
  // Pairs that are looked for with `in` PostgreSQL joins by hash, for which it reads the whole table; and the lists' length it guesses at thousands.
  await (
    context.engine === 'postgres'
      ? sql`
    delete from related where ctid = any(array(
      select worst.address from ${listTable(context, articleIds)}, lateral (
        select ctid as address from related where article_id = list.value order by score desc, related_id offset ${sql.lit(MAX_RELATED)}
      ) as worst))`
      : sql`
    delete from related where (article_id, related_id) in (
      select article_id, related_id from (
        select article_id, related_id, row_number() over (partition by article_id order by score desc, related_id) as place from related
        where ${isAmong(context, 'article_id', articleIds)}
      ) as ranked where place > ${sql.lit(MAX_RELATED)})`
  ).execute(context.read);
}
