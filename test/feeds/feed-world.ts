/** A database, a clock that stands still, a feed server, and a poller between them. Polls come when a test moves the clock. */
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import { feedsByIds } from '../../src/data/sources/feeds/feed.queries.ts';
import type { FeedPollResult, FeedRecord } from '../../src/data/sources/feeds/feed.record.ts';
import type { OutboxEvent } from '../../src/events/outbox.ts';
import { type FeedPoller, type FeedPollerOptions, startFeedPoller } from '../../src/feeds/feed-poller.ts';
import { createProcessQueue } from '../../src/jobs/process-queue.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { eventsOf } from '../testkit/outbox-events.ts';
import { type FeedServer, openFeedServer } from './feed-server.ts';

/** Long enough for the six megabytes of a feed that is too large, on a machine that has other tests to run; what never ends takes as long. */
const DOWNLOAD_WITHIN_MS = 1_000;

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface FeedWorld extends TestDatabase {
  readonly server: FeedServer;
  /** Whatever happened that should not. */
  readonly faults: string[];
  start(options?: Partial<FeedPollerOptions>): FeedPoller;
  /** Adds the feed at this path and answers its id; a poller that runs polls it at once. */
  add(path: string, origin?: string): Promise<string>;
  feed(id: string): Promise<FeedRecord>;
  /** Resolves with the result of the feed's next poll. */
  next(id: string): Promise<FeedPollResult>;
  /** Moves the clock to where the feed is due and waits for the poll. */
  poll(id: string): Promise<FeedPollResult>;
  /** Adds the feed and waits for its first poll. */
  firstPoll(path: string): Promise<{ readonly id: string; readonly result: FeedPollResult }>;
  events(topic: string): Promise<readonly OutboxEvent[]>;
  close(): Promise<void>;
}

/** A suite on each engine, where every test has a world of its own. */
export function describeFeeds(name: string, suite: (world: () => FeedWorld) => void): void {
  describeOnEachEngine(name, (open) => {
    let test: TestDatabase;
    let world: FeedWorld;
    beforeAll(async () => void (test = await open()));
    beforeEach(async () => {
      await test.reset();
      world = await openFeedWorld(test);
    });
    afterEach(() => world.close());
    afterAll(() => test.remove());
    suite(() => world);
  });
}

export async function openFeedWorld(test: TestDatabase): Promise<FeedWorld> {
  const server = await openFeedServer();
  const pollers: FeedPoller[] = [];
  const faults: string[] = [];
  const waiting = new Map<string, ((result: FeedPollResult) => void)[]>();
  let keys = 0;
  const world: FeedWorld = {
    ...test,
    server,
    faults,
    start(options = {}) {
      const onFault = (error: unknown, doing: string): void => void faults.push(`${doing}: ${String(error)}`);
      const poller = startFeedPoller({
        database: test.database,
        clock: test.clock,
        queue: createProcessQueue({ onFault: (error, { id }) => onFault(error, id) }),
        downloads: { allowedNetworks: ['127.0.0.1/32'], timeoutMs: DOWNLOAD_WITHIN_MS },
        lookMs: 5,
        hostGapMs: 0,
        chance: () => 0.5,
        onFault,
        onPolled(id, result) {
          const waiters = waiting.get(id) ?? [];
          waiting.delete(id);
          for (const resolve of waiters) resolve(result);
        },
        ...options,
      });
      pollers.push(poller);
      return poller;
    },
    async add(path, origin = server.origin) {
      const url = new URL(path, origin);
      const input = { url: url.href, host: url.host, sourceId: null, viewerId: 'usr_editor', idempotencyKey: `k${++keys}` };
      const added = await test.database.write('feeds.add', input);
      if (!('feed' in added)) throw new Error(`not added: ${added.outcome}`);
      return added.feed.id;
    },
    async feed(id) {
      const [feed] = await feedsByIds(test.database, [id]);
      if (!feed) throw new Error(`no feed ${id}`);
      return feed;
    },
    next: (id) =>
      new Promise((resolve) => {
        waiting.set(id, [...(waiting.get(id) ?? []), resolve]);
      }),
    async poll(id) {
      const { nextFetchAt } = await world.feed(id);
      if (nextFetchAt === null) throw new Error(`the feed ${id} is not polled`);
      const polled = world.next(id);
      test.clock.set(Math.max(nextFetchAt, test.clock.now()));
      return polled;
    },
    async firstPoll(path) {
      const id = await world.add(path);
      if (pollers.length === 0) world.start();
      return { id, result: await world.next(id) };
    },
    events: (topic) => eventsOf(test.database, topic),
    async close() {
      await Promise.all(pollers.map((poller) => poller.stop(0)));
      await server.close();
    },
  };
  return world;
}
