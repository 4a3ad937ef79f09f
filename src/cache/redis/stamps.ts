/**
 * The stamps of tags: what is stored under other stamps than there are is wrong. A tag without one is given a new one, which is never made twice:
 * `milliseconds by Redis's clock.process.running number`, both numbers in base 36.
 */
import type { Clock } from '../../clock/clock.ts';
import { stampKey } from '../keys.ts';
import type { Commands } from './commands.ts';

/** Longer than any entry is kept (redis-tier.ts). */
export const STAMP_LIFE_MS = 2 * 86_400_000;

export class Stamps {
  readonly #commands: Commands;
  readonly #clock: Clock;
  readonly #process: string;
  #made = 0;
  /** Redis's clock less ours. */
  #skewMs = 0;

  constructor(commands: Commands, clock: Clock, process: string) {
    this.#commands = commands;
    this.#clock = clock;
    this.#process = process;
  }

  /** @returns by tag; none for those that have none */
  async read(tags: readonly string[]): Promise<Map<string, string>> {
    return (await this.readWith([], tags)).stamps;
  }

  /** @param names other keys that are read in the same round trip; their values come in step with them */
  async readWith(names: readonly string[], tags: readonly string[]): Promise<{ values: (Buffer | null)[]; stamps: Map<string, string> }> {
    const distinct = [...new Set(tags)];
    const values = await this.#commands.get([...names, ...distinct.map(stampKey)]);
    const stamps = new Map<string, string>();
    distinct.forEach((tag, i) => {
      const value = values[names.length + i];
      if (value) stamps.set(tag, value.toString('latin1'));
    });
    return { values: values.slice(0, names.length), stamps };
  }

  /** Where two make one at the same time, both get the first. */
  async make(tags: readonly string[]): Promise<Map<string, string>> {
    return this.#commands.send(async (connection) => {
      const made = tags.map(async (tag): Promise<[string, string]> => {
        const stamp = this.#new();
        return [tag, (await connection.set(stampKey(tag), stamp, 'PX', STAMP_LIFE_MS, 'NX', 'GET')) ?? stamp];
      });
      return new Map(await Promise.all(made));
    });
  }

  async prolong(tags: readonly string[]): Promise<void> {
    await this.#commands.send((connection) => Promise.all(tags.map((tag) => connection.pexpire(stampKey(tag), STAMP_LIFE_MS, 'GT'))));
  }

  /** Looks at Redis's clock. */
  async readClock(): Promise<void> {
    const before = this.#clock.now();
    const told = (await this.#commands.send((connection) => connection.time())) as unknown as [number | string, number | string];
    this.#skewMs = Number(told[0]) * 1_000 + Number(told[1]) / 1_000 - (before + this.#clock.now()) / 2;
  }

  /** A time of ours as Redis's clock shows it. */
  byRedis(time: number): number {
    return time + this.#skewMs;
  }

  #new(): string {
    this.#made += 1;
    return `${Math.round(this.byRedis(this.#clock.now())).toString(36)}.${this.#process}.${this.#made.toString(36)}`;
  }
}

/** When a stamp was made, by Redis's clock. */
export function madeAt(stamp: string): number {
  return Number.parseInt(stamp.split('.', 1)[0] ?? '', 36);
}
