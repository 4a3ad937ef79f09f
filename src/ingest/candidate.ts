/** One record as an input gave it, before it is judged: the shape that feeds and JSON lines have in common. */
import type { ArticleKind, ImageRecord, TimePrecision } from '../data/articles/article.record.ts';
import type { SourceRecord } from '../data/sources/source.record.ts';
import type { RejectionCode } from './report.ts';

export interface Candidate {
  readonly url: string | null;
  /** Resolves relative addresses. */
  readonly base: string | null;
  /** Plain text, as every text here but the body may be. */
  readonly title: string | null;
  readonly body: { readonly format: 'text' | 'html'; readonly content: string } | null;
  readonly standfirst: string | null;
  readonly byline: string | null;
  /** Null where the input does not say. */
  readonly publishedAt: number | null;
  readonly timePrecision: TimePrecision;
  readonly updatedAt: number | null;
  /** As the input states it, and whether it is to be believed whatever the text looks like. */
  readonly language: { readonly tag: string | null; readonly isCertain: boolean };
  readonly kind: ArticleKind;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly image: ImageRecord | null;
  readonly source: CandidateSource;
}

export interface CandidateSource {
  readonly record: SourceRecord;
  /** Query parameters of this publisher that do not change the page. */
  readonly ignoredParameters: readonly string[];
  readonly boilerplate: readonly string[];
}

/** What reading an input yields, one for each record met. */
export type Reading =
  | { readonly kind: 'candidate'; readonly candidate: Candidate }
  | { readonly kind: 'rejected'; readonly code: RejectionCode };
