/** The `worker` command at work: polls feeds and makes enrichments until it is stopped. Any number of workers may run. */
import { systemClock } from '../clock/clock.ts';
import { type Config, readConfig } from '../config/config.ts';
import { work, type Working } from '../server/wiring/work.ts';
import { createLogger } from '../telemetry/logger.ts';
import { UsageError } from './failure.ts';
import { warnOfMisspelt } from './misspelt.warning.ts';
import { stopSignal } from './stop-signal.ts';

export async function runWorker({ port, host }: { port?: string; host?: string }): Promise<void> {
  const config = readConfig({ WORKER_PORT: port, HOST: host });
  if (config.enrichmentThreads === 0 && !config.pollFeeds)
    throw new UsageError('ENRICHMENT_THREADS is 0 and POLL_FEEDS is off: nothing is left for a worker to do.');
  const { log, flush } = createLogger({ level: config.logLevel });
  warnOfMisspelt(log);
  const working = await work({ config, clock: systemClock, log });
  const told = stopSignal();
  process.stderr.write(greeting(config, working));
  const signal = await told;
  log.info({ signal }, 'finishing what is in hand');
  await working.stop();
  log.info('stopped');
  flush();
  // BullMQ waits without end for a Redis that went away while it ran, also when it is closed (6.7.0): nothing of ours is left to wait for.
  process.exit();
}

function greeting({ databaseUrl, dataDir, enrichmentThreads, pollFeeds, queueUrl }: Config, { status }: Working): string {
  const tasks = [
    ...(pollFeeds ? [`polling feeds${queueUrl === null ? '' : ' shared over QUEUE_URL'}`] : []),
    ...(enrichmentThreads > 0 ? [`making enrichments in ${enrichmentThreads} thread(s)`] : []),
  ].join(' and ');
  return [
    `${tasks[0]?.toUpperCase() ?? ''}${tasks.slice(1)} for ${databaseUrl === null ? dataDir : 'DATABASE_URL'}; stop with Ctrl-C.`,
    ...(status === null ? [] : [`Health    ${status.url}/health/ready`, `Metrics   ${status.url}/metrics`]),
    '',
  ].join('\n');
}
