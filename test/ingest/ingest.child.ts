/**
 * An ingest in a process of its own, to be killed: `node ingest.child.ts '{"input", "dataDir", "databaseUrl"?}'`. Prints a line of JSON for what is stored for
 * sure after each batch, and `done` at the end.
 */
import { systemClock } from '../../src/clock/clock.ts';
import { openDatabase } from '../../src/data/database.ts';
import { ingest } from '../../src/ingest/ingest.ts';

const { input, ...options } = JSON.parse(process.argv[2] ?? '{}') as { input: string; dataDir: string; databaseUrl?: string };
const database = await openDatabase({ ...options, clock: systemClock });
await ingest({
  inputs: [input],
  database,
  clock: systemClock,
  onProgress: ({ new: added, unchanged }) => void process.stdout.write(`${JSON.stringify({ stored: added + unchanged })}\n`),
});
await database.close();
process.stdout.write('done\n');
