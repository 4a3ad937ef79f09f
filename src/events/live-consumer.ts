/** One consumer without a cursor: hears what is committed from now on, for as long as the process lives. */
import type { OutboxEvent } from './outbox.ts';
import type { OutboxTail } from './outbox-tail.ts';
import { waitFor } from './wake.ts';

export interface LiveConsumerOptions {
  readonly topics?: readonly string[] | undefined;
  readonly onEvents: (events: readonly OutboxEvent[]) => Promise<void> | void;
  readonly tail: OutboxTail;
  /** Told of each batch that it could not take; those events are gone for it. */
  readonly onFault: (error: unknown, events: readonly OutboxEvent[]) => void;
}

/** Milliseconds between two looks when nothing wakes, and after the database could not be read. */
const WAIT = 1_000;

export class LiveConsumer {
  readonly #options: LiveConsumerOptions;
  readonly #topics: ReadonlySet<string> | null;
  readonly #stopping = new AbortController();
  #running: Promise<void> | null = null;

  constructor(options: LiveConsumerOptions) {
    this.#options = options;
    this.#topics = options.topics === undefined ? null : new Set(options.topics);
  }

  /** Resolves once every later commit will be heard of. */
  async begin(): Promise<void> {
    const position = await this.#options.tail.begin();
    this.#running ??= this.#run(position);
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(from: number): Promise<void> {
    const { tail, onFault } = this.#options;
    const { signal } = this.#stopping;
    let position = from;
    while (!signal.aborted) {
      const next = tail.next;
      let events: readonly OutboxEvent[];
      try {
        events = await tail.after(position);
      } catch (error) {
        onFault(error, []);
        await waitFor(null, WAIT, signal);
        continue;
      }
      if (events.length === 0) await waitFor(next, WAIT, signal);
      else position = events.at(-1)!.position;
      await this.#hand(events);
    }
  }

  async #hand(events: readonly OutboxEvent[]): Promise<void> {
    const wanted = this.#topics === null ? events : events.filter(({ topic }) => this.#topics!.has(topic));
    if (wanted.length === 0) return;
    try {
      await this.#options.onEvents(wanted);
    } catch (error) {
      this.#options.onFault(error, wanted);
    }
  }
}
