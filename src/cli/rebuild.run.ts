/** The `rebuild` command at work. Killed in the middle, it has left the lease and the cursor: the feeds go on, or it is run again. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import { READ_MODELS } from '../data/read-models.ts';
import { rebuild } from '../events/rebuild.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { readModelOwners } from '../server/wiring/read-model-owners.ts';
import { createLogger } from '../telemetry/logger.ts';
import { UsageError } from './failure.ts';

export async function runRebuild(name: string): Promise<void> {
  const model = READ_MODELS.find((known) => known.name === name);
  if (model === undefined)
    throw new UsageError(`There is no read model "${name}"; there is: ${READ_MODELS.map((known) => known.name).join(', ')}.`);
  const config = readConfig();
  const { log } = createLogger({ level: 'silent' });
  const database = await openMigratedDatabase({ config, clock: systemClock, log });
  try {
    const { applied, from } = await rebuild({
      database,
      clock: systemClock,
      model,
      owner: readModelOwners(database)[name],
      ...(process.stderr.isTTY && { onProgress: (count: number) => void process.stderr.write(`\r${count} applied`) }),
    });
    process.stdout.write(
      `${name} was made anew of ${applied} ${from === 'outbox' ? 'events' : 'states of its owner: old events are gone'}.\n`,
    );
  } finally {
    await database.close();
  }
}
