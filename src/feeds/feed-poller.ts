/**
 * Polls feeds as they come due.
 *
 *     feeds that are due ──queue──▶ lease ──poll-feed.ts──▶ found ──schedule.ts──▶ stored with the feed's next state, lease given back
 *
 * The queue carries ids and nothing else. Who polls a feed is decided by the lease in the database: of two processes that are handed the same id one gets
 * it, the other finds nothing to do. A process may be killed anywhere: its leases run out, the feeds are due again, and articles that were stored already are
 * found unchanged.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { dueFeeds } from '../data/sources/feeds/feed.queries.ts';
import type { FeedLease, FeedPollResult } from '../data/sources/feeds/feed.record.ts';
import { Downloader, type DownloadOptions } from '../ingest/fetch/download.ts';
import type { JobQueue } from '../jobs/job-queue.ts';
import { pollFeed } from './poll-feed.ts';
import { afterPoll } from './schedule.ts';

export interface FeedPollerOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Taken over: closed by `stop`. */
  readonly queue: JobQueue;
  readonly downloads?: DownloadOptions | undefined;
  /** Polls at once in this process; 4 unless told. Of one host there is one in all processes. */
  readonly concurrency?: number;
  /** How often the database is asked what is due, milliseconds; 1,000 unless told. */
  readonly lookMs?: number;
  /** How long a poll may take before another process may begin it again, milliseconds; 120,000 unless told. */
  readonly leaseMs?: number;
  /** Rest of a host behind a poll, milliseconds; 1,000 unless told. */
  readonly hostGapMs?: number;
  /** 0 to 1, random unless told: where in the spread a poll falls. */
  readonly chance?: () => number;
  /** Told of each poll whose result was stored, and how long it took, in milliseconds. */
  readonly onPolled?: (id: string, result: FeedPollResult, milliseconds: number) => void;
  /** Told of every fault that is not the feed's; none ends the poller. */
  readonly onFault?: (error: unknown, doing: string) => void;
}

export interface FeedPoller {
  /** False while the queue is away: nothing is polled. */
  readonly isQueueReachable: boolean;
  /** Takes nothing new and lets running polls finish. Those that still run after `graceMs` are broken off and are due again. Safe to call twice. */
  stop(graceMs?: number): Promise<void>;
}

/** One feed in bytes after decompression. They are parsed as a whole, and requests may be waiting for this event loop. */
const MAX_POLLED_BYTES = 5 * 1024 * 1024;
const DEFAULT_GRACE_MS = 30_000;
/** Feeds handed to the queue in one look. */
const MAX_DUE = 100;
/** Where the database failed a poll. */
const RETRY_MS = 60_000;

/** Starts at once. */
export function startFeedPoller(options: FeedPollerOptions): FeedPoller {
  return new Runner(options);
}

class Runner implements FeedPoller {
  private readonly options: FeedPollerOptions;
  private readonly limits: { readonly lookMs: number; readonly leaseMs: number; readonly hostGapMs: number };
  private readonly downloader: Downloader;
  private readonly stopping = new AbortController();
  private readonly breakingOff = new AbortController();
  private readonly looking: Promise<void>;
  private stopped: Promise<void> | null = null;

  constructor(options: FeedPollerOptions) {
    const { queue, downloads, concurrency = 4, lookMs = 1_000, leaseMs = 120_000, hostGapMs = 1_000 } = options;
    this.options = options;
    this.limits = { lookMs, leaseMs, hostGapMs };
    this.downloader = new Downloader({ maxBytes: MAX_POLLED_BYTES, ...downloads });
    queue.work(({ id }) => this.pollLeased(id), { concurrency });
    this.looking = this.keepLooking();
  }

  get isQueueReachable(): boolean {
    return this.options.queue.isReachable;
  }

  stop(graceMs: number = DEFAULT_GRACE_MS): Promise<void> {
    this.stopped ??= this.finish(graceMs);
    return this.stopped;
  }

  private async finish(graceMs: number): Promise<void> {
    this.stopping.abort();
    const timer = setTimeout(() => this.breakingOff.abort(new Error('The poller was stopped.')), graceMs);
    try {
      await this.options.queue.close();
      await this.looking;
    } finally {
      clearTimeout(timer);
      await this.downloader.close();
    }
  }

  private async keepLooking(): Promise<void> {
    const { database, clock, queue } = this.options;
    while (!this.stopping.signal.aborted) {
      try {
        for (const { id } of await dueFeeds(database, clock.now(), MAX_DUE)) {
          if (this.stopping.signal.aborted) return;
          await queue.add({ id });
        }
      } catch (error) {
        if (!this.stopping.signal.aborted) this.fault(error, 'looking for feeds that are due');
      }
      await this.rest();
    }
  }

  private async pollLeased(id: string): Promise<void> {
    if (this.stopping.signal.aborted) return;
    const { database, clock } = this.options;
    const held = await database.write('feeds.claim', { id, leaseMs: this.limits.leaseMs });
    if (held === null) return;
    const began = clock.now();
    try {
      const poll = await this.resultOf(held);
      const { outcome } = await database.write('feeds.finish', { id, lease: held.lease, poll });
      if (outcome === 'stored') this.options.onPolled?.(id, poll, Math.max(0, clock.now() - began));
    } catch (error) {
      await this.giveBack(held, error);
    }
  }

  private async resultOf({ feed }: FeedLease): Promise<FeedPollResult> {
    const { database, clock, chance = Math.random } = this.options;
    const found = await pollFeed(feed, {
      database,
      clock,
      downloader: this.downloader,
      signal: this.breakingOff.signal,
      onFault: (error, doing) => this.fault(error, doing),
    });
    return afterPoll(feed, found, { now: clock.now(), chance: chance(), hostGapMs: this.limits.hostGapMs });
  }

  private async giveBack({ feed, lease }: FeedLease, error: unknown): Promise<void> {
    const isBrokenOff = this.breakingOff.signal.aborted;
    if (!isBrokenOff) this.fault(error, `polling the feed ${feed.id}`);
    const { database, clock } = this.options;
    await database.write('feeds.release', { id: feed.id, lease, notBefore: clock.now() + (isBrokenOff ? 0 : RETRY_MS) });
  }

  private fault(error: unknown, doing: string): void {
    this.options.onFault?.(error, doing);
  }

  private async rest(): Promise<void> {
    const { signal } = this.stopping;
    try {
      await pause(this.limits.lookMs, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
