/**
 * Which of its consumers this process may apply. Each is leased to one process at a time; the holder renews in good time, the others look now and then
 * whether it is free. The database's fence (a cursor moves for its holder only) makes it safe where a process has slept through the end of its lease.
 */
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { consumerStates } from './outbox.ts';
import { waitFor, Wake } from './wake.ts';

export interface ConsumerLeasesOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** Names this process; no other may have the same. */
  readonly holder: string;
  readonly leaseMs: number;
  readonly onFault: (error: unknown) => void;
}

interface Standing {
  /** Where the consumer stands, as last seen in the database. */
  position: number;
  /** Until when it is ours, by our clock; 0 where it is not. */
  until: number;
}

export class ConsumerLeases {
  readonly #options: ConsumerLeasesOptions;
  readonly #standings = new Map<string, Standing>();
  readonly #stopping = new AbortController();
  readonly #changed = new Wake();
  readonly #asked = new Wake();
  #running: Promise<void> | null = null;

  constructor(options: ConsumerLeasesOptions) {
    this.#options = options;
  }

  add(consumer: string): void {
    this.#standings.set(consumer, { position: 0, until: 0 });
    this.#asked.all();
    this.#running ??= this.#run();
  }

  /** Gives it back, so that another process can have it at once. */
  async remove(consumer: string): Promise<void> {
    const held = this.isHeld(consumer);
    this.#standings.delete(consumer);
    if (held) await this.#release([consumer]);
  }

  isHeld(consumer: string): boolean {
    return (this.#standings.get(consumer)?.until ?? 0) > this.#options.clock.now();
  }

  /** Where it stands, as last seen. */
  positionOf(consumer: string): number {
    return this.#standings.get(consumer)?.position ?? 0;
  }

  /** The lease turned out to be another's, or the cursor to be elsewhere: nothing more is applied until it was looked at again. */
  doubt(consumer: string): void {
    const standing = this.#standings.get(consumer);
    if (standing !== undefined) standing.until = 0;
    this.#asked.all();
  }

  /** The next time that a lease was looked at. */
  get next(): Promise<void> {
    return this.#changed.next;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    const held = [...this.#standings.keys()].filter((consumer) => this.isHeld(consumer));
    this.#standings.clear();
    if (held.length > 0) await this.#release(held);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const asked = this.#asked.next;
      try {
        await this.#renew();
      } catch (error) {
        // What is held runs out by itself.
        if (!signal.aborted) this.#options.onFault(error);
      }
      this.#changed.all();
      await waitFor(asked, this.#options.leaseMs / 3, signal);
    }
  }

  /** One read, and a write only where there is something to take or to renew: a process that waits for a busy consumer does not write. */
  async #renew(): Promise<void> {
    const { database, clock, holder, leaseMs } = this.#options;
    const states = new Map((await consumerStates(database)).map((state) => [state.consumer, state]));
    const now = clock.now();
    const wanted: string[] = [];
    for (const [consumer, standing] of this.#standings) {
      const state = states.get(consumer);
      if (state === undefined || state.holder === null || state.holder === holder || state.leasedUntil <= now) wanted.push(consumer);
      else Object.assign(standing, { position: state.position, until: 0 });
    }
    if (wanted.length === 0) return;
    const leases = new Map(
      (await database.write('outbox.lease', { holder, consumers: wanted, leaseMs })).map(({ consumer, position }) => [consumer, position]),
    );
    for (const consumer of wanted) {
      const standing = this.#standings.get(consumer);
      const position = leases.get(consumer);
      // From before the write: a little early is safe.
      if (standing !== undefined) Object.assign(standing, position === undefined ? { until: 0 } : { position, until: now + leaseMs });
    }
  }

  async #release(consumers: readonly string[]): Promise<void> {
    try {
      await this.#options.database.write('outbox.release', { holder: this.#options.holder, consumers });
    } catch (error) {
      // The lease ends by itself.
      this.#options.onFault(error);
    }
  }
}
