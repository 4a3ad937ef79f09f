/** Keeps the cache of a process with a database told of what is written: by the outbox, whoever wrote it. */
import type { Cache } from '../../cache/cache.ts';
import { Hearing } from '../../cache/hearing.ts';
import { EVERYTHING } from '../../cache/keys.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Database } from '../../data/database.ts';
import type { EventFeed } from '../../events/event-feed.ts';
import { latestPosition, outboxAfter, positionBefore, type OutboxEvent } from '../../events/outbox.ts';
import type { Logger } from '../../telemetry/logger.ts';

export interface OutboxHearing {
  /** Where the outbox ends, as far as it was heard. */
  readonly position: number;
  /**
   * Reads what was written behind `position`, without waiting for the feed to be woken: after a mutation, whose writer is to read what they wrote. Never rejects: where the outbox
   * cannot be read, everything is invalidated.
   * @returns the tags that became wrong
   */
  hearNow(position?: number): Promise<readonly string[]>;
}

export interface OutboxHearingWiring {
  readonly cache: Cache;
  readonly clock: Clock;
  readonly database: Database;
  readonly feed: EventFeed;
  readonly tagsOf: (change: OutboxEvent) => readonly string[];
  readonly log: Logger;
}

const READ_AT_ONCE = 500;
/** Events of the last minutes that a process tells again when it starts, at most. */
const MOST_TOLD_AGAIN = 5_000;

/** To be awaited before anything is answered. Closes with `closing`. */
export async function hearOutbox(
  { cache, clock, database, feed, tagsOf, log }: OutboxHearingWiring,
  closing: AsyncDisposableStack,
): Promise<OutboxHearing> {
  // An event that nobody understands may be of anything.
  const tagsOfAny = (event: OutboxEvent): readonly string[] => {
    try {
      return tagsOf(event);
    } catch (error) {
      log.error(
        { err: error, position: event.position, topic: event.topic },
        'it cannot be told what an event makes wrong: the whole cache is invalidated',
      );
      return [EVERYTHING];
    }
  };
  const after = (position: number, limit: number): Promise<readonly OutboxEvent[]> => outboxAfter(database, position, limit);
  const hearing = new Hearing<OutboxEvent>({
    cache,
    clock,
    tagsOf: tagsOfAny,
    after,
    positionBefore: (at) => positionBefore(database, at, MOST_TOLD_AGAIN),
  });
  let heard = await latestPosition(database);
  const hear = async (events: readonly OutboxEvent[]): Promise<void> => {
    const fresh = events.filter(({ position }) => position > heard);
    heard = Math.max(heard, fresh.at(-1)?.position ?? 0);
    await hearing.hear(fresh);
  };
  const subscription = await feed.listen({ name: 'cache', onEvents: hear });
  closing.defer(() => subscription.stop());
  await hearing.catchUp();
  return {
    get position() {
      return heard;
    },
    async hearNow(from = heard) {
      const tags = new Set<string>();
      try {
        for (let position = from; ;) {
          const events = await after(position, READ_AT_ONCE);
          for (const event of events) for (const tag of tagsOfAny(event)) tags.add(tag);
          await hear(events);
          if (events.length < READ_AT_ONCE) return [...tags];
          position = events.at(-1)?.position ?? position;
        }
      } catch (error) {
        log.warn({ err: error }, 'what a mutation wrote could not be read: the whole cache is invalidated');
        await cache.invalidate([EVERYTHING]);
        return [EVERYTHING];
      }
    },
  };
}
