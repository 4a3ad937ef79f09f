/**
 * Invalidations as a stream in Redis, for processes that have no database to hear of them. Written after the stamps are gone, so that whoever hears of one
 * finds nothing in Redis that it has made wrong.
 *
 * A reader that missed one would answer wrong from its memory, so it looks for what a stream does not say of itself: with each reading it is told, in the same transaction, how
 * many entries were ever added. A stream that was evicted, flushed, or made anew by a primary that is behind has other numbers.
 */
import type { Clock } from '../../clock/clock.ts';
import { INVALIDATIONS_STREAM } from '../keys.ts';
import type { Connection } from './connect.ts';
import { watchPrimaries, type Primaries } from './primaries.ts';

/** Milliseconds that a read waits for something to happen: after it, the reader knows that nothing has. */
const BLOCK_MS = 25;
/** A reader that has not been answered for so long may have missed something. */
const CURRENT_MS = 50;
const READ_AT_ONCE = 1_000;
/** More than are read at once: what is cut off has been read, or the reader sees that it is behind. */
const KEPT = 10 * READ_AT_ONCE;

/**
 * Where Redis is too full for one entry more, the whole stream goes, which needs no room: readers see that it is gone, and pass their memory over until there is one again.
 * Rejects where Redis cannot be told.
 * @param from whose it is: they need not hear of it
 */
export async function publishInvalidation(connection: Connection, tags: readonly string[], from: string): Promise<void> {
  try {
    await connection.xadd(INVALIDATIONS_STREAM, 'MAXLEN', '~', KEPT, '*', 'tags', JSON.stringify(tags), 'from', from);
  } catch (error) {
    if (!(error as Error).message.startsWith('OOM')) throw error;
    await connection.unlink(INVALIDATIONS_STREAM);
  }
}

export interface StreamReaderOptions {
  /** Of its own: a read that waits holds up everything behind it. Closed with the reader. */
  readonly connection: Connection;
  readonly clock: Clock;
  /** As whom this process publishes. */
  readonly self: string;
  readonly onTags: (tags: readonly string[]) => void;
  /**
   * Something may have been missed.
   * @param isFirst since nothing was read before
   */
  readonly onGap: (isFirst: boolean) => void;
}

/** How far a reader is. */
interface Place {
  id: string;
  /** Entries that the stream had been given up to there, since it was made. */
  added: number;
}

export class InvalidationStreamReader {
  readonly #options: StreamReaderOptions;
  readonly #primaries: Primaries;
  readonly #running: Promise<void>;
  #isStopped = false;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: StreamReaderOptions) {
    this.#options = options;
    // What is to be said of the connection, the tier says of its own.
    this.#primaries = watchPrimaries(options.connection, NOTHING, NOTHING);
    this.#running = this.#run();
  }

  /** Whether everything that was written until 50 ms ago has been heard of. */
  get isCurrent(): boolean {
    const since = this.#options.clock.now() - this.#answeredAt;
    // Less than nothing where the clock was set back.
    return since >= 0 && since <= CURRENT_MS;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#options.connection.disconnect();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { connection, onGap } = this.#options;
    let isFirst = true;
    while (!this.#isStopped) {
      try {
        // Where the stream ends now is known before memory is dropped: what comes later is heard of.
        const { generation } = this.#primaries;
        const place = await this.#begin();
        onGap(isFirst);
        isFirst = false;
        while (!this.#isStopped && generation === this.#primaries.generation && (await this.#follow(place)));
      } catch {
        // Not connected, or a server that takes no writes. The time of the last answer says how things stand.
      }
      if (this.#isStopped) return;
      this.#answeredAt = Number.NEGATIVE_INFINITY;
      if (connection.status === 'end') return;
      await new Promise((resolve) => setTimeout(resolve, BLOCK_MS));
    }
  }

  /** Rejects where there is no stream and none can be made: then nothing could be told through it. */
  async #begin(): Promise<Place> {
    const { connection, self } = this.#options;
    // A primary that has become a replica refuses: what it has of the stream is not what was told.
    await connection.xadd(INVALIDATIONS_STREAM, 'MAXLEN', '~', KEPT, '*', 'tags', '[]', 'from', self);
    return placeOf((await connection.xinfo('STREAM', INVALIDATIONS_STREAM)) as readonly unknown[]);
  }

  /** @returns false after a gap */
  async #follow(place: Place): Promise<boolean> {
    const { connection, clock } = this.#options;
    const woken = await connection.xread('COUNT', READ_AT_ONCE, 'BLOCK', BLOCK_MS, 'STREAMS', INVALIDATIONS_STREAM, place.id);
    this.#hear(woken as Answer, place);
    const askedAt = clock.now();
    const told = await connection
      .multi()
      .xread('COUNT', READ_AT_ONCE, 'STREAMS', INVALIDATIONS_STREAM, place.id)
      .xinfo('STREAM', INVALIDATIONS_STREAM)
      .exec();
    const [read, info] = (told ?? []) as readonly Result[];
    if (read?.[0] !== null || info?.[0] !== null) return false;
    const rest = read[1] as Answer;
    this.#hear(rest, place);
    const end = placeOf(info[1] as readonly unknown[]);
    const isBehind = (rest?.[0]?.[1].length ?? 0) === READ_AT_ONCE;
    if (!isBehind && (end.id !== place.id || end.added !== place.added)) return false;
    // What was written after it was asked for may still be on its way.
    if (!isBehind) this.#answeredAt = askedAt;
    return true;
  }

  #hear(answer: Answer, place: Place): void {
    for (const [id, fields] of answer?.[0]?.[1] ?? []) {
      place.id = id;
      place.added += 1;
      const [, text = 'null', , from] = fields;
      const tags: unknown = JSON.parse(text);
      if (!Array.isArray(tags)) this.#options.onGap(false);
      else if (from !== this.#options.self && tags.length > 0) this.#options.onTags(tags.map(String));
    }
  }
}

/** From the flat list of names and values that XINFO answers. */
function placeOf(info: readonly unknown[]): Place {
  const value = (name: string): unknown => info[info.indexOf(name) + 1];
  return { id: String(value('last-generated-id')), added: Number(value('entries-added')) };
}

const NOTHING = (): void => undefined;

type Answer = readonly (readonly [stream: string, entries: readonly (readonly [id: string, fields: string[]])[]])[] | null;
type Result = readonly [error: Error | null, value: unknown];
