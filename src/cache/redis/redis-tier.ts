/**
 * Entries in Redis, right by the stamps of their tags (docs/decisions/0012). Nothing here rejects: what cannot be had is `unavailable`, and whoever asks
 * goes to the source.
 */
import { randomBytes } from 'node:crypto';
import { Cluster } from 'ioredis';
import type { Clock } from '../../clock/clock.ts';
import type { Entry, Times } from '../entry.ts';
import { stampKey, TOLD_POSITION, TRIAL, type CacheKey } from '../keys.ts';
import { Breaker } from './breaker.ts';
import type { Connection } from './connect.ts';
import { encodeEntry } from './entry-codec.ts';
import { publishInvalidation } from './invalidation-stream.ts';
import { conclude, judge, type Judged } from './judge.ts';
import { Journal, type Note } from './journal.ts';
import { watchPrimaries, type Primaries } from './primaries.ts';

export interface RedisTierOptions {
  /** Made by `connect`; closed with the tier. */
  readonly connection: Connection;
  readonly clock: Clock;
  /** Larger entries are not stored: they would hold up the connection that all requests share. */
  readonly maxEntryBytes?: number;
  /** For how long, after it was away, it is not asked: so long others may take until they have told it what became wrong meanwhile. Milliseconds. */
  readonly graceMs?: number;
  /** Called when Redis can be asked no longer, and when it can again. */
  readonly onChange?: (state: 'available' | 'unavailable', reason: string) => void;
}

export type RedisLookup =
  | {
      readonly outcome: 'fresh' | 'stale' | 'on error';
      readonly entry: Entry;
      readonly textBytes: number;
      readonly stamps: readonly string[];
    }
  | { readonly outcome: 'absent' | 'expired' | 'invalidated'; readonly stamps: readonly string[] }
  | { readonly outcome: 'unavailable' };

/** What was asked of Redis and what it took: for metrics. */
export interface RedisCounts {
  trips: number;
  bytesRead: number;
  bytesWritten: number;
}

/** Longer than any process waits between two tries to reach Redis (connect.ts, the breaker's trials). */
const GRACE_MS = 1_500;
const UNAVAILABLE = { outcome: 'unavailable' } as const;
/** Nothing is kept longer than a day, and its stamps longer than that. */
const LONGEST_LIFE_MS = 86_400_000;
const STAMP_LIFE_MS = 2 * LONGEST_LIFE_MS;
/** A stamp that is younger than this, seen from the ticket, may hide an invalidation that the reader has not heard of. */
const SKEW_MS = 1_000;

export class RedisTier {
  readonly counts: RedisCounts = { trips: 0, bytesRead: 0, bytesWritten: 0 };
  /** Of this process: in its stamps, and in what it publishes. */
  readonly id = randomBytes(9).toString('base64url');
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #maxEntryBytes: number;
  readonly #journal = new Journal();
  readonly #primaries: Primaries;
  readonly #breaker: Breaker;
  readonly #onChange: NonNullable<RedisTierOptions['onChange']>;
  #stampsMade = 0;
  #failedPings = 0;
  readonly #graceMs: number;
  #wasAvailable = false;
  /** It was away, or may have been: others have yet to tell it what they could not. */
  #isSuspect = false;
  #believedFrom = 0;
  /** Redis's clock less ours. */
  #skewMs = 0;
  #telling: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;
  #state: 'available' | 'unavailable' | null = null;

