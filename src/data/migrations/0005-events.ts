/** Who applies a consumer of the outbox at the moment, and the events that a consumer could not take. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const events: Migration = {
  name: '0005-events',
  async up({ engine, read }: Reader) {
    for (const statement of statements(TYPES[engine])) await sql.raw(statement).execute(read);
  },
};

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly options: string;
}

const TYPES: Readonly<Record<Engine, Types>> = {
  sqlite: { text: 'text', integer: 'integer', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', options: '' },
};

const statements = ({ text, integer, options }: Types): readonly string[] => [
  `alter table outbox_cursors add column holder ${text}`,
  `alter table outbox_cursors add column leased_until ${integer} not null default 0`,
  `create table outbox_parked (
    consumer ${text} not null, position ${integer} not null, topic ${text} not null, subject_id ${text} not null, payload ${text} not null, at ${integer} not null,
    error ${text} not null, parked_at ${integer} not null, primary key (consumer, position)) ${options}`,
];
