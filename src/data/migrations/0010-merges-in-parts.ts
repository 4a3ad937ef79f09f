/** What is gathered for the index of texts is merged into it four times as often: on PostgreSQL a merge of 32 MB keeps a core, and the ingest waiting, for a second. */
import { sql } from 'kysely';
import type { Reader } from '../database.ts';
import type { Migration } from './migration.ts';

export const mergesInParts: Migration = {
  name: '0010-merges-in-parts',
  async up({ engine, read }: Reader) {
    // Kilobytes. Costs what 32 MB do: below 8 MB the same entries of the tree are opened again and again. Every search reads the list from end to end, too.
    if (engine === 'postgres') await sql`alter index search_documents_document set (gin_pending_list_limit = 8192)`.execute(read);
  },
};
