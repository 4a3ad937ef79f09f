/**
 * Places in an article, counted in letters and digits of all blocks. They stay where they are when white space, punctuation or the division into blocks and sentences is
 * read in another way, and they say nothing of the text.
 */
import type { Block } from '../../../src/data/articles/article.record.ts';
import { textOfBlock } from '../../../src/enrichment/engine/article-text.ts';

/** [from, to) */
export type Place = readonly [from: number, to: number];

export function lettersOf(text: string): number {
  return text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
}

export function lettersOfBlocks(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + lettersOf(textOfBlock(block) ?? ''), 0);
}

export function placeOf(blocks: readonly Block[], block: number, start: number, end: number): Place {
  const text = textOfBlock(blocks[block]!) ?? '';
  const before = lettersOfBlocks(blocks.slice(0, block));
  return [before + lettersOf(text.slice(0, start)), before + lettersOf(text.slice(0, end))];
}

/** The first place of a quotation, null where the blocks do not have it within one of them. */
export function placeOfQuote(blocks: readonly Block[], quote: string): Place | null {
  for (const [index, block] of blocks.entries()) {
    const start = textOfBlock(block)?.indexOf(quote) ?? -1;
    if (start >= 0) return placeOf(blocks, index, start, start + quote.length);
  }
  return null;
}

/** What stands at a place. */
export function textAt(blocks: readonly Block[], [from, to]: Place): string {
  const text = blocks.flatMap((block) => textOfBlock(block) ?? []).join('\n');
  let letters = 0;
  let start = text.length;
  for (const match of text.matchAll(/[\p{L}\p{N}]/gu)) {
    if (letters === from) start = match.index;
    if (++letters === to) return text.slice(start, match.index + match[0].length);
  }
  return text.slice(start);
}

/** The same sentence, perhaps without an opener or a dateline: more than half of the longer one is in both. */
export function sameSentence([from, to]: Place, [otherFrom, otherTo]: Place): boolean {
  const common = Math.min(to, otherTo) - Math.max(from, otherFrom);
  return common > Math.max(to - from, otherTo - otherFrom) / 2;
}
