/** What is old and of no use any more is forgotten, a little at a time: events that every consumer has passed, keys of mutations. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../clock/clock.ts';
import type { Database } from '../../data/database.ts';
import { consumerStates, oldestTime } from '../../events/outbox.ts';
import { PRUNED_AT_ONCE } from '../../events/outbox.writes.ts';
import type { Logger } from '../../telemetry/logger.ts';

export interface RetentionWiring {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  readonly keepEventsMs: number;
  readonly keepKeysMs: number;
  /** Consumers that are not waited for while no process has them. */
  readonly catchingUp?: readonly string[];
}

export interface Pruned {
  readonly events: number;
  readonly keys: number;
  /** The consumer that keeps events longer than was asked for; null where none does. */
  readonly heldBackBy: string | null;
}

const EVERY_MS = 3_600_000;
/** After a start, plus up to as much again by chance: processes that start together need not prune together. */
const FIRST_AFTER_MS = 60_000;
/** Between two steps, for others to write. */
const REST_MS = 20;

/** Prunes soon after the start and then every hour, until it is stopped. */
export function startRetention(wiring: RetentionWiring): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = keepPruning(wiring, stopping.signal);
  return {
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

async function keepPruning(wiring: RetentionWiring, signal: AbortSignal): Promise<void> {
  for (let wait = FIRST_AFTER_MS * (1 + Math.random()); !signal.aborted; wait = EVERY_MS) {
    // Alone it keeps no process alive.
    await pause(wait, undefined, { signal, ref: false }).catch(() => undefined);
    if (signal.aborted) return;
    try {
      const pruned = await prune(wiring, signal);
      if (pruned.events + pruned.keys > 0) wiring.log.info(pruned, 'forgot what is old');
      if (pruned.heldBackBy !== null)
        wiring.log.warn(pruned, 'a consumer keeps old events from being forgotten: is it running? (`newsgraph events`)');
    } catch (error) {
      if (!signal.aborted) wiring.log.error({ err: error }, 'what is old could not be forgotten; it is tried again in an hour');
    }
  }
}

/** Once, all there is. */
export async function prune(
  { database, clock, keepEventsMs, keepKeysMs, catchingUp = [] }: RetentionWiring,
  signal?: AbortSignal,
): Promise<Pruned> {
  const before = clock.now() - keepEventsMs;
  const events = await pruneEvents(database, { before, catchingUp }, signal);
  const { removed: keys } = await database.write('comments.pruneKeys', { before: clock.now() - keepKeysMs });
  return { events, keys, heldBackBy: await heldBackBy(database, before) };
}

async function pruneEvents(
  database: Database,
  input: { readonly before: number; readonly catchingUp: readonly string[] },
  signal: AbortSignal | undefined,
): Promise<number> {
  let pruned = 0;
  for (;;) {
    const { removed } = await database.write('outbox.prune', input);
    pruned += removed;
    if (removed < PRUNED_AT_ONCE || signal?.aborted === true) return pruned;
    await pause(REST_MS);
  }
}

async function heldBackBy(database: Database, before: number): Promise<string | null> {
  if (((await oldestTime(database)) ?? before) >= before) return null;
  const [slowest] = (await consumerStates(database)).toSorted((one, other) => one.position - other.position);
  return slowest?.consumer ?? null;
}
