/**
 * One consumer with a stored cursor, in one process: while it has the lease it takes events in order, each batch again until it is handled. Its faults hold up
 * nobody else. A batch that fails is divided until the event that fails stands alone; where that one fails for good it is parked, loudly, and the rest goes on.
 */
import type { Database } from '../data/database.ts';
import type { ConsumerLeases } from './consumer-leases.ts';
import { isPassing } from './not-now.ts';
import type { OutboxEvent } from './outbox.ts';
import { BATCH, type OutboxTail } from './outbox-tail.ts';
import { waitFor, Wake } from './wake.ts';

/** Handles the events behind `from` up to `to` and stores `to` as the cursor. False where the lease or the cursor is not what was thought: then nothing was stored. */
export type Handling = (events: readonly OutboxEvent[], from: number, to: number) => Promise<boolean>;

export interface RetryLimits {
  /** Milliseconds before a second try, doubled with each that follows. */
  readonly retryMs: number;
  readonly longestRetryMs: number;
  /** Tries of a single event before it is parked. */
  readonly maxTries: number;
}

export interface ConsumerFault {
  readonly error: unknown;
  readonly events: readonly OutboxEvent[];
  /** Tries of these events so far. */
  readonly tries: number;
  /** What is done about it. */
  readonly step: 'try again' | 'divide' | 'parked';
}

export interface StoredConsumerOptions {
  readonly name: string;
  /** All where absent. */
  readonly topics?: readonly string[] | undefined;
  readonly handle: Handling;
  readonly database: Database;
  readonly tail: OutboxTail;
  readonly leases: ConsumerLeases;
  readonly holder: string;
  readonly limits: RetryLimits;
  readonly onFault: (fault: ConsumerFault) => void;
}

/** How long events that are of no concern may be left behind the stored cursor, milliseconds. */
const STORE_AFTER = 500;

export class StoredConsumer {
  readonly #options: StoredConsumerOptions;
  readonly #topics: ReadonlySet<string> | null;
  readonly #stopping = new AbortController();
  readonly #advanced = new Wake();
  readonly #running: Promise<void>;
  #position = 0;
  #stored = 0;
  #troubled: ConsumerFault | null = null;

  constructor(options: StoredConsumerOptions) {
    this.#options = options;
    this.#topics = options.topics === undefined ? null : new Set(options.topics);
    options.leases.add(options.name);
    this.#running = this.#run();
  }

  get name(): string {
    return this.#options.name;
  }

  /** Up to where all is handled, here or, as last seen, by the process that has the lease. */
  get position(): number {
    const { leases, name } = this.#options;
    return Math.max(this.#position, leases.positionOf(name));
  }

  /** The fault it is at the moment trying to get past; null while all goes well. */
  get trouble(): ConsumerFault | null {
    return this.#troubled;
  }

  /** The next time that `position` has grown here. */
  get advanced(): Promise<void> {
    return this.#advanced.next;
  }

  /** Lets what is being handled finish, then gives the lease back. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    await this.#options.leases.remove(this.name);
  }

  async #run(): Promise<void> {
    const { leases, name } = this.#options;
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const looked = leases.next;
      if (leases.isHeld(name)) await this.#whileHeld();
      else await waitFor(looked, WAIT, signal);
    }
  }

  async #whileHeld(): Promise<void> {
    const { leases, name, tail } = this.#options;
    const { signal } = this.#stopping;
    this.#position = this.#stored = leases.positionOf(name);
    let faults = 0;
    while (!signal.aborted && leases.isHeld(name)) {
      try {
        const next = tail.next;
        const events = await tail.after(this.#position);
        if (events.length > 0) await this.#take(events);
        else if ((await waitFor(next, this.#position > this.#stored ? STORE_AFTER : WAIT, signal)) === 'over') await this.#store();
        faults = 0;
      } catch (error) {
        // Of the database while reading or storing, not of the consumer: nothing is lost, all is behind the cursor.
        this.#report({ error, events: [], tries: ++faults, step: 'try again' });
        await this.#backOff(faults);
      }
    }
    await this.#store().catch((error: unknown) => this.#report({ error, events: [], tries: 1, step: 'try again' }));
  }

  async #take(events: readonly OutboxEvent[]): Promise<void> {
    const to = events.at(-1)!.position;
    const wanted = this.#topics === null ? events : events.filter(({ topic }) => this.#topics!.has(topic));
    if (wanted.length > 0) await this.#handle(wanted, to);
    else this.#moveTo(to, false);
    if (this.#position - this.#stored >= BATCH) await this.#store();
  }

  /** Until the events are handled or parked and the consumer stands at `to`; earlier where the lease is lost or the consumer is stopped. */
  async #handle(events: readonly OutboxEvent[], to: number): Promise<void> {
    const { handle, limits } = this.#options;
    for (let tries = 1, counted = 1; this.#mayGoOn(); tries++) {
      try {
        if (await handle(events, this.#stored, to)) this.#moveTo(to, true);
        else this.#doubt();
        this.#troubled = null;
        return;
      } catch (error) {
        const passing = isPassing(error);
        if (!passing && events.length > 1) {
          this.#report({ error, events, tries, step: 'divide' });
          const half = Math.ceil(events.length / 2);
          await this.#handle(events.slice(0, half), events[half - 1]!.position);
          if (this.#mayGoOn()) await this.#handle(events.slice(half), to);
          return;
        }
        if (!passing && counted++ >= limits.maxTries) {
          await this.#park(events[0]!, to, error, tries);
          return;
        }
        this.#report({ error, events, tries, step: 'try again' });
        await this.#backOff(tries);
      }
    }
  }

  async #park(event: OutboxEvent, to: number, error: unknown, tries: number): Promise<void> {
    const { database, name, holder } = this.#options;
    const parked = await database.write('outbox.park', { consumer: name, holder, from: this.#stored, to, event, error: messageOf(error) });
    if (!parked) return this.#doubt();
    this.#moveTo(to, true);
    this.#report({ error, events: [event], tries, step: 'parked' });
    this.#troubled = null;
  }

  /** Stores that events which are of no concern have been passed. */
  async #store(): Promise<void> {
    const { database, leases, name, holder } = this.#options;
    if (this.#position <= this.#stored || !leases.isHeld(name)) return;
    const position = this.#position;
    const { held } = await database.write('outbox.commitCursor', { consumer: name, position, holder });
    if (held) this.#stored = position;
    else this.#doubt();
  }

  #moveTo(position: number, stored: boolean): void {
    this.#position = position;
    if (stored) this.#stored = position;
    this.#advanced.all();
  }

  #mayGoOn(): boolean {
    return !this.#stopping.signal.aborted && this.#options.leases.isHeld(this.name);
  }

  #doubt(): void {
    this.#options.leases.doubt(this.name);
  }

  #report(fault: ConsumerFault): void {
    this.#troubled = fault;
    if (!this.#stopping.signal.aborted) this.#options.onFault(fault);
  }

  async #backOff(tries: number): Promise<void> {
    const { retryMs, longestRetryMs } = this.#options.limits;
    await waitFor(null, Math.min(retryMs * 2 ** (tries - 1), longestRetryMs), this.#stopping.signal);
  }
}

/** Between two looks at a lease or a signal when nothing wakes, milliseconds. */
const WAIT = 1_000;

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String((error as { message?: unknown } | null)?.message ?? error);
}
