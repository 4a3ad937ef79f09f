/** Reading the outbox: every change that others must hear of, in commit order. */
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database, Reader } from '../data/database.ts';

export interface OutboxEvent {
  /** Grows in commit order; gaps mean nothing. */
  readonly position: number;
  readonly topic: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds since the Unix epoch: the writer's clock. */
  readonly at: number;
}

export interface TailOptions {
  /** Hand over what is behind this position. */
  readonly from: number;
  /** Awaited before the next batch is read. When it throws, `tail` rejects with that error and hands over nothing more. */
  readonly onEvents: (events: readonly OutboxEvent[]) => Promise<void> | void;
  readonly signal: AbortSignal;
  /** Between two polls while idle; 100 unless told. */
  readonly pollMs?: number;
}

/** Events handed over at once at most. */
const TAIL_BATCH = 500;

/** Hands over events in order, none twice and none left out, until the signal aborts; then resolves with the last position handed over. */
export async function tail(db: Database, options: TailOptions): Promise<number> {
  const { signal, onEvents, pollMs = 100 } = options;
  let position = options.from;
  let seenVersion: number | null = null;
  while (!signal.aborted) {
    // Read before the events: what is committed in between shows as another version at the next poll.
    const version = await dataVersion(db);
    if (version === null || version !== seenVersion) {
      position = await handOver(db, position, onEvents, signal);
      seenVersion = version;
    }
    await idle(pollMs, signal);
  }
  return position;
}

async function handOver(db: Database, from: number, onEvents: TailOptions['onEvents'], signal: AbortSignal): Promise<number> {
  let position = from;
  while (!signal.aborted) {
    const events = await outboxAfter(db, position, TAIL_BATCH);
    if (events.length === 0) break;
    await onEvents(events);
    position = events.at(-1)!.position;
  }
  return position;
}

/** Changes whenever another connection has committed: a few microseconds instead of a query. Null where the engine has no such thing. */
async function dataVersion(db: Database): Promise<number | null> {
  if (db.engine !== 'sqlite') return null;
  const { rows } = await sql<{ data_version: number }>`pragma data_version`.execute(db.read);
  return rows[0]!.data_version;
}

async function idle(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(milliseconds, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Events behind `position`, in order, `limit` at most. */
export async function outboxAfter(db: Reader, position: number, limit: number): Promise<readonly OutboxEvent[]> {
  const { rows } = await sql<{ position: number; topic: string; subject_id: string; payload: string; at: number }>`
    select position, topic, subject_id, payload, at from outbox where position > ${position} order by position limit ${limit}`.execute(
    db.read,
  );
  return rows.map((row) => ({
    position: row.position,
    topic: row.topic,
    subjectId: row.subject_id,
    payload: JSON.parse(row.payload) as Record<string, unknown>,
    at: row.at,
  }));
}

/** Position of the newest event, 0 where there is none. */
export async function latestPosition(db: Reader): Promise<number> {
  const { rows } = await sql<{ position: number }>`select coalesce(max(position), 0) as position from outbox`.execute(db.read);
  return rows[0]!.position;
}

/** What `outbox.commitCursor` stored for a consumer, or null. */
export async function cursorOf(db: Reader, consumer: string): Promise<number | null> {
  const { rows } = await sql<{ position: number }>`select position from outbox_cursors where consumer = ${consumer}`.execute(db.read);
  return rows[0]?.position ?? null;
}
