/** Writes on PostgreSQL: a few at a time, so that reads always find a connection in the pool, and a bounded number waiting. */
import { DatabaseFault } from '../database-fault.ts';

/** They meet at the outbox's lock anyway; more of them would only hold connections while waiting for it. */
const CONCURRENT = 4;
/** As many as on SQLite. */
const MAX_QUEUED = 1_000;

export class WriteQueue {
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #whenIdle: (() => void)[] = [];

  /** Runs `write` when its turn comes, first come first served. Rejects at once with WRITE_QUEUE_FULL where too many wait. */
  async run<Output>(name: string, write: () => Promise<Output>): Promise<Output> {
    if (this.#running + this.#waiting.length >= MAX_QUEUED) {
      throw new DatabaseFault('WRITE_QUEUE_FULL', `${MAX_QUEUED} writes are waiting already: "${name}" was not run.`);
    }
    if (this.#running === CONCURRENT) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#running++;
    try {
      return await write();
    } finally {
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
