/** What a reader searches for, as the address of the search page says it, and the variables of `Search` that follow from it. */
import type { SearchOrder, SearchQueryVariables } from './page-data.ts';
import type { PageView } from './page-view.ts';

export interface SearchRequest {
  /** As typed, blanks joined; at most 200 characters and 32 words. Empty where nothing is asked. */
  readonly query: string;
  /** `src_…`: only of this publisher. */
  readonly source: string | null;
  /** BCP 47: only in this language. */
  readonly language: string | null;
  /** An IPTC media topic code: only about this. */
  readonly topic: string | null;
  /** A month, `2026-11`, or a day, `2026-11-24`, in UTC: only of then. */
  readonly date: string | null;
  readonly order: SearchOrder;
}

export const LONGEST_QUERY = 200;
const MOST_WORDS = 32;
const HITS_PER_PAGE = 20;

/** Unknown values are dropped, as a reader cannot mend them; what is too long is cut. */
export function readSearchRequest(parameters: URLSearchParams): SearchRequest {
  return {
    query: readQuery(parameters.get('q') ?? ''),
    source: matching(parameters.get('source'), /^src_[\w-]{1,60}$/),
    language: matching(parameters.get('lang'), /^[a-z]{2,3}$/),
    topic: matching(parameters.get('topic'), /^\d{8}$/),
    date: matching(parameters.get('date'), /^(19|20)\d\d-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/),
    order: parameters.get('order') === 'newest' ? 'NEWEST' : 'RELEVANCE',
  };
}

/** A search without conditions. */
export function searchFor(query: string): SearchRequest {
  return { query: readQuery(query), source: null, language: null, topic: null, date: null, order: 'RELEVANCE' };
}

/** Variables of `Search`. */
export function searchVariables({ query, source, language, topic, date, order }: SearchRequest, view: PageView): SearchQueryVariables {
  const filter = {
    ...(source !== null && { sources: { in: [source] } }),
    ...(language !== null && { languages: { in: [language] } }),
    ...(topic !== null && { topics: { in: [topic] } }),
    ...(date !== null && { published: timesOf(date) }),
  };
  return {
    query,
    first: HITS_PER_PAGE,
    after: view.after,
    filter: Object.keys(filter).length === 0 ? null : filter,
    orderBy: order,
    locale: view.locale,
    page: true,
  };
}

/** Controls and marks of direction would run on into the words around them. */
function readQuery(typed: string): string {
  const words = typed
    .replaceAll(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu, ' ')
    .trim()
    .split(/\s+/, MOST_WORDS);
  return words
    .join(' ')
    .slice(0, LONGEST_QUERY)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}

function matching(value: string | null, form: RegExp): string | null {
  return value !== null && form.test(value) ? value : null;
}

/** Days beyond the end of a month fall into the next one, where nothing is asked of them. */
function timesOf(date: string): { readonly from: string; readonly to: string } {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number?];
  const [from, to] =
    day === undefined
      ? [Date.UTC(year, month - 1), Date.UTC(year, month)]
      : [Date.UTC(year, month - 1, day), Date.UTC(year, month - 1, day + 1)];
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
