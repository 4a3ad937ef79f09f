/** Every table, as Kysely sees it. Columns hold text, integers, floats and blobs only; JSON is text, booleans are 0 or 1, times integer milliseconds. */
import type { Generated } from 'kysely';

export interface Tables {
  sources: {
    id: string;
    slug: string;
    names: string;
    descriptions: string;
    domains: string;
    homepage: string | null;
    icon: string | null;
    color: string | null;
    country: string | null;
    language: string;
  };
  source_domains: { domain: string; source_id: string };
  articles: {
    id: string;
    slug: string;
    url: string;
    canonical_url: string;
    source_id: string;
    title: string;
    standfirst: string | null;
    lead: string;
    byline: string | null;
    language: string;
    primary_language: string;
    direction: string;
    kind: string;
    state: string;
    published_at: number;
    time_precision: string;
    updated_at: number | null;
    first_seen_at: number;
    word_count: number;
    section: string | null;
    tags: string;
    image: string | null;
    quality_flags: string;
    content_hash: string;
  };
  article_bodies: { article_id: string; blocks: string; text: string };
  search_documents: {
    docid: Generated<number>;
    article_id: string;
    source_id: string;
    language: string;
    primary_language: string;
    published_at: number;
  };
  article_topics: { article_id: string; code: string; score: number };
  search_terms: { term: string; spelling: string; documents: number };
  search_backfill: { done_to: string };
  article_duplicates: { article_id: string; url: string; content_hash: string; first_seen_at: number };
  comments: {
    id: string;
    article_id: string;
    parent_id: string | null;
    root_id: string;
    depth: number;
    author_id: string;
    author_name: string;
    body: string;
    language: string | null;
    direction: string;
    status: string;
    created_at: number;
    edited_at: number | null;
    deleted_at: number | null;
    reply_count: number;
    listed: number;
  };
  commenting: { article_id: string; state: string };
  comment_counts: { article_id: string; total: number; roots: number };
  idempotency: { scope: string; viewer_id: string; key: string; request_hash: string; subject_id: string; created_at: number };
  enrichments: {
    article_id: string;
    input_hash: string;
    engine_version: string;
    language: string;
    summary: string;
    key_points: string;
    keywords: string;
    sentiment: string | null;
    entities: string;
    topics: string;
    readability: string | null;
    generated_at: number;
    latency_ms: number;
    requested_at: number;
  };
  enrichment_vectors: { seq: Generated<number>; article_id: string; vector: Uint8Array };
  related: { article_id: string; related_id: string; score: number; reasons: string };
  near_duplicates: { article_id: string; duplicate_id: string; similarity: number };
  stories: {
    id: string;
    title: string;
    language: string;
    primary_language: string;
    size: number;
    first_published_at: number;
    last_published_at: number;
    keywords: string;
    topics: string;
    source_count: number;
  };
  story_articles: { id: string; story_id: string | null; title: string; language: string; published_at: number; source_id: string };
  enrichment_jobs: {
    article_id: string;
    input_hash: string;
    engine_version: string;
    state: string;
    attempts: number;
    available_at: number;
    requested_at: number;
    last_error: string | null;
  };
  feeds: {
    id: string;
    url: string;
    host: string;
    source_id: string | null;
    kind: string | null;
    state: string;
    added_at: number;
    last_fetched_at: number | null;
    last_success_at: number | null;
    last_new_at: number | null;
    next_fetch_at: number | null;
    requested_at: number;
    interval_seconds: number;
    etag: string | null;
    last_modified: string | null;
    last_status: number | null;
    last_error: string | null;
    consecutive_failures: number;
    failing_since: number | null;
    lease: number;
    leased_at: number;
    lease_until: number;
  };
  feed_hosts: { host: string; busy_until: number };
  ingest_runs: {
    id: string;
    input: string;
    started_at: number;
    finished_at: number | null;
    added: number;
    updated: number;
    unchanged: number;
    rejected: number;
    reasons: string;
    inputs_failed: number;
    seen_at: number;
  };
  fetch_states: { url: string; etag: string | null; last_modified: string | null; fetched_at: number };
  users: { id: string; name: string; created_at: number; updated_at: number };
  outbox: { position: Generated<number>; topic: string; subject_id: string; payload: string; at: number };
  subjects: { id: string };
  outbox_cursors: { consumer: string; position: number; holder: string | null; leased_until: number };
  outbox_parked: {
    consumer: string;
    position: number;
    topic: string;
    subject_id: string;
    payload: string;
    at: number;
    error: string;
    parked_at: number;
  };
  migrations: { name: string; at: number };
}

export type ColumnType = 'text' | 'integer' | 'real' | 'blob';

