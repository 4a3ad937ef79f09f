/** The four formats of feeds, brought to one shape. */
import type { AnyFeed, AtomFeed, JsonFeed, RdfFeed, RssFeed } from 'feedsmith';
import type { ArticleKind, ImageRecord } from '../data/articles/article.record.ts';
import type { WrittenBody } from './candidate.ts';
import { pageAddress } from './canonical-url.ts';

/** What the four formats have in common. Texts may hold HTML. */
export interface CommonFeed {
  readonly format: AnyFeed['format'];
  /** How long the feed says that it stays the same (RSS `ttl`, RSS 1.0 `sy:updatePeriod`); null where it says nothing. */
  readonly updateSeconds: number | null;
  readonly title: string | undefined;
  readonly description: string | undefined;
  readonly homepage: string | undefined;
  readonly language: string | undefined;
  readonly icon: ImageRecord | null;
  readonly authors: readonly string[];
  readonly items: readonly CommonItem[];
}

export interface CommonItem {
  readonly url: string | undefined;
  /** What names the item where its link only leads to the site's front page, as in many podcasts: a permanent link or its file. */
  readonly ownUrl?: string | undefined;
  readonly title: string | undefined;
  readonly content: WrittenBody | null;
  readonly summary: string | undefined;
  readonly authors: readonly (string | undefined)[];
  readonly published: string | undefined;
  readonly updated: string | undefined;
  readonly language: string | undefined;
  readonly tags: readonly (string | undefined)[];
  readonly image: ImageRecord | null;
  readonly kind: ArticleKind;
}

export function commonFeed({ format, feed }: AnyFeed): CommonFeed {
  switch (format) {
    case 'rss':
      return {
        format,
        updateSeconds: updateSeconds(feed.ttl, feed.sy),
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
        format,
        updateSeconds: updateSeconds(undefined, feed.sy),
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
        format,
        updateSeconds: updateSeconds(undefined, feed.sy),
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
        format,
        updateSeconds: null,
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

const PERIOD_SECONDS: Readonly<Record<string, number>> = {
  hourly: 3_600,
  daily: 86_400,
  weekly: 604_800,
  monthly: 2_592_000,
  yearly: 31_536_000,
};

/** Of both the longer, in seconds. https://www.rssboard.org/rss-specification#ltttlgtSubelementOfLtchannelgt, https://web.resource.org/rss/1.0/modules/syndication/ */
function updateSeconds(
  ttlMinutes: number | undefined,
  syndication: { readonly updatePeriod?: string; readonly updateFrequency?: number } | undefined,
): number | null {
  const period = PERIOD_SECONDS[syndication?.updatePeriod?.trim().toLowerCase() ?? ''];
  const frequency = syndication?.updateFrequency ?? 1;
  const stated = [(ttlMinutes ?? 0) * 60, period === undefined ? 0 : period / (frequency >= 1 ? frequency : 1)];
  const longest = Math.max(...stated.filter((seconds) => Number.isFinite(seconds)));
  return longest > 0 ? Math.round(longest) : null;
}

function rssItem(item: RssFeed.Item<string>): CommonItem {
  const guid = item.guid?.isPermaLink === false ? undefined : item.guid?.value;
  const full = item.content?.encoded;
  const enclosure = item.enclosures?.find(({ type }) => type !== undefined);
  return {
    url: item.link ?? linkOf(item.atom?.links) ?? guid,
    ownUrl: /^https?:/.test(guid ?? '') ? guid : item.enclosures?.[0]?.url,
    title: item.title ?? item.dc?.titles?.[0] ?? item.media?.title?.value,
    content: htmlBody(full ?? item.description ?? item.itunes?.summary),
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
    content: atomContent(entry.content) ?? atomContent(entry.summary) ?? textBody(media?.description?.value),
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
    content: htmlBody(full ?? item.description ?? item.dc?.descriptions?.[0]),
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
    content: htmlBody(item.content_html) ?? textBody(item.content_text ?? item.summary),
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

function htmlBody(content: string | undefined): WrittenBody | null {
  return content === undefined || content.trim() === ''
    ? null
    : { format: /<[a-z!/]|&[#a-z0-9]+;/i.test(content) ? 'html' : 'text', content };
}

function textBody(content: string | undefined): WrittenBody | null {
  return content === undefined || content.trim() === '' ? null : { format: 'text', content };
}

/** Atom says what its text is; without a type it is plain (RFC 4287, section 3.1.1). */
function atomContent(content: AtomFeed.Content | undefined): WrittenBody | null {
  const type = content?.type?.toLowerCase() ?? 'text';
  return /html|xml/.test(type) ? htmlBody(content?.value) : type.startsWith('text') ? textBody(content?.value) : null;
}

function linkOf(
  links: readonly { readonly href?: string; readonly rel?: string; readonly type?: string }[] | undefined,
): string | undefined {
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
