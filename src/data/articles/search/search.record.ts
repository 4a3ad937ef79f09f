/** What a search is asked and what it answers. */
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

export interface FacetRequest extends Pick<SearchRequest, 'query' | 'mode' | 'searchIn' | 'filter' | 'orderBy'> {}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** Counted over what `SearchTotal` counts; most first, dates (days in UTC, `2026-11-24`) newest first, `MAX_FACET_VALUES` of each at most. */
export interface SearchFacets {
  readonly sources: readonly FacetCount[];
  readonly languages: readonly FacetCount[];
  readonly topics: readonly FacetCount[];
  readonly dates: readonly FacetCount[];
}

export const MAX_FACET_VALUES = 50;

export interface HighlightRequest extends Pick<SearchRequest, 'query' | 'mode' | 'searchIn'> {
  /** 100 at most. */
  readonly articleIds: readonly string[];
}

/** Offsets are UTF-16 units into `text`, which is a piece of the field as it is stored. */
export interface Fragment {
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
}

/** A field that has something of what was asked. */
export interface Highlight {
  readonly field: SearchField;
  readonly fragments: readonly Fragment[];
}

export interface SuggestRequest {
  readonly prefix: string;
  /** 1 to 20. */
  readonly limit: number;
}

/** A word that titles use (in place of the last one of what was typed), or an article by its title. */
export type Suggestion =
  | { readonly kind: 'TERM'; readonly text: string; readonly articleId: null }
  | { readonly kind: 'TITLE'; readonly text: string; readonly articleId: string };

/** A list of hits is this long at most: nobody reads further, and each page costs as much as the first. */
export const MAX_DEPTH = 1_000;
