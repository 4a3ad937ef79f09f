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
