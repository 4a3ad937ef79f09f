/** How commits are heard of on PostgreSQL: LISTEN on a connection of its own, made anew whenever it is lost. */
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import type { CommitWatch } from '../database.ts';
import { OUTBOX_CHANNEL } from '../outbox-append.ts';

/** Milliseconds between two tries to connect. */
const RECONNECT_AFTER = 250;
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds after which a silent connection is probed: without it a connection that a firewall has forgotten looks alive for hours. */
const KEEP_ALIVE_AFTER = 10_000;

export class OutboxListener {
  readonly #databaseUrl: string;
  readonly #listeners = new Set<() => void>();
  #running: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  #isHearing = false;

  constructor(databaseUrl: string) {
    this.#databaseUrl = databaseUrl;
  }

  /** Keeps a connection for as long as anybody listens. Listeners are also told when a connection has been made: nobody knows what was missed. */
  add(listener: () => void): CommitWatch {
    const own = () => listener();
    this.#listeners.add(own);
    this.#running ??= this.#start();
    const isHearing = () => this.#isHearing;
    return {
      get isHearing() {
        return isHearing();
      },
      stop: async () => {
        this.#listeners.delete(own);
        if (this.#listeners.size === 0) await this.close();
      },
    };
  }

  async close(): Promise<void> {
    const running = this.#running;
    this.#running = null;
    running?.stop.abort();
    await running?.done;
  }

  #start() {
    const stop = new AbortController();
    return { stop, done: this.#keepListening(stop.signal) };
  }

  async #keepListening(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.#listen(signal);
      this.#isHearing = false;
      await pause(RECONNECT_AFTER, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Until the connection is lost or the signal aborts. A refused connection is no fault of its own: the next query of the pool tells. */
  async #listen(signal: AbortSignal): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#databaseUrl,
      application_name: 'newsgraph events',
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER,
    });
    const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
    client.on('error', () => lose());
    client.on('end', () => lose());
    client.on('notification', () => this.#tell());
    const onAbort = () => lose();
    signal.addEventListener('abort', onAbort);
    try {
      await Promise.race([this.#beginHearing(client), lost]);
      await lost;
    } catch {
      // Tried again by the caller.
    } finally {
      signal.removeEventListener('abort', onAbort);
      await client.end().catch(() => undefined);
    }
  }

  async #beginHearing(client: pg.Client): Promise<void> {
    await client.connect();
    await client.query(`listen ${OUTBOX_CHANNEL}`);
    this.#isHearing = true;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
