/** What the engine reads of an article. */
import type { Block } from '../../data/articles/article.record.ts';

export interface ArticleText {
  readonly articleId: string;
  readonly title: string;
  readonly standfirst: string | null;
  readonly blocks: readonly Block[];
  /** BCP 47 */
  readonly language: string;
  readonly section: string | null;
  readonly tags: readonly string[];
  /** Milliseconds since the Unix epoch: stories are told apart by time. */
  readonly publishedAt: number;
}

/**
 * The text that citations into a block point at: list items joined by a line break. Null for blocks without text of their own (images: a caption says what a
 * picture shows, not what the article says).
 */
export function textOfBlock(block: Block): string | null {
  switch (block.kind) {
    case 'PARAGRAPH':
    case 'QUOTE':
    case 'HEADING':
      return block.text;
    case 'LIST':
      return block.items.join('\n');
    case 'IMAGE':
      return null;
  }
}

/** UTF-16 units of all blocks together that are read: about 15,000 words. Longer than any article, shorter than what would hold a thread for long. */
export const MAX_TEXT_UNITS = 100_000;
const MAX_TITLE_UNITS = 1_000;
const MAX_TAGS = 50;

/** The article as far as the engine reads it. Blocks keep their places, so citations do not move. */
export function withinBounds(article: ArticleText): ArticleText {
  let left = MAX_TEXT_UNITS;
  const blocks: Block[] = [];
  for (const block of article.blocks) {
    if (left <= 0) break;
    const length = textOfBlock(block)?.length ?? 0;
    blocks.push(length <= left ? block : cut(block, left));
    left -= length;
  }
  return {
    ...article,
    title: article.title.slice(0, MAX_TITLE_UNITS),
    standfirst: article.standfirst?.slice(0, MAX_TITLE_UNITS) ?? null,
    tags: article.tags.slice(0, MAX_TAGS),
    blocks,
  };
}

function cut(block: Block, units: number): Block {
  switch (block.kind) {
    case 'PARAGRAPH':
    case 'QUOTE':
    case 'HEADING':
      return { ...block, text: block.text.slice(0, units) };
    case 'LIST':
      return { ...block, items: block.items.join('\n').slice(0, units).split('\n') };
    case 'IMAGE':
      return block;
  }
}
