/** What waits and what was polled, as Prometheus reads it over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/data/database.ts';
import { serve, type Serving } from '../../src/server/wiring/serve.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { draftOf, range } from '../contract/drafts.ts';
import { type FeedServer, item, openFeedServer, rss, sends } from '../feeds/feed-server.ts';

const STARTS_MS = 60_000;

describe('/metrics of a serving process', () => {
  let dataDir: string;
  let feeds: FeedServer;
  let serving: Serving | null = null;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-metrics-'));
    feeds = await openFeedServer();
    feeds.on('/feed', sends(rss([item('a', { title: 'A ship came in' })])));
  });
  afterAll(async () => {
    await serving?.stop();
    await feeds.close();
    await rm(dataDir, { recursive: true });
  });

  const start = async (environment: Readonly<Record<string, string>>): Promise<void> => {
    await serving?.stop();
    serving = await serve({
      config: readConfig(
        {},
        {
          PORT: '0',
          DATA_DIR: dataDir,
          JWT_SECRET: 'a secret of more than thirty-two bytes',
          SAMPLE: 'off',
          FETCH_ALLOWED_NETWORKS: '127.0.0.1/32',
          ...environment,
        },
      ),
      clock: systemClock,
      log: createLogger({ level: 'silent' }).log,
    });
  };
  /** Samples by name and labels, without those of requests and the process. */
  const samples = async (): Promise<Readonly<Record<string, number>>> => {
    const response = await fetch(`http://127.0.0.1:${serving!.port}/metrics`);
    expect(response.headers.get('content-type')).toContain('text/plain');
    const lines = (await response.text()).split('\n').filter((line) => /^newsgraph_(feed|event|enrichment|backlogs)/.test(line));
    return Object.fromEntries(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]));
  };
  const until = async (isSo: (now: Readonly<Record<string, number>>) => boolean): Promise<Readonly<Record<string, number>>> => {
    for (;;) {
      const now = await samples();
      if (isSo(now)) return now;
      await pause(20);
    }
  };

  it(
    'tells what waits while nobody works, and that it is done when somebody does',
    async () => {
      const database = await openDatabase({ dataDir, clock: { now: () => systemClock.now() - 60_000 } });
      await database.migrate();
      await database.write('articles.upsertMany', { drafts: range(3).map((n) => draftOf(n)) });
      const { href: url, host } = new URL('/feed', feeds.origin);
      await database.write('users.upsert', { users: [{ id: 'usr_editor', name: 'Huda' }] });
      await database.write('feeds.add', { url, host, sourceId: null, viewerId: 'usr_editor', idempotencyKey: 'k' });
      await database.close();

      await start({ POLL_FEEDS: 'off', ENRICHMENT_THREADS: '0' });
      const idle = await until((now) => now['newsgraph_event_consumer_lag_events{consumer="article_topics"}'] === 0);
      expect(idle).toMatchObject({
        newsgraph_backlogs_readable: 1,
        newsgraph_feeds_due: 1,
        'newsgraph_enrichment_jobs{state="pending"}': 0,
      });
      expect(idle['newsgraph_feed_due_lag_seconds']).toBeGreaterThanOrEqual(60);
      expect(Object.keys(idle).some((name) => name.startsWith('newsgraph_feed_polls_total{'))).toBe(false);

      await start({ ENRICHMENT_THREADS: '1' });
      const busy = await until(
        (now) =>
          now['newsgraph_feed_polls_total{outcome="read"}'] === 1 &&
          now['newsgraph_event_consumer_lag_events{consumer="enrichments"}'] === 0,
      );
      expect(busy).toMatchObject({
        newsgraph_feeds_due: 0,
        newsgraph_feed_due_lag_seconds: 0,
        newsgraph_feed_poll_duration_seconds_count: 1,
        'newsgraph_event_consumer_lag_seconds{consumer="enrichments"}': 0,
      });
      await until(
        (now) => now['newsgraph_enrichment_jobs{state="pending"}'] === 0 && now['newsgraph_enrichment_jobs{state="running"}'] === 0,
      );
    },
    STARTS_MS,
  );
});
