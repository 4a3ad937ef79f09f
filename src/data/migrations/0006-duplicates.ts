/** Repeats of articles: every address and text under which an article was met again. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const duplicateTables: Migration = {
  name: '0006-duplicates',
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
  `create table article_duplicates (
    article_id ${text} not null references articles (id) on delete cascade, url ${text} not null, content_hash ${text} not null, first_seen_at ${integer} not null,
    primary key (article_id, url, content_hash)) ${options}`,
  `create index article_duplicates_url on article_duplicates (url)`,
];
