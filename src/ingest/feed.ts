/** Reads a feed (RSS 0.9x to 2.0, RSS 1.0, Atom, JSON Feed) into candidates. */
import { parseFeed, type AnyFeed, type AtomFeed, type JsonFeed, type RdfFeed, type RssFeed } from 'feedsmith';
import type { ArticleKind, ImageRecord } from '../data/articles/article.record.ts';
import type { SourceRecord } from '../data/sources/source.record.ts';
import { detectLanguage } from '../text/language.ts';
import { cutText, MAX_ITEMS_PER_FEED, MAX_STANDFIRST_CHARS, MAX_TITLE_CHARS } from './bounds.ts';
import type { Candidate, CandidateSource } from './candidate.ts';
import { pageAddress } from './canonical-url.ts';
import { sourceFromHost } from './derived-source.ts';
import { feedInPieces } from './feed-repair.ts';
import { lineFromHtml } from './html-blocks.ts';
import { languageOf } from './language-tag.ts';
import { readTime } from './published-time.ts';
import { InputError } from './report.ts';

/** A feed and what is known of its publisher from the feed alone. */
export interface Feed {
  /** Null where neither the feed, its address nor its items name a host: then there is nothing to store its items under. */
  readonly source: SourceRecord | null;
  readonly itemCount: number;
  /** Items beside those that are not well-formed. */
  readonly brokenCount: number;
  /** One candidate per item, in the feed's order. */
  candidates(source: CandidateSource): readonly Candidate[];
}

/**
 * @param text of the feed, decoded
 * @param url where it was got, null for a file
 * @throws InputError UNRECOGNISED_FORMAT where it is no feed, BROKEN_FEED where it is one that cannot be read
 */
export function readFeed(text: string, url: string | null): Feed {
  const { feed, brokenCount } = parsed(text);
  const base = pageAddress(feed.homepage ?? '', { base: url })?.url ?? url;
  return {
    source: feedSource(feed, base),
    itemCount: feed.items.length,
    brokenCount,
    candidates: (source) => feed.items.map((item) => candidateOf(item, base, feed, source)),
  };
}

function parsed(text: string): { readonly feed: CommonFeed; readonly brokenCount: number } {
  try {
    return { feed: commonFeed(parseFeed(text, { maxItems: MAX_ITEMS_PER_FEED })), brokenCount: 0 };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    if ((cause as Error).name === 'DetectError') throw new InputError('UNRECOGNISED_FORMAT', /<!doctype html|<html|<head/i.test(text.slice(0, 2_000)) ? 'an HTML page, not a feed' : 'neither a feed nor JSON lines', { cause });
    const rescued = itemByItem(text);
    if (rescued === null) throw new InputError('BROKEN_FEED', `the feed cannot be read: ${message.slice(0, 300)}`, { cause });
    return rescued;
  }
}

/** What is well-formed of a feed that is not, or null where nothing is. */
function itemByItem(text: string): { readonly feed: CommonFeed; readonly brokenCount: number } | null {
  const pieces = feedInPieces(text);
  if (pieces === null) return null;
  const feeds = pieces.documents.flatMap((document) => {
    try {
      return commonFeed(parseFeed(document));
    } catch {
      // This is the broken one; it is counted below.
      return [];
    }
  });
  const [first] = feeds;
  if (first === undefined) return null;
  return { feed: { ...first, items: feeds.flatMap(({ items }) => items) }, brokenCount: pieces.unfinished + pieces.documents.length - feeds.length };
}

/** What the four formats have in common. Texts may hold HTML. */
interface CommonFeed {
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly homepage: string | undefined;
  readonly language: string | undefined;
  readonly icon: ImageRecord | null;
  readonly authors: readonly string[];
  readonly items: readonly CommonItem[];
}

interface CommonItem {
  readonly url: string | undefined;
  /** What names the item where its link only leads to the site's front page, as in many podcasts: a permanent link or its file. */
  readonly ownUrl?: string | undefined;
  readonly title: string | undefined;
  readonly content: Candidate['body'];
  readonly summary: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly published: string | undefined;
  readonly updated: string | undefined;
  readonly language: string | undefined;
  readonly tags: readonly (string | undefined)[];
  readonly image: ImageRecord | null;
  readonly kind: ArticleKind;
}