/** What `insertRows` writes: every column but those the database numbers itself. */
export const COLUMNS: { readonly [Name in keyof Tables]: { readonly [Column in WrittenColumn<Tables[Name]>]: ColumnType } } = {
  sources: {
    id: 'text',
    slug: 'text',
    names: 'text',
    descriptions: 'text',
    domains: 'text',
    homepage: 'text',
    icon: 'text',
    color: 'text',
    country: 'text',
    language: 'text',
  },
  source_domains: { domain: 'text', source_id: 'text' },
  articles: {
    id: 'text',
    slug: 'text',
    url: 'text',
    canonical_url: 'text',
    source_id: 'text',
    title: 'text',
    standfirst: 'text',
    lead: 'text',
    byline: 'text',
    language: 'text',
    primary_language: 'text',
    direction: 'text',
    kind: 'text',
    state: 'text',
    published_at: 'integer',
    time_precision: 'text',
    updated_at: 'integer',
    first_seen_at: 'integer',
    word_count: 'integer',
    section: 'text',
    tags: 'text',
    image: 'text',
    quality_flags: 'text',
    content_hash: 'text',
  },
  article_bodies: { article_id: 'text', blocks: 'text', text: 'text' },
  search_documents: { article_id: 'text', source_id: 'text', language: 'text', primary_language: 'text', published_at: 'integer' },
  article_topics: { article_id: 'text', code: 'text', score: 'real' },
  search_terms: { term: 'text', spelling: 'text', documents: 'integer' },
  search_backfill: { done_to: 'text' },
  article_duplicates: { article_id: 'text', url: 'text', content_hash: 'text', first_seen_at: 'integer' },
  comments: {
    id: 'text',
    article_id: 'text',
    parent_id: 'text',
    root_id: 'text',
    depth: 'integer',
    author_id: 'text',
    author_name: 'text',
    body: 'text',
    language: 'text',
    direction: 'text',
    status: 'text',
    created_at: 'integer',
    edited_at: 'integer',
    deleted_at: 'integer',
    reply_count: 'integer',
    listed: 'integer',
  },
  commenting: { article_id: 'text', state: 'text' },
  comment_counts: { article_id: 'text', total: 'integer', roots: 'integer' },
  idempotency: { scope: 'text', viewer_id: 'text', key: 'text', request_hash: 'text', subject_id: 'text', created_at: 'integer' },
  enrichments: {
    article_id: 'text',
    input_hash: 'text',
    engine_version: 'text',
    language: 'text',
    summary: 'text',
    key_points: 'text',
    keywords: 'text',
    sentiment: 'text',
    entities: 'text',
    topics: 'text',
    readability: 'text',
    generated_at: 'integer',
    latency_ms: 'real',
    requested_at: 'integer',
  },
  enrichment_vectors: { article_id: 'text', vector: 'blob' },
  related: { article_id: 'text', related_id: 'text', score: 'real', reasons: 'text' },
  near_duplicates: { article_id: 'text', duplicate_id: 'text', similarity: 'real' },
  stories: {
    id: 'text',
    title: 'text',
    language: 'text',
    primary_language: 'text',
    size: 'integer',
    first_published_at: 'integer',
    last_published_at: 'integer',
    keywords: 'text',
    topics: 'text',
    source_count: 'integer',
  },
  story_articles: { id: 'text', story_id: 'text', title: 'text', language: 'text', published_at: 'integer', source_id: 'text' },
  enrichment_jobs: {
    article_id: 'text',
    input_hash: 'text',
    engine_version: 'text',
    state: 'text',
    attempts: 'integer',
    available_at: 'integer',
    requested_at: 'integer',
    last_error: 'text',
  },
  feeds: {
    id: 'text',
    url: 'text',
    host: 'text',
    source_id: 'text',
    kind: 'text',
    state: 'text',
    added_at: 'integer',
    last_fetched_at: 'integer',
    last_success_at: 'integer',
    last_new_at: 'integer',
    next_fetch_at: 'integer',
    requested_at: 'integer',
    interval_seconds: 'integer',
    etag: 'text',
    last_modified: 'text',
    last_status: 'integer',
    last_error: 'text',
    consecutive_failures: 'integer',
    failing_since: 'integer',
    lease: 'integer',
    leased_at: 'integer',
    lease_until: 'integer',
  },
  feed_hosts: { host: 'text', busy_until: 'integer' },
  ingest_runs: {
    id: 'text',
    input: 'text',
    started_at: 'integer',
    finished_at: 'integer',
    added: 'integer',
    updated: 'integer',
    unchanged: 'integer',
    rejected: 'integer',
    reasons: 'text',
    inputs_failed: 'integer',
    seen_at: 'integer',
  },
  fetch_states: { url: 'text', etag: 'text', last_modified: 'text', fetched_at: 'integer' },
  users: { id: 'text', name: 'text', created_at: 'integer', updated_at: 'integer' },
  outbox: { topic: 'text', subject_id: 'text', payload: 'text', at: 'integer' },
  subjects: { id: 'text' },
  outbox_cursors: { consumer: 'text', position: 'integer', holder: 'text', leased_until: 'integer' },
  outbox_parked: {
    consumer: 'text',
    position: 'integer',
    topic: 'text',
    subject_id: 'text',
    payload: 'text',
    at: 'integer',
    error: 'text',
    parked_at: 'integer',
  },
  migrations: { name: 'text', at: 'integer' },
};

type WrittenColumn<Table> = { [Column in keyof Table]: Table[Column] extends Generated<unknown> ? never : Column }[keyof Table];
