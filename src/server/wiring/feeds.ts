/** The feed poller with its queue, and what it says to the log. */
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../data/database.ts';
import type { FeedPollResult } from '../../data/sources/feeds/feed.record.ts';
import { startFeedPoller, type FeedPoller } from '../../feeds/feed-poller.ts';
import type { JobQueue } from '../../jobs/job-queue.ts';
import { createProcessQueue } from '../../jobs/process-queue.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Check } from '../routes/health.routes.ts';

export interface FeedWiring {
  readonly config: Pick<Config, 'pollFeeds' | 'queueUrl' | 'fetchAllowedNetworks' | 'shutdownGraceMs'>;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Told of each poll; none where nobody looks. */
  readonly metrics?: Pick<Metrics, 'feedPolled'>;
}

/** Where feeds are polled: here, or in `newsgraph worker` processes where QUEUE_URL is set. Stops with `closing`. */
export async function pollHere(wiring: FeedWiring, closing: AsyncDisposableStack): Promise<void> {
  const { config } = wiring;
  if (!config.pollFeeds || config.queueUrl !== null) return;
  const poller = await startFeeds(wiring);
  closing.defer(() => poller.stop(config.shutdownGraceMs));
}

export async function startFeeds({ config, database, clock, log, metrics }: FeedWiring): Promise<FeedPoller> {
  return startFeedPoller({
    database,
    clock,
    queue: await openQueue(config, log),
    downloads: { allowedNetworks: config.fetchAllowedNetworks },
    onPolled(id, result, milliseconds) {
      metrics?.feedPolled({ outcome: result.outcome, milliseconds });
      logPoll(log, id, result);
    },
    onFault: (error, doing) => log.error({ err: error, doing }, 'the feed poller met a fault and goes on'),
  });
}

/** Enrichments are made all the same, and feeds are polled once it is back. */
export function queueCheck(poller: FeedPoller): Check {
  return {
    name: 'queue',
    run: () =>
      Promise.resolve(poller.isQueueReachable ? { state: 'ok' } : { state: 'degraded', detail: 'The Redis of QUEUE_URL does not answer.' }),
  };
}

/** BullMQ is only loaded where there is a Redis for it. */
async function openQueue({ queueUrl }: Pick<Config, 'queueUrl'>, log: Logger): Promise<JobQueue> {
  const onFault = (error: unknown, doing: string): void => log.error({ err: error, doing }, 'the job queue met a fault and goes on');
  if (queueUrl === null) return createProcessQueue({ onFault: (error, { id }) => onFault(error, `working the job ${id}`) });
  const { createBullQueue } = await import('../../jobs/bullmq-queue.ts');
  return createBullQueue({ url: queueUrl, name: 'feeds', onFault });
}

function logPoll(log: Logger, id: string, { outcome, state, url, lastStatus, lastError, counts, nextFetchAt }: FeedPollResult): void {
  const line = { feed: id, url, state, status: lastStatus, ...counts, nextFetchAt: new Date(nextFetchAt).toISOString() };
  if (outcome === 'FAILED') log.warn({ ...line, error: lastError }, 'a feed could not be polled');
  else log.debug(line, 'polled a feed');
}
