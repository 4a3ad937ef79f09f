/**
 * When a feed is polled next, and in what state it is: one function from what was known and what a poll found to what is known then.
 *
 *     ACTIVE ──failure──▶ FAILING ──30 failures, or 14 days of them, or 410──▶ DEAD
 *       ▲ │                  │
 *       │ └─60 days without anything new──▶ DORMANT      any success leads back; what is new wakes DORMANT
 */
import type { FeedPollResult, FeedRecord } from '../data/sources/feeds/feed.record.ts';
import type { Found } from './found.ts';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Seconds. However often a feed changes, and whatever a server asks for, a poll comes at these distances. */
export const MIN_INTERVAL = 5 * MINUTE;
export const MAX_INTERVAL = DAY;
export const DORMANT_AFTER = 60 * DAY;
export const DEAD_AFTER_FAILURES = 30;
/** Seconds from the first of the failures, where there were enough of them that it was not just nobody polling. */
export const DEAD_AFTER = 14 * DAY;
const DEAD_AFTER_LEAST_FAILURES = 10;
/** Seconds that a host is left alone at most because one of its feeds was told to wait. */
const MAX_HOST_REST = HOUR;
const NEW_ITEMS_FACTOR = 0.5;
const NOTHING_NEW_FACTOR = 1.5;
/** Polls are spread over a tenth of their interval, so that feeds added together do not stay together. */
const JITTER = 0.1;

export interface Moment {
  readonly now: number;
  /** 0 to 1: where in the spread this poll falls. */
  readonly chance: number;
  /** Rest of a host behind a poll, milliseconds. */
  readonly hostGapMs: number;
}

export function afterPoll(feed: FeedRecord, found: Found, moment: Moment): FeedPollResult {
  switch (found.kind) {
    case 'read':
    case 'not-modified':
      return afterSuccess(feed, found, moment);
    case 'failed':
      return afterFailure(feed, found, moment);
  }
}

function afterSuccess(feed: FeedRecord, found: Exclude<Found, { kind: 'failed' }>, { now, chance, hostGapMs }: Moment): FeedPollResult {
  const counts = found.kind === 'read' ? found.counts : NOTHING;
  const lastNewAt = counts.new > 0 ? now : feed.lastNewAt;
  const isDormant = now - (lastNewAt ?? feed.addedAt) >= DORMANT_AFTER * 1_000;
  const adapted = feed.intervalSeconds * (counts.new > 0 ? NEW_ITEMS_FACTOR : NOTHING_NEW_FACTOR);
  // What is stated bounds the interval itself, so that it still holds after a 304, which states nothing of the feed's own.
  const interval = isDormant ? MAX_INTERVAL : within(Math.max(adapted, found.statedSeconds));
  return {
    ...unchanged(feed),
    ...(found.kind === 'read' && {
      url: found.url,
      host: found.host,
      sourceId: found.sourceId,
      kind: found.feedKind,
      etag: found.etag,
      lastModified: found.lastModified,
    }),
    outcome: found.kind === 'read' ? 'READ' : 'NOT_MODIFIED',
    state: isDormant ? 'DORMANT' : 'ACTIVE',
    lastStatus: found.status,
    lastError: null,
    consecutiveFailures: 0,
    failingSince: null,
    lastSuccessAt: now,
    lastNewAt,
    intervalSeconds: interval,
    nextFetchAt: now + Math.max(spread(interval, chance), within(found.statedSeconds)) * 1_000,
    hostFreeAt: now + hostGapMs,
    counts,
  };
}

function afterFailure(feed: FeedRecord, found: Extract<Found, { kind: 'failed' }>, { now, chance, hostGapMs }: Moment): FeedPollResult {
  const failures = feed.consecutiveFailures + 1;
  const failingSince = feed.failingSince ?? now;
  const backoff = MIN_INTERVAL * 2 ** Math.min(failures - 1, 20);
  const asked = found.retryAfterSeconds ?? 0;
  const isLong = now - failingSince >= DEAD_AFTER * 1_000 && failures >= DEAD_AFTER_LEAST_FAILURES;
  return {
    ...unchanged(feed),
    outcome: 'FAILED',
    state: found.status === GONE || failures >= DEAD_AFTER_FAILURES || isLong ? 'DEAD' : 'FAILING',
    lastStatus: found.status,
    lastError: `${found.code}: ${found.message}`,
    consecutiveFailures: failures,
    failingSince,
    nextFetchAt: now + Math.max(spread(within(backoff), chance), within(asked)) * 1_000,
    hostFreeAt: now + Math.max(hostGapMs, Math.min(asked, MAX_HOST_REST) * 1_000),
    counts: NOTHING,
  };
}

const GONE = 410;
const NOTHING = { new: 0, updated: 0, unchanged: 0, rejected: 0 };

function unchanged({ url, host, sourceId, kind, etag, lastModified, lastSuccessAt, lastNewAt, intervalSeconds }: FeedRecord) {
  return { url, host, sourceId, kind, etag, lastModified, lastSuccessAt, lastNewAt, intervalSeconds };
}

function within(seconds: number): number {
  return Math.round(Math.min(Math.max(seconds, MIN_INTERVAL), MAX_INTERVAL));
}

function spread(seconds: number, chance: number): number {
  return within(seconds * (1 - JITTER / 2 + JITTER * chance));
}