function commonFeed({ format, feed }: AnyFeed): CommonFeed {
  switch (format) {
    case 'rss':
      return {
        title: feed.title,
        description: feed.description,
        homepage: feed.link ?? linkOf(feed.atom?.links),
        language: feed.language ?? feed.dc?.languages?.[0],
        icon: image(feed.image?.url, feed.image),
        authors: [feed.itunes?.author, feed.managingEditor?.name].filter((name) => name !== undefined).slice(0, 1),
        items: (feed.items ?? []).map(rssItem),
      };
    case 'atom':
      return {
        title: feed.title?.value,
        description: feed.subtitle?.value,
        homepage: linkOf(feed.links),
        language: feed.xml?.lang,
        icon: image(feed.logo ?? feed.icon),
        authors: (feed.authors ?? []).flatMap(({ name }) => name ?? []),
        items: (feed.entries ?? []).map(atomItem),
      };
    case 'rdf':
      return {
        title: feed.title,
        description: feed.description,
        homepage: feed.link ?? feed.rdf?.about,
        language: feed.dc?.languages?.[0],
        icon: image(feed.image?.url),
        authors: [],
        items: (feed.items ?? []).map(rdfItem),
      };
    case 'json':
      return {
        title: feed.title,
        description: feed.description,
        homepage: feed.home_page_url ?? feed.feed_url,
        language: feed.language,
        icon: image(feed.icon ?? feed.favicon),
        authors: (feed.authors ?? []).flatMap(({ name }) => name ?? []),
        items: (feed.items ?? []).map(jsonItem),
      };
  }
}

function rssItem(item: RssFeed.Item<string>): CommonItem {
  const guid = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
  const full = item.content?.encoded;
  const enclosure = item.enclosures?.find(({ type }) => type !== undefined);
  return {
    url: item.link ?? linkOf(item.atom?.links) ?? guid,
    ownUrl: /^https?:/.test(guid ?? '') ? guid : item.enclosures?.[0]?.url,
    title: item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value,
    content: html(full ?? item.description ?? item.itunes?.summary),
    summary: full === undefined ? undefined : item.description,
    authors: [...(item.authors ?? []).map(({ name, email }) => name ?? email), ...(item.dc?.creators ?? []), item.itunes?.author],
    published: item.pubDate ?? item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0] ?? item.atom?.published,
    updated: item.atom?.updated,
    language: item.dc?.languages?.[0] ?? item.xml?.lang,
    tags: [...(item.categories ?? []).map(({ name }) => name), ...(item.dc?.subjects ?? []), ...(item.itunes?.keywords ?? [])],
    image: enclosedImage(item.enclosures) ?? mediaImage(item.media) ?? image(item.itunes?.image),
    kind: kindOf(enclosure?.type),
  };
}

function atomItem(entry: AtomFeed.Entry<string>): CommonItem {
  const media = entry.media?.groups?.[0] ?? entry.media;
  const full = entry.content?.value;
  return {
    url: linkOf(entry.links) ?? (/^https?:/.test(entry.id ?? '') ? entry.id : undefined),
    title: entry.title?.value ?? media?.title?.value,
    content: atomContent(entry.content) ?? atomContent(entry.summary) ?? text(media?.description?.value),
    summary: full === undefined ? undefined : entry.summary?.value,
    authors: (entry.authors ?? []).map(({ name }) => name),
    published: entry.published ?? entry.updated ?? entry.dc?.dates?.[0],
    updated: entry.updated,
    language: entry.xml?.lang ?? entry.dc?.languages?.[0],
    tags: (entry.categories ?? []).map(({ label, term }) => label ?? term),
    image: mediaImage(media) ?? image(entry.itunes?.image),
    kind: entry.yt?.videoId === undefined ? kindOf(entry.links?.find(({ rel }) => rel === 'enclosure')?.type) : 'VIDEO',
  };
}

function rdfItem(item: RdfFeed.Item<string>): CommonItem {
  const full = item.content?.encoded;
  return {
    url: item.link ?? item.rdf?.about,
    title: item.title ?? item.dc?.titles?.[0],
    content: html(full ?? item.description ?? item.dc?.descriptions?.[0]),
    summary: full === undefined ? undefined : item.description,
    authors: item.dc?.creators ?? [],
    published: item.dc?.dates?.[0] ?? item.dcterms?.issued?.[0],
    updated: item.dcterms?.modified?.[0],
    language: item.dc?.languages?.[0],
    tags: item.dc?.subjects ?? [],
    image: mediaImage(item.media),
    kind: 'ARTICLE',
  };
}

function jsonItem(item: JsonFeed.Item<string>): CommonItem {
  return {
    url: item.url ?? item.external_url ?? (/^https?:/.test(item.id ?? '') ? item.id : undefined),
    title: item.title,
    content: html(item.content_html) ?? text(item.content_text ?? item.summary),
    summary: item.content_html === undefined && item.content_text === undefined ? undefined : item.summary,
    authors: (item.authors ?? []).map(({ name }) => name),
    published: item.date_published ?? item.date_modified,
    updated: item.date_modified,
    language: item.language,
    tags: item.tags ?? [],
    image: image(item.image ?? item.banner_image),
    kind: kindOf(item.attachments?.[0]?.mime_type),
  };
}

