/** The distributed engine: one pool, reads as they come, each write one transaction. */
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Clock } from '../../clock/clock.ts';
import type { Database, Reader, StatementEvent } from '../database.ts';
import { DatabaseFault } from '../database-fault.ts';
import { migrateDatabase } from '../migrate.ts';
import { type ReadInput, type ReadName, type ReadOutput, reads } from '../reads.ts';
import { runProcedure } from '../run-procedure.ts';
import type { Tables } from '../tables.ts';
import type { WriteName, WriteOutput } from '../writes.ts';
import { OutboxListener } from './outbox-listener.ts';
import { WriteQueue } from './write-queue.ts';

const POOL_SIZE = 10;
/** Milliseconds to get a connection, whether a new one or one that is in use. */
const CONNECT_TIMEOUT = 10_000;
/** Milliseconds after which the server ends a statement. */
const STATEMENT_TIMEOUT = 60_000;
/** A transaction that PostgreSQL ended because of another one is run again this many times in all. */
const MAX_TRIES = 6;
/** serialization_failure, deadlock_detected */
const RETRIED = new Set(['40001', '40P01']);
const UNTOLD = /^(begin|start transaction|commit|rollback)\b/;

/** Throws `DatabaseFault` naming `DATABASE_URL` where no connection can be had. */
export async function openPostgres(databaseUrl: string, clock: Clock): Promise<Database> {
  if (!/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new DatabaseFault(
      'DATABASE_UNUSABLE',
      'DATABASE_URL: only postgres:// and postgresql:// URLs are taken; leave it unset for SQLite.',
    );
  const pool = connect(databaseUrl);
  await probe(pool, databaseUrl);

  const listeners = new Set<(statement: StatementEvent) => void>();
  const kysely = (where: 'read' | 'write') =>
    new Kysely<Tables>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query, queryDurationMillis }) => {
        if (listeners.size === 0 || UNTOLD.test(query.sql)) return;
        for (const listener of listeners) listener({ sql: query.sql, engine: 'postgres', milliseconds: queryDurationMillis, where });
      },
    });
  const read = kysely('read');
  const written = kysely('write');
  const queue = new WriteQueue();
  const outboxListener = new OutboxListener(databaseUrl);
  let closing: Promise<void> | null = null;

  const database: Database = {
    engine: 'postgres',
    read,
    async write(name, input) {
      if (closing !== null) throw new DatabaseFault('DATABASE_CLOSED', `The database is closed: "${name}" was not run.`);
      const now = clock.now();
      return (await queue.run(name, input, () => transaction(written, name, input, now))) as WriteOutput<typeof name>;
    },
    query: <N extends ReadName>(name: N, input: ReadInput<N>) =>
      (reads[name] as (db: Reader, input: ReadInput<N>) => Promise<ReadOutput<N>>)(database, input),
    onStatement(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watchCommits: (listener) => outboxListener.add(listener),
    migrate: () => migrateDatabase(database),
    // The pool is ended by itself: two Kysely instances share it, and each would end it once.
    close: () => (closing ??= Promise.all([queue.idle(), outboxListener.close()]).then(() => pool.end())),
  };
  return database;
}

async function transaction(kysely: Kysely<Tables>, name: WriteName, input: unknown, now: number): Promise<unknown> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await kysely.transaction().execute((read) => runProcedure({ engine: 'postgres', read }, name, input, now));
    } catch (cause) {
      if (cause instanceof DatabaseFault) throw cause;
      const { code, message } = cause as { code?: string; message: string };
      if (attempt === MAX_TRIES || code === undefined || !RETRIED.has(code))
        throw new DatabaseFault(code ?? 'WRITE_FAILED', `${name}: ${message}`, { cause });
      // Apart by chance, so that two that ended each other do not meet again.
      await pause(Math.random() * 20 * attempt);
    }
  }
}

function connect(databaseUrl: string): pg.Pool {
  let pool: pg.Pool;
  try {
    pool = new pg.Pool({
      connectionString: databaseUrl,
      max: POOL_SIZE,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      statement_timeout: STATEMENT_TIMEOUT,
      application_name: 'newsgraph',
      types: { getTypeParser: (type, format) => (type === INT8 ? Number : pg.types.getTypeParser(type, format)) },
    });
  } catch (cause) {
    throw new DatabaseFault('DATABASE_UNUSABLE', `DATABASE_URL: it is not a PostgreSQL URL: ${(cause as Error).message}`, { cause });
  }
  // An idle connection that breaks is dropped by the pool; without a listener its error would end the process. The next query tells of a dead server.
  pool.on('error', () => undefined);
  // The same for one that is in use when the server restarts: its query rejects, and nobody else needs to hear of it.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/** Type id of bigint. Every one of ours (times, positions, counts) is far below 2^53. */
const INT8 = 20;

async function probe(pool: pg.Pool, databaseUrl: string): Promise<void> {
  try {
    await pool.query('select 1');
  } catch (cause) {
    await pool.end();
    throw new DatabaseFault('DATABASE_UNUSABLE', `DATABASE_URL: ${withoutPassword(databaseUrl)} does not answer: ${messageOf(cause)}`, {
      cause,
    });
  }
}

function withoutPassword(databaseUrl: string): string {
  if (!URL.canParse(databaseUrl)) return 'the database';
  const url = new URL(databaseUrl);
  return `${url.host}${url.pathname}`;
}

/** A refused connection to a name with several addresses is an AggregateError without a message. */
function messageOf(error: unknown): string {
  const { message, code } = error as { message?: string; code?: string };
  return message !== undefined && message !== '' ? message : (code ?? 'no reason given');
}
