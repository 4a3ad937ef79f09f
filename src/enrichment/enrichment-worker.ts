/**
 * Makes enrichments in the background: what is written into the outbox becomes jobs, jobs become results.
 *
 *     outbox ──event feed, article-jobs.ts──▶ jobs ──enrichment-batches.ts──▶ records, vectors, related lists
 *
 * Everything between two steps is in the database, so a process may be killed anywhere: an event is read again from the cursor, a job that nobody finished is
 * free again when its lease ends, and the database makes no job of a key twice and stores no result of a job twice.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { jobCounts } from '../data/enrichments/enrichment.queries.ts';
import { EventFeed, type StoredSubscription } from '../events/event-feed.ts';
import { cursorOf, latestPosition, oldestPosition } from '../events/outbox.ts';
import { ArticleJobs } from './article-jobs.ts';
import { type ArticleTexts, MAX_TEXTS } from './article-texts.ts';
import { BulkWrites } from './bulk-writes.ts';
import { type AnalysedBatch, EnrichmentBatches, type LeasedBatch } from './enrichment-batches.ts';
import { EnrichmentPool } from './enrichment-pool.ts';

export interface EnrichmentWorkerOptions {
  readonly database: Database;
  readonly articleTexts: ArticleTexts;
  /** Ids of all articles behind `after`, in order, `limit` at most. Where absent, what was written in events that are forgotten is not enriched. */
  readonly articleIds?: (after: string, limit: number) => Promise<readonly string[]>;
  readonly clock: Clock;
  /** What the process hears of the outbox. Where absent the worker has one of its own. */
  readonly feed?: EventFeed;
  /** 1 unless told. Not used where `pool` is given. */
  readonly threads?: number;
  /** A pool of the caller's, who closes it. */
  readonly pool?: EnrichmentPool;
  /** Jobs leased and stored together, 32 unless told. Three batches at most are in hand, so a kill can lose 0.5 s of work, and never anything that was stored. */
  readonly batchSize?: number;
  /** How long a batch may take before others may take it over, milliseconds; 60,000 unless told. */
  readonly leaseMs?: number;
  /** How often retries and the leases of others are looked at while idle, milliseconds; 250 unless told. */
  readonly pollMs?: number;
  /** Told of every fault; none ends the worker. */
  readonly onFault?: (error: unknown, doing: string) => void;
}

export interface EnrichmentWorker {
  /** Resolves once everything written before the call is enriched or has FAILED. Rejects when the worker stops first. */
  idle(): Promise<void>;
  /** Finishes the batch under way, stores it, and ends. Safe to call twice. */
  stop(): Promise<void>;
}

/** Starts at once. Without a stored cursor the outbox is read from its beginning, so articles from before the first start are enriched too. */
export function startEnrichmentWorker(options: EnrichmentWorkerOptions): EnrichmentWorker {
  return new Runner(options);
}

class Runner implements EnrichmentWorker {
  private readonly database: Database;
  private readonly pool: EnrichmentPool;
  private readonly ownsPool: boolean;
  private readonly limits: { readonly batchSize: number; readonly leaseMs: number; readonly pollMs: number };
  private readonly onFault: (error: unknown, doing: string) => void;
  private readonly articleIds: NonNullable<EnrichmentWorkerOptions['articleIds']> | null;
  private readonly jobs: ArticleJobs;
  private readonly feed: EventFeed;
  private readonly ownsFeed: boolean;
  private readonly batches: EnrichmentBatches;
  private readonly bulkWrites: BulkWrites;
  private readonly stopping = new AbortController();
  private readonly turns = new Turnstile();
  private readonly running: Promise<unknown>;
  private following: StoredSubscription | null = null;

  constructor(options: EnrichmentWorkerOptions) {
    const { database, articleTexts, clock, threads = 1, batchSize = 32, leaseMs = 60_000, pollMs = 250 } = options;
    this.database = database;
    this.articleIds = options.articleIds ?? null;
    this.ownsPool = options.pool === undefined;
    this.pool = options.pool ?? new EnrichmentPool({ threads });
    this.limits = { batchSize, leaseMs, pollMs };
    this.onFault = options.onFault ?? (() => undefined);
    const { pool, onFault } = this;
    this.bulkWrites = new BulkWrites(database, clock);
    const giveWay = () => this.bulkWrites.over(this.stopping.signal);
    this.jobs = new ArticleJobs({ database, articleTexts, pool, giveWay, onAsked: () => this.turns.pass() });
    this.ownsFeed = options.feed === undefined;
    this.feed = options.feed ?? new EventFeed({ database, clock, onFault: ({ error }) => onFault(error, 'making jobs of events') });
    this.batches = new EnrichmentBatches({ database, articleTexts, clock, pool, onFault });
    this.running = Promise.all([this.keepAsking(), this.keepWorking()]);
  }

