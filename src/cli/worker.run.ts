/** The `worker` command at work: takes enrichment jobs from the database until it is stopped. Any number of workers may run. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { startEnrichment } from '../server/wiring/enrichment.ts';
import { createLogger } from '../telemetry/logger.ts';
import { UsageError } from './failure.ts';
import { stopSignal } from './stop-signal.ts';

export async function runWorker(): Promise<void> {
  const config = readConfig();
  if (config.enrichmentThreads === 0) throw new UsageError('ENRICHMENT_THREADS is 0: a worker needs at least 1.');
  const { log, flush } = createLogger({ level: config.logLevel });
  const database = await openMigratedDatabase({ config, clock: systemClock, log });
  try {
    const worker = startEnrichment({ config, database, clock: systemClock, log });
    const told = stopSignal();
    process.stderr.write(
      `Working enrichment jobs of ${config.databaseUrl === null ? config.dataDir : 'DATABASE_URL'} in ${config.enrichmentThreads} thread(s); stop with Ctrl-C.\n`,
    );
    const signal = await told;
    log.info({ signal }, 'finishing the jobs in hand');
    await worker.stop();
  } finally {
    await database.close();
    log.info('stopped');
    flush();
  }
}
