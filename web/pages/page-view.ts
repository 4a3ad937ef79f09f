/** What a page needs to know of the request beside the graph's answer, and the operation variables that follow from it. */

import type { ArticlePageQueryVariables, HomeFeedQueryVariables, SourcePageQueryVariables, StoryPageQueryVariables } from './page-data.ts';

export const PAGE_LOCALES = ['ar', 'en'] as const;
export type PageLocale = (typeof PAGE_LOCALES)[number];

export interface PageView {
  /** The language of everything around the stories. A story keeps its own. */
  readonly locale: PageLocale;
  /** True where the address says `?locale=`: links keep it then. */
  readonly localeChosen: boolean;
  /** Scheme, host and port that readers use, no slash at the end: for canonical and og: addresses. */
  readonly baseUrl: string;
  /** `?lang=`: only stories in this language; null for all. */
  readonly language: PageLocale | null;
  /** `?after=`: the cursor a list goes on from. */
  readonly after: string | null;
  /** `?comments=`: how many threads an article page shows, 20 or 100. */
  readonly comments: number;
}

export interface PageRequest {
  /** The address asked for; only its query is read. */
  readonly url: URL;
  /** BCP 47 tags from Accept-Language, best first. */
  readonly locales: readonly string[];
  readonly baseUrl: string;
}

const STORIES_PER_PAGE = 19;
/** Fills two columns as well as three. */
const STORIES_OF_SOURCE = 18;
const REPORTS_OF_STORY = 50;
const THREADS = 20;
const ALL_THREADS = 100;
const RELATED = 4;
const LONGEST_CURSOR = 512;

/**
 * Reads the query of a page's address. Unknown values fall back to the default, as a reader cannot mend them;
 * a cursor that is too long is dropped, one that is wrong the graph refuses.
 */
export function readPageView({ url, locales, baseUrl }: PageRequest): PageView {
  const chosen = pageLocale(url.searchParams.get('locale'));
  const after = url.searchParams.get('after');
  return {
    locale: chosen ?? locales.map(pageLocale).find((locale) => locale !== null) ?? 'ar',
    localeChosen: chosen !== null,
    baseUrl: baseUrl.replace(/\/+$/, ''),
    language: pageLocale(url.searchParams.get('lang')),
    after: after !== null && after !== '' && after.length <= LONGEST_CURSOR ? after : null,
    comments: url.searchParams.get('comments') === 'all' ? ALL_THREADS : THREADS,
  };
}

/** Variables of `HomeFeed`. The first page has one story more than the grid: the lead. */
export function homeFeedVariables(view: PageView): HomeFeedQueryVariables {
  return {
    first: STORIES_PER_PAGE,
    after: view.after,
    filter: view.language === null ? null : { languages: { in: [view.language] } },
    locale: view.locale,
  };
}

/** Variables of `ArticlePage`. */
export function articlePageVariables(id: string, view: PageView): ArticlePageQueryVariables {
  return { id, locale: view.locale, comments: view.comments, related: RELATED };
}

/** Variables of `SourcePage`. */
export function sourcePageVariables(slug: string, view: PageView): SourcePageQueryVariables {
  return { slug, first: STORIES_OF_SOURCE, after: view.after, locale: view.locale };
}

/** Variables of `StoryPage`. */
export function storyPageVariables(id: string, view: PageView): StoryPageQueryVariables {
  return { id, first: REPORTS_OF_STORY, after: view.after, locale: view.locale };
}

function pageLocale(tag: string | null): PageLocale | null {
  const language = tag?.toLowerCase().split('-')[0];
  return PAGE_LOCALES.find((locale) => locale === language) ?? null;
}
