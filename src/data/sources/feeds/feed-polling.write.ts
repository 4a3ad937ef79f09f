/** What pollers do with feeds: lease one, and store what came of it. The lease is the truth about who polls what, whatever carries the jobs. */
import { sql } from 'kysely';
import { storableText } from '../../parameters.ts';
import type { Procedure, WriteContext } from '../../write-context.ts';
import type { FeedLease, FeedPollResult } from './feed.record.ts';
import { feedOf, type FeedRow } from './feed.rows.ts';

/**
 * Leases the feed and its host for `leaseMs`. Null where it is not due, somebody polls it, or its host is asked by another poll or rests. A lease
 * that ran out (its poller was killed) counts as a failure: a feed that takes its poller down is tried at growing distances too.
 */
export const claimFeed: Procedure<{ readonly id: string; readonly leaseMs: number }, FeedLease | null> = async (
  context,
  { id, leaseMs },
) => {
  const { read, now } = context;
  const isDue = sql<boolean>`id = ${id} and next_fetch_at <= ${now} and lease_until <= ${now}`;
  const { rows: due } = await sql<{ host: string }>`select host from feeds where ${isDue}`.execute(read);
  if (due[0] === undefined || !(await takeHost(context, due[0].host, now + leaseMs))) return null;
  const { rows } = await sql<FeedRow>`
    update feeds set lease = lease + 1, leased_at = ${now}, lease_until = ${now + leaseMs},
      consecutive_failures = case when lease_until > 0 then consecutive_failures + 1 else consecutive_failures end,
      failing_since = case when lease_until > 0 then coalesce(failing_since, cast(${now} as bigint)) else failing_since end,
      last_error = case when lease_until > 0 then 'WORKER_LOST: the process that polled it did not come back' else last_error end
    where ${isDue} returning *`.execute(read);
  return rows[0] === undefined ? null : { feed: feedOf(rows[0]), lease: rows[0].lease };
};

/** One statement decides: of two that ask for a host at once, one finds it busy. */
async function takeHost({ read, now }: WriteContext, host: string, until: number): Promise<boolean> {
  const { rows } = await sql`
    insert into feed_hosts (host, busy_until) values (${host}, ${until})
    on conflict (host) do update set busy_until = excluded.busy_until where feed_hosts.busy_until <= ${now} returning host`.execute(read);
  return rows.length === 1;
}

/**
 * Stores a poll's result, frees the feed, and lets the host rest until `hostFreeAt`. Emits `feed.polled` or `feed.failed`. Answers `lost` and writes
 * nothing where the lease went to another since. A feed that has moved to the address of another one becomes DEAD: the other is polled already.
 */
export const finishPoll: Procedure<
  { readonly id: string; readonly lease: number; readonly poll: FeedPollResult },
  { readonly outcome: 'stored' | 'lost' }
> = async (context, { id, lease, poll }) => {
  const { read, now } = context;
  const { rows: held } = await sql<FeedRow>`select * from feeds where id = ${id} and lease = ${lease} and lease_until > 0`.execute(read);
  const before = held[0];
  if (before === undefined) return { outcome: 'lost' };
  const result = await afterMove(context, before, poll);
  const nextFetch = sql`case when state = 'PAUSED' then null when requested_at > leased_at then cast(${now} as bigint) else cast(${result.nextFetchAt} as bigint) end`;
  const { rows } = await sql<FeedRow>`
    update feeds set url = ${result.url}, host = ${result.host}, source_id = coalesce(source_id, ${result.sourceId}), kind = ${result.kind},
      state = case when state = 'PAUSED' then state else ${result.state} end, last_fetched_at = ${now}, last_success_at = ${result.lastSuccessAt}, last_new_at = ${result.lastNewAt},
      next_fetch_at = ${result.state === 'DEAD' ? sql`null` : nextFetch}, interval_seconds = ${result.intervalSeconds},
      etag = ${bounded(result.etag)}, last_modified = ${bounded(result.lastModified)}, last_status = ${result.lastStatus}, last_error = ${bounded(result.lastError)},
      consecutive_failures = ${result.consecutiveFailures}, failing_since = ${result.failingSince}, lease_until = 0
    where id = ${id} and lease = ${lease} returning *`.execute(read);
  await sql`update feed_hosts set busy_until = ${poll.hostFreeAt} where host = ${before.host}`.execute(read);
  if (rows[0] === undefined) return { outcome: 'lost' };
  emitPoll(context, before, rows[0], result);
  return { outcome: 'stored' };
};

/** Gives a lease back without a result: the poll was broken off, which is not the feed's fault. Due again at `notBefore`. */
export const releaseFeed: Procedure<
  { readonly id: string; readonly lease: number; readonly notBefore: number },
  { readonly outcome: 'released' | 'lost' }
> = async ({ read, now }, { id, lease, notBefore }) => {
  const { rows } = await sql<{ host: string }>`
    update feeds set lease_until = 0, next_fetch_at = case when next_fetch_at is null then null else cast(${notBefore} as bigint) end where id = ${id} and lease = ${lease} and lease_until > 0 returning host`.execute(
    read,
  );
  if (rows[0] === undefined) return { outcome: 'lost' };
  await sql`update feed_hosts set busy_until = ${now} where host = ${rows[0].host}`.execute(read);
  return { outcome: 'released' };
};

async function afterMove({ read }: WriteContext, before: FeedRow, poll: FeedPollResult): Promise<FeedPollResult> {
  if (poll.url === before.url) return poll;
  const { rows } = await sql<{ id: string }>`select id from feeds where url = ${poll.url} and id <> ${before.id}`.execute(read);
  if (rows[0] === undefined) return poll;
  return { ...poll, url: before.url, host: before.host, state: 'DEAD', lastError: `MOVED_TO_KNOWN_FEED: it is the feed ${rows[0].id} now` };
}

function emitPoll(context: WriteContext, before: FeedRow, after: FeedRow, { outcome, counts }: FeedPollResult): void {
  const { id, url, state, last_status: status, next_fetch_at: nextFetchAt } = after;
  const common = { id, url, state, stateBefore: before.state, status, nextFetchAt };
  if (outcome === 'FAILED') {
    const payload = { ...common, error: after.last_error, consecutiveFailures: after.consecutive_failures };
    context.emit({ topic: 'feed.failed', subjectId: id, payload });
    return;
  }
  const moved = before.url === url ? {} : { movedFrom: before.url };
  context.emit({ topic: 'feed.polled', subjectId: id, payload: { ...common, ...moved, outcome, ...counts } });
}

const MAX_TEXT_CHARS = 500;

function bounded(text: string | null): string | null {
  return text === null ? null : storableText(text.slice(0, MAX_TEXT_CHARS));
}
