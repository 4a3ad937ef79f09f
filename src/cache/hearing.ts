/**
 * Keeps a cache told of a log of changes: the outbox, for processes that have its database. Redis remembers up to which position some process has told it, so
 * that what was committed while none ran is told by the first that starts.
 */
import type { Clock } from '../clock/clock.ts';
import type { Cache } from './cache.ts';
import { EVERYTHING } from './keys.ts';

export interface Change {
  /** Grows in the order in which changes were committed. */
  readonly position: number;
}

export interface HearingOptions<C extends Change> {
  readonly cache: Cache;
  readonly clock: Clock;
  /** What a change makes wrong. */
  readonly tagsOf: (change: C) => readonly string[];
  /** Changes behind a position, in order, `limit` at most. */
  readonly after: (position: number, limit: number) => Promise<readonly C[]>;
  /** The last position before a time (milliseconds since the Unix epoch), or a later one where too much has happened since to be told again. */
  readonly positionBefore: (at: number) => Promise<number>;
}

/** What happened so short a time before a process began is told again: a failover may have lost it, and who told it may be gone as well. */
const TOLD_AGAIN_MS = 120_000;

const READ_AT_ONCE = 1_000;
/** Further behind than this, everything is read anew: quicker than to be told of each change. */
const MOST_READ = 10_000;

export class Hearing<C extends Change> {
  readonly #options: HearingOptions<C>;

  constructor(options: HearingOptions<C>) {
    this.#options = options;
  }

  /** To be awaited after `hear` gets to know of new changes, and before anything is answered from the cache. */
  async catchUp(): Promise<void> {
    const { cache, clock, after, positionBefore } = this.#options;
    const told = await cache.toldPosition();
    if (told === 'no redis') return;
    let position = told === null ? null : Math.min(told, await positionBefore(clock.now() - TOLD_AGAIN_MS));
    while (position !== null && position - (told ?? 0) < MOST_READ) {
      const changes = await after(position, READ_AT_ONCE);
      await this.hear(changes);
      if (changes.length < READ_AT_ONCE) return;
      position = changes.at(-1)?.position ?? position;
    }
    await cache.invalidate([EVERYTHING]);
  }

  /** Changes in their order. What was heard before may be heard again. */
  async hear(changes: readonly C[]): Promise<void> {
    const { cache, tagsOf } = this.#options;
    const last = changes.at(-1);
    if (last === undefined) return;
    const tags = [...new Set(changes.flatMap((change) => tagsOf(change)))];
    if (tags.length === 0 || (await cache.invalidate(tags))) await cache.tellPosition(last.position);
  }
}
