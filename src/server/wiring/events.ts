/** The process's event feed: what it hears of the outbox, the read models that it keeps up to date, and what is forgotten in time. */
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import type { Database } from '../../data/database.ts';
import { READ_MODELS } from '../../data/read-models.ts';
import { EventFeed, type FeedFault } from '../../events/event-feed.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Check } from '../routes/health.routes.ts';
import { startRetention } from './retention.ts';

export interface EventsWiring {
  readonly config: Pick<Config, 'retentionEventsMs' | 'retentionKeysMs'>;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Consumers with a stored cursor that some process of an installation runs, though perhaps not yet. */
const EXPECTED = READ_MODELS.map(({ name }) => name);
/** An installation may make no enrichments, or none any more. Who begins again asks for all articles where events are gone (enrichment-worker.ts). */
const CATCHING_UP = ['enrichments'];

/** Every process with a database has one feed; read models are applied by whichever has their lease. Closes with `closing`. */
export async function openEvents({ config, database, clock, log }: EventsWiring, closing: AsyncDisposableStack): Promise<EventFeed> {
  await database.write('outbox.expect', { consumers: EXPECTED });
  const feed = new EventFeed({ database, clock, onFault: (fault) => logFault(log, fault) });
  closing.defer(() => feed.close());
  for (const model of READ_MODELS) feed.followModel(model);
  const { retentionEventsMs: keepEventsMs, retentionKeysMs: keepKeysMs } = config;
  const retention = startRetention({ database, clock, log, keepEventsMs, keepKeysMs, catchingUp: CATCHING_UP });
  closing.defer(() => retention.stop());
  return feed;
}

/** Everything is still answered while events wait; what depends on them is older than it should be. */
export function eventsCheck(feed: EventFeed): Check {
  return {
    name: 'events',
    async run() {
      const { isCurrent, troubled } = feed.health;
      if (troubled.length > 0) {
        const names = troubled.map(({ consumer, tries }) => `${consumer} (${tries} tries)`).join(', ');
        return { state: 'degraded', detail: `Consumers of events that cannot go on: ${names}.` };
      }
      return isCurrent ? { state: 'ok' } : { state: 'degraded', detail: 'The outbox cannot be read at the moment.' };
    },
  };
}

function logFault(log: Logger, { consumer, error, events, tries, step }: FeedFault): void {
  const positions = events.length === 0 ? {} : { from: events[0]!.position, to: events.at(-1)!.position, topic: events[0]!.topic };
  const line = { err: error, consumer, tries, ...positions };
  switch (step) {
    case 'parked':
      log.error(line, 'an event was parked: its consumer cannot take it; `newsgraph events` lists what is parked');
      return;
    case 'left behind':
      log.error(line, 'a listener could not take events; they are left behind');
      return;
    case 'divide':
    case 'try again':
      log.warn(line, 'events could not be handled and are tried again');
  }
}
