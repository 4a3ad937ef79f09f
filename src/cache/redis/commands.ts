/**
 * Commands to Redis: counted, and waited for no longer than they are worth. To a cache every failure is the same, whatever its cause; the connection's own events
 * say why (trust.ts).
 */
import { Cluster } from 'ioredis';
import { systemStopwatch, type Stopwatch } from '../../clock/stopwatch.ts';
import type { Breaker } from './breaker.ts';
import type { Connection } from './connect.ts';
import { Patience } from './patience.ts';

/** What was asked of Redis and what it took: for metrics. */
export interface RedisCounts {
  trips: number;
  bytesRead: number;
  bytesWritten: number;
}

/** A command that was not answered in time. */
export class Unanswered extends Error {}

export class Commands {
  readonly counts: RedisCounts = { trips: 0, bytesRead: 0, bytesWritten: 0 };
  readonly #connection: Connection;
  readonly #breaker: Breaker;
  readonly #timeoutMs: number;
  readonly #stopwatch: Stopwatch;
  readonly #patience: Patience;
  /** Those that somebody has waited for in vain, and that are still under way. */
  #overdue = 0;

  /**
   * @param timeoutMs after which a command has failed
   * @param waitMs for which a request waits at least, however quick Redis usually is
   */
  constructor(connection: Connection, breaker: Breaker, timeoutMs: number, waitMs: number, stopwatch: Stopwatch = systemStopwatch) {
    this.#connection = connection;
    this.#breaker = breaker;
    this.#timeoutMs = timeoutMs;
    this.#stopwatch = stopwatch;
    this.#patience = new Patience(timeoutMs, waitMs);
  }

  /** One round trip. Rejects where Redis refuses or does not answer in time. */
  async send<Answer>(command: (connection: Connection) => Promise<Answer>): Promise<Answer> {
    this.counts.trips += 1;
    return within(this.#timeoutMs, command(this.#connection));
  }

  /** In step with `names`. In a cluster each server is asked for its own, at the same time. */
  async get(names: readonly string[]): Promise<(Buffer | null)[]> {
    return this.send((connection) =>
      connection instanceof Cluster ? Promise.all(names.map((name) => connection.getBuffer(name))) : connection.mgetBuffer([...names]),
    );
  }

  /** Removes; works where Redis is full. */
  async unlink(names: readonly string[]): Promise<unknown> {
    return this.send<unknown>((connection) =>
      connection instanceof Cluster ? Promise.all(names.map((name) => connection.unlink(name))) : connection.unlink(...names),
    );
  }

  /** Whether Redis stands still at the moment: what can be left out is not given to it. */
  get isOverdue(): boolean {
    return this.#overdue > 0;
  }

  /** @returns null where it failed */
  async attempt<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    const { round } = this.#breaker;
    try {
      const answer = await work();
      this.#breaker.succeeded();
      return answer;
    } catch (error) {
      this.#breaker.failed(round);
      this.#followSlots(error);
      return null;
    }
  }

  /**
   * For what a request waits for: null as soon as it takes longer than usual, and at once while another one does, so that a Redis that stands still is waited for by the
   * first who ask and by nobody after them.
   */
  hurry<Answer>(work: () => Promise<Answer>): Promise<Answer | null> {
    if (this.isOverdue) return Promise.resolve(null);
    const givenUp = Promise.withResolvers<null>();
    return Promise.race([this.#measured(work, () => givenUp.resolve(null)), givenUp.promise]);
  }

  async #measured<Answer>(work: () => Promise<Answer>, giveUp: () => void): Promise<Answer | null> {
    const began = this.#stopwatch.elapsed();
    let isOverdue = false;
    const cancel = afterReading(this.#patience.ms, () => {
      isOverdue = true;
      this.#overdue += 1;
      giveUp();
    });
    const answer = await this.attempt(work);
    cancel();
    if (isOverdue) this.#overdue -= 1;
    if (answer !== null) this.#patience.took(this.#stopwatch.elapsed() - began);
    return answer;
  }

  #followSlots(error: unknown): void {
    if (this.#connection instanceof Cluster && /MOVED|redirections|CLUSTERDOWN|closed/i.test(String((error as Error).message)))
      this.#connection.refreshSlotsCache();
  }
}

async function within<Answer>(ms: number, answer: Promise<Answer>): Promise<Answer> {
  const up = Promise.withResolvers<never>();
  const cancel = afterReading(ms, () => up.reject(new Unanswered(`not answered within ${ms} ms`)));
  try {
    return await Promise.race([answer, up.promise]);
  } finally {
    cancel();
  }
}

/**
 * Where this process itself stood still, the answer may have come and not been read yet: it is looked at once more before time is up.
 * @returns what calls it off
 */
function afterReading(ms: number, isUp: () => void): () => void {
  let immediate: NodeJS.Immediate | null = null;
  const timer = setTimeout(() => (immediate = setImmediate(isUp)), ms);
  return () => {
    clearTimeout(timer);
    if (immediate !== null) clearImmediate(immediate);
  };
}
