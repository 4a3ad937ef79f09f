/** Reads of the articles domain. Batched reads answer in the order of what was asked, `null` where there is none. */
import { type RawBuilder, sql } from 'kysely';
import { alignBy, groupBy } from '../align.ts';
import type { Reader } from '../database.ts';
import { type Keyset, pageOf, pageRows, pageRowsOfEach } from '../keyset.ts';
import { and, isPrimary, languagesOf, membershipOf, primaryLanguage } from '../membership.ts';
import type { Page, PageRequest } from '../page.ts';
import { isAmong } from '../parameters.ts';
import type { Tables } from '../tables.ts';
import type { ArticleBody, ArticleHead } from './article.record.ts';
import { type ArticleRow, bodyOf, headOf } from './article.rows.ts';
import { timeConditions, topicConditions } from './search/search-filter.ts';
import type { SearchFilter } from './search/search.record.ts';

export type ArticleOrder = 'NEWEST' | 'OLDEST';

/** `sources` are `src_…` ids, `languages` BCP 47 ranges: `ar` fits `ar-EG`; the rest as a search takes it. */
export type ArticleFilter = SearchFilter;

/** What a cursor stands for. */
export interface ArticleKey {
  readonly publishedAt: number;
  readonly id: string;
}

export interface ArticlePageArguments {
  readonly filter?: ArticleFilter | null | undefined;
  readonly order: ArticleOrder;
  readonly page: PageRequest<ArticleKey>;
}

/** Also removed ones: their `state` says so. */
export async function articlesByIds(db: Reader, ids: readonly string[]): Promise<readonly (ArticleHead | null)[]> {
  const { rows } = await sql<ArticleRow>`select * from articles where ${isAmong(db, 'id', ids)}`.execute(db.read);
  return alignBy(ids, rows.map(headOf), (head) => head.id);
}

export async function articlesBySlugs(db: Reader, slugs: readonly string[]): Promise<readonly (ArticleHead | null)[]> {
  const { rows } = await sql<ArticleRow>`select * from articles where ${isAmong(db, 'slug', slugs)}`.execute(db.read);
  return alignBy(slugs, rows.map(headOf), (head) => head.slug);
}

/**
 * By `url`, `canonicalUrl`, or an address under which a repeat of it was met; where several articles fit, the one whose canonical URL it is, then the one
 * whose URL it is, then the one seen first.
 */
export async function articlesByUrls(db: Reader, urls: readonly string[]): Promise<readonly (ArticleHead | null)[]> {
  const { rows } = await sql<ArticleRow & { asked: string; rank: number }>`
    select articles.*, canonical_url as asked, 2 as rank from articles where ${isAmong(db, 'canonical_url', urls)}
    union all
    select articles.*, url as asked, 1 as rank from articles where ${isAmong(db, 'url', urls)}
    union all
    select articles.*, d.url as asked, 0 as rank from article_duplicates as d join articles on articles.id = d.article_id
    where ${isAmong(db, 'd.url', urls)}`.execute(db.read);
  // The last of several rows counts: worst first.
  const worstFirst = rows.toSorted((left, right) => left.rank - right.rank || right.first_seen_at - left.first_seen_at);
  const found = alignBy(urls, worstFirst, (row) => row.asked);
  return found.map((row) => (row === null ? null : headOf(row)));
}

export async function articleBodiesByIds(db: Reader, ids: readonly string[]): Promise<readonly (ArticleBody | null)[]> {
  const { rows } = await sql<Tables['article_bodies']>`select * from article_bodies where ${isAmong(db, 'article_id', ids)}`.execute(
    db.read,
  );
  return alignBy(ids, rows.map(bodyOf), (body) => body.articleId);
}

/** One page of all articles that pass the filter, removed ones left out. */
export async function articlePage(db: Reader, { filter, order, page }: ArticlePageArguments): Promise<Page<ArticleHead>> {
  const keyset = KEYSETS[order];
  const { lists, column, where } = planOf(db, filter);
  if (lists === null) return headsOf(pageOf(await pageRows(db, keyset, where, page), keyset, page));
  if (lists.length === 0) return EMPTY;
  // Each wanted source (or language) is walked along its own index, and the few rows of each are merged: a filter on three small
  // publishers never walks through everybody else's articles.
  const rows = await pageRowsOfEach(db, lists, keyset, sql`${sql.ref(`x.${column}`)} = k.value and ${where}`, page);
  return headsOf(pageOf(rows, keyset, page));
}

