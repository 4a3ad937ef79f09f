/** Stories: articles about the same event. Times are milliseconds since the Unix epoch, UTC. */
import type { TopicRecord } from '../enrichment.record.ts';

export interface StoryRecord {
  /** `sty_…` */
  readonly id: string;
  /** The headline most like all others. */
  readonly title: string;
  /** BCP 47, of the title. */
  readonly language: string;
  readonly size: number;
  /** Publishers of its articles. */
  readonly sourceCount: number;
  readonly firstPublishedAt: number;
  readonly lastPublishedAt: number;
  /** What its articles have in common, most common first. */
  readonly keywords: readonly string[];
  readonly topics: readonly TopicRecord[];
}

export interface StoryArticleRecord {
  /** The article's id: `art_…` */
  readonly id: string;
  readonly storyId: string;
  readonly publishedAt: number;
}

/** An article that could tell of the same event as another. */
export interface StoryLink {
  readonly articleId: string;
  /** Cosine of the hashed stem vectors, 0 to 1. */
  readonly score: number;
}

export interface NearDuplicateRecord {
  readonly articleId: string;
  readonly duplicateId: string;
  /** Cosine of the hashed stem vectors, 0 to 1. */
  readonly similarity: number;
}
