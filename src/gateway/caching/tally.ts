/** Counts while one fetch is answered; its result is the report. */
import type { Miss } from '../../cache/cache.ts';
import { tighter, type Entry, type Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';
import { MOST_TAGS_TOLD, type CacheOutcome, type CacheReport, type CountedUnkept, type Unstored } from './cache-report.ts';
import { ANY } from './cache-rules.ts';
import type { FetchPolicy } from './fetch-policy.ts';
import type { Unkept } from './unkept.ts';

export class Tally {
  readonly #scope: Scope;
  readonly #privateField: string | null;
  readonly #now: number;
  readonly #outcomes: Partial<Record<CacheOutcome, number>> = {};
  readonly #why: Partial<Record<Miss['why'], number>> = {};
  #invalidatedBy: string[] | null = null;
  #unkept: Map<string, CountedUnkept> | null = null;
  #unstored: Partial<Record<Unstored, number>> | null = null;
  readonly #tags = new Set<string>();
  #fromMemory = 0;
  #lifetime: Lifetime | null = ANY;

  constructor({ scope, privateField }: Pick<FetchPolicy, 'scope' | 'privateField'>, now: number) {
    this.#scope = scope;
    this.#privateField = privateField;
    this.#now = now;
  }

  shown(outcome: 'hit' | 'stale' | 'on error', entry: Entry, fromMemory: boolean): void {
    this.#count(outcome);
    if (fromMemory && outcome === 'hit') this.#fromMemory += 1;
    const { freshUntil, revalidateUntil, errorUntil } = entry.times;
    this.#takeIn(
      {
        freshMs: Math.max(0, freshUntil - this.#now),
        revalidateMs: revalidateUntil - Math.max(freshUntil, Math.min(this.#now, revalidateUntil)),
        onErrorMs: errorUntil - revalidateUntil,
      },
      entry.tags,
    );
  }

  missed({ why, by }: Pick<Miss, 'why' | 'by'>): void {
    this.#count('miss');
    this.#why[why] = (this.#why[why] ?? 0) + 1;
    if (by === null) return;
    this.#invalidatedBy ??= [];
    if (this.#invalidatedBy.length < MOST_TAGS_TOLD && !this.#invalidatedBy.includes(by)) this.#invalidatedBy.push(by);
  }

  joined(): void {
    this.#count('joined');
  }

  bypassed({ reason, field }: Unkept): void {
    this.#count('bypass');
    this.#unkept ??= new Map();
    const at = `${reason} ${field}`;
    this.#unkept.set(at, { reason, field, count: (this.#unkept.get(at)?.count ?? 0) + 1 });
    this.#lifetime = null;
  }

  took(lifetime: Lifetime, tags: readonly string[]): void {
    this.#takeIn(lifetime, tags);
  }

  /** It was asked for, and may not be kept. */
  tookUnstored(why: Unstored): void {
    this.#unstored ??= {};
    this.#unstored[why] = (this.#unstored[why] ?? 0) + 1;
    this.#lifetime = null;
  }

  /** What somebody else was reading: null where it could not be kept. */
  tookJoined(lifetime: Lifetime | null, tags: readonly string[]): void {
    this.#takeIn(lifetime, tags);
  }

  report(): CacheReport {
    return {
      scope: this.#scope,
      outcomes: this.#outcomes,
      fromMemory: this.#fromMemory,
      why: this.#why,
      invalidatedBy: this.#invalidatedBy ?? NONE,
      unkept: this.#unkept === null ? NONE : [...this.#unkept.values()],
      unstored: this.#unstored ?? NOTHING,
      privateField: this.#privateField,
      lifetime: this.#lifetime,
      tags: [...this.#tags],
    };
  }

  #count(outcome: CacheOutcome): void {
    this.#outcomes[outcome] = (this.#outcomes[outcome] ?? 0) + 1;
  }

  #takeIn(lifetime: Lifetime | null, tags: readonly string[]): void {
    this.#lifetime = lifetime === null || this.#lifetime === null ? null : tighter(this.#lifetime, lifetime);
    for (const tag of tags) this.#tags.add(tag);
  }
}

const NONE: readonly never[] = [];
const NOTHING = {};