/** The same page of each source, one statement. Aligned with `sourceIds`. */
export async function articlePagesBySource(
  db: Reader,
  sourceIds: readonly string[],
  { filter, order, page }: ArticlePageArguments,
): Promise<readonly Page<ArticleHead>[]> {
  const keyset = KEYSETS[order];
  const distinct = [...new Set(sourceIds)];
  const rows = await pageRowsOfEach(db, distinct, keyset, sql`x.source_id = k.value and ${conditionOf(db, filter)}`, page);
  return groupBy(sourceIds, rows, (row) => row.source_id).map((ofSource) => headsOf(pageOf(ofSource, keyset, page)));
}

/** Ids of all articles, those that are removed too, behind `after` in order, `limit` at most. */
export async function articleIdsAfter(db: Reader, after: string, limit: number): Promise<readonly string[]> {
  const { rows } = await sql<{ id: string }>`select id from articles where id > ${after} order by id limit ${limit}`.execute(db.read);
  return rows.map(({ id }) => id);
}

export async function articleCount(db: Reader, filter?: ArticleFilter | null): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from articles as x where ${conditionOf(db, filter)}`.execute(
    db.read,
  );
  return rows[0]!.total;
}

export async function articleCountsBySource(
  db: Reader,
  sourceIds: readonly string[],
  filter?: ArticleFilter | null,
): Promise<readonly number[]> {
  const { rows } = await sql<{ source_id: string; total: number }>`
    select x.source_id, count(*) as total from articles as x
    where ${isAmong(db, 'x.source_id', [...new Set(sourceIds)])} and ${conditionOf(db, filter)} group by x.source_id`.execute(db.read);
  return alignBy(sourceIds, rows, (row) => row.source_id).map((row) => row?.total ?? 0);
}

const EMPTY: Page<ArticleHead> = { rows: [], hasNextPage: false, hasPreviousPage: false };

const keysetOf = (descending: boolean): Keyset<ArticleRow, ArticleKey> => ({
  table: 'articles',
  columns: ['published_at', 'id'],
  descending,
  valuesOfKey: (key) => [key.publishedAt, key.id],
  valuesOfRow: (row) => [row.published_at, row.id],
});

const KEYSETS: Readonly<Record<ArticleOrder, Keyset<ArticleRow, ArticleKey>>> = { NEWEST: keysetOf(true), OLDEST: keysetOf(false) };

function headsOf(page: Page<ArticleRow>): Page<ArticleHead> {
  return { ...page, rows: page.rows.map(headOf) };
}

/** Which lists to walk: each wanted source, else each wanted language (without its region), else (null) the one list of all. `where` is what is left to check on the way. */
function planOf(
  db: Reader,
  filter: ArticleFilter | null | undefined,
): { readonly lists: readonly string[] | null; readonly column: string; readonly where: RawBuilder<boolean> } {
  const sources = filter?.sources?.in ?? null;
  if (sources !== null) {
    const where = conditionOf(db, { ...filter, sources: { notIn: filter?.sources?.notIn } });
    return { lists: [...new Set(sources)], column: 'source_id', where };
  }
  const languages = filter?.languages?.in ?? null;
  if (languages === null) return { lists: null, column: 'primary_language', where: conditionOf(db, filter) };
  // Walking a language's list is check enough, unless a region was asked for.
  const left = languages.every(isPrimary) ? null : languages;
  const where = conditionOf(db, { ...filter, languages: { in: left, notIn: filter?.languages?.notIn } });
  return { lists: [...new Set(languages.map(primaryLanguage))], column: 'primary_language', where };
}

function conditionOf(db: Reader, filter: ArticleFilter | null | undefined): RawBuilder<boolean> {
  return and([
    sql<boolean>`x.state <> 'REMOVED'`,
    ...membershipOf(db, 'x.source_id', filter?.sources),
    ...languagesOf(db, { tag: 'x.language', primary: 'x.primary_language' }, filter?.languages),
    ...topicConditions(db, 'x.id', filter?.topics),
    ...timeConditions('x.published_at', filter?.published),
  ]);
}