  async idle(): Promise<void> {
    const target = await latestPosition(this.database);
    while (!this.stopping.signal.aborted) {
      const turn = this.turns.next();
      if (this.following !== null && (await this.seen()) >= target && !(await this.hasOpenJobs())) return;
      await turn;
    }
    throw new Error('The enrichment worker was stopped.');
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.turns.pass();
    await this.running;
    if (this.ownsFeed) await this.feed.close();
    if (this.ownsPool) await this.pool.close();
  }

  /** Outbox position up to which all jobs are made, here or by the process that has the lease. */
  private async seen(): Promise<number> {
    return Math.max(this.following?.position ?? 0, (await cursorOf(this.database, this.jobs.name)) ?? 0);
  }

  private async hasOpenJobs(): Promise<boolean> {
    const counts = await jobCounts(this.database);
    return counts.PENDING + counts.RUNNING > 0;
  }

  private async keepAsking(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && this.following === null) {
      try {
        await this.jobs.askForOutdated(signal);
        await this.catchUp();
        this.following = this.feed.follow(this.jobs);
        this.turns.pass();
      } catch (error) {
        this.onFault(error, 'making jobs of what is outdated');
        await this.rest(this.limits.pollMs * 4);
      }
    }
    await aborted(signal);
    await this.following?.stop();
  }

  /** Where events behind the cursor are forgotten already (they wait for nobody while no process makes enrichments), every article is asked for. */
  private async catchUp(): Promise<void> {
    const { articleIds } = this;
    if (articleIds === null) return;
    const oldest = await oldestPosition(this.database);
    const cursor = (await cursorOf(this.database, this.jobs.name)) ?? 0;
    if (oldest !== null && oldest <= cursor + 1) return;
    for (let after = ''; !this.stopping.signal.aborted;) {
      const ids = await articleIds(after, MAX_TEXTS);
      if (ids.length === 0) return;
      await this.jobs.onEvents(ids.map((subjectId) => ({ subjectId })));
      after = ids.at(-1)!;
    }
  }

  /** While one batch is analysed, the one before is stored and the one behind is leased and read, so that the thread waits for neither. */
  private async keepWorking(): Promise<void> {
    let storing = Promise.resolve();
    let ahead: Promise<LeasedBatch | null> = Promise.resolve(null);
    for (;;) {
      let batch = await ahead;
      if (batch === null) {
        await storing;
        this.turns.pass();
        batch = await this.lease();
      }
      if (batch === null) {
        if (this.stopping.signal.aborted) return;
        await this.turnOrPoll();
        continue;
      }
      ahead = this.lease();
      const analysed = await this.batches.analyse(batch);
      await storing;
      storing = this.store(analysed);
    }
  }

  /** Null where nothing waits, or the worker stops. Never rejects. */
  private async lease(): Promise<LeasedBatch | null> {
    const { batchSize, leaseMs, pollMs } = this.limits;
    try {
      await this.bulkWrites.over(this.stopping.signal);
      if (this.stopping.signal.aborted) return null;
      return await this.batches.take(batchSize, leaseMs);
    } catch (error) {
      this.onFault(error, 'leasing jobs');
      await this.rest(pollMs * 4);
      return null;
    }
  }

  /** Never rejects. */
  private async store(batch: AnalysedBatch): Promise<void> {
    try {
      await this.batches.store(batch);
    } catch (error) {
      // What was leased comes back when its lease ends.
      this.onFault(error, 'storing what was made');
      await this.rest(this.limits.pollMs * 4);
    }
    this.turns.pass();
  }

  /** Until there are new jobs, or it is time to look for retries and for leases that ran out. */
  private async turnOrPoll(): Promise<void> {
    const turned = new AbortController();
    await Promise.race([this.turns.next(), this.rest(this.limits.pollMs, turned.signal)]);
    turned.abort();
  }

  private async rest(milliseconds: number, until?: AbortSignal): Promise<void> {
    const signal = until === undefined ? this.stopping.signal : AbortSignal.any([this.stopping.signal, until]);
    try {
      await pause(milliseconds, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return signal.aborted ? Promise.resolve() : new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Wakes all who wait for the next turn. */
class Turnstile {
  private turn = Promise.withResolvers<void>();

  next(): Promise<void> {
    return this.turn.promise;
  }

  pass(): void {
    const { resolve } = this.turn;
    this.turn = Promise.withResolvers<void>();
    resolve();
  }
}
