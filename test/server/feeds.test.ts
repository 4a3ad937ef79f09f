/** Who polls: the serving process, unless it is switched off or there is a queue for workers. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTokens } from '../../src/auth/tokens.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { serve, type Serving } from '../../src/server/wiring/serve.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { type FeedServer, item, openFeedServer, rss, sends } from '../feeds/feed-server.ts';

const SECRET = 'a secret of more than thirty-two bytes';
const ADD =
  'mutation ($url: String!) { feedAdd(input: { url: $url, idempotencyKey: "k" }) { feed { id state } errors { __typename code } } }';
const STATUS =
  '{ feeds(first: 5) { nodes { state lastStatus source { slug } } } ingestStatus { articles feedsByState { state count } } articles(first: 5) { nodes { title } } }';

/** Each test starts the whole program two or three times, which a busy machine takes its time for. */
const STARTS_MS = 60_000;

describe('feeds of a serving process', () => {
  let dataDir: string;
  let feeds: FeedServer;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-feeds-'));
    feeds = await openFeedServer();
    feeds.on('/feed', sends(rss([item('a', { title: 'A ship came in' })])));
  });
  afterAll(async () => {
    await feeds.close();
    await rm(dataDir, { recursive: true });
  });

  const start = (environment: Readonly<Record<string, string>>): Promise<Serving> =>
    serve({
      config: readConfig({}, { PORT: '0', DATA_DIR: dataDir, JWT_SECRET: SECRET, ENRICHMENT_THREADS: '0', SAMPLE: 'off', ...environment }),
      clock: systemClock,
      log: createLogger({ level: 'silent' }).log,
    });
  // oxlint-disable-next-line typescript/no-explicit-any -- answers are asserted by shape
  const ask = async ({ port }: Serving, query: string, variables: object = {}): Promise<any> => {
    const token = await createTokens({ secret: SECRET, clock: systemClock }).issue({
      id: 'usr_editor',
      name: 'Huda',
      roles: ['EDITOR'],
      expiresIn: 600,
    });
    const response = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as unknown;
  };

  it(
    'are refused where their address is private, and taken where its network is allowed',
    async () => {
      const closed = await start({ POLL_FEEDS: 'off' });
      const url = `${feeds.origin}/feed`;
      expect((await ask(closed, ADD, { url })).data.feedAdd).toEqual({
        feed: null,
        errors: [{ __typename: 'ValidationError', code: 'URL_NOT_PUBLIC' }],
      });
      await closed.stop();
      const open = await start({ POLL_FEEDS: 'off', FETCH_ALLOWED_NETWORKS: '127.0.0.1/32' });
      expect((await ask(open, ADD, { url })).data.feedAdd).toMatchObject({ feed: { state: 'ACTIVE' }, errors: [] });
      await open.stop();
    },
    STARTS_MS,
  );

  it(
    'wait where polling is off or left to workers, and are polled where it is on: who starts it finds them',
    async () => {
      for (const environment of [{ POLL_FEEDS: 'off' }, { QUEUE_URL: 'redis://127.0.0.1:1' }]) {
        const idle = await start({ FETCH_ALLOWED_NETWORKS: '127.0.0.1/32', ...environment });
        expect((await ask(idle, STATUS)).data.ingestStatus).toEqual({ articles: 0, feedsByState: [{ state: 'ACTIVE', count: 1 }] });
        await idle.stop();
      }
      expect(feeds.asked).toEqual([]);

      const polling = await start({ FETCH_ALLOWED_NETWORKS: '127.0.0.1/32' });
      let { data } = await ask(polling, STATUS);
      while (data.feeds.nodes[0].lastStatus === null) {
        await pause(20);
        ({ data } = await ask(polling, STATUS));
      }
      expect(data).toEqual({
        feeds: { nodes: [{ state: 'ACTIVE', lastStatus: 200, source: { slug: 'harbour-example' } }] },
        ingestStatus: { articles: 1, feedsByState: [{ state: 'ACTIVE', count: 1 }] },
        articles: { nodes: [{ title: 'A ship came in' }] },
      });
      await polling.stop();
      expect(feeds.asked.map(({ path }) => path)).toEqual(['/feed']);
    },
    STARTS_MS,
  );
});
