/** Writes on PostgreSQL: a few at a time, so that reads always find a connection in the pool, and a bounded number waiting. */
import { requireRoom, sizeOf } from '../write-size.ts';

/** They meet at the outbox's lock anyway; more of them would only hold connections while waiting for it. */
const CONCURRENT = 4;

export class WriteQueue {
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #bytes = 0;
  #whenIdle: (() => void)[] = [];

  /** Runs `write` when its turn comes, first come first served. `input` is what it holds meanwhile. Rejects at once with WRITE_QUEUE_FULL where too much waits. */
  async run<Output>(name: string, input: unknown, write: () => Promise<Output>): Promise<Output> {
    const bytes = sizeOf(input);
    requireRoom(name, this.#running + this.#waiting.length, this.#bytes, bytes);
    this.#bytes += bytes;
    if (this.#running === CONCURRENT) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await write();
    } finally {
      this.#bytes -= bytes;
      // The place goes to the next in line, or is given back.
      const next = this.#waiting.shift();
      if (next !== undefined) next();
      else if (--this.#running === 0) for (const idle of this.#whenIdle.splice(0)) idle();
    }
  }

  /** Resolves once nothing runs or waits. */
  idle(): Promise<void> {
    return this.#running === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenIdle.push(resolve));
  }
}
