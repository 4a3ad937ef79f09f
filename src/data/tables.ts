/** Every table, as Kysely sees it. Columns hold text, integers, floats and blobs only; JSON is text, booleans are 0 or 1, times integer milliseconds. */
import type { Generated } from 'kysely';

export interface Tables {
  sources: { id: string; slug: string; names: string; descriptions: string; domains: string; homepage: string | null; icon: string | null; color: string | null; country: string | null; language: string };
  source_domains: { domain: string; source_id: string };
  articles: {
    id: string; slug: string; url: string; canonical_url: string; source_id: string; title: string; standfirst: string | null; lead: string; byline: string | null; language: string; direction: string;
    kind: string; state: string; published_at: number; time_precision: string; updated_at: number | null; first_seen_at: number; word_count: number; section: string | null; tags: string; image: string | null;
    quality_flags: string; content_hash: string;
  };
  article_bodies: { article_id: string; blocks: string; text: string };
  comments: {
    id: string; article_id: string; parent_id: string | null; root_id: string; depth: number; author_id: string; author_name: string; body: string; language: string | null; direction: string; status: string;
    created_at: number; edited_at: number | null; deleted_at: number | null; reply_count: number; listed: number;
  };
  comment_counts: { article_id: string; total: number; roots: number };
  idempotency: { scope: string; viewer_id: string; key: string; request_hash: string; subject_id: string; created_at: number };
  enrichments: {
    article_id: string; input_hash: string; engine_version: string; language: string; summary: string; key_points: string; keywords: string; sentiment: string | null; generated_at: number; latency_ms: number;
    requested_at: number;
  };
  enrichment_vectors: { seq: Generated<number>; article_id: string; vector: Uint8Array };
  related: { article_id: string; related_id: string; score: number; reasons: string };
  enrichment_jobs: {
    article_id: string; input_hash: string; engine_version: string; state: string; attempts: number; available_at: number; requested_at: number; last_error: string | null;
  };
  users: { id: string; name: string; created_at: number; updated_at: number };
  outbox: { position: Generated<number>; topic: string; subject_id: string; payload: string; at: number };
  outbox_cursors: { consumer: string; position: number };
  migrations: { name: string; at: number };
}
