/** Pollers in processes of their own, over Redis and without it, killed and stopped at random: every feed is polled, none by two at once. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { articleCount } from '../../src/data/articles/article.queries.ts';
import { feedsByIds } from '../../src/data/sources/feeds/feed.queries.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { describeWithRedis } from '../testkit/services.ts';
import { type FeedServer, item, openFeedServer, rss, sends } from './feed-server.ts';
import type { ChildOptions } from './poller.child.ts';

const CHILD = fileURLToPath(new URL('poller.child.ts', import.meta.url));
const LEASE_MS = 800;
const FEEDS_PER_HOST = 6;

describe('pollers without Redis', () => {
  suites(() => null);
});
describeWithRedis('pollers over Redis', (service) => suites(() => service.address));

function suites(queueUrl: () => string | null): void {
  describeOnEachEngine('in processes of their own', (openDatabase) => {
    let test: TestDatabase;
    let servers: FeedServer[];
    let children: Child[];
    beforeAll(async () => void (test = await openDatabase()));
    beforeEach(async () => {
      await test.reset();
      test.clock.set(Date.now());
      servers = await Promise.all(['127.0.0.1', '127.0.0.2', '127.0.0.3'].map((host) => openFeedServer(host)));
      children = [];
    });
    afterEach(async () => {
      await Promise.all(children.map((child) => child.kill()));
      await Promise.all(servers.map((server) => server.close()));
    });
    afterAll(() => test.remove());

    const start = async (): Promise<Child> => {
      const child = startChild({ ...test.options, queueUrl: queueUrl(), leaseMs: LEASE_MS });
      children.push(child);
      await child.said('started');
      return child;
    };
    const add = async (server: FeedServer, path: string): Promise<string> => {
      const url = new URL(path, server.origin);
      const input = {
        url: url.href,
        host: url.host,
        sourceId: null,
        viewerId: 'usr_editor',
        idempotencyKey: url.href.replaceAll('/', '_'),
      };
      const added = await test.database.write('feeds.add', input);
      return (added as { feed: { id: string } }).feed.id;
    };
    const succeeded = async (): Promise<ReadonlySet<string>> => {
      const events = await outboxAfter(test.database, 0, 5_000);
      return new Set(events.filter(({ topic }) => topic === 'feed.polled').map(({ subjectId }) => subjectId));
    };
    const until = async (holds: () => Promise<boolean>): Promise<void> => {
      while (!(await holds())) await pause(10);
    };

    it('lose nothing and double nothing when they are killed again and again', async () => {
      const open = new Map<string, number>();
      const together: string[] = [];
      const ids: string[] = [];
      for (const server of servers)
        for (let n = 0; n < FEEDS_PER_HOST; n++) {
          const key = `${server.origin}/${n}`;
          server.on(`/${n}`, (request, response) => {
            const hosts = [...open].filter(([feed, count]) => feed.startsWith(server.origin) && count > 0);
            if (hosts.length > 0) together.push(`${key} beside ${hosts.join()}`);
            open.set(key, (open.get(key) ?? 0) + 1);
            response.once('close', () => open.set(key, open.get(key)! - 1));
            setTimeout(() => sends(rss([item(`${server.origin.replace(/\W+/g, '-')}-${n}`)]))(request, response), 15);
          });
          ids.push(await add(server, `/${n}`));
        }

      await Promise.all([start(), start()]);
      // Each time when one of them has just been asking: the kill meets a poll, a write, or the moment between.
      for (let kills = 0; kills < 5; kills++) {
        const asked = servers.reduce((sum, server) => sum + server.asked.length, 0);
        await until(
          async () => servers.reduce((sum, server) => sum + server.asked.length, 0) > asked || (await succeeded()).size === ids.length,
        );
        await children.shift()!.kill();
        await start();
      }
      await until(async () => (await succeeded()).size === ids.length);

      expect(together).toEqual([]);
      expect(await articleCount(test.database)).toBe(ids.length);
      const feeds = await feedsByIds(test.database, ids);
      for (const feed of feeds) expect(feed).toMatchObject({ state: 'ACTIVE', consecutiveFailures: 0, lastStatus: 200 });
      // Who was killed may have asked in vain, but nobody asked again what was stored: the next poll is minutes away.
      const events = (await outboxAfter(test.database, 0, 5_000)).filter(({ topic }) => topic === 'feed.polled');
      expect(events.map(({ subjectId }) => subjectId).toSorted()).toEqual(ids.toSorted());
    }, 60_000);

    it('finish what runs when they are told to stop, and take nothing new', async () => {
      const asked = Promise.withResolvers<void>();
      const answer = Promise.withResolvers<void>();
      const [server] = servers as [FeedServer];
      server.on('/slow', (request, response) => {
        asked.resolve();
        void answer.promise.then(() => sends(rss([item('slow')]))(request, response));
      });
      const id = await add(server, '/slow');
      const child = await start();
      await asked.promise;
      child.process.kill('SIGTERM');
      await child.said('stopping');
      await add(servers[1]!, '/later');
      answer.resolve();
      await child.said(`polled ${id} READ`);
      await child.said('stopped');
      expect(await child.exited).toBe(0);
      expect(servers[1]!.asked).toEqual([]);
      expect((await feedsByIds(test.database, [id]))[0]).toMatchObject({ state: 'ACTIVE', lastStatus: 200 });

      // And another goes on where it stopped.
      servers[1]!.on('/later', sends(rss([item('later')])));
      await start();
      await until(async () => (await succeeded()).size === 2);
    }, 30_000);
  });
}

interface Child {
  readonly process: ChildProcess;
  /** Resolves when it has said this line. */
  said(line: string): Promise<void>;
  readonly exited: Promise<number | null>;
  kill(): Promise<void>;
}

function startChild(options: ChildOptions): Child {
  const { NODE_OPTIONS: _options, ...env } = process.env;
  const child = spawn(process.execPath, [CHILD, JSON.stringify(options)], { stdio: ['ignore', 'pipe', 'inherit'], env });
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line);
    for (const look of waiting) look();
  });
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    process: child,
    exited,
    said: (line) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!lines.includes(line)) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
