/** Who published the articles of a story, and how many publishers it has. */
import { sql } from 'kysely';
import type { Engine, Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const storySources: Migration = {
  name: '0009-story-sources',
  async up({ engine, read }: Reader) {
    for (const statement of statements(TYPES[engine])) await sql.raw(statement).execute(read);
  },
};

/** As in 0001. */
const TYPES: Readonly<Record<Engine, { readonly text: string; readonly integer: string }>> = {
  sqlite: { text: 'text', integer: 'integer' },
  postgres: { text: 'text collate "C"', integer: 'bigint' },
};

const statements = ({ text, integer }: { readonly text: string; readonly integer: string }): readonly string[] => [
  `alter table story_articles add column source_id ${text} not null default ''`,
  `update story_articles set source_id = coalesce((select articles.source_id from articles where articles.id = story_articles.id), '')`,
  `alter table stories add column source_count ${integer} not null default 1`,
  `update stories set source_count = (select count(distinct source_id) from story_articles where story_id = stories.id)`,
];
