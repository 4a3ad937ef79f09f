/** Reads a feed (RSS 0.9x to 2.0, RSS 1.0, Atom, JSON Feed) into candidates. */
import { parseFeed } from 'feedsmith';
import type { SourceRecord } from '../data/sources/source.record.ts';
import { detectLanguage } from '../text/language.ts';
import { cutText, MAX_ITEMS_PER_FEED, MAX_STANDFIRST_CHARS, MAX_TITLE_CHARS } from './bounds.ts';
import type { Candidate, CandidateSource } from './candidate.ts';
import { pageAddress } from './canonical-url.ts';
import { sourceFromHost } from './derived-source.ts';
import { commonFeed, type CommonFeed, type CommonItem } from './feed-formats.ts';
import { feedInPieces } from './feed-repair.ts';
import { lineFromHtml } from './html-blocks.ts';
import { languageOf } from './language-tag.ts';
import { readTime } from './published-time.ts';
import { InputError } from './report.ts';

/** A feed and what is known of its publisher from the feed alone. */
export interface Feed {
  readonly format: CommonFeed['format'];
  /** How long the feed says that it stays the same; null where it says nothing. */
  readonly updateSeconds: number | null;
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
    format: feed.format,
    updateSeconds: feed.updateSeconds,
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
    if ((cause as Error).name === 'DetectError')
      throw new InputError(
        'UNRECOGNISED_FORMAT',
        /<!doctype html|<html|<head/i.test(text.slice(0, 2_000)) ? 'an HTML page, not a feed' : 'neither a feed nor JSON lines',
        { cause },
      );
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
  return {
    feed: { ...first, items: feeds.flatMap(({ items }) => items) },
    brokenCount: pieces.unfinished + pieces.documents.length - feeds.length,
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
  const authors = new Set(
    [...item.authors, ...(item.authors.some((name) => name) ? [] : feed.authors)]
      .map((name) => lineFromHtml(name ?? ''))
      .filter((name) => name !== ''),
  );
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
    language: {
      tag: languageOf(item.language) ?? languageOf(feed.language) ?? (source.record.language === 'und' ? null : source.record.language),
      isCertain: false,
    },
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
