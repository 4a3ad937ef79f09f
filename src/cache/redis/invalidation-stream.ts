/**
 * Invalidations as a stream in Redis, for processes that have no database to hear of them. Written after the stamps are gone, so that whoever hears of one
 * finds nothing in Redis that it has made wrong.
 */
import type { Clock } from '../../clock/clock.ts';
import { INVALIDATIONS_STREAM } from '../keys.ts';
import type { Connection } from './connect.ts';

/** Milliseconds that a read waits for something to happen: after it, the reader knows that nothing has. */
const BLOCK_MS = 25;
/** A reader that has not been answered for so long may have missed something. */
const CURRENT_MS = 50;
const READ_AT_ONCE = 1_000;
/** More than are read at once: what is cut off has been read, or the reader sees that it is behind. */
const KEPT = 10 * READ_AT_ONCE;

/** Rejects where Redis cannot be told. */
export async function publishInvalidation(connection: Connection, tags: readonly string[]): Promise<void> {
  await connection.xadd(INVALIDATIONS_STREAM, 'MAXLEN', '~', KEPT, '*', 'tags', JSON.stringify(tags));
}

export interface StreamReaderOptions {
  /** Of its own: a read that waits holds up everything behind it. Closed with the reader. */
  readonly connection: Connection;
  readonly clock: Clock;
  readonly onTags: (tags: readonly string[]) => void;
  /** Something may have been missed. */
  readonly onGap: () => void;
}

export class InvalidationStreamReader {
  readonly #options: StreamReaderOptions;
  readonly #running: Promise<void>;
  #isStopped = false;
  #answeredAt = Number.NEGATIVE_INFINITY;

  constructor(options: StreamReaderOptions) {
    this.#options = options;
    this.#running = this.#run();
  }

  /** Whether everything that was written until 50 ms ago has been heard of. */
  get isCurrent(): boolean {
    return this.#options.clock.now() - this.#answeredAt <= CURRENT_MS;
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#options.connection.disconnect();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { connection, clock, onGap } = this.#options;
    while (!this.#isStopped) {
      try {
        // Where the stream ends now is known before memory is dropped: what comes later is heard of.
        let id = await this.#end();
        onGap();
        while (!this.#isStopped) {
          const askedAt = clock.now();
          const answer = (await connection.xread('COUNT', READ_AT_ONCE, 'BLOCK', BLOCK_MS, 'STREAMS', INVALIDATIONS_STREAM, id)) as Answer;
          const entries = answer?.[0]?.[1] ?? [];
          id = entries.at(-1)?.[0] ?? id;
          if (entries.length === READ_AT_ONCE) onGap();
          else for (const [, fields] of entries) this.#hear(fields);
          // What was written after it was asked for may still be on its way.
          this.#answeredAt = askedAt;
        }
      } catch {
        // Not connected, or a server that has become a replica. The time of the last answer says how things stand.
        if (!this.#isStopped) await new Promise((resolve) => setTimeout(resolve, BLOCK_MS));
      }
    }
  }

  async #end(): Promise<string> {
    const [last] = await this.#options.connection.xrevrange(INVALIDATIONS_STREAM, '+', '-', 'COUNT', 1);
    return last?.[0] ?? '0';
  }

  #hear(fields: readonly string[]): void {
    const tags: unknown = JSON.parse(fields[1] ?? 'null');
    if (Array.isArray(tags)) this.#options.onTags(tags.map(String));
    else this.#options.onGap();
  }
}

type Answer = readonly (readonly [stream: string, entries: readonly (readonly [id: string, fields: string[]])[]])[] | null;
