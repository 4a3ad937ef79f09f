/** Blocks as the schema shows them: typed, headings with anchors; and the outline, which is the same headings. */
import type { ArticleBody, Block } from '../../src/data/articles/article.record.ts';

export type BlockValue = { readonly __typename: 'Heading' | 'Paragraph' | 'List' | 'Quote' | 'ImageBlock' } & Readonly<
  Record<string, unknown>
>;

export interface OutlineValue {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

/** Anchors are made from the text, so that a link survives when the article around it changes; a number tells equal headings apart. */
export function blocksOf(body: ArticleBody): readonly BlockValue[] {
  const anchors = new AnchorNames();
  return body.blocks.map((block) => blockValue(block, anchors));
}

export function outlineOf(body: ArticleBody): readonly OutlineValue[] {
  const anchors = new AnchorNames();
  return body.blocks.flatMap((block) =>
    block.kind === 'HEADING' ? [{ level: block.level, text: block.text, anchor: anchors.next(block.text) }] : [],
  );
}

function blockValue(block: Block, anchors: AnchorNames): BlockValue {
  switch (block.kind) {
    case 'HEADING':
      return { __typename: 'Heading', level: block.level, text: block.text, anchor: anchors.next(block.text) };
    case 'PARAGRAPH':
      return { __typename: 'Paragraph', text: block.text };
    case 'LIST':
      return { __typename: 'List', ordered: block.ordered, items: block.items };
    case 'QUOTE':
      return { __typename: 'Quote', text: block.text, attribution: block.attribution };
    case 'IMAGE':
      return { __typename: 'ImageBlock', image: block.image, caption: block.caption };
  }
}

/** Names given so far in one article. Arabic letters stay: they are legal in an `id` and in a fragment. */
class AnchorNames {
  readonly #given = new Set<string>();
  /** By name: the number to try next. Tried from 2 each time, thousands of equal headings would hold everybody up. */
  readonly #next = new Map<string, number>();

  next(text: string): string {
    const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const base = words.slice(0, 8).join('-') || 'section';
    let anchor = base;
    let number = this.#next.get(base) ?? 2;
    while (this.#given.has(anchor)) anchor = `${base}-${number++}`;
    this.#next.set(base, number);
    this.#given.add(anchor);
    return anchor;
  }
}
