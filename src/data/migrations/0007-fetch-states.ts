/** What is remembered of each address that `newsgraph ingest` fetched, so that it is fetched again only where it changed. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const fetchStateTable: Migration = {
  name: '0007-fetch-states',
  async up({ engine, read }: Reader) {
    const { text, integer, options } = TYPES[engine];
    await sql
      .raw(
        `create table fetch_states (url ${text} primary key not null, etag ${text}, last_modified ${text}, fetched_at ${integer} not null) ${options}`,
      )
      .execute(read);
  },
};

/** As in 0001. */
const TYPES: Readonly<Record<Engine, { readonly text: string; readonly integer: string; readonly options: string }>> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};
