/**
 * The one reader of a process at the end of the outbox. It is woken by commits, looks now and then all the same, and keeps the newest events, so that
 * any number of consumers that keep up cost one query. A consumer that is behind what is kept reads for itself until it has caught up.
 */
import type { CommitWatch, Database } from '../data/database.ts';
import { latestPosition, outboxAfter, type OutboxEvent } from './outbox.ts';
import { waitFor, Wake } from './wake.ts';

export interface OutboxTailOptions {
  readonly database: Database;
  /** Milliseconds between two looks when nothing was heard. */
  readonly pollMs: number;
  readonly onFault: (error: unknown) => void;
}

/** Events handed over at once at most. */
export const BATCH = 500;
/** Events kept: two batches, so that a consumer that is one behind is served from memory. */
const KEPT = 1_000;
/** Milliseconds between two looks while nothing can be heard. */
const DEAF_POLL = 50;
/** Milliseconds after a fault, doubled with each that follows. */
const RETRY_AFTER = 100;
const LONGEST_RETRY = 5_000;

export class OutboxTail {
  readonly #options: OutboxTailOptions;
  readonly #stopping = new AbortController();
  readonly #heard = new Wake();
  readonly #read = new Wake();
  readonly #watch: CommitWatch;
  readonly #running: Promise<void>;
  readonly #ready = Promise.withResolvers<void>();
  /** All events behind `#keptFrom` up to `#head`. */
  #kept: OutboxEvent[] = [];
  #keptFrom = 0;
  #head: number | null = null;
  #isCurrent = false;

  constructor(options: OutboxTailOptions) {
    this.#options = options;
    this.#watch = options.database.watchCommits(() => this.#heard.all());
    this.#running = this.#run();
  }

  /** Resolves with the end of the outbox once it is known; with 0 where it was stopped before. */
  async begin(): Promise<number> {
    await this.#ready.promise;
    return this.#head ?? 0;
  }

  /** Whether the last look at the outbox succeeded. While it is not, nobody knows what others have written. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  /** The next time that events were read. */
  get next(): Promise<void> {
    return this.#read.next;
  }

  /** Events behind `position`, in order, BATCH at most; none at the end. */
  async after(position: number): Promise<readonly OutboxEvent[]> {
    if (this.#head === null || position < this.#keptFrom) return outboxAfter(this.#options.database, position, BATCH);
    const first = this.#kept.findIndex((event) => event.position > position);
    return first < 0 ? [] : this.#kept.slice(first, first + BATCH);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#ready.resolve();
    await this.#running;
    await this.#watch.stop();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    let retryAfter = RETRY_AFTER;
    while (!signal.aborted) {
      const heard = this.#heard.next;
      try {
        await this.#look();
        retryAfter = RETRY_AFTER;
        await waitFor(heard, this.#watch.isHearing ? this.#options.pollMs : DEAF_POLL, signal);
      } catch (error) {
        this.#isCurrent = false;
        if (signal.aborted) return;
        this.#options.onFault(error);
        await waitFor(null, retryAfter, signal);
        retryAfter = Math.min(retryAfter * 2, LONGEST_RETRY);
      }
    }
  }

  async #look(): Promise<void> {
    const { database } = this.#options;
    if (this.#head === null) {
      this.#head = this.#keptFrom = await latestPosition(database);
      this.#ready.resolve();
    }
    while (!this.#stopping.signal.aborted) {
      const events = await outboxAfter(database, this.#head, BATCH);
      if (events.length > 0) this.#keep(events);
      if (events.length < BATCH) break;
    }
    this.#isCurrent = true;
  }

  #keep(events: readonly OutboxEvent[]): void {
    this.#kept.push(...events);
    this.#head = events.at(-1)!.position;
    const surplus = this.#kept.splice(0, Math.max(0, this.#kept.length - KEPT));
    this.#keptFrom = surplus.at(-1)?.position ?? this.#keptFrom;
    this.#read.all();
  }
}
