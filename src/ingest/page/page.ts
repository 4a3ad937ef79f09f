/** Reads a saved or downloaded page into candidates: its own article, and the stories that it shows in full beside it. */
import type { ImageRecord } from '../../data/articles/article.record.ts';
import type { SourceRecord } from '../../data/sources/source.record.ts';
import { detectLanguage } from '../../text/language.ts';
import { bodyText } from '../block-text.ts';
import type { Candidate, CandidateSource } from '../candidate.ts';
import { isSameSite } from '../canonical-url.ts';
import { sourceFromHost } from '../derived-source.ts';
import { readTime } from '../published-time.ts';
import { relativeMoment } from '../relative-moment.ts';
import type { RejectionCode } from '../report.ts';
import { pageBody, type PageBody } from './page-body.ts';
import { pageDocument } from './page-document.ts';
import { pageMetadata, resolved, statedAddress, type PageMetadata } from './page-metadata.ts';
import { cardOf, takeStories, type CardLines, type PageStory } from './page-stories.ts';

/** A page that can be stored: it has a text and an address. */
export interface Page {
  /** As far as the page tells of its publisher. */
  readonly source: SourceRecord;
  /** The page's own article first. */
  candidates(source: CandidateSource): readonly Candidate[];
}

export interface PageOrigin {
  /** Where it was got; null for a file, whose page says itself where it lives. */
  readonly url: string | null;
  /** Names it in messages. */
  readonly input: string;
}

/**
 * @param html decoded
 * @param now milliseconds; what «3 hours ago» is counted from
 * @returns `NOT_AN_ARTICLE` where it has no running text, `INVALID_URL` where a file does not say where its page lives
 * @throws InputError TOO_LARGE
 */
export function readPage(html: string, origin: PageOrigin, now: number): Page | RejectionCode {
  const document = pageDocument(html, origin.input);
  const url = addressOf(statedAddress(document), origin.url);
  const stories = url === null ? [] : takeStories(document, url);
  const metadata = pageMetadata(document, origin.url);
  const card = cardOf(document);
  const body = pageBody(document, url);
  if (body === null && stories.length === 0) return 'NOT_AN_ARTICLE';
  if (url === null) return 'INVALID_URL';
  return {
    source: sourceOf(url, metadata, body),
    candidates: (source) => [
      ...(body === null ? [] : [articleCandidate({ url, metadata, body, card }, source, now)]),
      ...stories.map((story) => storyCandidate(story, { url, metadata }, source, now)),
    ],
  };
}

/** What a page says of its address is believed for pages of the same site only: any page could else put its text in the place of somebody's article. */
function addressOf(canonical: string | null, got: string | null): string | null {
  const stated = resolved(canonical, got);
  if (stated === null || got === null) return stated ?? got;
  return isSameSite(stated, got) ? stated : got;
}

function sourceOf(url: string, metadata: PageMetadata, body: PageBody | null): SourceRecord {
  const host = new URL(url).hostname.replace(/^www\./, '');
  const icon = resolved(metadata.icon, url);
  return sourceFromHost(host, metadata.siteName ?? body?.siteName ?? host, languageOf(metadata, body), {
    homepage: new URL('/', url).href,
    icon: icon === null ? null : { url: icon, width: null, height: null, alt: null, credit: null },
  });
}

function languageOf(metadata: PageMetadata, body: PageBody | null): string | null {
  const detected = body === null ? 'und' : detectLanguage(`${body.title ?? ''}\n${bodyText(body.blocks)}`);
  return detected === 'und' ? metadata.language : detected;
}

interface PageFacts {
  readonly url: string;
  readonly metadata: PageMetadata;
}

interface ArticleFacts extends PageFacts {
  readonly body: PageBody;
  readonly card: CardLines;
}

function articleCandidate({ url, metadata, body, card }: ArticleFacts, source: CandidateSource, now: number): Candidate {
  const published = metadata.published ?? readTime(body.published ?? '', 'feed', 'UTC');
  const relative = published === null ? relativeMoment(card.relative ?? metadata.relative ?? '', now) : null;
  return {
    ...commonFacts(url, metadata, source),
    direction: body.direction ?? metadata.direction,
    url,
    title: body.title ?? metadata.article?.headline ?? null,
    body: { format: 'blocks', blocks: body.blocks },
    standfirst: body.excerpt,
    byline: bylineOf(body, metadata) ?? card.byline,
    publishedAt: published ?? relative,
    timePrecision: published === null ? 'DAY' : 'SECOND',
    isApproximate: relative !== null,
    updatedAt: metadata.modified,
    section: metadata.section,
    tags: metadata.tags,
    image: imageOf(metadata, url),
  };
}

function storyCandidate(story: PageStory, { url, metadata }: PageFacts, source: CandidateSource, now: number): Candidate {
  const published = story.relative === null ? null : relativeMoment(story.relative, now);
  return {
    ...commonFacts(url, metadata, source),
    // Another site's page is not ours to fill: the story is then found where it was read.
    url: story.url !== null && isSameSite(story.url, url) ? story.url : placeOnPage(url, story.title),
    title: story.title,
    body: { format: 'blocks', blocks: story.blocks },
    standfirst: null,
    byline: story.byline,
    publishedAt: published,
    timePrecision: 'DAY',
    isApproximate: published !== null,
    updatedAt: null,
    section: null,
    tags: [],
    image: null,
  };
}

/** An address of its own for a story that has none: the page's, with the title behind `#!`, which canonical addresses keep. */
export function placeOnPage(url: string, title: string): string {
  return `${url.replace(/#.*$/, '')}#!${encodeURIComponent(title.slice(0, 120).toWellFormed())}`;
}

function commonFacts(
  url: string,
  metadata: PageMetadata,
  source: CandidateSource,
): Pick<Candidate, 'base' | 'language' | 'direction' | 'kind' | 'source'> {
  return { base: url, language: { tag: metadata.language, isCertain: false }, direction: metadata.direction, kind: 'ARTICLE', source };
}

/** Readability takes what stands beneath the title for the author, a date line too. */
function bylineOf(body: PageBody, metadata: PageMetadata): string | null {
  const shown = body.byline === null || isDateLine(body.byline) ? null : body.byline;
  return shown ?? metadata.byline;
}

function isDateLine(line: string): boolean {
  return (
    /\b(?:19|20)\d\d\b/.test(line) &&
    /\d/.test(line.replace(/\b(?:19|20)\d\d\b/, '')) &&
    /\b(?:at|am|pm|updated|published|نشر)\b|\d{1,2}:\d{2}/i.test(line)
  );
}

function imageOf(metadata: PageMetadata, url: string): ImageRecord | null {
  const address = resolved(metadata.image, url);
  return address === null ? null : { url: address, width: null, height: null, alt: metadata.imageAlt, credit: null };
}
