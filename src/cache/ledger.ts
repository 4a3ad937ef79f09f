/**
 * What this process has heard of invalidations: one growing number for all of them, and the last number of each tag. An answer that was read at number
 * n is right as long as no tag of it has a number above n. Bounded: what is forgotten counts for every tag that is not remembered, so forgetting
 * makes misses and never hits.
 */
export class Ledger {
  readonly #maxTags: number;
  /** By tag, in the order of the numbers: the oldest comes first. */
  readonly #last = new Map<string, number>();
  #number = 0;
  /** The latest number that was forgotten. */
  #floor = 0;

  constructor(maxTags = 100_000) {
    if (!Number.isInteger(maxTags) || maxTags < 1) throw new RangeError(`A ledger remembers at least 1 tag, not ${maxTags}.`);
    this.#maxTags = maxTags;
  }

  /** The number of the latest invalidation: to be taken before the source is read. */
  get number(): number {
    return this.#number;
  }

  invalidate(tags: Iterable<string>): void {
    this.#number += 1;
    for (const tag of tags) {
      // Put behind the others, or a tag that is invalidated often would look old.
      this.#last.delete(tag);
      this.#last.set(tag, this.#number);
    }
    if (this.#last.size <= this.#maxTags) return;
    for (const [tag, number] of this.#last) {
      if (this.#last.size <= this.#maxTags) break;
      this.#last.delete(tag);
      this.#floor = number;
    }
  }

  /** Whatever was read until now is wrong: something may have been missed. */
  invalidateAll(): void {
    this.#number += 1;
    this.#floor = this.#number;
    this.#last.clear();
  }

  /** Whether what was read at `number` and is made of `tags` is still right. */
  isRight(tags: readonly string[], number: number): boolean {
    if (number === this.#number) return true;
    // Tags that are remembered have later numbers than the floor: below it, nothing can be said to be right.
    if (number < this.#floor) return false;
    for (let i = 0; i < tags.length; i += 1) {
      const last = this.#last.get(tags[i] as string);
      if (last !== undefined && last > number) return false;
    }
    return true;
  }

  /** A tag of `tags` that was invalidated after `number`; null where none is remembered. For who wants to know why, not on the way of a hit. */
  laterTag(tags: readonly string[], number: number): string | null {
    return tags.find((tag) => (this.#last.get(tag) ?? -1) > number) ?? null;
  }
}
