/**
 * A process that does everything at once until it is killed: stores articles, makes enrichments of them, and follows the events. What it has stored it says on
 * standard output once that is acknowledged, "stored N"; each event that its own consumer handles goes into a file before the cursor may move.
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock/clock.ts';
import { openDatabase } from '../../src/data/database.ts';
import { startEnrichmentWorker } from '../../src/enrichment/enrichment-worker.ts';
import { EventFeed } from '../../src/events/event-feed.ts';
import { READ_MODELS } from '../../src/data/read-models.ts';
import { latestPosition } from '../../src/events/outbox.ts';
import { articleTextsOf, draftOf, write } from '../enrichment/article-store.ts';

const REST_MS = 10;

const { from, batches, batchSize, handledFile, leaseMs, ...options } = JSON.parse(process.argv[2]!) as {
  from: number;
  batches: number;
  batchSize: number;
  handledFile: string;
  leaseMs: number;
  dataDir: string;
  databaseUrl?: string;
};
const database = await openDatabase({ ...options, clock: systemClock });
const feed = new EventFeed({ database, clock: systemClock, leaseMs });
const handled = feed.follow({
  name: 'handled',
  onEvents: (events) => appendFileSync(handledFile, events.map(({ position }) => `${position}\n`).join('')),
});
const models = READ_MODELS.map((model) => feed.followModel(model));
const worker = startEnrichmentWorker({
  database,
  feed,
  articleTexts: articleTextsOf(database),
  clock: systemClock,
  batchSize: 4,
  pollMs: 20,
  leaseMs,
});
for (let batch = 0; batch < batches; batch++) {
  const first = from + batch * batchSize;
  await write(database, ...Array.from({ length: batchSize }, (_, n) => draftOf(first + n)));
  process.stdout.write(`stored ${first + batchSize}\n`);
  // Otherwise the last process has minutes of enrichments to make.
  await pause(REST_MS);
}
await worker.idle();
// A read model tells of what it has learnt: an event that comes behind its last.
for (const consumer of [...models, handled, ...models]) {
  const latest = await latestPosition(database);
  while (consumer.position < latest) await consumer.advanced;
}
process.stdout.write('done\n');
await worker.stop();
await feed.close();
await database.close();
