/** A process that works enrichments of a database until it is killed; says "texts" for each batch it begins, and "idle" when all is done. */
import { openDatabase } from '../../src/data/database.ts';
import { startEnrichmentWorker } from '../../src/enrichment/enrichment-worker.ts';
import { articleTextsOf } from './article-store.ts';

const { dataDir, databaseUrl, clockAheadMs } = JSON.parse(process.argv[2]!) as {
  dataDir: string;
  databaseUrl?: string;
  clockAheadMs: number;
};
const clock = { now: () => Date.now() + clockAheadMs };
const database = await openDatabase({ dataDir, databaseUrl, clock });
const articleTexts = articleTextsOf(database);
const worker = startEnrichmentWorker({
  database,
  clock,
  batchSize: 4,
  pollMs: 10,
  articleTexts: (articleIds) => {
    process.stdout.write('texts\n');
    return articleTexts(articleIds);
  },
  onFault: (error, doing) => process.stdout.write(`fault while ${doing}: ${String(error)}\n`),
});
await worker.idle();
process.stdout.write('idle\n');
await worker.stop();
await database.close();
