/** What a page says of itself beside its text: JSON-LD first, then OpenGraph, other `meta` elements and links, `<time>` last. */
import { pageAddress } from '../canonical-url.ts';
import { cleanLine } from '../clean-text.ts';
import { languageOf } from '../language-tag.ts';
import { readTime } from '../published-time.ts';
import { isRelativeTime } from '../relative-moment.ts';
import { statedArticle, type StatedArticle } from './json-ld.ts';
import type { PageDocument, PageElement } from './page-document.ts';

export interface PageMetadata {
  readonly article: StatedArticle | null;
  readonly siteName: string | null;
  readonly byline: string | null;
  /** Of a page without it, null; `relative` holds a «3 hours ago» where that is all there is. */
  readonly published: number | null;
  readonly relative: string | null;
  readonly modified: number | null;
  readonly language: string | null;
  /** From `dir` on the root or the body. */
  readonly direction: 'LTR' | 'RTL' | null;
  readonly image: string | null;
  readonly imageAlt: string | null;
  readonly icon: string | null;
  readonly section: string | null;
  readonly tags: readonly string[];
}

/** @param url where the page came from, null for a file */
export function pageMetadata(document: PageDocument, url: string | null): PageMetadata {
  const meta = metaElements(document);
  const first = (...names: readonly string[]): string | null =>
    names.map((name) => meta.get(name)?.[0]).find((value) => value !== undefined) ?? null;
  const article = statedArticle(document, url ?? statedAddress(document));
  const { published, relative } = publishedIn(document, [
    article?.published,
    first('article:published_time', 'og:published_time', 'og:article:published_time'),
    first(...PUBLISHED_NAMES),
  ]);
  return {
    article,
    siteName: article?.publisher ?? first('og:site_name', 'application-name', 'twitter:app:name:iphone'),
    byline:
      nonEmpty(article?.authors.join(', ')) ??
      authorOf(first('author', 'article:author_name', 'parsely-author', 'dc.creator', 'sailthru.author', 'byl')),
    published,
    relative,
    modified: earliestRead([article?.modified, first('article:modified_time', 'og:updated_time', 'last-modified', 'dc.date.modified')]),
    language:
      languageOf(attribute(document, 'html', 'lang') ?? attribute(document, 'html', 'xml:lang')) ??
      languageOf(article?.language) ??
      languageOf(first('content-language', 'language', 'dc.language')) ??
      languageOf(first('og:locale')),
    direction: directionOf(attribute(document, 'html', 'dir') ?? attribute(document, 'body', 'dir')),
    image: article?.image ?? first('og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src', 'thumbnail'),
    imageAlt: first('og:image:alt', 'twitter:image:alt'),
    icon: attribute(document, 'link[rel~="apple-touch-icon"]', 'href') ?? attribute(document, 'link[rel~="icon"]', 'href'),
    section: article?.section ?? first('article:section', 'parsely-section', 'section'),
    tags:
      article !== null && article.keywords.length > 0
        ? article.keywords
        : (meta.get('article:tag') ?? first('keywords', 'news_keywords', 'parsely-tags')?.split(/[,،]/) ?? []),
  };
}

/** Where the page says it lives; not yet judged, and perhaps relative. */
export function statedAddress(document: PageDocument): string | null {
  return (
    attribute(document, 'link[rel~="canonical"]', 'href') ??
    attribute(document, 'meta[property="og:url"]', 'content') ??
    statedArticle(document, null)?.url ??
    null
  );
}

const PUBLISHED_NAMES =
  'datepublished parsely-pub-date dc.date.issued dc.date dcterms.created dcterms.date dc.date.created pubdate publishdate publish-date publish_date publication_date sailthru.date date article_date_original originalpublicationdate displaydate cxenseparse:recs:publishtime'.split(
    ' ',
  );

/** Name, property or itemprop, in lower case, to what is stated under it, in order. */
function metaElements(document: PageDocument): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const element of document.querySelectorAll('meta[content]')) {
    const value = cleanLine(element.getAttribute('content') ?? '');
    if (value === '') continue;
    for (const kind of ['property', 'name', 'itemprop', 'http-equiv']) {
      for (const name of (element.getAttribute(kind) ?? '').toLowerCase().split(/\s+/)) {
        if (name !== '') found.set(name, [...(found.get(name) ?? []), value]);
      }
    }
  }
  return found;
}

/** What is stated wins; then `itemprop`, then the first `<time>` of the article, by its attribute or by its words. */
function publishedIn(document: PageDocument, stated: readonly (string | null | undefined)[]): Pick<PageMetadata, 'published' | 'relative'> {
  const known = earliestRead(stated);
  if (known !== null) return { published: known, relative: null };
  const marked = [...document.querySelectorAll('[itemprop~="datePublished"], time[pubdate], article time, main time, time')].slice(0, 20);
  for (const element of marked) {
    const time = timeOf(element);
    if (time !== null) return { published: time, relative: null };
  }
  const relative = marked.map((element) => cleanLine(element.textContent ?? '')).find(isRelativeTime);
  return { published: null, relative: relative ?? null };
}

function timeOf(element: PageElement): number | null {
  return earliestRead([element.getAttribute('datetime'), element.getAttribute('content'), cleanLine(element.textContent ?? '')]);
}

/** The first that can be read. */
function earliestRead(written: readonly (string | null | undefined)[]): number | null {
  for (const text of written) {
    const time = text === null || text === undefined ? null : readTime(text, 'feed', 'UTC');
    if (time !== null) return time;
  }
  return null;
}

/** An address instead of a name is what some pages put there. */
function authorOf(name: string | null): string | null {
  return name === null || /^https?:/.test(name) ? null : name;
}

function directionOf(stated: string | null): PageMetadata['direction'] {
  const dir = stated?.trim().toLowerCase();
  if (dir === 'rtl') return 'RTL';
  return dir === 'ltr' ? 'LTR' : null;
}

function attribute(document: PageDocument, selector: string, name: string): string | null {
  return nonEmpty(document.querySelector(selector)?.getAttribute(name)?.trim());
}

function nonEmpty(text: string | null | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

/** Resolved, and http(s) only. */
export function resolved(address: string | null, base: string | null): string | null {
  return address === null ? null : (pageAddress(address, { base })?.url ?? null);
}
