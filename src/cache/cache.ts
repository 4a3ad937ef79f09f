/**
 * The cache of this process: memory in front of Redis, either of which may be missing. It knows keys, tags and times; what is asked of whom is for
 * whoever asks (src/gateway/caching). Nothing here rejects, and no answer is wrong: docs/decisions/0012 says why.
 */
import type { Clock } from '../clock/clock.ts';
import { ageOf, timesOf, type Answer, type Entry, type Ticket } from './entry.ts';
import { Flights } from './flights.ts';
import type { CacheKey, Scope } from './keys.ts';
import { Ledger } from './ledger.ts';
import { MemoryTier, type MemoryLookup } from './memory-tier.ts';
import { PassingMap } from './passing-map.ts';
import { RecentNumbers } from './recent-numbers.ts';
import type { RedisLookup, RedisTier } from './redis/redis-tier.ts';

export interface CacheOptions {
  readonly clock: Clock;
  /** 0 to 1: for the jitter of times. */
  readonly random: () => number;
  /** Bytes in this process; 0 for none. */
  readonly memoryBytes: number;
  readonly memoryEntries?: number;
  /** Closed with the cache; null for none. */
  readonly redis: RedisTier | null;
  /** Whether this process has heard of all invalidations but the last 50 ms'. Alone it always has. */
  readonly isCurrent?: () => boolean;
}

export type Tier = 'memory' | 'redis';

export type Lookup<S extends Scope = Scope> =
  | { readonly outcome: 'hit'; readonly tier: Tier; readonly entry: Entry }
  /** May be shown while it is renewed. */
  | { readonly outcome: 'stale'; readonly tier: Tier; readonly entry: Entry }
  | Miss<S>;

export type Shown = Exclude<Lookup, Miss>;

export interface Miss<S extends Scope = Scope> {
  readonly outcome: 'miss';
  /** `unavailable`: Redis could not be asked. `not current`: there is no Redis to ask, and memory was passed over, since not all invalidations may have been heard of. */
  readonly why: 'absent' | 'expired' | 'invalidated' | 'unavailable' | 'not current';
  /** Of what was invalidated, the tag, where it is known. */
  readonly by: string | null;
  /** To be handed in with the source's answer. */
  readonly ticket: Ticket<S>;
  /** May be shown where the source fails. */
  readonly onError: Entry | null;
}

