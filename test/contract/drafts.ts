/** Articles for contract tests: everything that a test does not speak of is the same in all. */
import { articleId, sourceId } from '../../src/data/ids.ts';
import type { ArticleDraft } from '../../src/data/articles/article.record.ts';

/** Article number `n` at `https://news.example/<n>`. */
export function draftOf(n: number, given: Partial<ArticleDraft> = {}): ArticleDraft {
  const url = `https://news.example/${n}`;
  return {
    id: articleId(url),
    slug: `article-${n}`,
    url,
    canonicalUrl: url,
    sourceId: sourceId('paper'),
    title: `Title ${n}`,
    standfirst: null,
    lead: `Text of ${n}.`,
    byline: null,
    language: 'en',
    direction: 'LTR',
    kind: 'ARTICLE',
    state: 'LIVE',
    publishedAt: 1_000 + n,
    timePrecision: 'SECOND',
    updatedAt: null,
    wordCount: 3,
    section: null,
    tags: [],
    image: null,
    qualityFlags: [],
    contentHash: `hash-${n}`,
    body: { blocks: [{ kind: 'PARAGRAPH', text: `Text of ${n}.` }], text: `Text of ${n}.` },
    ...given,
  };
}

export const range = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);
