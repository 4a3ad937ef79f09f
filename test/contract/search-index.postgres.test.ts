/** What an index gathers on PostgreSQL before a writer has to merge it. */
import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { openTestDatabase } from '../testkit/database.ts';
import { describeWithPostgres } from '../testkit/services.ts';

describeWithPostgres('the search index on PostgreSQL', (service) => {
  it('gathers 8 MB in each of its two indexes, and no writer merges more at once', async () => {
    const test = await openTestDatabase({ server: service.address });
    const { rows } = await sql<{ relname: string; reloptions: readonly string[] }>`
      select relname, reloptions from pg_class where relkind = 'i' and relam = (select oid from pg_am where amname = 'gin') order by relname`
      .execute(test.database.read)
      .finally(() => test.remove());
    expect(rows.map(({ relname, reloptions }) => [relname, ...reloptions.toSorted()])).toEqual([
      ['search_documents_document', 'fastupdate=on', 'gin_pending_list_limit=8192'],
      ['search_documents_heading', 'fastupdate=on', 'gin_pending_list_limit=8192'],
    ]);
  });
});
