/**
 * Waits while some process on the database writes articles by the hundred: an ingest takes every core there is, requests need the rest, and what it writes can
 * be enriched behind it. Priorities alone do not do it: the kernel weighs threads within a session or container, not between two of them.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { countOfNewest } from '../events/outbox-pace.ts';

/** So many articles written within so many milliseconds are an ingest, and not feeds that bring news. */
const MANY = 150;
const WITHIN_MS = 1_500;
/** Events that are looked at: other things are told of in between. */
const LOOKED_AT = 300;
const LOOK_EACH_MS = 250;
/** Longer than this nobody waits: an ingest of hours holds up the enrichments of news, but does not end them. */
const LONGEST_WAIT_MS = 5_000;

export class BulkWrites {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async areUnderWay(): Promise<boolean> {
    return (await countOfNewest(this.#database, 'article.written', this.#clock.now() - WITHIN_MS, LOOKED_AT)) >= MANY;
  }

  /** At once where there are none (one look at the outbox), else when they are over, or it is time for a little work, or the signal aborts. */
  async over(signal: AbortSignal): Promise<void> {
    for (let waited = 0; waited < LONGEST_WAIT_MS && !signal.aborted && (await this.areUnderWay()); waited += LOOK_EACH_MS)
      await pause(LOOK_EACH_MS, undefined, { signal }).catch(() => undefined);
  }
}
