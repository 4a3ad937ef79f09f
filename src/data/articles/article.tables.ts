/** The tables of articles and of their search. */
import type { Columns } from '../tables.ts';

export const articleTables = {
  articles: {
    id: 'text',
    slug: 'text',
    url: 'text',
    canonical_url: 'text',
    source_id: 'text',
    title: 'text',
    standfirst: 'text or null',
    lead: 'text',
    byline: 'text or null',
    language: 'text',
    primary_language: 'text',
    direction: 'text',
    kind: 'text',
    state: 'text',
    published_at: 'integer',
    time_precision: 'text',
    updated_at: 'integer or null',
    first_seen_at: 'integer',
    word_count: 'integer',
    section: 'text or null',
    tags: 'text',
    image: 'text or null',
    quality_flags: 'text',
    content_hash: 'text',
  },
  article_bodies: {
    article_id: 'text',
    blocks: 'text',
    text: 'text',
  },
  article_duplicates: {
    article_id: 'text',
    url: 'text',
    content_hash: 'text',
    first_seen_at: 'integer',
  },
  search_documents: {
    article_id: 'text',
    source_id: 'text',
    language: 'text',
    primary_language: 'text',
    published_at: 'integer',
  },
  article_topics: {
    article_id: 'text',
    code: 'text',
    score: 'real',
  },
  search_terms: {
    term: 'text',
    spelling: 'text',
    documents: 'integer',
  },
  search_backfill: {
    done_to: 'text',
  },
} as const satisfies Columns;
