/** From configuration to a process that polls feeds and makes enrichments, and back down again in reverse order. */
import type { Clock } from '../../clock/clock.ts';
import { systemStopwatch } from '../../clock/stopwatch.ts';
import type { Config } from '../../config/config.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { createMetrics } from '../../telemetry/metrics.ts';
import type { Check } from '../routes/health.routes.ts';
import { startStatusApp } from '../status-app.ts';
import { watchBacklogs } from './backlogs.ts';
import { databaseCheck, openMigratedDatabase } from './database.ts';
import { startEnrichment } from './enrichment.ts';
import { eventsCheck, openEvents } from './events.ts';
import { queueCheck, startFeeds } from './feeds.ts';

export interface Working {
  /** Where health and metrics are told; null without WORKER_PORT. */
  readonly status: { readonly url: string; readonly port: number } | null;
  /** Takes nothing new and finishes what is in hand; health and metrics are told until then. */
  stop(): Promise<void>;
}

/** Rejects with `ClientError` or `DatabaseFault` where it cannot start; what was opened is closed again. */
export async function work({
  config,
  clock,
  log,
}: {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
}): Promise<Working> {
  const closing = new AsyncDisposableStack();
  try {
    const database = await openMigratedDatabase({ config, clock, log });
    closing.defer(() => database.close());
    const metrics = createMetrics();
    watchBacklogs(metrics, { database, clock, log });
    const feed = await openEvents({ config, database, clock, log }, closing);
    const checks: Check[] = [databaseCheck(database), eventsCheck(feed)];
    const { workerPort: port } = config;
    // Before the work begins: a port that is taken is told at once.
    const status = port === null ? null : await startStatusApp({ config, port, checks, stopwatch: systemStopwatch, log, metrics });
    closing.defer(async () => void (await status?.stop()));
    const enrichment = config.enrichmentThreads === 0 ? null : startEnrichment({ config, database, feed, clock, log });
    closing.defer(async () => enrichment?.stop());
    const feeds = config.pollFeeds ? await startFeeds({ config, database, clock, log, metrics }) : null;
    if (feeds !== null) checks.push(queueCheck(feeds));
    return {
      status,
      async stop() {
        await Promise.all([enrichment?.stop(), feeds?.stop(config.shutdownGraceMs)]);
        await closing.disposeAsync();
      },
    };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
