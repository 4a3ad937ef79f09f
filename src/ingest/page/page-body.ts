/** The running text of a page, found by Mozilla's Readability. */
import { isProbablyReaderable, Readability } from '@mozilla/readability';
import type { Block } from '../../data/articles/article.record.ts';
import { bodyText } from '../block-text.ts';
import { blocksFromHtml } from '../html-blocks.ts';
import { cleanLine } from '../clean-text.ts';
import { blocksFromText } from '../text-blocks.ts';
import { AFTERWARDS, RELATED } from './afterwards.ts';
import type { PageDocument } from './page-document.ts';

export interface PageBody {
  readonly title: string | null;
  readonly byline: string | null;
  readonly excerpt: string | null;
  readonly siteName: string | null;
  readonly published: string | null;
  /** Of the element that holds the text, or one around it. */
  readonly direction: 'LTR' | 'RTL' | null;
  readonly blocks: readonly Block[];
}

/**
 * Takes the document apart: it is of no use afterwards.
 * @returns null where the page has no running text: front pages, lists, pages that scripts fill
 */
export function pageBody(document: PageDocument, base: string | null): PageBody | null {
  const dom = document as unknown as ConstructorParameters<typeof Readability>[0];
  if (!isProbablyReaderable(dom)) return null;
  const heading = cleanLine(document.querySelector('h1')?.textContent ?? '');
  let article: ReturnType<Readability['parse']>;
  try {
    article = new Readability(dom).parse();
  } catch (error) {
    // It walks some trees by recursion; what is too deep for that is no article.
    if (error instanceof RangeError) return null;
    throw error;
  }
  if (article === null) return null;
  const blocks = withStructure(withoutAfterwards(blocksFromHtml(article.content ?? '', base)));
  return {
    title: withoutSite(nonEmpty(article.title), heading),
    byline: nonEmpty(article.byline),
    excerpt: nonEmpty(article.excerpt),
    siteName: nonEmpty(article.siteName),
    published: nonEmpty(article.publishedTime),
    direction: article.dir === 'rtl' ? 'RTL' : article.dir === 'ltr' ? 'LTR' : null,
    blocks: withoutTitle(blocks, article.title ?? ''),
  };
}

const MIN_CHARS_BEFORE = 300;

/** Comments and related news have headings of their own; what such a heading opens is no part of the article, once there has been one. */
function withoutAfterwards(blocks: readonly Block[]): readonly Block[] {
  const end = blocks.findIndex(
    (block, at) =>
      block.kind === 'HEADING' &&
      (RELATED.test(block.text) || AFTERWARDS.test(block.text)) &&
      bodyText(blocks.slice(0, at)).length >= MIN_CHARS_BEFORE,
  );
  return end === -1 ? blocks : blocks.slice(0, end);
}

/** Pages that put each line into a paragraph and mark neither headings nor lists have theirs found as in plain text. */
export function withStructure(blocks: readonly Block[]): readonly Block[] {
  if (blocks.some(({ kind }) => kind === 'HEADING' || kind === 'LIST')) return blocks;
  const lines: string[] = [];
  const recovered: Block[] = [];
  const flush = (): void => {
    if (lines.length > 0) recovered.push(...blocksFromText(lines.splice(0).join('\n')));
  };
  for (const block of blocks) {
    if (block.kind === 'PARAGRAPH') lines.push(block.text);
    else {
      flush();
      recovered.push(block);
    }
  }
  flush();
  return recovered;
}

/** «Heading | The Site»: Readability leaves the site's name behind a heading of few words, for it cannot know which is which. The page's `h1` tells. */
function withoutSite(title: string | null, heading: string): string | null {
  if (title === null || heading.length < 3 || !title.startsWith(heading)) return title;
  return /^\s+[|–—\-»·]\s+\S/.test(title.slice(heading.length)) ? heading : title;
}

/** Shown above the article already. */
function withoutTitle(blocks: readonly Block[], title: string): readonly Block[] {
  const at = blocks.findIndex(({ kind }) => kind !== 'IMAGE');
  const first = blocks[at];
  return first?.kind === 'HEADING' && cleanLine(first.text) === cleanLine(title) ? blocks.toSpliced(at, 1) : blocks;
}

function nonEmpty(text: string | null | undefined): string | null {
  const line = cleanLine(text ?? '');
  return line === '' ? null : line;
}
