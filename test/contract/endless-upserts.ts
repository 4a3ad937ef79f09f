/** Run as a process of its own by writer.test.ts: stores batches of articles until it is killed, and prints how many were acknowledged. */
import { systemClock } from '../../src/clock/clock.ts';
import { openDatabase } from '../../src/data/database.ts';
import { draftOf, range } from './drafts.ts';

const [dataDir, size] = [process.argv[2]!, Number(process.argv[3])];
const database = await openDatabase({ dataDir, clock: systemClock });
await database.migrate();
for (let batch = 0; ; batch++) {
  await database.write('articles.upsertMany', { drafts: range(size).map((n) => draftOf(batch * size + n)) });
  process.stdout.write(`${batch + 1}\n`);
}
