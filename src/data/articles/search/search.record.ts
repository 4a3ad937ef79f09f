/** What a search is asked and what it answers. */
import type { Database } from '../../database.ts';
import type { Membership } from '../../membership.ts';

/**
 * WEBSEARCH: words in any form and order, `"phrases"` and «phrases», `-excluded`. PHRASE: all of it as one phrase, words in any form. EXACT: all of
 * it as one phrase, letter by letter but for diacritics, tatweel, case and presentation forms: «على» is not «علي», «مدرسة» not «مدرسه».
 */
export type SearchMode = 'WEBSEARCH' | 'PHRASE' | 'EXACT';
export type SearchField = 'TITLE' | 'STANDFIRST' | 'BODY';
/** RELEVANCE: best first, of equals the newest. NEWEST: last published first. */
export type SearchOrder = 'RELEVANCE' | 'NEWEST';

/** All given parts must hold. */
export interface SearchFilter {
  /** `src_…` ids. */
  readonly sources?: Membership | null | undefined;
  /** BCP 47 ranges: `ar` fits `ar-EG`. */
  readonly languages?: Membership | null | undefined;
  /** IPTC media topic codes. */
  readonly topics?: Membership | null | undefined;
  /** Milliseconds since the Unix epoch; `from` is within, `to` is not. */
  readonly published?: { readonly from?: number | null | undefined; readonly to?: number | null | undefined } | null | undefined;
}

export interface SearchRequest {
  readonly query: string;
  /** WEBSEARCH without it. */
  readonly mode?: SearchMode | undefined;
  /** All fields without it. */
  readonly searchIn?: readonly SearchField[] | null | undefined;
  readonly filter?: SearchFilter | null | undefined;
  /** RELEVANCE without it. */
  readonly orderBy?: SearchOrder | undefined;
  /** 1 to 100. */
  readonly limit: number;
  /** Only what comes after this hit of the same request. */
  readonly after?: SearchKey | null | undefined;
}

/** The place of a hit in its list: what a cursor holds. */
export interface SearchKey {
  /** Whole number, higher is better; 0 in order NEWEST. */
  readonly score: number;
  readonly publishedAt: number;
  readonly articleId: string;
  /** How many hits stand before it, itself included: lists end at `MAX_DEPTH`. */
  readonly depth: number;
}

export interface SearchHit extends SearchKey {}

export interface SearchTotal {
  readonly value: number;
  readonly relation: 'EXACT' | 'AT_LEAST';
}

export interface SearchAnswer {
  /** In order, `limit` at most. */
  readonly hits: readonly SearchHit[];
  readonly total: SearchTotal;
  readonly hasNextPage: boolean;
}

/** A list of hits is this long at most: nobody reads further, and each page costs as much as the first. */
export const MAX_DEPTH = 1_000;

/** The signature of `searchArticles` in search-articles.ts. Rejects with `SearchQueryError` (search-query.ts) where the query is too long, and where it holds no word answers nothing. */
export type SearchArticles = (db: Database, request: SearchRequest) => Promise<SearchAnswer>;