export class Cache {
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #isCurrent: () => boolean;
  readonly #ledger = new Ledger();
  readonly #recent = new RecentNumbers();
  readonly #memory: MemoryTier;
  readonly #redis: RedisTier | null;
  /** What is being read at the moment. */
  readonly flights = new Flights(this.#ledger, (ticket) => this.#landed(ticket));
  /** What is being given to Redis, of what others wait for. */
  readonly #storing = new PassingMap<Ticket, true>();
  #wasCurrent = true;
  #invalidations = 0;

  constructor({ clock, random, memoryBytes, memoryEntries, redis, isCurrent = () => true }: CacheOptions) {
    this.#clock = clock;
    this.#random = random;
    this.#isCurrent = isCurrent;
    this.#memory = new MemoryTier({
      clock,
      ledger: this.#ledger,
      maxBytes: memoryBytes,
      ...(memoryEntries === undefined ? {} : { maxEntries: memoryEntries }),
    });
    this.#redis = redis;
  }

  /** What memory has, at once: null where Redis or the source must be asked. */
  peek(key: CacheKey): Shown | null {
    const found = this.#remembered(key);
    return found.outcome === 'fresh' || found.outcome === 'stale' ? shown(found.outcome, 'memory', found.entry) : null;
  }

  /**
   * In step with `keys`; one round trip to Redis for those that memory does not have.
   * @param renewing only what is fresh counts
   * @param isPatient for who has waited for others already
   */
  async lookup<S extends Scope>(keys: readonly CacheKey<S>[], renewing = false, isPatient = false): Promise<readonly Lookup<S>[]> {
    const number = this.#ledger.number;
    const readAt = this.#clock.now();
    const remembered = keys.map((key) => this.#remembered(key));
    const isEnough = (found: Remembered): boolean => found.outcome === 'fresh' || (found.outcome === 'stale' && !renewing);
    const open = keys.filter((_, i) => !isEnough(remembered[i] as Remembered));
    const stored = this.#redis === null || open.length === 0 ? [] : await this.#redis.lookup(open, isPatient);
    let next = 0;
    return keys.map((key, i) => {
      const inMemory = remembered[i] as Remembered;
      if (isEnough(inMemory) && 'entry' in inMemory)
        return shown(inMemory.outcome === 'fresh' ? 'fresh' : 'stale', 'memory', inMemory.entry);
      const inRedis = stored[next];
      next += 1;
      return this.#conclude({ key, number, readAt, inMemory, inRedis, renewing });
    });
  }

  /**
   * Where other processes are reading all of what was missed, what they find. To be asked for before the source is.
   * @param typicalMs how long the source takes: others are waited for about as long
   * @returns in step with `misses`; null where they are to be read here
   */
  async fromOthers<S extends Scope>(misses: readonly Miss<S>[], typicalMs: number): Promise<readonly Lookup<S>[] | null> {
    const tickets = misses.map(({ ticket }) => ticket);
    if (typicalMs < WORTH_WAITING_MS || !this.#redis?.isAvailable || tickets.some(({ stamps }) => stamps === null)) return null;
    const { claims } = this.#redis;
    if (!(await claims.areTaken(tickets, typicalMs))) return null;
    const areFlying = (): boolean => tickets.every(({ key }) => this.flights.join(key.text) !== null);
    await claims.settle(tickets, typicalMs, areFlying);
    return areFlying()
      ? null
      : this.lookup(
          tickets.map(({ key }) => key),
          false,
          true,
        );
  }

  /** A ticket without a lookup, for what only memory shall keep. */
  ticket<S extends Scope>(key: CacheKey<S>): Ticket<S> {
    return { key, readAt: this.#clock.now(), number: this.#ledger.number, stamps: null };
  }

  /**
   * Keeps an answer where it is still right. What Redis does with it need not be waited for.
   * @param settleMs by how much its source may be behind the writes that are told of: for as long after an invalidation, nothing is kept
   * @throws TypeError where the question was asked as somebody else than the answer was given to
   */
  fill<S extends Scope>(ticket: Ticket<S>, { scope, value, text, lifetime, named = [] }: Answer<S>, settleMs = 0): Promise<unknown> {
    const { key, readAt, number, stamps } = ticket;
    if (key.scope !== scope) throw new TypeError(`A ${scope} answer is no answer to a ${key.scope} question.`);
    const times = timesOf(lifetime, readAt, this.#random());
    if (ageOf(times, this.#clock.now()) === 'over') return NOTHING;
    const tags = named.length === 0 ? key.tags : [...key.tags, ...named];
    if (!this.#ledger.isRight(tags, settleMs === 0 ? number : this.#recent.before(readAt - settleMs, number))) return NOTHING;
    this.#memory.set(key, { value, tags, times }, number, text.length);
    if (this.#redis === null || stamps === null) return NOTHING;
    const stored = this.#redis.put(key, text, times, stamps, named, settleMs);
    return this.#redis.claims.has(ticket) ? this.#releasedAfter(stored, ticket) : stored;
  }

  /**
   * Everything that was read before now and is made of these is wrong: from here on in this process, and once Redis has acknowledged it in all.
   * @returns false where Redis cannot be told now; it will be, and until then this process does not ask it for them
   */
  async invalidate(tags: readonly string[]): Promise<boolean> {
    this.#hear(tags);
    return this.#redis === null || this.#redis.invalidate(tags);
  }

  /** Up to which position of a log of changes Redis has been told, by any process; null where nobody knows. */
  async toldPosition(): Promise<number | null | 'no redis'> {
    return this.#redis === null ? 'no redis' : this.#redis.toldPosition();
  }

  /** Remembered only where Redis knows of everything that this process has heard of. */
  async tellPosition(position: number): Promise<void> {
    await this.#redis?.tellPosition(position);
  }

  /** Heard from somebody who has told Redis. */
  heard(tags: readonly string[]): void {
    this.#hear(tags);
    this.#redis?.heard(tags);
  }

  /** Something may have been missed: nothing in memory counts any more. */
  forgetMemory(): void {
    this.#ledger.invalidateAll();
    this.#memory.clear();
  }

  /** Redis was away for this process, or lost something: so it may not have been told of everything by others yet. */
  distrustRedis(): void {
    this.forgetMemory();
    this.#redis?.distrust();
  }

  get memorySize(): MemoryTier['size'] {
    return this.#memory.size;
  }

  /** Invalidations heard of or made here. */
  get invalidations(): number {
    return this.#invalidations;
  }

  get redisState(): (Readonly<RedisTier['counts'] & RedisTier['claims']['counts']> & { readonly isAvailable: boolean }) | null {
    return this.#redis === null ? null : { ...this.#redis.counts, ...this.#redis.claims.counts, isAvailable: this.#redis.isAvailable };
  }

  /** Grows with every invalidation: two that read at the same number have heard of the same. */
  get number(): number {
    return this.#ledger.number;
  }

  /** Whether memory may be answered from. */
  get isCurrent(): boolean {
    return this.#isCurrent();
  }

  close(): Promise<void> {
    return this.#redis?.close() ?? Promise.resolve();
  }

  async #releasedAfter(stored: Promise<unknown>, ticket: Ticket): Promise<void> {
    this.#storing.set(ticket, true);
    await stored;
    this.#storing.delete(ticket);
    await this.#redis?.claims.release(ticket);
  }

  /** What was not kept is not waited for any longer either. */
  #landed(ticket: Ticket): void {
    if (this.#redis !== null && !this.#storing.has(ticket)) void this.#redis.claims.release(ticket);
  }

  #hear(tags: readonly string[]): void {
    this.#invalidations += 1;
    this.#recent.add(this.#clock.now(), this.#ledger.number);
    this.#ledger.invalidate(tags);
  }

  #remembered(key: CacheKey): Remembered {
    const isCurrent = this.#isCurrent();
    if (isCurrent && !this.#wasCurrent) this.forgetMemory();
    this.#wasCurrent = isCurrent;
    return isCurrent ? this.#memory.get(key) : NOT_CURRENT;
  }

  #conclude<S extends Scope>({ key, number, readAt, inMemory, inRedis, renewing }: Question<S>): Lookup<S> {
    const old = inMemory.outcome === 'on error' || inMemory.outcome === 'stale' ? inMemory.entry : null;
    const miss = (why: Miss['why'], by: string | null, stamps: readonly string[] | null, onError: Entry | null): Miss<S> => ({
      outcome: 'miss',
      why,
      by,
      ticket: { key, number, readAt, stamps },
      onError,
    });
    if (inRedis === undefined) {
      const why = old !== null || 'entry' in inMemory ? 'expired' : inMemory.outcome;
      return miss(why, 'by' in inMemory ? inMemory.by : null, null, old);
    }
    if (inRedis.outcome === 'unavailable') return miss('unavailable', null, null, old);
    if (!('entry' in inRedis)) return miss(inRedis.outcome, inRedis.by ?? null, inRedis.stamps, old);
    if (inRedis.outcome === 'on error' || (renewing && inRedis.outcome === 'stale'))
      return miss('expired', null, inRedis.stamps, inRedis.entry);
    this.#memory.set(key, inRedis.entry, number, inRedis.textBytes);
    return shown(inRedis.outcome, 'redis', inRedis.entry);
  }
}

interface Question<S extends Scope> {
  readonly key: CacheKey<S>;
  readonly number: number;
  readonly readAt: number;
  readonly inMemory: Remembered;
  readonly inRedis: RedisLookup | undefined;
  readonly renewing: boolean;
}

/** Of a source that is quicker, another reading costs less than asking who reads. */
const WORTH_WAITING_MS = 10;
const NOTHING = Promise.resolve();
const NOT_CURRENT = { outcome: 'not current' } as const;

type Remembered = MemoryLookup | typeof NOT_CURRENT;

function shown(age: 'fresh' | 'stale', tier: Tier, entry: Entry): Shown {
  return { outcome: age === 'fresh' ? 'hit' : 'stale', tier, entry };
}
