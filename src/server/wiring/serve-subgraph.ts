/** From configuration to one subgraph that listens by itself. */
import type { Clock } from '../../clock/clock.ts';
import { systemStopwatch } from '../../clock/stopwatch.ts';
import { buildSubgraphNamed, cachingOfProgram } from '../../compose/subgraphs.ts';
import type { Config } from '../../config/config.ts';
import type { SubgraphName } from '../../subgraph/definition.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { createMetrics } from '../../telemetry/metrics.ts';
import { startSubgraphApp } from '../subgraph-app.ts';
import { watchBacklogs } from './backlogs.ts';
import { openCacheOfOthers } from './cache.ts';
import { databaseCheck, openMigratedDatabase, openPreparedDatabase } from './database.ts';
import { enrichHere } from './enrichment.ts';
import { pollHere } from './feeds.ts';
import { eventsCheck, openEvents } from './events.ts';
import { fieldErrorFormatter } from './field-errors.ts';
import { hearOutbox } from './hearing.ts';
import { openTokens } from './secret.ts';
import { subgraphServices } from './subgraph-services.ts';

export interface ServeSubgraphOptions {
  readonly name: SubgraphName;
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
}

export async function serveSubgraph({
  name,
  config,
  clock,
  log,
}: ServeSubgraphOptions): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const closing = new AsyncDisposableStack();
  try {
    const tokens = await openTokens(config, clock);
    // One process fills an empty database, the one whose articles they are: five that start at once would each load the sample.
    const database = await (name === 'articles' ? openPreparedDatabase : openMigratedDatabase)({ config, clock, log });
    closing.defer(() => database.close());
    const metrics = createMetrics();
    watchBacklogs(metrics, { database, clock, log });
    const feed = await openEvents({ config, database, clock, log }, closing);
    if (name === 'enrichments') enrichHere({ config, database, feed, clock, log }, closing);
    if (name === 'sources') await pollHere({ config, database, clock, log, metrics }, closing);
    const { tagsOf } = cachingOfProgram();
    const cache = openCacheOfOthers({ config, clock, log }, closing);
    const heard = config.cache ? await hearOutbox({ cache, clock, database, feed, tagsOf, log }, closing) : null;
    const services = subgraphServices({ database, clock, fetchAllowedNetworks: config.fetchAllowedNetworks });
    const { schema, definition } = buildSubgraphNamed(name);
    const listening = await startSubgraphApp({
      config,
      schema,
      contextFor: (request) => definition.context(services, request),
      formatError: fieldErrorFormatter({ subgraph: name, production: config.production, log }),
      tokens,
      checks: [databaseCheck(database), eventsCheck(feed)],
      heard,
      stopwatch: systemStopwatch,
      log,
      metrics,
    });
    closing.defer(async () => {
      const cutOff = await listening.stop();
      if (cutOff > 0) log.warn({ requests: cutOff }, 'requests were cut off: the grace of SHUTDOWN_GRACE_MS was over');
    });
    return { url: listening.url, port: listening.port, stop: () => closing.disposeAsync() };
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}