function feedSource(feed: CommonFeed, base: string | null): SourceRecord | null {
  const address = pageAddress(base ?? feed.items.find((item) => pageAddress(item.url ?? '') !== null)?.url ?? '');
  if (address === null) return null;
  const host = new URL(address.url).hostname.replace(/^www\./, '');
  const language = languageOf(feed.language) ?? languageOfItems(feed);
  const title = cutText(lineFromHtml(feed.title ?? ''), 200);
  const description = cutText(lineFromHtml(feed.description ?? ''), 2_000);
  const homepage = pageAddress(feed.homepage ?? '', { base })?.url ?? new URL('/', address.url).href;
  return sourceFromHost(host, title === '' ? host : title, language, { description, homepage, icon: feed.icon });
}

function languageOfItems(feed: CommonFeed): string | null {
  const sample = [feed.title, feed.description, ...feed.items.slice(0, 10).map(({ title }) => title)].join(' ');
  const detected = detectLanguage(lineFromHtml(sample));
  return detected === 'und' ? null : detected;
}

function candidateOf(item: CommonItem, base: string | null, feed: CommonFeed, source: CandidateSource): Candidate {
  const authors = new Set([...item.authors, ...(item.authors.some((name) => name) ? [] : feed.authors)].map((name) => lineFromHtml(name ?? '')).filter((name) => name !== ''));
  const summary = item.summary === undefined ? '' : lineFromHtml(item.summary);
  return {
    url: addressOf(item, base) ?? null,
    base,
    title: item.title === undefined ? null : lineFromHtml(item.title.slice(0, MAX_TITLE_CHARS * 10)),
    body: item.content,
    // A summary as long as an article is none.
    standfirst: summary === '' || summary.length > MAX_STANDFIRST_CHARS ? null : summary,
    byline: authors.size === 0 ? null : [...authors].join(', '),
    publishedAt: readTime(item.published ?? '', 'feed', 'UTC'),
    timePrecision: 'SECOND',
    updatedAt: readTime(item.updated ?? '', 'feed', 'UTC'),
    language: { tag: languageOf(item.language) ?? languageOf(feed.language) ?? (source.record.language === 'und' ? null : source.record.language), isCertain: false },
    kind: item.kind,
    section: null,
    tags: tagsOf(item.tags),
    image: item.image,
    source,
  };
}

function addressOf({ url, ownUrl }: CommonItem, base: string | null): string | undefined {
  const address = pageAddress(url ?? '', { base });
  const isFrontPage = address !== null && /^https?:\/\/[^/]+\/$/.test(address.canonicalUrl);
  return isFrontPage && ownUrl !== undefined ? ownUrl : url;
}

/** A single tag with commas is a list of tags. */
function tagsOf(tags: readonly (string | undefined)[]): readonly string[] {
  const named = tags.flatMap((tag) => (tag === undefined ? [] : lineFromHtml(tag)));
  return named.length === 1 ? (named[0] ?? '').split(/[,،]/) : named;
}

function html(content: string | undefined): Candidate['body'] {
  return content === undefined || content.trim() === '' ? null : { format: /<[a-z!/]|&[#a-z0-9]+;/i.test(content) ? 'html' : 'text', content };
}

function text(content: string | undefined): Candidate['body'] {
  return content === undefined || content.trim() === '' ? null : { format: 'text', content };
}

/** Atom says what its text is; without a type it is plain (RFC 4287, section 3.1.1). */
function atomContent(content: AtomFeed.Content | undefined): Candidate['body'] {
  const type = content?.type?.toLowerCase() ?? 'text';
  return /html|xml/.test(type) ? html(content?.value) : /^text/.test(type) ? text(content?.value) : null;
}

function linkOf(links: readonly { readonly href?: string; readonly rel?: string; readonly type?: string }[] | undefined): string | undefined {
  const alternates = (links ?? []).filter(({ rel }) => rel === undefined || rel === 'alternate');
  return (alternates.find(({ type }) => type === undefined || type.includes('html')) ?? alternates[0])?.href;
}

function image(url: string | undefined, size?: { readonly width?: number; readonly height?: number } | undefined): ImageRecord | null {
  const address = pageAddress(url ?? '');
  return address === null ? null : { url: address.url, width: size?.width ?? null, height: size?.height ?? null, alt: null, credit: null };
}

function enclosedImage(enclosures: RssFeed.Item<string>['enclosures']): ImageRecord | null {
  return image(enclosures?.find(({ type }) => type?.startsWith('image/'))?.url);
}

function mediaImage(media: RssFeed.Item<string>['media']): ImageRecord | null {
  const contents = [...(media?.contents ?? []), ...(media?.groups ?? []).flatMap((group) => group.contents ?? [])];
  const content = contents.find(({ medium, type }) => medium === 'image' || type?.startsWith('image/'));
  const thumbnail = media?.thumbnails?.[0] ?? media?.groups?.[0]?.thumbnails?.[0];
  return image(content?.url, content) ?? image(thumbnail?.url, thumbnail);
}

function kindOf(mediaType: string | undefined): ArticleKind {
  if (mediaType?.startsWith('audio/')) return 'AUDIO';
  return mediaType?.startsWith('video/') ? 'VIDEO' : 'ARTICLE';
}
