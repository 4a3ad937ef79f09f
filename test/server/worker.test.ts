/** A worker with a port: what it did and what waits, as Prometheus and an orchestrator read it over HTTP. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { openDatabase } from '../../src/data/database.ts';
import { work, type Working } from '../../src/server/wiring/work.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { draftOf, range } from '../contract/drafts.ts';
import { type FeedServer, item, openFeedServer, rss, sends } from '../feeds/feed-server.ts';
import { describeWithRedis, freePort } from '../testkit/services.ts';

const STARTS_MS = 60_000;

let dataDir: string;
let working: Working | null = null;
beforeEach(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-worker-'))));
afterEach(async () => {
  await working?.stop();
  working = null;
  await rm(dataDir, { recursive: true });
});

const start = async (environment: Readonly<Record<string, string>> = {}): Promise<Working> => {
  working = await work({
    config: readConfig({}, { WORKER_PORT: '0', DATA_DIR: dataDir, FETCH_ALLOWED_NETWORKS: '127.0.0.1/32', ...environment }),
    clock: systemClock,
    log: createLogger({ level: 'silent' }).log,
  });
  return working;
};
const get = ({ status }: Working, path: string): Promise<Response> => fetch(`http://127.0.0.1:${status!.port}${path}`);
const until = async <Value>(ask: () => Promise<Value>, isSo: (now: Value) => boolean): Promise<Value> => {
  for (;;) {
    const now = await ask();
    if (isSo(now)) return now;
    await pause(20);
  }
};

describe('a worker', () => {
  let feeds: FeedServer;
  beforeEach(async () => {
    feeds = await openFeedServer();
    feeds.on('/feed', sends(rss([item('a', { title: 'A ship came in' })])));
  });
  afterEach(() => feeds.close());

  it(
    'tells what it polled, what waits, and that it is well; of the graph it knows nothing',
    async () => {
      const database = await openDatabase({ dataDir, clock: systemClock });
      await database.migrate();
      await database.write('articles.upsertMany', { drafts: range(3).map((n) => draftOf(n)) });
      const { href: url, host } = new URL('/feed', feeds.origin);
      await database.write('users.upsert', { users: [{ id: 'usr_editor', name: 'Huda' }] });
      await database.write('feeds.add', { url, host, sourceId: null, viewerId: 'usr_editor', idempotencyKey: 'k' });
      await database.close();

      const worker = await start();
      const metrics = await until(
        async () => (await get(worker, '/metrics')).text(),
        (text) =>
          text.includes('newsgraph_feed_polls_total{outcome="read"} 1\n') &&
          text.includes('newsgraph_event_consumer_lag_events{consumer="enrichments"} 0\n') &&
          text.includes('newsgraph_enrichment_jobs{state="pending"} 0\n') &&
          text.includes('newsgraph_enrichment_jobs{state="running"} 0\n'),
      );
      expect(metrics).toContain('newsgraph_feeds_due 0\n');
      expect(metrics).toContain('\nprocess_resident_memory_bytes ');
      expect(feeds.asked.map(({ path }) => path)).toEqual(['/feed']);

      expect(await (await get(worker, '/health/live')).json()).toEqual({ status: 'ok' });
      const ready = await get(worker, '/health/ready');
      expect([ready.status, await ready.json()]).toEqual([
        200,
        { status: 'ok', checks: { database: { state: 'ok' }, events: { state: 'ok' }, queue: { state: 'ok' } } },
      ]);
      expect((await get(worker, '/graphql')).status).toBe(404);
      await worker.stop();
      working = null;
      await expect(get(worker, '/health/live')).rejects.toThrow();
    },
    STARTS_MS,
  );

  it('listens on no port unless it is told to', async () => {
    expect((await start({ WORKER_PORT: '' })).status).toBeNull();
  });

  it('begins nothing where its port is taken', async () => {
    const first = await start();
    const refused = start({ WORKER_PORT: String(first.status!.port), DATA_DIR: join(dataDir, 'other') });
    await expect(refused).rejects.toThrow(`127.0.0.1:${first.status!.port} is in use by another program.`);
  });
});

describeWithRedis('a worker with a queue', (service) => {
  const queueOf = async (worker: Working): Promise<unknown> => {
    const { status, checks } = (await (await get(worker, '/health/ready')).json()) as { status: string; checks: { queue: unknown } };
    return [status, checks.queue];
  };

  it('is well where the Redis of the queue answers', async () => {
    const worker = await start({ QUEUE_URL: service.address });
    await until(
      () => queueOf(worker),
      (now) => JSON.stringify(now) === JSON.stringify(['ok', { state: 'ok' }]),
    );
  });

  it('says what is missing where it does not, and goes on making enrichments', async () => {
    const worker = await start({ QUEUE_URL: `redis://127.0.0.1:${await freePort()}` });
    expect(await queueOf(worker)).toEqual(['degraded', { state: 'degraded', detail: 'The Redis of QUEUE_URL does not answer.' }]);
  });
});