  constructor({ connection, clock, maxEntryBytes = 1_000_000, graceMs = GRACE_MS, onChange = () => undefined }: RedisTierOptions) {
    this.#graceMs = graceMs;
    this.#connection = connection;
    this.#clock = clock;
    this.#maxEntryBytes = maxEntryBytes;
    this.#onChange = onChange;
    this.#breaker = new Breaker({
      failures: FAILURES,
      everyMs: 500,
      trial: () => this.#ping(),
      onChange: (isOpen) => (isOpen ? this.#tellState('unavailable', `${FAILURES} commands in a row failed`) : this.#tellJournal()),
    });
    this.#primaries = watchPrimaries(
      connection,
      () => this.#tellJournal(),
      (reason) => this.#tellState('unavailable', reason),
    );
    if (this.#primaries.isConnected) this.#tellJournal();
  }

  /** Whether what Redis says may be believed now. */
  get isAvailable(): boolean {
    return this.#primaries.areTold && !this.#breaker.isOpen && !this.#isSuspect && this.#clock.now() >= this.#believedFrom;
  }

  /** One round trip for all keys; a second where a tag has no stamp. In step with `keys`. */
  async lookup(keys: readonly CacheKey[]): Promise<readonly RedisLookup[]> {
    if (!this.isAvailable) return keys.map(() => UNAVAILABLE);
    const generation = this.#primaries.generation;
    const waiting = this.#journal.waitingTags;
    const asked = waiting.size === 0 ? keys : keys.filter(({ tags }) => !tags.some((tag) => waiting.has(tag)));
    const read = asked.length === 0 ? [] : await this.#attempt(() => this.#lookup(asked));
    // A server that became another one meanwhile may have said anything.
    if (read === null || generation !== this.#primaries.generation) return keys.map(() => UNAVAILABLE);
    if (asked === keys) return read;
    const found = new Map(asked.map((key, i) => [key, read[i]]));
    return keys.map((key) => found.get(key) ?? UNAVAILABLE);
  }

  /**
   * @param stamps of the key's tags, from before the source was read
   * @param readAt when that was, by our clock
   * @param named tags that the answer named: stored only where their stamps are older than `readAt`
   * @param settleMs by how much the source may be behind: stored only where all stamps are older by as much, since a younger one may be of a write that it did not show
   */
  async put(
    key: CacheKey,
    text: string,
    times: Times,
    stamps: readonly string[],
    named: readonly string[],
    settleMs: number,
  ): Promise<'stored' | 'refused' | 'unavailable'> {
    if (!this.isAvailable) return 'unavailable';
    const lifeMs = Math.min(LONGEST_LIFE_MS, Math.ceil(times.errorUntil - this.#clock.now()));
    if (lifeMs < 1 || text.length > this.#maxEntryBytes) return 'refused';
    const oldest = times.readAt + this.#skewMs - SKEW_MS;
    if (settleMs > 0 && stamps.some((stamp) => madeAt(stamp) > oldest - settleMs)) return 'refused';
    const written = await this.#attempt(async () => {
      const namedStamps = named.length === 0 ? new Map<string, string>() : await this.#readStamps(named);
      const missing = named.filter((tag) => !namedStamps.has(tag));
      if (missing.length > 0) await this.#makeStamps(missing);
      if (missing.length > 0 || [...namedStamps.values()].some((stamp) => madeAt(stamp) > oldest - settleMs)) return 'refused';
      const bytes = encodeEntry({ times, stamps, named: [...namedStamps].map(([tag, stamp]) => ({ tag, stamp })), text });
      if (bytes === null || bytes.length > this.#maxEntryBytes) return 'refused';
      this.counts.trips += 1;
      this.counts.bytesWritten += bytes.length;
      await this.#connection.set(key.text, bytes, 'PX', lifeMs);
      // Stamps of many entries must outlive them: now and then is often enough for tags that are named often.
      if (this.#stampsMade % 16 === 0)
        await Promise.all(key.tags.map((tag) => this.#connection.pexpire(stampKey(tag), STAMP_LIFE_MS, 'GT')));
      this.#stampsMade += 1;
      return 'stored';
    });
    return written ?? 'unavailable';
  }

  /** Resolves to true once Redis has acknowledged it. Where it cannot be told now, it is told as soon as it can be, and until then nothing it says is believed. */
  async invalidate(tags: readonly string[]): Promise<boolean> {
    const note = this.#journal.add(tags, this.#clock.now());
    if (!this.#primaries.areTold) return false;
    const done = await this.#tell([note]);
    if (!done) this.#retrySoon();
    return done;
  }

  /** It may have been away, as others see it: what they could not tell it they tell it now. */
  distrust(): void {
    if (!this.#wasAvailable) return;
    this.#isSuspect = true;
    this.#tellJournal();
  }

  /** Somebody else has told Redis. A replica that becomes the primary may not know: then it is told once more. */
  heard(tags: readonly string[]): void {
    this.#journal.heard(tags, this.#clock.now());
  }

  /** Up to which position of the log of changes some process has told Redis; null where that is not known. */
  async toldPosition(): Promise<number | null> {
    if (!this.isAvailable) return null;
    const position = await this.#attempt(() => this.#connection.get(TOLD_POSITION));
    return position === null ? null : Number(position);
  }

  /** It may go back, where two processes tell at the same time: then a change is told twice. */
  async tellPosition(position: number): Promise<void> {
    if (this.isAvailable && this.#journal.waitingTags.size === 0) await this.#attempt(() => this.#connection.set(TOLD_POSITION, position));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#breaker.stop();
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#telling;
    try {
      await this.#connection.quit();
    } catch {
      // Not connected: there is nobody to say goodbye to.
      this.#connection.disconnect();
    }
  }

  /** Whether Redis answers and takes what it is given: one that is full or only reads is none. Never rejects. */
  async #ping(): Promise<boolean> {
    try {
      await this.#time();
      await this.#connection.set(TRIAL, this.id, 'PX', 1_000);
      this.#failedPings = 0;
      return true;
    } catch (error) {
      this.#failedPings += 1;
      // The address may lead elsewhere by now, which a connection that is kept would never see.
      const message = String((error as Error).message);
      const isElsewhere = /READONLY/.test(message) || (/timed out/.test(message) && this.#failedPings % PINGS_BEFORE_RECONNECT === 0);
      if (isElsewhere && !this.#isClosed && !(this.#connection instanceof Cluster)) this.#connection.disconnect(true);
      return false;
    }
  }

  async #time(): Promise<void> {
    const before = this.#clock.now();
    const [seconds, micros] = (await this.#connection.time()) as unknown as [number | string, number | string];
    this.#skewMs = Number(seconds) * 1_000 + Number(micros) / 1_000 - (before + this.#clock.now()) / 2;
  }

  async #lookup(keys: readonly CacheKey[]): Promise<RedisLookup[]> {
    const tags = [...new Set(keys.flatMap(({ tags: those }) => those))];
    const { entries, stamps } = await this.#read(keys, tags);
    const judged = keys.map((key, i) => judge(key, entries[i] ?? null, stamps, this.#clock.now()));
    const named = await this.#namedStamps(judged);
    const looked = judged.map((one) => conclude(one, named));
    // Whoever will fill needs all stamps from before.
    const missing = new Set(keys.flatMap((key, i) => (looked[i]?.entry === undefined ? key.tags.filter((tag) => !stamps.has(tag)) : [])));
    if (missing.size > 0) for (const [tag, stamp] of await this.#makeStamps([...missing])) stamps.set(tag, stamp);
    return looked.map((one, i) => ({ ...one, stamps: (keys[i] as CacheKey).tags.map((tag) => stamps.get(tag) ?? '') })) as RedisLookup[];
  }

  /** Every failure of a command is the same to a cache, whatever its cause; the connection's own events say why. */
  async #attempt<Answer>(command: () => Promise<Answer>): Promise<Answer | null> {
    try {
      const answer = await command();
      this.#breaker.succeeded();
      return answer;
    } catch (error) {
      this.#breaker.failed();
      this.#followSlots(error);
      return null;
    }
  }

  #followSlots(error: unknown): void {
    if (this.#connection instanceof Cluster && /MOVED|redirections|CLUSTERDOWN|closed/i.test(String((error as Error).message)))
      this.#connection.refreshSlotsCache();
  }

  async #read(keys: readonly CacheKey[], tags: readonly string[]): Promise<{ entries: (Buffer | null)[]; stamps: Map<string, string> }> {
    this.counts.trips += 1;
    const names = [...keys.map(({ text }) => text), ...tags.map(stampKey)];
    const values =
      this.#connection instanceof Cluster
        ? await Promise.all(names.map((name) => this.#connection.getBuffer(name)))
        : await this.#connection.mgetBuffer(names);
    const stamps = new Map<string, string>();
    tags.forEach((tag, i) => {
      const value = values[keys.length + i];
      if (value) stamps.set(tag, value.toString('latin1'));
    });
    const entries = values.slice(0, keys.length);
    for (const entry of entries) this.counts.bytesRead += entry?.length ?? 0;
    return { entries, stamps };
  }

  async #readStamps(tags: readonly string[]): Promise<Map<string, string>> {
    return (await this.#read([], [...new Set(tags)])).stamps;
  }

  /** Stamps of the tags that answers have named: a round trip of its own where there are any. */
  async #namedStamps(judged: readonly Judged[]): Promise<ReadonlyMap<string, string>> {
    const tags = judged.flatMap(({ lookup }) => lookup?.head.named.map(({ tag }) => tag) ?? []);
    return tags.length === 0 ? NO_STAMPS : this.#readStamps(tags);
  }

  /** Where two make one at the same time, both get the first. */
  async #makeStamps(tags: readonly string[]): Promise<Map<string, string>> {
    this.counts.trips += 1;
    const made = await Promise.all(
      tags.map(async (tag): Promise<[string, string]> => {
        const stamp = this.#newStamp();
        const there = await this.#connection.set(stampKey(tag), stamp, 'PX', STAMP_LIFE_MS, 'NX', 'GET');
        return [tag, there ?? stamp];
      }),
    );
    return new Map(made);
  }

  /** Never made twice: `milliseconds by Redis's clock.this process.running number`. */
  #newStamp(): string {
    this.#stampsMade += 1;
    return `${Math.round(this.#clock.now() + this.#skewMs).toString(36)}.${this.id}.${this.#stampsMade.toString(36)}`;
  }

  /**
   * A tag without a stamp is new to everybody, and UNLINK works even where Redis is full. Those who hear of invalidations through Redis are told once all stamps are
   * gone; a note that came from them is not given back.
   */
  async #tell(notes: readonly Note[]): Promise<boolean> {
    const keys = [...new Set(notes.flatMap(({ tags }) => tags))].map(stampKey);
    const own = [...new Set(notes.flatMap(({ tags, heard }) => (heard ? [] : tags)))];
    const told = await this.#attempt(async () => {
      for (let from = 0; from < keys.length; from += TOLD_AT_ONCE) {
        const part = keys.slice(from, from + TOLD_AT_ONCE);
        this.counts.trips += 1;
        if (this.#connection instanceof Cluster) await Promise.all(part.map((key) => this.#connection.unlink(key)));
        else await this.#connection.unlink(...part);
      }
      for (let from = 0; from < own.length; from += TOLD_AT_ONCE) {
        this.counts.trips += 1;
        await publishInvalidation(this.#connection, own.slice(from, from + TOLD_AT_ONCE), this.id);
      }
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
    if (!this.#primaries.isConnected || this.#breaker.isOpen) return;
    const generation = this.#primaries.generation;
    const known = (await this.#ping()) && (await this.#tell(this.#journal.all(this.#clock.now())));
    if (known) {
      this.#primaries.told(generation);
      if (this.#isSuspect) this.#believedFrom = this.#clock.now() + this.#graceMs;
      this.#isSuspect = false;
      if (this.#primaries.areTold) this.#wasAvailable = true;
      if (this.#primaries.areTold) this.#tellState('available', 'connected');
    }
    if (!known) this.#tellState('unavailable', 'it takes no writes, or does not answer in time');
    if (!known || !this.#primaries.areTold) this.#retrySoon();
  }

  #retrySoon(): void {
    if (this.#retry !== null || this.#isClosed) return;
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#tellJournal();
    }, 100).unref();
  }

  #tellState(state: 'available' | 'unavailable', reason: string): void {
    if (state === 'unavailable' && this.#wasAvailable) this.#isSuspect = true;
    if (this.#state === state || this.#isClosed) return;
    this.#state = state;
    this.#onChange(state, reason);
  }
}

const NO_STAMPS: ReadonlyMap<string, string> = new Map();
const TOLD_AT_ONCE = 500;
/** In a row, until Redis is left alone. Each was waited for: more would show in the latency of many. */
const FAILURES = 5;
const PINGS_BEFORE_RECONNECT = 10;

function madeAt(stamp: string): number {
  return Number.parseInt(stamp.split('.', 1)[0] ?? '', 36);
}
