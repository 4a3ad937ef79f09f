/** Runs of `newsgraph ingest` say that they go on, so that one that was killed is known to have ended. Bodies on PostgreSQL are packed by lz4. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const ingestRuns: Migration = {
  name: '0008-ingest-runs',
  async up({ engine, read }: Reader) {
    for (const statement of [...shared(INTEGER[engine]), ...OWN[engine]]) await sql.raw(statement).execute(read);
  },
};

/** As in 0001. */
const INTEGER: Readonly<Record<Engine, string>> = { sqlite: 'integer', postgres: 'bigint' };

const shared = (integer: string): readonly string[] => [
  `alter table ingest_runs add column seen_at ${integer} not null default 0`,
  `update ingest_runs set seen_at = coalesce(finished_at, started_at)`,
  `create index ingest_runs_open on ingest_runs (seen_at) where finished_at is null`,
];

const OWN: Readonly<Record<Engine, readonly string[]>> = {
  sqlite: [],
  postgres: [
    // Several times as fast as pglz, both ways. A server that was built without it, or is older than 14, goes on with pglz.
    `do $$ begin
      alter table article_bodies alter column text set compression lz4, alter column blocks set compression lz4;
    exception when feature_not_supported or invalid_parameter_value or syntax_error then null;
    end $$`,
  ],
};
