/** Reads a page that somebody copied as text: its article and the stories it shows in full under «related news». */
import type { SourceRecord } from '../../data/sources/source.record.ts';
import { detectLanguage } from '../../text/language.ts';
import { countWords } from '../../text/words.ts';
import type { Candidate, CandidateSource } from '../candidate.ts';
import { pageAddress } from '../canonical-url.ts';
import { cleanText } from '../clean-text.ts';
import { sourceFromHost } from '../derived-source.ts';
import { relativeMoment } from '../relative-moment.ts';
import type { RejectionCode } from '../report.ts';
import { blocksFromText } from '../text-blocks.ts';
import { AFTERWARDS, RELATED } from './afterwards.ts';
import { cardLines } from './page-stories.ts';
import { placeOnPage, type Page } from './page.ts';

interface TextStory {
  readonly title: string;
  readonly byline: string | null;
  readonly relative: string | null;
  readonly body: string;
}

/**
 * @param url where the page lives: a text does not say. Its further stories are given places on that page.
 * @returns `INVALID_URL` without one, `NOT_AN_ARTICLE` where no line is followed by a text
 */
export function readTextPage(text: string, url: string | null, now: number): Page | RejectionCode {
  const stories = textStories(text);
  if (stories.length === 0) return 'NOT_AN_ARTICLE';
  const address = url === null ? null : pageAddress(url);
  if (address === null) return 'INVALID_URL';
  const language = detectLanguage(stories.map(({ title, body }) => `${title}\n${body.slice(0, 1_000)}`).join('\n'));
  return {
    source: sourceOf(address.url, language),
    candidates: (source) =>
      stories.map((story, index) => candidateOf(story, index === 0 ? address.url : placeOnPage(address.url, story.title), source, now)),
  };
}

function sourceOf(url: string, language: string): SourceRecord {
  const host = new URL(url).hostname.replace(/^www\./, '');
  return sourceFromHost(host, host, language === 'und' ? null : language, { homepage: new URL('/', url).href });
}

const MIN_BODY_CHARS = 300;
const MIN_TITLE_WORDS = 3;
const MAX_TITLE_CHARS = 250;
const MAX_STORIES = 20;

/** The page's own article first. */
export function textStories(text: string): readonly TextStory[] {
  const lines = cleanText(text).split('\n');
  const related = lines.findIndex((line) => RELATED.test(line));
  const article = storyIn(lines.slice(0, related === -1 ? undefined : related));
  if (article === null) return [];
  return [article, ...(related === -1 ? [] : relatedStories(lines.slice(related + 1)))];
}

/** Cards say their title twice: as the picture's text, and as the headline. */
function relatedStories(lines: readonly string[]): readonly TextStory[] {
  const starts = lines.flatMap((line, at) => (isTitle(line) && nextLine(lines, at) === line ? [at] : []));
  const stories = starts.map((start, index) => storyIn(lines.slice(start, starts[index + 1])));
  return stories.filter((story) => story !== null).slice(0, MAX_STORIES);
}

function nextLine(lines: readonly string[], at: number): string | undefined {
  return lines.slice(at + 1).find((line) => line !== '');
}

/** A title, perhaps repeated, a line or two about the publisher, and the text up to the next blank line that is not followed by more of it. */
function storyIn(lines: readonly string[]): TextStory | null {
  const end = lines.findIndex((line) => AFTERWARDS.test(line));
  const filled = lines.slice(0, end === -1 ? undefined : end);
  // A title that comes twice is one for sure; else the first line that could be one.
  const twice = filled.find((line, at) => isTitle(line) && filled.indexOf(line, at + 1) !== -1);
  const title = twice ?? filled.find(isTitle);
  if (title === undefined) return null;
  const rest = filled.slice(filled.lastIndexOf(title) + 1);
  const start = rest.findIndex((line) => line.length > 120);
  if (start === -1) return null;
  const body = withoutTrailingLabels(paragraphsOf(rest.slice(start)));
  if (body.join('').length < MIN_BODY_CHARS) return null;
  const about = filled.slice(filled.indexOf(title) + 1).slice(0, filled.lastIndexOf(title) + start - filled.indexOf(title));
  return { title, ...cardLines(about.filter((line) => line !== '' && line !== title)), body: body.join('\n') };
}

function isTitle(line: string): boolean {
  return line.length <= MAX_TITLE_CHARS && countWords(line) >= MIN_TITLE_WORDS;
}

/** Texts whose paragraphs stand line by line end at the first blank one; those with blank lines between all paragraphs end where only short lines follow. */
function paragraphsOf(lines: readonly string[]): string[] {
  const blank = lines.indexOf('');
  const isCompact = blank === -1 || blank > 1;
  const block = isCompact ? lines.slice(0, blank === -1 ? undefined : blank) : lines;
  const last = block.findLastIndex((line) => line.length > 120);
  return block.slice(0, isCompact ? undefined : last + 1).filter((line) => line !== '');
}

/** «Orange background», «Share»: what stands behind the last sentence is the page's own. A heading is never last. */
function withoutTrailingLabels(lines: readonly string[]): string[] {
  const last = lines.findLastIndex((line) => /[.!؟?…»"”')]$/.test(line) || line.length > 120);
  return lines.slice(0, last + 1);
}

function candidateOf(story: TextStory, url: string, source: CandidateSource, now: number): Candidate {
  const published = story.relative === null ? null : relativeMoment(story.relative, now);
  return {
    url,
    base: url,
    title: story.title,
    body: { format: 'blocks', blocks: blocksFromText(story.body) },
    standfirst: null,
    byline: story.byline,
    publishedAt: published,
    timePrecision: 'DAY',
    isApproximate: published !== null,
    updatedAt: null,
    language: { tag: null, isCertain: false },
    kind: 'ARTICLE',
    section: null,
    tags: [],
    image: null,
    source,
  };
}
