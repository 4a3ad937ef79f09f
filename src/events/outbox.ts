/** Reading the outbox: every change that others must hear of, in commit order. */
import type { Database, Reader } from '../data/database.ts';

export interface OutboxEvent {
  /** Grows in commit order; gaps mean nothing. */
  readonly position: number;
  readonly topic: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
}

/** Events behind `position`, in order. */
export function outboxAfter(db: Reader, position: number, limit: number): Promise<readonly OutboxEvent[]> { throw new Error(`being written ${db.engine} ${position} ${limit}`); }
/** Position of the newest event, 0 where there is none. */
export function latestPosition(db: Reader): Promise<number> { throw new Error(`being written ${db.engine}`); }
/** What `outbox.commitCursor` stored for a consumer, or null. */
export function cursorOf(db: Reader, consumer: string): Promise<number | null> { throw new Error(`being written ${db.engine} ${consumer}`); }

export interface TailOptions {
  /** Hand over what is behind this position. */
  readonly from: number;
  /** Awaited before the next batch is read. When it throws, `tail` rejects with that error. */
  readonly onEvents: (events: readonly OutboxEvent[]) => Promise<void> | void;
  readonly signal: AbortSignal;
  /** Between two polls while idle; 100 unless told. */
  readonly pollMs?: number;
}

/** Runs until the signal aborts, then resolves with the last position handed over. */
export function tail(db: Database, options: TailOptions): Promise<number> { throw new Error(`being written ${db.engine} ${options.from}`); }
