/** Anchors of headings: unique in the article, and made without looking at all others. */
import { describe, expect, it } from '@jest/globals';
import { blocksOf, outlineOf } from '../../resolvers/articles/article-body.ts';
import type { Block } from '../../src/data/articles/article.record.ts';

const headings = (...texts: readonly string[]) => ({
  articleId: 'art_1',
  text: texts.join('\n\n'),
  blocks: texts.map((text): Block => ({ kind: 'HEADING', level: 2, text })),
});

describe('anchors', () => {
  it('tell equal headings apart, and a heading that reads like the number of another', () => {
    const anchors = outlineOf(headings('فصل', 'فصل', 'فصل 2', 'فصل', '…', '؟')).map(({ anchor }) => anchor);
    expect(anchors).toEqual(['فصل', 'فصل-2', 'فصل-2-2', 'فصل-3', 'section', 'section-2']);
  });

  it('of as many equal headings as an article may have take no time to speak of', () => {
    const body = headings(...Array.from({ length: 5_000 }, () => 'فصل'));
    const before = process.cpuUsage();
    expect(blocksOf(body).at(-1)).toMatchObject({ anchor: 'فصل-5000' });
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(200);
  });
});
