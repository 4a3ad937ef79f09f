/** The addresses of the pages, and which foreign addresses a page may carry. */
import type { PageLocale, PageView } from './page-view.ts';
import type { SearchRequest } from './search-request.ts';

/** `/articles/art_…` */
export const ARTICLE_PATH = '/articles/';
/** `/sources/afaq-raqamiya` */
export const SOURCE_PATH = '/sources/';
/** `/stories/sty_…` */
export const STORY_PATH = '/stories/';
/** `/search?q=…` */
export const SEARCH_PATH = '/search';

type LinkView = Pick<PageView, 'locale' | 'localeChosen'>;

export function homeHref(view: LinkView, query: { readonly language?: PageLocale | null; readonly after?: string | null } = {}): string {
  return withQuery('/', { lang: query.language ?? null, after: query.after ?? null, locale: keptLocale(view) });
}

export function articleHref(id: string, view: LinkView, query: { readonly comments?: 'all' } = {}): string {
  return withQuery(ARTICLE_PATH + encodeURIComponent(id), { comments: query.comments ?? null, locale: keptLocale(view) });
}

export function sourceHref(slug: string, view: LinkView, after: string | null = null): string {
  return withQuery(SOURCE_PATH + encodeURIComponent(slug), { after, locale: keptLocale(view) });
}

export function storyHref(id: string, view: LinkView, after: string | null = null): string {
  return withQuery(STORY_PATH + encodeURIComponent(id), { after, locale: keptLocale(view) });
}

export function searchHref(
  { query, source, language, topic, date, order }: SearchRequest,
  view: LinkView,
  after: string | null = null,
): string {
  return withQuery(SEARCH_PATH, {
    q: query,
    source,
    lang: language,
    topic,
    date,
    order: order === 'NEWEST' ? 'newest' : null,
    after,
    locale: keptLocale(view),
  });
}

/** The same page with its surroundings in another language. */
export function otherLocaleHref(path: string, view: PageView, locale: PageLocale): string {
  const { language, after } = view;
  return withQuery(path, path === '/' ? { lang: language, after, locale } : { after, locale });
}

/**
 * The address as the page may use it: http, https, or the gateway's own `/media/`. Null for everything else
 * (`javascript:`, `data:`, protocol-relative), since a feed's author chose it.
 */
export function safeUrl(url: string | null | undefined): string | null {
  if (url === null || url === undefined) return null;
  if (url.startsWith('/media/')) return url;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  return parsed !== null && (parsed.protocol === 'https:' || parsed.protocol === 'http:') ? parsed.href : null;
}

/** As `safeUrl`, and paths on this host too: for addresses that are the program's own, such as the apps'. */
export function ownUrl(url: string): string | null {
  return /^\/(?![/\\])/.test(url) ? url : safeUrl(url);
}

/** An absolute address for og: tags. */
export function absoluteUrl(url: string, baseUrl: string): string {
  return url.startsWith('/') ? baseUrl + url : url;
}

function keptLocale(view: LinkView): PageLocale | null {
  return view.localeChosen ? view.locale : null;
}

function withQuery(path: string, query: Readonly<Record<string, string | null>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== null) parameters.set(name, value);
  return parameters.size === 0 ? path : `${path}?${parameters}`;
}
