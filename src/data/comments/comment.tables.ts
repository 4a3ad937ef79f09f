/** The tables of comments. */
import type { Columns } from '../tables.ts';

export const commentTables = {
  comments: {
    id: 'text',
    article_id: 'text',
    parent_id: 'text or null',
    root_id: 'text',
    depth: 'integer',
    author_id: 'text',
    author_name: 'text',
    body: 'text',
    language: 'text or null',
    direction: 'text',
    status: 'text',
    created_at: 'integer',
    edited_at: 'integer or null',
    deleted_at: 'integer or null',
    reply_count: 'integer',
    listed: 'integer',
  },
  commenting: {
    article_id: 'text',
    state: 'text',
  },
  comment_counts: {
    article_id: 'text',
    total: 'integer',
    roots: 'integer',
  },
  idempotency: {
    scope: 'text',
    viewer_id: 'text',
    key: 'text',
    request_hash: 'text',
    subject_id: 'text',
    created_at: 'integer',
  },
} as const satisfies Columns;
