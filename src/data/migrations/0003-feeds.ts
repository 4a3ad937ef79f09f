/** Feeds that are polled, the hosts they are on, and the runs of `newsgraph ingest`. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const feedTables: Migration = {
  name: '0003-feeds',
  async up({ engine, read }: Reader) {
    for (const statement of statements(TYPES[engine])) await sql.raw(statement).execute(read);
  },
};

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly options: string;
}

/** As in 0001. */
const TYPES: Readonly<Record<Engine, Types>> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

const statements = ({ text, integer, options }: Types): readonly string[] => [
  // next_fetch_at is null where the feed is not polled (PAUSED, DEAD), so that its index alone finds what is due.
  // lease counts the polls that were begun; lease_until is 0 while nobody polls, else the end of the poller's time.
  `create table feeds (
    id ${text} primary key not null, url ${text} not null, host ${text} not null, source_id ${text}, kind ${text}, state ${text} not null, added_at ${integer} not null,
    last_fetched_at ${integer}, last_success_at ${integer}, last_new_at ${integer}, next_fetch_at ${integer}, requested_at ${integer} not null, interval_seconds ${integer} not null,
    etag ${text}, last_modified ${text}, last_status ${integer}, last_error ${text}, consecutive_failures ${integer} not null, failing_since ${integer},
    lease ${integer} not null, leased_at ${integer} not null, lease_until ${integer} not null) ${options}`,
  `create unique index feeds_url on feeds (url)`,
  `create index feeds_due on feeds (next_fetch_at, id)`,
  `create index feeds_source on feeds (source_id, added_at, id)`,
  `create index feeds_added on feeds (added_at, id)`,
  `create index feeds_state on feeds (state, added_at, id)`,
  `create index feeds_last_new on feeds (last_new_at)`,
  // Until when nobody may ask the host: while it is asked the end of the poller's time, then the end of the pause behind it.
  `create table feed_hosts (host ${text} primary key not null, busy_until ${integer} not null) ${options}`,
  `create table ingest_runs (
    id ${text} primary key not null, input ${text} not null, started_at ${integer} not null, finished_at ${integer}, added ${integer} not null, updated ${integer} not null,
    unchanged ${integer} not null, rejected ${integer} not null, reasons ${text} not null, inputs_failed ${integer} not null) ${options}`,
  `create index ingest_runs_started on ingest_runs (started_at, id)`,
];
