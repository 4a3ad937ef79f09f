/** Rows of `feeds` and what they are to the program. */
import type { Tables } from '../../tables.ts';
import type { FeedKind, FeedRecord, FeedState } from './feed.record.ts';

export type FeedRow = Tables['feeds'];

export function feedOf(row: FeedRow): FeedRecord {
  return {
    id: row.id,
    url: row.url,
    host: row.host,
    sourceId: row.source_id,
    kind: row.kind as FeedKind | null,
    state: row.state as FeedState,
    addedAt: row.added_at,
    lastFetchedAt: row.last_fetched_at,
    lastSuccessAt: row.last_success_at,
    lastNewAt: row.last_new_at,
    nextFetchAt: row.next_fetch_at,
    intervalSeconds: row.interval_seconds,
    etag: row.etag,
    lastModified: row.last_modified,
    lastStatus: row.last_status,
    lastError: row.last_error,
    consecutiveFailures: row.consecutive_failures,
    failingSince: row.failing_since,
  };
}
