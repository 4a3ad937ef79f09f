/** A fresh, migrated database for a test, on either engine, that writes down the statements it runs. */
import pg from 'pg';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Database, openDatabase, type StatementEvent } from '../../src/data/database.ts';
import { describe } from '@jest/globals';
import { COLUMNS } from '../../src/data/tables.ts';
import { fakeClock, type FakeClock } from './clock.ts';
import { describeWithPostgres } from './services.ts';

export interface TestDatabase {
  readonly database: Database;
  readonly clock: FakeClock;
  /** Where SQLite's file lies, or what DATABASE_URL is: opens the same database a second time. */
  readonly options: { readonly databaseUrl?: string; readonly dataDir: string };
  /** What `run` sends to the database, in order. */
  statements(run: () => Promise<unknown>): Promise<readonly StatementEvent[]>;
  /** Runs SQL past the data layer, on a connection of its own. */
  directly(sql: string): Promise<void>;
  /** Empties every table and sets the clock back: as good as a fresh one, and much quicker to have. */
  reset(): Promise<void>;
  /** Closes it and removes every trace. */
  remove(): Promise<void>;
}

export interface TestDatabaseOptions {
  readonly clock?: FakeClock;
  /** A PostgreSQL server to make a database on (see `describeWithPostgres`); SQLite in a directory of its own without it. */
  readonly server?: string;
}

export async function openTestDatabase({ clock = fakeClock(), server }: TestDatabaseOptions = {}): Promise<TestDatabase> {
  const dataDir = mkdtempSync(join(tmpdir(), 'newsgraph-test-'));
  const made = server === undefined ? null : await createDatabase(server);
  const options = made === null ? { dataDir } : { dataDir, databaseUrl: made.databaseUrl };
  const database = await openDatabase({ ...options, clock });
  await database.migrate();
  const started = clock.now();
  const directly = (sql: string) => (made === null ? onFile(join(dataDir, 'newsgraph.db'), sql) : onServer(made.databaseUrl, sql));
  return {
    database,
    clock,
    options,
    async statements(run) {
      const seen: StatementEvent[] = [];
      const stop = database.onStatement((statement) => void seen.push(statement));
      try {
        await run();
      } finally {
        stop();
      }
      return seen;
    },
    directly,
    async reset() {
      clock.set(started);
      await directly(
        made === null ? [...TABLES, 'article_index'].map((table) => `delete from ${table};`).join(' ') : `truncate ${TABLES.join(', ')}`,
      );
    },
    async remove() {
      await database.close();
      await made?.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Runs one suite against both engines; `open` gives a fresh database of the engine at hand. */
export function describeOnEachEngine(
  name: string,
  suite: (open: (options?: { readonly clock?: FakeClock }) => Promise<TestDatabase>, engine: Database['engine']) => void,
): void {
  describe(`${name} (SQLite)`, () => {
    suite((options) => openTestDatabase(options), 'sqlite');
  });
  describeWithPostgres(`${name} (PostgreSQL)`, (service) =>
    suite((options) => openTestDatabase({ ...options, server: service.address }), 'postgres'),
  );
}

const TABLES = Object.keys(COLUMNS).filter((table) => table !== 'migrations');

async function createDatabase(server: string): Promise<{ readonly databaseUrl: string; drop(): Promise<void> }> {
  const name = `newsgraph_test_${randomBytes(8).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { databaseUrl: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

function onFile(path: string, sql: string): Promise<void> {
  const connection = new DatabaseSync(path, { enableForeignKeyConstraints: false, timeout: 5_000 });
  connection.exec(sql);
  connection.close();
  return Promise.resolve();
}

async function onServer(server: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
