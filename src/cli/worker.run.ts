/** The `worker` command at work: polls feeds and makes enrichments until it is stopped. Any number of workers may run. */
import { systemClock } from '../clock/clock.ts';
import { type Config, readConfig } from '../config/config.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { startEnrichment } from '../server/wiring/enrichment.ts';
import { openEvents } from '../server/wiring/events.ts';
import { startFeeds } from '../server/wiring/feeds.ts';
import { createLogger } from '../telemetry/logger.ts';
import { UsageError } from './failure.ts';
import { stopSignal } from './stop-signal.ts';

export async function runWorker(): Promise<void> {
  const config = readConfig();
  if (config.enrichmentThreads === 0 && !config.pollFeeds)
    throw new UsageError('ENRICHMENT_THREADS is 0 and POLL_FEEDS is off: nothing is left for a worker to do.');
  const { log, flush } = createLogger({ level: config.logLevel });
  const closing = new AsyncDisposableStack();
  closing.defer(() => {
    log.info('stopped');
    flush();
  });
  try {
    const database = await openMigratedDatabase({ config, clock: systemClock, log });
    closing.defer(() => database.close());
    const feed = await openEvents({ config, database, clock: systemClock, log }, closing);
    const wiring = { config, database, feed, clock: systemClock, log };
    const enrichment = config.enrichmentThreads === 0 ? null : startEnrichment(wiring);
    const feeds = config.pollFeeds ? await startFeeds(wiring) : null;
    const told = stopSignal();
    process.stderr.write(greeting(config));
    const signal = await told;
    log.info({ signal }, 'finishing what is in hand');
    await Promise.all([enrichment?.stop(), feeds?.stop(config.shutdownGraceMs)]);
  } finally {
    await closing.disposeAsync();
  }
}

function greeting({ databaseUrl, dataDir, enrichmentThreads, pollFeeds, queueUrl }: Config): string {
  const work = [
    ...(pollFeeds ? [`polling feeds${queueUrl === null ? '' : ' shared over QUEUE_URL'}`] : []),
    ...(enrichmentThreads > 0 ? [`making enrichments in ${enrichmentThreads} thread(s)`] : []),
  ].join(' and ');
  return `${work[0]?.toUpperCase() ?? ''}${work.slice(1)} for ${databaseUrl === null ? dataDir : 'DATABASE_URL'}; stop with Ctrl-C.\n`;
}
