/** Brings the tables up to date, as one write: all of what is missing, or nothing. */
import { sql } from 'kysely';
import { DatabaseFault } from '../database-fault.ts';
import { exclusively } from '../locks.ts';
import type { Procedure } from '../write-context.ts';
import { firstTables } from './0001-first-tables.ts';
import { searchTables } from './0002-search.ts';
import { feedTables } from './0003-feeds.ts';
import { storyTables } from './0004-stories.ts';
import { events } from './0005-events.ts';
import { duplicateTables } from './0006-duplicates.ts';
import { fetchStateTable } from './0007-fetch-states.ts';
import { ingestRuns } from './0008-ingest-runs.ts';
import { storySources } from './0009-story-sources.ts';
import type { Migration } from './migration.ts';

/** In order. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  searchTables,
  feedTables,
  storyTables,
  events,
  duplicateTables,
  fetchStateTable,
  ingestRuns,
  storySources,
];

/** Names what ran. Of several processes that start at once the first does it, the others wait for it and find nothing to do. */
const migrate: Procedure<null, readonly string[]> = async (context) => {
  const { read, now } = context;
  await exclusively(context, 'migrations');
  await sql`create table if not exists migrations (name text primary key not null, at bigint not null)`.execute(read);
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(read);
  const done = new Set(rows.map((row) => row.name));
  const known = new Set(MIGRATIONS.map((migration) => migration.name));
  const unknown = [...done].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new DatabaseFault(
      'DATABASE_UNUSABLE',
      `The database was made by a newer version of Newsgraph (it has the migration ${unknown.join(', ')}, which this version does not know).`,
    );
  }
  const missing = MIGRATIONS.filter((migration) => !done.has(migration.name));
  for (const migration of missing) {
    await migration.up(context);
    await sql`insert into migrations (name, at) values (${migration.name}, ${now})`.execute(read);
  }
  return missing.map((migration) => migration.name);
};

export const migrationWrites = { 'database.migrate': migrate };
