/** Entities, topics and readability of articles; near-duplicates; stories. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const storyTables: Migration = {
  name: '0004-stories',
  async up({ engine, read }: Reader) {
    for (const statement of statements(TYPES[engine])) await sql.raw(statement).execute(read);
  },
};

interface Types {
  readonly text: string;
  readonly integer: string;
  readonly real: string;
  readonly options: string;
}

/** As in 0001. */
const TYPES: Readonly<Record<Engine, Types>> = {
  sqlite: { text: 'text', integer: 'integer', real: 'real', options: 'strict' },
  postgres: { text: 'text collate "C"', integer: 'bigint', real: 'double precision', options: '' },
};

const statements = ({ text, integer, real, options }: Types): readonly string[] => [
  // What an older engine made has none; it is made again.
  `alter table enrichments add column entities ${text} not null default '[]'`,
  `alter table enrichments add column topics ${text} not null default '[]'`,
  `alter table enrichments add column readability ${text}`,

  // Each pair stands twice, once for either side.
  `create table near_duplicates (article_id ${text} not null, duplicate_id ${text} not null, similarity ${real} not null, primary key (article_id, duplicate_id)) ${options}`,
  `create index near_duplicates_duplicate on near_duplicates (duplicate_id)`,

  `create table stories (
    id ${text} primary key not null, title ${text} not null, language ${text} not null, primary_language ${text} not null, size ${integer} not null, first_published_at ${integer} not null,
    last_published_at ${integer} not null, keywords ${text} not null, topics ${text} not null) ${options}`,
  `create index stories_last on stories (last_published_at, id)`,
  `create index stories_language_last on stories (primary_language, last_published_at, id)`,
  // Every enriched article; story_id is null while it stands alone.
  `create table story_articles (
    id ${text} primary key not null, story_id ${text}, title ${text} not null, language ${text} not null, published_at ${integer} not null) ${options}`,
  `create index story_articles_story on story_articles (story_id, published_at, id) where story_id is not null`,
];
