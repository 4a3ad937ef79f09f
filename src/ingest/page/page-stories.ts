/** Further stories that a page shows in full beside its own: what aggregators put under «related news». */
import type { Block } from '../../data/articles/article.record.ts';
import { bodyText } from '../block-text.ts';
import { isSameSite, pageAddress } from '../canonical-url.ts';
import { cleanLine } from '../clean-text.ts';
import { blocksFromHtml } from '../html-blocks.ts';
import { beforeRelativeTime, isRelativeTime } from '../relative-moment.ts';
import { RELATED } from './afterwards.ts';
import type { PageDocument, PageElement } from './page-document.ts';

/** What stands between a title and its text. */
export interface CardLines {
  /** The publisher, as aggregators name it. */
  readonly byline: string | null;
  /** «منذ 3 ساعات» as it stands there. */
  readonly relative: string | null;
}

export interface PageStory extends CardLines {
  readonly title: string;
  /** As linked; null where the story has no link of its own. */
  readonly url: string | null;
  readonly blocks: readonly Block[];
}

/** A teaser is shorter; a story in full is longer. */
const MIN_STORY_CHARS = 500;
const MIN_PARAGRAPH_CHARS = 120;
const MAX_CARD_LINE_CHARS = 60;
const MAX_STORIES = 20;
const MAX_HEADINGS = 300;

/**
 * Takes the further stories out of the document, so that what is left is the page's own article.
 *
 * A story is a heading, and under it in the same container a text of 500 characters or more; linked to another page of the site, or in an `article` of its
 * own under a heading such as «related news». The page's first `h1`, and what has the same words, is its own title and never a further story.
 */
export function takeStories(document: PageDocument, url: string): PageStory[] {
  const ownTitle = cleanLine(document.querySelector('h1')?.textContent ?? '');
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')]
    .slice(0, MAX_HEADINGS)
    .map((element) => ({ element, title: cleanLine(element.textContent ?? '') }))
    .filter(({ element, title }) => title !== '' && !isOfTheSite(element));
  const related = headings.findIndex(({ title }) => RELATED.test(title));
  const stories = new Map<string, PageStory>();
  for (const [at, { element, title }] of headings.entries()) {
    if (stories.size >= MAX_STORIES) break;
    if (stories.has(title) || title === ownTitle) continue;
    const container = containerOf(element, headings);
    const link = linkOf(element, container, url);
    if (link === null && !(container.localName === 'article' && related !== -1 && at > related)) continue;
    const story = storyIn(container, title, url);
    if (story === null) continue;
    stories.set(title, { ...story, url: link });
    container.remove();
  }
  return [...stories.values()];
}

/** Newsletters and imprints have headings and long texts, too. */
function isOfTheSite(heading: PageElement): boolean {
  return (
    heading.closest(
      'footer, nav, form, [role="contentinfo"], [id*="footer"], [class*="footer"], [id*="newsletter"], [class*="newsletter"]',
    ) !== null
  );
}

/** The largest element around the heading that holds no other story's heading. A card may repeat its title. */
function containerOf(heading: PageElement, headings: readonly { readonly element: PageElement; readonly title: string }[]): PageElement {
  const title = cleanLine(heading.textContent ?? '');
  const others = headings.filter((other) => other.title !== title).map(({ element }) => element);
  let container = heading;
  for (let parent = heading.parentElement; parent !== null; parent = parent.parentElement) {
    const outer = parent;
    if (['body', 'html', 'main'].includes(outer.localName) || others.some((other) => outer.contains(other))) break;
    container = outer;
  }
  return container;
}

/** In the heading, around it, or elsewhere in the card in the same words; to another page of this site. */
function linkOf(heading: PageElement, container: PageElement, url: string): string | null {
  const title = cleanLine(heading.textContent ?? '');
  const links = [heading.closest('a[href]'), heading.querySelector('a[href]'), ...container.querySelectorAll('a[href]')];
  const page = pageAddress(url)?.canonicalUrl;
  for (const [at, link] of links.entries()) {
    const address = pageAddress(link?.getAttribute('href') ?? '', { base: url });
    if (link === null || link === undefined || address === null || address.canonicalUrl === page || !isSameSite(address.url, url)) continue;
    if (at < 2 || cleanLine(link.textContent ?? '') === title) return address.url;
  }
  return null;
}

function storyIn(container: PageElement, title: string, base: string): Omit<PageStory, 'url'> | null {
  const blocks = blocksFromHtml(container.innerHTML, base);
  const start = blocks.findIndex((block) => block.kind === 'PARAGRAPH' && block.text.length >= MIN_PARAGRAPH_CHARS);
  if (start === -1) return null;
  const story = blocks.slice(start);
  if (bodyText(story).length < MIN_STORY_CHARS) return null;
  const lines = bodyText(blocks.slice(0, start))
    .split(/\n+/)
    .filter((line) => line !== '' && line !== title);
  return { title, ...cardLines(lines), blocks: story };
}

const LINES_UNDER_TITLE = 6;

/** Under the page's own title, where aggregators name the publisher and say how long ago it was; nothing where no such time stands there. */
export function cardOf(document: PageDocument): CardLines {
  const heading = document.querySelector('h1');
  let around = heading?.parentElement ?? null;
  for (let climbed = 0; around !== null && climbed < 2 && cleanLine(around.textContent ?? '').length < 200; climbed++)
    around = around.parentElement;
  if (heading === null || around === null) return { byline: null, relative: null };
  const title = cleanLine(heading.textContent ?? '');
  const lines = bodyText(blocksFromHtml(around.innerHTML, null)).split(/\n+/);
  const under = lines.slice(lines.lastIndexOf(title) + 1, lines.lastIndexOf(title) + 1 + LINES_UNDER_TITLE);
  const card = cardLines(under.filter((line) => line.length <= MAX_CARD_LINE_CHARS));
  return card.relative === null ? { byline: null, relative: null } : card;
}

/** The publisher and how long ago. */
export function cardLines(lines: readonly string[]): CardLines {
  const relative = lines.find(isRelativeTime) ?? null;
  const before = relative === null ? null : beforeRelativeTime(relative);
  const byline = before ?? lines.find((line) => line !== relative && line.length <= MAX_CARD_LINE_CHARS && !/[.!؟?:]$/.test(line)) ?? null;
  return { byline: byline?.replace(/^[•·|\s]+/, '') ?? null, relative };
}
