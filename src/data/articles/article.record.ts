/** Shapes of what the articles domain stores. Times are milliseconds since the Unix epoch, UTC. */

import type { Direction, ImageRecord } from '../content.record.ts';

export type { Direction, ImageRecord };
export type ArticleKind = 'ARTICLE' | 'LIVEBLOG' | 'VIDEO' | 'GALLERY' | 'AUDIO';
export type ArticleState = 'LIVE' | 'UPDATED' | 'CORRECTED' | 'RETRACTED' | 'REMOVED';
export type TimePrecision = 'SECOND' | 'MINUTE' | 'DAY';
export type QualityFlag = 'EMPTY' | 'TRUNCATED' | 'BOILERPLATE' | 'LIGATURE_LOSS' | 'ENCODING_DAMAGE';

export type Block =
  | { readonly kind: 'HEADING'; readonly level: number; readonly text: string }
  | { readonly kind: 'PARAGRAPH'; readonly text: string }
  | { readonly kind: 'LIST'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'QUOTE'; readonly text: string; readonly attribution: string | null }
  | { readonly kind: 'IMAGE'; readonly image: ImageRecord; readonly caption: string | null };

/** What lists and cards show: one row of `articles`, without the body. */
export interface ArticleHead {
  /** `art_…`, derived from the canonical URL (see ids.ts), so a repeated ingest names the same article. */
  readonly id: string;
  readonly slug: string;
  readonly url: string;
  readonly canonicalUrl: string;
  /** `src_…` */
  readonly sourceId: string;
  readonly title: string;
  readonly standfirst: string | null;
  /** The first 600 characters of the body at most, whole words: what excerpts are cut from. */
  readonly lead: string;
  readonly byline: string | null;
  /** BCP 47 */
  readonly language: string;
  readonly direction: Direction;
  readonly kind: ArticleKind;
  readonly state: ArticleState;
  readonly publishedAt: number;
  readonly timePrecision: TimePrecision;
  readonly updatedAt: number | null;
  readonly firstSeenAt: number;
  readonly wordCount: number;
  readonly section: string | null;
  readonly tags: readonly string[];
  readonly image: ImageRecord | null;
  readonly qualityFlags: readonly QualityFlag[];
  /** Hex SHA-256 of everything a reader sees; equal hash means an unchanged article. */
  readonly contentHash: string;
}

/** One row of `article_bodies`. */
export interface ArticleBody {
  readonly articleId: string;
  readonly blocks: readonly Block[];
  /** The blocks' text, blocks divided by a blank line. */
  readonly text: string;
}

/** What ingest hands to the `articles.upsertMany` write. */
export interface ArticleDraft extends Omit<ArticleHead, 'firstSeenAt' | 'updatedAt'> {
  readonly updatedAt: number | null;
  readonly body: Omit<ArticleBody, 'articleId'>;
}

export type UpsertOutcome = 'new' | 'updated' | 'unchanged';
