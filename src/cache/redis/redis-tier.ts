/**
 * Entries in Redis, right by the stamps of their tags (docs/decisions/0012). Nothing here rejects: what cannot be had is `unavailable`, and whoever asks
 * goes to the source.
 */
import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock/clock.ts';
import type { Entry, Times } from '../entry.ts';
import { TOLD_POSITION, type CacheKey } from '../keys.ts';
import { Breaker } from './breaker.ts';
import { Claims } from './claims.ts';
import { Commands, type RedisCounts } from './commands.ts';
import type { Connection } from './connect.ts';
import { encodeEntry } from './entry-codec.ts';
import { Gathering } from './gathering.ts';
import { conclude, judge, type Judged } from './judge.ts';
import { madeAt, Stamps } from './stamps.ts';
import { Trust } from './trust.ts';

export interface RedisTierOptions {
  /** Made by `connect`; closed with the tier. */
  readonly connection: Connection;
  readonly clock: Clock;
  /** After which a command has failed; what a request waits for is given up earlier where Redis is usually quicker. Milliseconds. */
  readonly commandTimeoutMs?: number;
  /** For which a request waits at least, however quick Redis usually is. Milliseconds. */
  readonly waitMs?: number;
  /** Larger entries are not stored: they would hold up the connection that all requests share. */
  readonly maxEntryBytes?: number;
  /** For how long it is not asked at the beginning, and after it was away: so long others may take until they have told it what became wrong meanwhile. Milliseconds. */
  readonly graceMs?: number;
  /** Called when Redis can be reached no longer, and when it can again. */
  readonly onChange?: (state: 'available' | 'unavailable', reason: string) => void;
}

export type RedisLookup =
  | {
      readonly outcome: 'fresh' | 'stale' | 'on error';
      readonly entry: Entry;
      readonly textBytes: number;
      readonly stamps: readonly string[];
    }
  | { readonly outcome: 'absent' | 'expired' | 'invalidated'; readonly by?: string | undefined; readonly stamps: readonly string[] }
  | { readonly outcome: 'unavailable' };

/** Longer, and the source is quicker. */
const COMMAND_TIMEOUT_MS = 20;
const WAIT_MS = 5;
/** Longer than any process takes until it reaches a Redis that can be reached again (docs/decisions/0012). */
const GRACE_MS = 1_500;
const UNAVAILABLE = { outcome: 'unavailable' } as const;
/** Nothing is kept longer than a day, and its stamps longer than that. */
const LONGEST_LIFE_MS = 86_400_000;
/** A stamp that is younger than this, seen from the ticket, may hide an invalidation that the reader has not heard of. */
const SKEW_MS = 1_000;
/** One after another, until Redis is left alone. Each is waited for by somebody. */
const FAILURES = 3;
const TRIAL_EVERY_MS = 500;
/** At the beginning, until a process goes on without. */
const REACHED_IN_MS = 1_000;
/** Stamps of many entries must outlive them; that they are seen to now and then is enough, since what is named often is stored often. */
const PROLONGED_EVERY = 16;

export class RedisTier {
  /** Of this process: in its stamps, and in what it publishes. */
  readonly id = randomBytes(9).toString('base64url');
  readonly #connection: Connection;
  readonly #clock: Clock;
  readonly #maxEntryBytes: number;
  readonly #breaker: Breaker;
  readonly #commands: Commands;
  readonly #stamps: Stamps;
  /** Who reads what nobody has. */
  readonly claims: Claims;
  readonly #trust: Trust;
  readonly #gathering: Gathering<RedisLookup>;
  #stored = 0;

