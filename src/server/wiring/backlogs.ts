/** What waits in the database, for /metrics: a few look-ups along indexes. */
import type { Clock } from '../../clock/clock.ts';
import type { Database } from '../../data/database.ts';
import { openJobCounts } from '../../data/enrichments/enrichment.queries.ts';
import { feedBacklog } from '../../data/sources/feeds/feed.queries.ts';
import { consumerLags } from '../../events/outbox.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';

export function watchBacklogs(
  metrics: Metrics,
  { database, clock, log }: { readonly database: Database; readonly clock: Clock; readonly log: Logger },
): void {
  metrics.watchBacklogs(async () => {
    try {
      const now = clock.now();
      const since = (at: number | null) => (at === null ? 0 : Math.max(0, now - at));
      const [feeds, consumers, enrichmentJobs] = await Promise.all([
        feedBacklog(database, now),
        consumerLags(database),
        openJobCounts(database),
      ]);
      return {
        feeds: { due: feeds.due, longestMs: since(feeds.since) },
        consumers: consumers.map(({ consumer, events, oldestAt }) => ({ name: consumer, events, behindMs: since(oldestAt) })),
        enrichmentJobs,
      };
    } catch (error) {
      log.warn({ err: error }, 'what waits could not be read for /metrics');
      throw error;
    }
  });
}
