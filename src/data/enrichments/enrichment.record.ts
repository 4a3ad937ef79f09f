/** What the enrichments domain stores per article, and the jobs that make it. Times are milliseconds since the Unix epoch, UTC. */

export type EnrichmentStatus = 'READY' | 'PENDING' | 'STALE' | 'FAILED' | 'UNSUPPORTED';
export type EnrichmentMethod = 'EXTRACTIVE' | 'LEXICON' | 'RULES' | 'EMBEDDING' | 'GENERATIVE' | 'HUMAN';
export type SentimentLabel = 'POSITIVE' | 'NEUTRAL' | 'NEGATIVE' | 'MIXED';
export type RelatedReason = 'SIMILAR_TEXT' | 'SHARED_KEYWORDS' | 'SAME_SECTION';

/** A sentence of the article that a made text stands on. Offsets are UTF-16 units into the block's text (list items: into the items joined by "\n"). */
export interface Citation {
  readonly block: number;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
}

export type EntityType = 'PERSON' | 'PLACE' | 'ORGANISATION' | 'EVENT';

/** Somebody or something that the article names. */
export interface EntityRecord {
  readonly name: string;
  readonly type: EntityType;
  /** 0 to 1; the most prominent entity of the article has 1. */
  readonly prominence: number;
  /** In reading order, without attached particles; none where only the headline names it. */
  readonly mentions: readonly Citation[];
}

export interface TopicRecord {
  /** IPTC media topic, eight digits. */
  readonly code: string;
  /** 0 to 1 */
  readonly score: number;
}

export interface Readability {
  readonly measure: 'FLESCH' | 'LIX';
  /** In the units of the measure: FLESCH falls where the text gets harder, LIX rises. */
  readonly score: number;
  readonly level: 'EASY' | 'MEDIUM' | 'HARD';
}

export interface CitedText {
  readonly text: string;
  readonly citation: Citation;
}

export interface Provenance {
  readonly method: EnrichmentMethod;
  /** `local` for the built-in engine. */
  readonly provider: string;
  readonly model: string;
  readonly version: string;
  /** Hex SHA-256 of exactly what the engine read. */
  readonly inputHash: string;
  /** 0 to 1, null where the method gives none. */
  readonly confidence: number | null;
  readonly latencyMs: number;
  readonly generatedAt: number;
}

/** Everything the local engine makes of one article: one row of `enrichments`. */
export interface EnrichmentRecord {
  readonly articleId: string;
  readonly inputHash: string;
  readonly engineVersion: string;
  readonly language: string;
  readonly summary: readonly CitedText[];
  readonly keyPoints: readonly CitedText[];
  readonly keywords: readonly { readonly text: string; readonly score: number }[];
  readonly sentiment: { readonly label: SentimentLabel; readonly score: number; readonly confidence: number } | null;
  /** Most prominent first. */
  readonly entities: readonly EntityRecord[];
  /** Most certain first. */
  readonly topics: readonly TopicRecord[];
  readonly readability: Readability | null;
  readonly generatedAt: number;
  readonly latencyMs: number;
}

export interface RelatedRecord {
  readonly articleId: string;
  readonly relatedId: string;
  /** Cosine of the hashed stem vectors, 0 to 1. */
  readonly score: number;
  readonly reasons: readonly RelatedReason[];
}

export interface EnrichmentJob {
  readonly articleId: string;
  readonly inputHash: string;
  readonly engineVersion: string;
  readonly state: 'PENDING' | 'RUNNING' | 'DONE' | 'FAILED';
  readonly attempts: number;
  readonly leaseUntil: number | null;
  readonly lastError: string | null;
}