  constructor({ connection, clock, onChange = () => undefined, ...options }: RedisTierOptions) {
    const { commandTimeoutMs = COMMAND_TIMEOUT_MS, waitMs = WAIT_MS, maxEntryBytes = 1_000_000, graceMs = GRACE_MS } = options;
    this.#connection = connection;
    this.#clock = clock;
    this.#maxEntryBytes = maxEntryBytes;
    this.#breaker = new Breaker({
      failures: FAILURES,
      everyMs: TRIAL_EVERY_MS,
      trial: () => this.#trust.tryOut(),
      onChange: (isOpen) => this.#trust.breakerChanged(isOpen, FAILURES),
    });
    const breaker = this.#breaker;
    const commands = (this.#commands = new Commands(connection, breaker, commandTimeoutMs, waitMs));
    const stamps = (this.#stamps = new Stamps(commands, clock, this.id));
    this.claims = new Claims(commands, this.id);
    this.#gathering = new Gathering((keys) => commands.hurry(() => this.#lookup(keys)));
    this.#trust = new Trust({ connection, commands, breaker, stamps, clock, self: this.id, graceMs, onChange });
  }

  /** Whether what Redis says may be believed now. */
  get isAvailable(): boolean {
    return this.#trust.isBelieved;
  }

  get counts(): Readonly<RedisCounts> {
    return this.#commands.counts;
  }

  /**
   * One round trip for all keys that are asked for in this turn of the event loop; a second where a tag has no stamp. In step with `keys`.
   * @param isPatient for who has waited already: not given up before the command has failed
   */
  async lookup(keys: readonly CacheKey[], isPatient = false): Promise<readonly RedisLookup[]> {
    if (!this.isAvailable) return keys.map(() => UNAVAILABLE);
    const { generation, waitingTags } = this.#trust;
    const asked = waitingTags.size === 0 ? keys : keys.filter(({ tags }) => !tags.some((tag) => waitingTags.has(tag)));
    const read =
      asked.length === 0 ? [] : await (isPatient ? this.#commands.attempt(() => this.#lookup(asked)) : this.#gathering.ask(asked));
    // A server that became another one meanwhile may have said anything.
    if (read === null || generation !== this.#trust.generation) return keys.map(() => UNAVAILABLE);
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
    if (!this.isAvailable || this.#commands.isOverdue) return 'unavailable';
    const lifeMs = Math.min(LONGEST_LIFE_MS, Math.ceil(times.errorUntil - this.#clock.now()));
    if (lifeMs < 1 || text.length > this.#maxEntryBytes) return 'refused';
    const oldest = this.#stamps.byRedis(times.readAt) - SKEW_MS - settleMs;
    if (settleMs > 0 && stamps.some((stamp) => madeAt(stamp) > oldest)) return 'refused';
    const written = await this.#commands.attempt(async () => {
      const namedStamps = named.length === 0 ? NO_STAMPS : await this.#stamps.read(named);
      const missing = named.filter((tag) => !namedStamps.has(tag));
      if (missing.length > 0) await this.#stamps.make(missing);
      if (missing.length > 0 || [...namedStamps.values()].some((stamp) => madeAt(stamp) > oldest)) return 'refused';
      const bytes = encodeEntry({ times, stamps, named: [...namedStamps].map(([tag, stamp]) => ({ tag, stamp })), text });
      if (bytes === null || bytes.length > this.#maxEntryBytes) return 'refused';
      this.#commands.counts.bytesWritten += bytes.length;
      await this.#commands.send((connection) => connection.set(key.text, bytes, 'PX', lifeMs));
      this.#stored += 1;
      if (this.#stored % PROLONGED_EVERY === 1) await this.#stamps.prolong(key.tags);
      return 'stored';
    });
    return written ?? 'unavailable';
  }

  /** Resolves to true once Redis has acknowledged it. Where it cannot be told now, it is told as soon as it can be, and until then nothing it says of them is believed. */
  invalidate(tags: readonly string[]): Promise<boolean> {
    return this.#trust.invalidate(tags);
  }

  /** It may have been away, as others see it: what they could not tell it they tell it now. */
  distrust(): void {
    this.#trust.distrust();
  }

  /** Somebody else has told Redis. A replica that becomes the primary may not know: then it is told once more. */
  heard(tags: readonly string[]): void {
    this.#trust.heard(tags);
  }

  /** Up to which position of the log of changes some process has told Redis; null where that is not known. An old one does no harm: then changes are told twice. */
  async toldPosition(): Promise<number | null> {
    await this.#trust.reached(REACHED_IN_MS);
    if (!this.#trust.isTold) return null;
    const position = await this.#commands.attempt(() => this.#commands.send((connection) => connection.get(TOLD_POSITION)));
    return position === null ? null : Number(position);
  }

  /** It may go back, where two processes tell at the same time: then a change is told twice. */
  async tellPosition(position: number): Promise<void> {
    if (!this.#trust.isTold || this.#trust.waitingTags.size > 0) return;
    await this.#commands.attempt(() => this.#commands.send((connection) => connection.set(TOLD_POSITION, position)));
  }

  async close(): Promise<void> {
    this.#breaker.stop();
    await this.#trust.close();
    try {
      await this.#commands.send((connection) => connection.quit());
    } catch {
      // Not connected: there is nobody to say goodbye to.
      this.#connection.disconnect();
    }
  }

  async #lookup(keys: readonly CacheKey[]): Promise<RedisLookup[]> {
    const names = keys.map(({ text }) => text);
    const { values: entries, stamps } = await this.#stamps.readWith(
      names,
      keys.flatMap(({ tags }) => tags),
    );
    for (const entry of entries) this.#commands.counts.bytesRead += entry?.length ?? 0;
    const judged = keys.map((key, i) => judge(key, entries[i] ?? null, stamps, this.#clock.now()));
    const named = await this.#namedStamps(judged);
    const looked = judged.map((one) => conclude(one, named));
    // Whoever will fill needs all stamps from before.
    const missing = new Set(keys.flatMap((key, i) => (looked[i]?.entry === undefined ? key.tags.filter((tag) => !stamps.has(tag)) : [])));
    if (missing.size > 0) for (const [tag, stamp] of await this.#stamps.make([...missing])) stamps.set(tag, stamp);
    return looked.map((one, i) => ({ ...one, stamps: (keys[i] as CacheKey).tags.map((tag) => stamps.get(tag) ?? '') })) as RedisLookup[];
  }

  /** Stamps of the tags that answers have named: a round trip of its own where there are any. */
  async #namedStamps(judged: readonly Judged[]): Promise<ReadonlyMap<string, string>> {
    const tags = judged.flatMap(({ lookup }) => lookup?.head.named.map(({ tag }) => tag) ?? []);
    return tags.length === 0 ? NO_STAMPS : this.#stamps.read(tags);
  }
}

const NO_STAMPS: ReadonlyMap<string, string> = new Map();
