/**
 * Who reads the source for what nobody has, of several processes that miss it at the same time: the first who says so, in a key of Redis that lapses by itself. It saves readings and
 * decides nothing: what somebody has read is found as any entry is, and whoever waits in vain reads for himself.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { systemStopwatch, type Stopwatch } from '../../clock/stopwatch.ts';
import type { Ticket } from '../entry.ts';
import { claimKey } from '../keys.ts';
import { PassingMap } from '../passing-map.ts';
import type { Commands } from './commands.ts';

/** Since the process began: for metrics. */
export interface ClaimCounts {
  /** Keys that were read here. */
  taken: number;
  /** Questions that waited for others, and how many of them were not answered in time. */
  waited: number;
  inVain: number;
}

/** Of the source's typical time: a holder that takes longer may be dead. */
const LIFE = 4;
const SHORTEST_LIFE_MS = 200;
/** Of the source's typical time, for how long and how often others are looked at. */
const PATIENCE = 1.5;
const BETWEEN_LOOKS = 0.25;
const SHORTEST_PAUSE_MS = 2;

export class Claims {
  readonly counts: ClaimCounts = { taken: 0, waited: 0, inVain: 0 };
  readonly #commands: Commands;
  readonly #holder: string;
  readonly #stopwatch: Stopwatch;
  /** By key, until when nobody else can have it, by the stopwatch. */
  readonly #mine = new PassingMap<string, number>();

  /** @param holder this process: to be seen by whoever looks into Redis */
  constructor(commands: Commands, holder: string, stopwatch: Stopwatch = systemStopwatch) {
    this.#commands = commands;
    this.#holder = holder;
    this.#stopwatch = stopwatch;
  }

  /**
   * One round trip.
   * @param typicalMs that the source takes
   * @returns true where all of them are being read by others
   */
  async areTaken(tickets: readonly Ticket[], typicalMs: number): Promise<boolean> {
    const lifeMs = Math.ceil(Math.max(SHORTEST_LIFE_MS, LIFE * typicalMs));
    // Counted from before it was asked for: it lapses here before it does there.
    const until = this.#stopwatch.elapsed() + lifeMs;
    const took = await this.#commands.attempt(() =>
      this.#commands.send((connection) =>
        Promise.all(tickets.map(async (ticket) => (await connection.set(nameOf(ticket), this.#holder, 'PX', lifeMs, 'NX')) === 'OK')),
      ),
    );
    if (took === null) return false;
    this.#forgetLapsed();
    tickets.forEach((ticket, i) => {
      if (took[i] === true) this.#mine.set(nameOf(ticket), until);
    });
    const own = took.filter(Boolean).length;
    this.counts.taken += own;
    return own === 0;
  }

  /**
   * Until none of them is being read by others any more, or they take longer than is usual.
   * @param isNoMore what ends the waiting, looked at again and again
   */
  async settle(tickets: readonly Ticket[], typicalMs: number, isNoMore: () => boolean): Promise<void> {
    this.counts.waited += 1;
    const step = Math.max(SHORTEST_PAUSE_MS, Math.ceil(typicalMs * BETWEEN_LOOKS));
    for (let waited = 0; waited < typicalMs * PATIENCE; waited += step) {
      if (isNoMore()) return;
      await pause(step);
      const held = await this.#commands.attempt(() => this.#commands.get(tickets.map(nameOf)));
      if (held === null) break;
      if (held.every((holder) => holder === null)) return;
    }
    this.counts.inVain += 1;
  }

  has(ticket: Ticket): boolean {
    return this.#mine.size > 0 && this.#mine.has(nameOf(ticket));
  }

  /** What was read can be found, or was not to be had. */
  async release(ticket: Ticket): Promise<void> {
    if (this.#mine.size === 0) return;
    const name = nameOf(ticket);
    const until = this.#mine.get(name);
    if (until === undefined) return;
    this.#mine.delete(name);
    // Later it may be another's.
    if (this.#stopwatch.elapsed() < until) await this.#commands.attempt(() => this.#commands.unlink([name]));
  }

  /** Those that were taken and then not read. */
  #forgetLapsed(): void {
    const now = this.#stopwatch.elapsed();
    for (const [key, until] of this.#mine) {
      if (until > now) return;
      this.#mine.delete(key);
    }
  }
}

function nameOf({ key, stamps }: Ticket): string {
  return claimKey(key, stamps ?? []);
}
