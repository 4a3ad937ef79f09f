/** One record as an input gave it, before it is judged: the shape that feeds and JSON lines have in common. */
import type { ArticleKind, Block, Direction, ImageRecord, TimePrecision } from '../data/articles/article.record.ts';
import type { SourceRecord } from '../data/sources/source.record.ts';
import type { RejectionCode } from './report.ts';

export interface Candidate {
  readonly url: string | null;
  /** Resolves relative addresses. */
  readonly base: string | null;
  /** Plain text, as every text here but the body may be. */
  readonly title: string | null;
  readonly body: WrittenBody | { readonly format: 'blocks'; readonly blocks: readonly Block[] } | null;
  readonly standfirst: string | null;
  readonly byline: string | null;
  /** Null where the input does not say. */
  readonly publishedAt: number | null;
  readonly timePrecision: TimePrecision;
  /** True where `publishedAt` is counted back from «3 hours ago»: then it is another one each time, and tells nothing of a change. */
  readonly isApproximate?: boolean;
  readonly updatedAt: number | null;
  /** As the input states it, and whether it is to be believed whatever the text looks like. */
  readonly language: { readonly tag: string | null; readonly isCertain: boolean };
  /** As the input states it; counts where the text's language does not say. */
  readonly direction?: Direction | null;
  readonly kind: ArticleKind;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly image: ImageRecord | null;
  readonly source: CandidateSource;
}

/** As it came: to be cut into blocks yet. */
export interface WrittenBody {
  readonly format: 'text' | 'html';
  readonly content: string;
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
