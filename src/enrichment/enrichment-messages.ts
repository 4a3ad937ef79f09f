/** What the pool and its threads tell each other. Plain data: it is copied between threads. */
import type { RelatedRecord } from '../data/enrichments/enrichment.record.ts';
import type { NearDuplicateRecord, StoryLink } from '../data/enrichments/stories/story.record.ts';
import type { ArticleText } from './engine/article-text.ts';
import type { EnrichmentParts } from './engine/enrich.ts';

export interface AnalysedArticle {
  readonly parts: EnrichmentParts;
  /** As `encodeVector` gives it. */
  readonly vector: Uint8Array;
  /** Milliseconds of this article alone. */
  readonly latencyMs: number;
}

/** One per article, in the order of the request: a text that breaks the engine takes no other with it. */
export type Analysis = { readonly analysed: AnalysedArticle } | { readonly error: string };

export interface StoredVector {
  readonly articleId: string;
  readonly vector: Uint8Array;
}

/** What the index knows of an article's likes. */
export interface Relations {
  readonly related: readonly RelatedRecord[];
  /** Those near enough in text and time to be of one story. */
  readonly links: readonly StoryLink[];
  readonly nearDuplicates: readonly NearDuplicateRecord[];
}

export type ThreadTask =
  | { readonly kind: 'hash'; readonly articles: readonly ArticleText[] }
  | { readonly kind: 'analyse'; readonly articles: readonly ArticleText[] }
  /** Puts vectors into the index, in order, and finds the neighbours of each before the next is put in. */
  | { readonly kind: 'relate'; readonly vectors: readonly StoredVector[] }
  /** Puts vectors into the index. */
  | { readonly kind: 'learn'; readonly vectors: readonly StoredVector[] }
  | { readonly kind: 'forget'; readonly articleIds: readonly string[] };

export interface ThreadAnswers {
  readonly hash: readonly string[];
  readonly analyse: readonly Analysis[];
  readonly relate: readonly Relations[];
  /** Articles in the index. */
  readonly learn: number;
  readonly forget: number;
}

export interface ThreadRequest {
  readonly id: number;
  readonly task: ThreadTask;
}

export type ThreadResponse =
  | { readonly id: number; readonly answer: ThreadAnswers[ThreadTask['kind']] }
  | { readonly id: number; readonly error: string };
