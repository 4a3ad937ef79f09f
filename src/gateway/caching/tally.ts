/** Counts while one fetch is answered; its result is the report. */
import { tighter, type Entry, type Lifetime } from '../../cache/entry.ts';
import type { Scope } from '../../cache/keys.ts';
import { ANY } from './cache-rules.ts';
import type { CacheOutcome, CacheReport } from './cache-report.ts';

export class Tally {
  readonly #scope: Scope;
  readonly #now: number;
  readonly #outcomes: Partial<Record<CacheOutcome, number>> = {};
  readonly #why: Partial<Record<string, number>> = {};
  readonly #tags = new Set<string>();
  #fromMemory = 0;
  #lifetime: Lifetime | null = ANY;

  constructor(scope: Scope, now: number) {
    this.#scope = scope;
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

  missed(why: string): void {
    this.#count('miss');
    this.#why[why] = (this.#why[why] ?? 0) + 1;
  }

  joined(): void {
    this.#count('joined');
  }

  bypassed(count = 1): void {
    this.#outcomes.bypass = (this.#outcomes.bypass ?? 0) + count;
    this.#lifetime = null;
  }

  /** @param lifetime null where it may not be kept */
  took(lifetime: Lifetime | null, tags: readonly string[]): void {
    this.#takeIn(lifetime, tags);
  }

  report(): CacheReport {
    return {
      scope: this.#scope,
      outcomes: this.#outcomes,
      fromMemory: this.#fromMemory,
      why: this.#why,
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
