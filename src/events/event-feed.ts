/**
 * What this process hears of the outbox: read once (outbox-tail.ts), handed to any number of consumers.
 *
 *     feed.follow       a stored cursor: every event at least once, by one process at a time, again until it is handled
 *     feed.followModel  the same for a read model, whose effects and cursor are one transaction: exactly once
 *     feed.listen       no cursor: what is committed from now on, in every process that listens
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { ConsumerLeases } from './consumer-leases.ts';
import { LiveConsumer } from './live-consumer.ts';
import type { OutboxEvent } from './outbox.ts';
import { OutboxTail } from './outbox-tail.ts';
import type { ReadModel } from './read-model.ts';
import { type Handling, StoredConsumer } from './stored-consumer.ts';

export interface EventFeedOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Told of every fault; none ends the feed. */
  readonly onFault?: (fault: FeedFault) => void;
  /** Milliseconds between two looks at the outbox although nothing was heard; 1,000 unless told. */
  readonly pollMs?: number;
  /** How long a consumer stays with a process that is not heard of, milliseconds; 9,000 unless told. Renewed three times within. */
  readonly leaseMs?: number;
  /** Milliseconds before events that failed are tried again, doubled with each try up to `longestRetryMs`; 100 and 30,000 unless told. */
  readonly retryMs?: number;
  readonly longestRetryMs?: number;
  /** Tries of an event that fails by itself before it is parked; 10 unless told, which takes about a minute. */
  readonly maxTries?: number;
}

export interface Consumer {
  /** Of a stored cursor: its key in the database, the same in every process and for ever. */
  readonly name: string;
  /** Whole topics (`thing.happened`); all where absent. */
  readonly topics?: readonly string[];
  /** In order, and one call at a time. What it throws is reported; see `follow` and `listen` for what then happens. */
  readonly onEvents: (events: readonly OutboxEvent[]) => Promise<void> | void;
}

export interface FeedFault {
  /** Whose it is; null where the outbox itself or the leases could not be read. */
  readonly consumer: string | null;
  readonly error: unknown;
  /** The events that could not be taken, in order; empty where it is not of events. */
  readonly events: readonly OutboxEvent[];
  readonly tries: number;
  readonly step: 'try again' | 'divide' | 'parked' | 'left behind';
}

export interface Subscription {
  /** Lets the call that is under way finish. */
  stop(): Promise<void>;
}

export interface StoredSubscription extends Subscription {
  /** Up to where all is handled, here or (as last seen) in the process that has the lease. */
  readonly position: number;
  /** Resolves the next time that events were passed here. */
  readonly advanced: Promise<void>;
}

export interface FeedHealth {
  /** Whether the last look at the outbox succeeded. While false, what others write is not heard of: nothing that was cached may be trusted. */
  readonly isCurrent: boolean;
  /** Consumers of this process that cannot get past an event at the moment. */
  readonly troubled: readonly { readonly consumer: string; readonly tries: number }[];
}

export class EventFeed {
  readonly #options: EventFeedOptions;
  readonly #holder = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;
  readonly #leases: ConsumerLeases;
  readonly #stored = new Set<StoredConsumer>();
  readonly #live = new Set<LiveConsumer>();
  #tail: OutboxTail | null = null;
  #closing: Promise<void> | null = null;

  /** Costs nothing until somebody follows or listens. */
  constructor(options: EventFeedOptions) {
    this.#options = options;
    const { database, clock, leaseMs = 9_000 } = options;
    this.#leases = new ConsumerLeases({ database, clock, holder: this.#holder, leaseMs, onFault: (error) => this.#ownFault(error) });
  }

  get health(): FeedHealth {
    return {
      isCurrent: this.#tail?.isCurrent ?? true,
      troubled: [...this.#stored].flatMap(({ name, trouble }) => (trouble === null ? [] : { consumer: name, tries: trouble.tries })),
    };
  }

  /**
   * Every event since the consumer was first started anywhere, at least once: the cursor moves when `onEvents` has resolved. What fails is tried again
   * with growing pauses; a single event that fails for good is parked in `outbox_parked` and reported, and those behind it go on.
   */
  follow(consumer: Consumer): StoredSubscription {
    const { database } = this.#options;
    return this.#store(consumer, async (events, _from, position) => {
      await consumer.onEvents(events);
      return (await database.write('outbox.commitCursor', { consumer: consumer.name, position, holder: this.#holder })).held;
    });
  }

  /** Keeps a read model of src/data/read-models.ts up to date. */
  followModel({ name, topics }: Pick<ReadModel, 'name' | 'topics'>): StoredSubscription {
    const { database } = this.#options;
    return this.#store({ name, topics }, (events, from, to) =>
      database.write('readModels.apply', { name, holder: this.#holder, from, to, events }),
    );
  }

  /** Events committed after it has resolved, in order. What `onEvents` throws is reported, and those events are left behind. */
  async listen(consumer: Consumer): Promise<Subscription> {
    const live = new LiveConsumer({
      ...consumer,
      tail: this.#openTail(),
      onFault: (error, events) => this.#tell({ consumer: consumer.name, error, events, tries: 1, step: 'left behind' }),
    });
    this.#live.add(live);
    await live.begin();
    return {
      stop: async () => {
        this.#live.delete(live);
        await live.stop();
      },
    };
  }

  /** Lets every call that is under way finish, stores the cursors and gives the leases back. Safe to call twice. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#stored, ...this.#live].map((consumer) => consumer.stop()));
    await this.#leases.stop();
    await this.#tail?.stop();
  }

  #store({ name, topics }: Pick<Consumer, 'name' | 'topics'>, handle: Handling): StoredSubscription {
    if ([...this.#stored].some((other) => other.name === name)) throw new TypeError(`The feed has a consumer named "${name}" already.`);
    const { database, retryMs = 100, longestRetryMs = 30_000, maxTries = 10 } = this.#options;
    const consumer = new StoredConsumer({
      name,
      topics,
      handle,
      database,
      tail: this.#openTail(),
      leases: this.#leases,
      holder: this.#holder,
      limits: { retryMs, longestRetryMs, maxTries },
      onFault: (fault) => this.#tell({ consumer: name, ...fault }),
    });
    this.#stored.add(consumer);
    return {
      get position() {
        return consumer.position;
      },
      get advanced() {
        return consumer.advanced;
      },
      stop: async () => {
        await consumer.stop();
        this.#stored.delete(consumer);
      },
    };
  }

  #openTail(): OutboxTail {
    if (this.#closing !== null) throw new TypeError('The feed is closed.');
    const { database, pollMs = 1_000 } = this.#options;
    return (this.#tail ??= new OutboxTail({ database, pollMs, onFault: (error) => this.#ownFault(error) }));
  }

  #ownFault(error: unknown): void {
    this.#tell({ consumer: null, error, events: [], tries: 1, step: 'try again' });
  }

  #tell(fault: FeedFault): void {
    this.#options.onFault?.(fault);
  }
}
