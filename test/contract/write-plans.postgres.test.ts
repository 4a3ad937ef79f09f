/** On PostgreSQL statistics choose the plan: what is stored most is stored along indexes in a database, too, that nobody has analyzed. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { type Database, openDatabase } from '../../src/data/database.ts';
import type { JobKey } from '../../src/data/enrichments/enrichment.writes.ts';
import { openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { describeWithPostgres } from '../testkit/services.ts';
import { range } from './drafts.ts';
import { resultOf } from './enrichment-results.ts';

describeWithPostgres('plans of writes on PostgreSQL', (service) => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase({ server: service.address });
  });
  afterAll(() => test.remove());

  it('asking for enrichments and storing them reads no table from end to end, without statistics too', async () => {
    const job = (n: number): JobKey => ({ articleId: `art_${n}`, inputHash: 'h', engineVersion: '1' });
    /** Articles in batches as the worker stores them, each like the twelve before it: lists become too long, and all are of a few stories. */
    const store = async (db: Database, from: number, to: number) => {
      for (let first = from; first < to; first += 32) {
        const batch = range(32).map((n) => first + n);
        await db.write('enrichments.enqueueMany', { jobs: batch.map(job) });
        await db.write('enrichments.claim', { limit: batch.length, leaseMs: 60_000 });
        const before = (n: number) => range(Math.min(n, 12)).map((back) => `art_${n - 1 - back}`);
        await db.write('enrichments.completeMany', { results: batch.map((n) => resultOf(job(n), before(n))) });
      }
    };
    // A table of a few pages is read whole, and rightly so.
    await elsewhere(test, (db) => store(db, 0, 640));
    const before = await rowsScanned(test);
    await elsewhere(test, async (db) => {
      await store(db, 640, 960);
      await db.write('enrichments.forget', { articleIds: range(32).map((n) => `art_${n * 20}`) });
    });
    expect(await rowsScanned(test)).toEqual(before);
    const { rows } = await sql<{ total: number }>`select count(*) as total from related`.execute(test.database.read);
    expect(rows[0]!.total).toBeGreaterThan(5_000);
  }, 60_000);

  /** Runs on connections of its own and waits until they are gone: the server counts what a connection read when it ends, at the latest. */
  async function elsewhere({ options, clock, database }: TestDatabase, run: (database: Database) => Promise<void>): Promise<void> {
    const url = new URL(options.databaseUrl!);
    url.searchParams.set('application_name', 'elsewhere');
    const other = await openDatabase({ ...options, databaseUrl: url.href, clock });
    await run(other).finally(() => other.close());
    for (let open = 1; open > 0;) {
      const { rows } = await sql<{
        total: number;
      }>`select count(*) as total from pg_stat_activity where application_name = 'elsewhere'`.execute(database.read);
      open = rows[0]!.total;
    }
  }
});

/** Rows that were read by reading a table from end to end; making an index on an empty one has none. */
async function rowsScanned({ database }: TestDatabase): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ relname: string; seq_tup_read: number }>`
    select relname, seq_tup_read from pg_stat_user_tables where relname in ('related', 'near_duplicates', 'enrichment_jobs', 'enrichments', 'enrichment_vectors')`.execute(
    database.read,
  );
  return Object.fromEntries(rows.map(({ relname, seq_tup_read: scanned }) => [relname, scanned]));
}
