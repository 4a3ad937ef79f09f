/**
 * Whether what Redis says may be believed: it answers and takes writes, it has been told all that this process knows, and others have had the time to tell it what they
 * know. The telling is here as well.
 */
import { Cluster } from 'ioredis';
import type { Clock } from '../../clock/clock.ts';
import { stampKey, TRIAL } from '../keys.ts';
import type { Breaker } from './breaker.ts';
import { Unanswered, type Commands } from './commands.ts';
import type { Connection } from './connect.ts';
import { publishInvalidation } from './invalidation-stream.ts';
import { Journal, type Note } from './journal.ts';
import { watchPrimaries, type Primaries } from './primaries.ts';
import type { Stamps } from './stamps.ts';

export interface TrustOptions {
  readonly connection: Connection;
  readonly commands: Commands;
  readonly breaker: Breaker;
  readonly stamps: Stamps;
  readonly clock: Clock;
  /** As whom this process publishes. */
  readonly self: string;
  /** For how long a Redis that was away, or is new to this process, is not believed: so long others may take until they have told it what became wrong meanwhile. */
  readonly graceMs: number;
  readonly onChange: (state: 'available' | 'unavailable', reason: string) => void;
}

const RETRY_MS = 100;
/** Keys in one command. */
const TOLD_AT_ONCE = 500;
/** Trials in a row without an answer, until the connection is given up: the address may lead elsewhere by now. */
const UNANSWERED_BEFORE_RECONNECT = 2;

export class Trust {
  readonly #options: TrustOptions;
  readonly #journal = new Journal();
  readonly #primaries: Primaries;
  readonly #reached = Promise.withResolvers<void>();
  /** How often it was away, or new: each time others may have had to tell it what they could not; and how many of these times are over. */
  #suspicions = 1;
  #cleared = 0;
  #believedFrom = 0;
  #unanswered = 0;
  #telling: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;
  #state: 'available' | 'unavailable' | null = null;

  constructor(options: TrustOptions) {
    this.#options = options;
    this.#primaries = watchPrimaries(
      options.connection,
      () => this.distrust(),
      (reason) => this.#lost(reason),
    );
    if (this.#primaries.isConnected) this.#tellJournal();
  }

  get isBelieved(): boolean {
    return this.isTold && this.#options.clock.now() >= this.#believedFrom;
  }

  /** Whether it can be reached, and has been told all that this process knows but what is waiting. */
  get isTold(): boolean {
    return this.#suspicions === this.#cleared && this.#primaries.isConnected && !this.#options.breaker.isOpen;
  }

  /** Resolves once it was told for the first time, or after `ms`. */
  async reached(ms: number): Promise<void> {
    if (this.#cleared > 0) return;
    const waited = Promise.withResolvers<void>();
    const timer = setTimeout(waited.resolve, ms);
    await Promise.race([this.#reached.promise, waited.promise]);
    clearTimeout(timer);
  }

  /** Grows with each server that is new: what was asked before and answered after may be anything. */
  get generation(): number {
    return this.#primaries.generation;
  }

  /** Tags that it has yet to be told of: what is made of them is not looked up. */
  get waitingTags(): ReadonlySet<string> {
    return this.#journal.waitingTags;
  }

  /** @returns true once it is acknowledged; where it cannot be told now, it is told as soon as it can be */
  async invalidate(tags: readonly string[]): Promise<boolean> {
    const note = this.#journal.add(tags, this.#options.clock.now());
    const done = this.isTold && (await this.#tell([note]));
    if (!done) this.#retrySoon();
    return done;
  }

  /** Somebody else has told it. A replica that becomes the primary may not know: then it is told once more. */
  heard(tags: readonly string[]): void {
    this.#journal.heard(tags, this.#options.clock.now());
  }

  /** It may have been away, as others see it: what they could not tell it they tell it now. */
  distrust(): void {
    this.#suspicions += 1;
    this.#tellJournal();
  }

  breakerChanged(isOpen: boolean, failures: number): void {
    if (isOpen) this.#lost(`${failures} commands in a row failed`);
    else this.#tellJournal();
  }

  /** Whether Redis answers and takes what it is given: one that is full or only reads is none. Never rejects. */
  async tryOut(): Promise<boolean> {
    const { commands, stamps, self, connection } = this.#options;
    try {
      // Those that have not been asked yet are connected to, which would count as new later on.
      if (connection instanceof Cluster)
        await commands.send(() => Promise.allSettled(connection.nodes('master').map((node) => node.ping())));
      await stamps.readClock();
      await commands.send((redis) => redis.set(TRIAL, self, 'PX', 1_000));
      this.#unanswered = 0;
      return true;
    } catch (error) {
      this.#unanswered = error instanceof Unanswered ? this.#unanswered + 1 : 0;
      const leadsElsewhere = String((error as Error).message).startsWith('READONLY') || this.#unanswered >= UNANSWERED_BEFORE_RECONNECT;
      if (leadsElsewhere && !this.#isClosed && !(connection instanceof Cluster)) {
        this.#unanswered = 0;
        connection.disconnect(true);
      }
      return false;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#telling;
  }

  /**
   * A tag without a stamp is new to everybody, and UNLINK works even where Redis is full. Those who hear of invalidations through Redis are told once all stamps are
   * gone; a note that came from them is not given back.
   */
  async #tell(notes: readonly Note[]): Promise<boolean> {
    const { commands, self } = this.#options;
    const keys = [...new Set(notes.flatMap(({ tags }) => tags))].map(stampKey);
    const own = [...new Set(notes.flatMap(({ tags, heard }) => (heard ? [] : tags)))];
    const told = await commands.attempt(async () => {
      for (let from = 0; from < keys.length; from += TOLD_AT_ONCE) await commands.unlink(keys.slice(from, from + TOLD_AT_ONCE));
      for (let from = 0; from < own.length; from += TOLD_AT_ONCE)
        await commands.send((connection) => publishInvalidation(connection, own.slice(from, from + TOLD_AT_ONCE), self));
      return true;
    });
    if (told === null) return false;
    this.#journal.done(notes);
    return true;
  }

  /** Everything that the servers may not know, to all of them. */
  #tellJournal(): void {
    if (this.#isClosed || this.#telling !== null) return;
    this.#telling = this.#tellAll().finally(() => {
      this.#telling = null;
    });
  }

  async #tellAll(): Promise<void> {
    const { breaker, clock, graceMs } = this.#options;
    if (!this.#primaries.isConnected || breaker.isOpen) return;
    const suspicions = this.#suspicions;
    const known = (await this.tryOut()) && (await this.#tell(this.#journal.all(clock.now())));
    if (known) {
      if (this.#cleared !== suspicions) this.#believedFrom = clock.now() + graceMs;
      this.#cleared = suspicions;
      this.#reached.resolve();
      if (this.isTold) this.#say('available', 'connected');
    } else this.#lost('it takes no writes, or does not answer in time');
    // What was made wrong while it was being told waits as well.
    if (this.#suspicions !== suspicions || this.waitingTags.size > 0) this.#retrySoon();
  }

  #retrySoon(): void {
    if (this.#retry !== null || this.#isClosed) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#tellJournal();
    }, RETRY_MS).unref();
  }

  #lost(reason: string): void {
    this.#suspicions += 1;
    this.#say('unavailable', reason);
    this.#retrySoon();
  }

  #say(state: 'available' | 'unavailable', reason: string): void {
    if (this.#state === state || this.#isClosed) return;
    this.#state = state;
    this.#options.onChange(state, reason);
  }
}
