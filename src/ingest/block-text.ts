/** The words of blocks, as searching, counting and citing see them. */
import type { Block } from '../data/articles/article.record.ts';

/** A block's text: items joined by `\n`, a picture's caption; empty for a picture without one. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'LIST':
      return block.items.join('\n');
    case 'IMAGE':
      return block.caption ?? '';
    default:
      return block.text;
  }
}

/** The blocks' texts, divided by a blank line. */
export function bodyText(blocks: readonly Block[]): string {
  return blocks
    .map(blockText)
    .filter((text) => text !== '')
    .join('\n\n');
}
