/** What editors do with feeds: add, pause, resume, ask for a poll now. */
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { feedId } from '../../ids.ts';
import { insertRows, storableText } from '../../parameters.ts';
import type { Procedure, WriteContext } from '../../write-context.ts';
import type { FeedRecord } from './feed.record.ts';
import { feedOf, type FeedRow } from './feed.rows.ts';

export interface FeedAdd {
  /** http(s), checked and normalised by the caller. */
  readonly url: string;
  readonly host: string;
  /** Whose feed it is; null: found out from the feed itself. */
  readonly sourceId: string | null;
  readonly viewerId: string;
  /** Names this very act of the viewer: repeated with the same content it answers the same feed. */
  readonly idempotencyKey: string;
}

/** `conflict`: the viewer used the key before, with another content. `exists`: the address is known already, or was until that feed moved. */
export type FeedAdded =
  | { readonly outcome: 'created' | 'replayed'; readonly feed: FeedRecord }
  | { readonly outcome: 'conflict' | 'exists' | 'sourceNotFound' };

/** Due at once. Emits `feed.created` {id, url}. A refused feed does not use up its key. */
export const addFeed: Procedure<FeedAdd, FeedAdded> = async (context, input) => {
  const requestHash = hashOf(input);
  const earlier = await earlierUse(context, input, requestHash);
  if (earlier !== null) return earlier;
  if (input.sourceId !== null && !(await sourceExists(context, input.sourceId))) return { outcome: 'sourceNotFound' };

  const row: FeedRow = newRow(input, context.now);
  const added = await insertRows(context, 'feeds', [{ ...row }], sql`on conflict do nothing`).execute(context.read);
  if (Number(added.numAffectedRows ?? 0) === 0) return { outcome: 'exists' };
  await insertRows(context, 'idempotency', [
    {
      scope: SCOPE,
      viewer_id: input.viewerId,
      key: input.idempotencyKey,
      request_hash: requestHash,
      subject_id: row.id,
      created_at: context.now,
    },
  ]).execute(context.read);
  context.emit({ topic: 'feed.created', subjectId: row.id, payload: { id: row.id, url: row.url } });
  return { outcome: 'created', feed: feedOf(row) };
};

/** A poll under way is finished, and its result is stored. Emits `feed.paused` {id} where it was not paused before. */
export const pauseFeed: Procedure<{ readonly id: string }, FeedChanged> = (context, { id }) =>
  change(context, id, 'feed.paused', async () => {
    const { rows } =
      await sql<FeedRow>`update feeds set state = 'PAUSED', next_fetch_at = null where id = ${id} and state <> 'PAUSED' returning *`.execute(
        context.read,
      );
    return rows[0];
  });

/** From PAUSED or DEAD to ACTIVE, due at once, as if it had never failed. Emits `feed.resumed` {id}. One that is polled is left as it is. */
export const resumeFeed: Procedure<{ readonly id: string }, FeedChanged> = (context, { id }) =>
  change(context, id, 'feed.resumed', async () => {
    const { rows } = await sql<FeedRow>`
      update feeds set state = 'ACTIVE', next_fetch_at = ${context.now}, requested_at = ${context.now}, consecutive_failures = 0, failing_since = null, last_error = null
      where id = ${id} and state in ('PAUSED', 'DEAD') returning *`.execute(context.read);
    return rows[0];
  });

/** Due at once; behind a poll that is under way, once more. `notPolled`: it is PAUSED or DEAD. Emits `feed.requested` {id}. */
export const refreshFeedNow: Procedure<{ readonly id: string }, FeedChanged | { readonly outcome: 'notPolled' }> = async (
  context,
  { id },
) => {
  const changed = await change(context, id, 'feed.requested', async () => {
    const { rows } = await sql<FeedRow>`
      update feeds set next_fetch_at = ${context.now}, requested_at = ${context.now} where id = ${id} and next_fetch_at is not null returning *`.execute(
      context.read,
    );
    return rows[0];
  });
  return changed.outcome === 'unchanged' ? { outcome: 'notPolled' } : changed;
};

export type FeedChanged = { readonly outcome: 'changed' | 'unchanged'; readonly feed: FeedRecord } | { readonly outcome: 'notFound' };

async function change(context: WriteContext, id: string, topic: string, update: () => Promise<FeedRow | undefined>): Promise<FeedChanged> {
  const changed = await update();
  if (changed !== undefined) {
    context.emit({ topic, subjectId: id, payload: { id } });
    return { outcome: 'changed', feed: feedOf(changed) };
  }
  const { rows } = await sql<FeedRow>`select * from feeds where id = ${id}`.execute(context.read);
  return rows[0] === undefined ? { outcome: 'notFound' } : { outcome: 'unchanged', feed: feedOf(rows[0]) };
}

const SCOPE = 'feeds.add';
/** Until the first poll has found out more. */
const FIRST_INTERVAL_SECONDS = 1_800;

function newRow({ url, host, sourceId }: FeedAdd, now: number): FeedRow {
  return {
    id: feedId(url),
    url,
    host,
    source_id: sourceId,
    kind: null,
    state: 'ACTIVE',
    added_at: now,
    last_fetched_at: null,
    last_success_at: null,
    last_new_at: null,
    next_fetch_at: now,
    requested_at: now,
    interval_seconds: FIRST_INTERVAL_SECONDS,
    etag: null,
    last_modified: null,
    last_status: null,
    last_error: null,
    consecutive_failures: 0,
    failing_since: null,
    lease: 0,
    leased_at: now,
    lease_until: 0,
  };
}

function hashOf({ url, sourceId }: FeedAdd): string {
  return createHash('sha256')
    .update(JSON.stringify([url, sourceId]))
    .digest('hex');
}

async function earlierUse(context: WriteContext, { viewerId, idempotencyKey }: FeedAdd, requestHash: string): Promise<FeedAdded | null> {
  const { rows } = await sql<FeedRow & { request_hash: string }>`
    select feeds.*, idempotency.request_hash from idempotency join feeds on feeds.id = idempotency.subject_id
    where scope = ${SCOPE} and viewer_id = ${storableText(viewerId)} and key = ${storableText(idempotencyKey)}`.execute(context.read);
  const row = rows[0];
  if (row === undefined) return null;
  return row.request_hash === requestHash ? { outcome: 'replayed', feed: feedOf(row) } : { outcome: 'conflict' };
}

async function sourceExists({ read }: WriteContext, id: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sources where id = ${id}`.execute(read);
  return rows.length > 0;
}
