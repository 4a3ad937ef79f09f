/** The data layer's front door: one interface, two engines. Everything above works with `Database` and never asks which engine it is. */
import { mkdirSync } from 'node:fs';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock/clock.ts';
import type { Tables } from './tables.ts';
import type { ReadInput, ReadName, ReadOutput } from './reads.ts';
import type { WriteInput, WriteName, WriteOutput } from './writes.ts';
import { DatabaseFault } from './database-fault.ts';

export type Engine = 'sqlite' | 'postgres';

/** What a query needs. Inside a write procedure the transaction is one too, so queries are shared. */
export interface Reader {
  readonly engine: Engine;
  readonly read: Kysely<Tables>;
}

/** One statement as it ran. `begin`, `commit` and pragmas are not told. */
export interface StatementEvent {
  readonly sql: string;
  readonly engine: Engine;
  readonly milliseconds?: number;
  readonly where: 'read' | 'write';
}

export interface CommitWatch {
  /** False while the connection that hears is being made. */
  readonly isHearing: boolean;
  stop(): Promise<void>;
}

export interface Database extends Reader {
  /**
   * Runs one named procedure in one transaction. Resolves once it is committed.
   * Rejects with `DatabaseFault` (`WRITE_QUEUE_FULL`, `WRITER_LOST`, `DATABASE_CLOSED` or the driver's own code); then nothing was written,
   * except for `WRITER_LOST`, where the outcome is not known.
   */
  write<N extends WriteName>(name: N, input: WriteInput<N>): Promise<WriteOutput<N>>;
  /**
   * Runs one named read (reads.ts): on SQLite in a reader thread, for it takes milliseconds. Rejects with `DatabaseFault` (`READ_QUEUE_FULL`, `READER_LOST`,
   * `DATABASE_CLOSED` or the driver's own code), or with what the read itself throws.
   */
  query<N extends ReadName>(name: N, input: ReadInput<N>): Promise<ReadOutput<N>>;
  /** Tells of every statement from now on, also those of the writer (before its write resolves). Returns the way to stop. */
  onStatement(listener: (statement: StatementEvent) => void): () => void;
  /**
   * Tells of commits with events for the outbox, by any process, within milliseconds on PostgreSQL and 20 ms on SQLite. It may tell of nothing, and it
   * may miss some while `isHearing` is false: whoever needs all of them looks now and then (src/events/outbox-tail.ts).
   */
  watchCommits(listener: () => void): CommitWatch;
  /** Brings the tables up to date and names the migrations that ran. Safe when several processes start at once. */
  migrate(): Promise<readonly string[]>;
  /** Lets queued writes finish, then closes everything. Safe to call twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** `postgres://…`; SQLite in `dataDir` where it is absent. */
  readonly databaseUrl?: string | undefined;
  /** Directory for `newsgraph.db`; made where it is missing. */
  readonly dataDir: string;
  readonly clock: Clock;
}

/** Opens the engine the options ask for, without migrating. Throws `DatabaseFault` naming `DATABASE_URL` or `DATA_DIR` where it cannot be used. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  // Imported on demand: the embedded shape never loads `pg`.
  if (options.databaseUrl !== undefined && options.databaseUrl !== '') {
    const { openPostgres } = await import('./postgres/postgres.database.ts');
    return openPostgres(options.databaseUrl, options.clock);
  }
  try {
    mkdirSync(options.dataDir, { recursive: true });
  } catch (cause) {
    throw new DatabaseFault(
      'DATABASE_UNUSABLE',
      `DATA_DIR: the directory "${options.dataDir}" cannot be made: ${(cause as Error).message}`,
      { cause },
    );
  }
  const { openSqlite } = await import('./sqlite/sqlite.database.ts');
  return openSqlite(options.dataDir, options.clock);
}
