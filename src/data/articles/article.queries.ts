/** Reads of the articles domain. Batched reads answer in the order of what was asked, `null` where there is none. */
import type { Reader } from '../database.ts';
import type { Page, PageRequest } from '../page.ts';
import type { ArticleBody, ArticleHead } from './article.record.ts';

export type ArticleOrder = 'NEWEST' | 'OLDEST';

/** Absent or null parts do not filter; an empty `in` matches nothing. `sources` are `src_…` ids, `languages` BCP 47. */
export interface ArticleFilter {
  readonly sources?: { readonly in?: readonly string[] | null; readonly notIn?: readonly string[] | null } | null;
  readonly languages?: { readonly in?: readonly string[] | null; readonly notIn?: readonly string[] | null } | null;
}

/** What a cursor stands for. */
export interface ArticleKey {
  readonly publishedAt: number;
  readonly id: string;
}

export interface ArticlePageArguments {
  readonly filter?: ArticleFilter | null;
  readonly order: ArticleOrder;
  readonly page: PageRequest<ArticleKey>;
}

export function articlesByIds(db: Reader, ids: readonly string[]): Promise<readonly (ArticleHead | null)[]> { throw new Error(`being written ${db.engine} ${ids.length}`); }
export function articlesBySlugs(db: Reader, slugs: readonly string[]): Promise<readonly (ArticleHead | null)[]> { throw new Error(`being written ${db.engine} ${slugs.length}`); }
/** By `url` or `canonicalUrl`; the canonical one wins. */
export function articlesByUrls(db: Reader, urls: readonly string[]): Promise<readonly (ArticleHead | null)[]> { throw new Error(`being written ${db.engine} ${urls.length}`); }
export function articleBodiesByIds(db: Reader, ids: readonly string[]): Promise<readonly (ArticleBody | null)[]> { throw new Error(`being written ${db.engine} ${ids.length}`); }
export function articlePage(db: Reader, args: ArticlePageArguments): Promise<Page<ArticleHead>> { throw new Error(`being written ${db.engine} ${args.order}`); }
/** The same page of each source, one statement. Aligned with `sourceIds`. */
export function articlePagesBySource(db: Reader, sourceIds: readonly string[], args: ArticlePageArguments): Promise<readonly Page<ArticleHead>[]> { throw new Error(`being written ${db.engine} ${args.order} ${sourceIds.length}`); }
export function articleCount(db: Reader, filter?: ArticleFilter | null): Promise<number> { throw new Error(`being written ${db.engine} ${String(filter)}`); }
export function articleCountsBySource(db: Reader, sourceIds: readonly string[], filter?: ArticleFilter | null): Promise<readonly number[]> { throw new Error(`being written ${db.engine} ${String(filter)} ${sourceIds.length}`); }
