/** Reading the outbox: every change that others must hear of, in commit order. */
import { sql } from 'kysely';
import type { Reader } from '../data/database.ts';

export interface OutboxEvent {
  /** Grows in commit order; gaps mean nothing. */
  readonly position: number;
  readonly topic: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Milliseconds since the Unix epoch: the writer's clock. */
  readonly at: number;
}

/** The last position before a time (milliseconds since the Unix epoch); where more than `most` events are younger, that before the newest `most`. */
export async function positionBefore(db: Reader, at: number, most: number): Promise<number> {
  const { rows } = await sql<{ position: number | null }>`
    select coalesce(max(case when at <= ${at} then position end), min(position) - 1) as position
    from (select position, at from outbox order by position desc limit ${most}) as newest`.execute(db.read);
  return Number(rows[0]?.position ?? 0);
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

/** Position of the oldest event that is still there; null where there is none. 1 means that nothing was ever pruned. */
export async function oldestPosition(db: Reader): Promise<number | null> {
  const { rows } = await sql<{ position: number | null }>`select min(position) as position from outbox`.execute(db.read);
  return rows[0]!.position;
}

/** The writer's time of the oldest event that is still there, milliseconds; null where there is none. */
export async function oldestTime(db: Reader): Promise<number | null> {
  const { rows } = await sql<{ at: number }>`select at from outbox order by position limit 1`.execute(db.read);
  return rows[0]?.at ?? null;
}

/** Up to where the consumer's events are handled, as stored; null where nobody of that name was ever started. */
export async function cursorOf(db: Reader, consumer: string): Promise<number | null> {
  const { rows } = await sql<{ position: number }>`select position from outbox_cursors where consumer = ${consumer}`.execute(db.read);
  return rows[0]?.position ?? null;
}

export interface ConsumerState {
  readonly consumer: string;
  readonly position: number;
  /** The process that applies it, or that did last; null where it was given back. */
  readonly holder: string | null;
  /** Milliseconds since the Unix epoch, by the holder's clock. */
  readonly leasedUntil: number;
  /** Events that it could not take and went past. */
  readonly parked: number;
}

/** Every consumer with a stored cursor, by name. */
export async function consumerStates(db: Reader): Promise<readonly ConsumerState[]> {
  const { rows } = await sql<{ consumer: string; position: number; holder: string | null; leased_until: number; parked: number }>`
    select consumer, position, holder, leased_until, (select count(*) from outbox_parked where outbox_parked.consumer = outbox_cursors.consumer) as parked
    from outbox_cursors order by consumer`.execute(db.read);
  return rows.map(({ leased_until: leasedUntil, parked, ...row }) => ({ ...row, leasedUntil, parked: Number(parked) }));
}

export interface ParkedEvent {
  readonly event: OutboxEvent;
  /** What the consumer said at the last try. */
  readonly error: string;
  readonly parkedAt: number;
}

/** What the consumer could not take, oldest first, `limit` at most. */
export async function parkedEvents(db: Reader, consumer: string, limit: number): Promise<readonly ParkedEvent[]> {
  const { rows } = await sql<{
    position: number;
    topic: string;
    subject_id: string;
    payload: string;
    at: number;
    error: string;
    parked_at: number;
  }>`
    select position, topic, subject_id, payload, at, error, parked_at from outbox_parked where consumer = ${consumer} order by position limit ${limit}`.execute(
    db.read,
  );
  return rows.map(({ position, topic, subject_id: subjectId, payload, at, error, parked_at: parkedAt }) => ({
    event: { position, topic, subjectId, payload: JSON.parse(payload) as Record<string, unknown>, at },
    error,
    parkedAt,
  }));
}

export interface ConsumerLag {
  readonly consumer: string;
  /** Events that it has not passed, counted until MAX_COUNTED. */
  readonly events: number;
  /** The writer's time of the oldest of them; null where there is none. */
  readonly oldestAt: number | null;
}

/** More events behind than this are counted as so many. */
const MAX_COUNTED = 10_000;

/** How far each consumer with a stored cursor is behind, by name. */
export async function consumerLags(db: Reader): Promise<readonly ConsumerLag[]> {
  const { rows } = await sql<{ consumer: string; events: number; oldest_at: number | null }>`
    select consumer,
      (select count(*) from (select 1 from outbox where outbox.position > outbox_cursors.position limit ${MAX_COUNTED}) as behind) as events,
      (select at from outbox where outbox.position > outbox_cursors.position order by outbox.position limit 1) as oldest_at
    from outbox_cursors order by consumer`.execute(db.read);
  return rows.map(({ consumer, events, oldest_at: oldestAt }) => ({ consumer, events: Number(events), oldestAt }));
}
