/** About how much memory an input takes while it waits, in bytes: so that a queue of writes can be bounded by what it holds. */
import { DatabaseFault } from './database-fault.ts';

/** Writes that may wait at once, and the memory they may hold together; more are refused, so that a flood of writes cannot eat the memory. */
export const MAX_QUEUED_WRITES = 1_000;
export const MAX_QUEUED_BYTES = 64 * 1024 * 1024;

/**
 * Throws `WRITE_QUEUE_FULL` where one more input would be too much. One alone is always taken, whatever its size: procedures bound their own inputs, and a
 * write that no queue ever takes could never be made.
 */
export function requireRoom(name: string, waiting: number, waitingBytes: number, bytes: number): void {
  if (waiting >= MAX_QUEUED_WRITES)
    throw new DatabaseFault('WRITE_QUEUE_FULL', `${MAX_QUEUED_WRITES} writes are waiting already: "${name}" was not run.`);
  if (waiting > 0 && waitingBytes + bytes > MAX_QUEUED_BYTES)
    throw new DatabaseFault(
      'WRITE_QUEUE_FULL',
      `Writes of ${Math.round(waitingBytes / 1e6)} MB are waiting already (${MAX_QUEUED_BYTES / 1024 / 1024} MB at most): "${name}" was not run.`,
    );
}

/** What an object or array costs beside what is in it. */
const CONTAINER = 32;
const NUMBER = 8;

/** Strings count two bytes a character: right for Arabic, at most double for Latin. Costs a microsecond or so for each article of a batch. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return value.length * 2;
  if (typeof value !== 'object' || value === null) return NUMBER;
  if (ArrayBuffer.isView(value)) return value.byteLength;
  let size = CONTAINER;
  if (Array.isArray(value)) for (const item of value) size += sizeOf(item);
  else for (const key in value) size += NUMBER + sizeOf((value as Readonly<Record<string, unknown>>)[key]);
  return size;
}
