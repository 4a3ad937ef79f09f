/** The embedded engine: reads on this thread's connection (WAL: they never wait for a write), writes in the writer thread. */
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { Kysely } from 'kysely';
import type { Clock } from '../../clock/clock.ts';
import type { Database, StatementEvent } from '../database.ts';
import { DatabaseFault } from '../database-fault.ts';
import type { Tables } from '../tables.ts';
import { migrateDatabase } from '../migrate.ts';
import type { ReadOutput } from '../reads.ts';
import type { WriteOutput } from '../writes.ts';
import { openConnection } from './connection.ts';
import { DataVersionWatch } from './data-version-watch.ts';
import { ReaderPool } from './reader-pool.ts';
import { sqliteDialect } from './sqlite.dialect.ts';
import { Writer } from './writer.ts';

const DATABASE_FILE = 'newsgraph.db';

/** `dataDir` exists. Throws `DatabaseFault` where the file cannot be opened. */
export function openSqlite(dataDir: string, clock: Clock): Database {
  const path = join(dataDir, DATABASE_FILE);
  const listeners = new Set<(statement: StatementEvent) => void>();
  const tell = (statement: StatementEvent) => {
    for (const listener of listeners) listener(statement);
  };
  const connection = open(path);
  const read = new Kysely<Tables>({
    dialect: sqliteDialect(connection),
    log: (event) => {
      if (listeners.size > 0) tell({ sql: event.query.sql, engine: 'sqlite', milliseconds: event.queryDurationMillis, where: 'read' });
    },
  });
  const writer = new Writer({
    path,
    onStatements: (statements) => {
      for (const { sql, milliseconds } of statements) tell({ sql, engine: 'sqlite', milliseconds, where: 'write' });
    },
  });
  const commits = new DataVersionWatch(connection);
  const readers = new ReaderPool({
    path,
    onStatements: (statements) => {
      for (const { sql, milliseconds } of statements) tell({ sql, engine: 'sqlite', milliseconds, where: 'read' });
    },
  });
  const closeAll = async () => {
    await Promise.all([writer.close(), readers.close()]);
    commits.close();
    connection.close();
  };
  let closing: Promise<void> | null = null;

  const database: Database = {
    engine: 'sqlite',
    read,
    write: (name, input) => writer.write(name, input, clock.now(), listeners.size > 0) as Promise<WriteOutput<typeof name>>,
    query: (name, input) => readers.query(name, input, listeners.size > 0) as Promise<ReadOutput<typeof name>>,
    onStatement(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    watchCommits: (listener) => commits.add(listener),
    migrate: () => migrateDatabase(database),
    close: () => (closing ??= closeAll()),
  };
  return database;
}

function open(path: string): ReturnType<typeof openConnection> {
  try {
    // SQLite opens a file that may not be written to, and fails at the first write.
    if (existsSync(path)) accessSync(path, constants.R_OK | constants.W_OK);
    // Not read-only for the file system (a reader of a WAL file writes its shared memory), but `query_only` for SQL.
    return openConnection(path, { queryOnly: true });
  } catch (cause) {
    throw new DatabaseFault(
      'DATABASE_UNUSABLE',
      `DATA_DIR: the database "${path}" cannot be opened: ${(cause as { message: string }).message}`,
      { cause },
    );
  }
}
