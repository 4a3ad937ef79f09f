/** What one engine's tail has of its own: what SQLite is asked, and PostgreSQL's connections and notices. */
import { afterEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { EventFeed, type FeedFault } from '../../src/events/event-feed.ts';
import { range } from '../contract/drafts.ts';
import { openTestDatabase } from '../testkit/database.ts';
import { describeWithPostgres } from '../testkit/services.ts';
import { recorder, until, write } from './recorder.ts';

/** What a test of one engine has opened, closed in reverse also where the test fails: an open feed would keep the whole run alive. */
const opened: (() => Promise<unknown>)[] = [];
async function closeOpened(): Promise<void> {
  for (const close of opened.splice(0).toReversed()) await close();
}

describe('the event feed on SQLite', () => {
  afterEach(closeOpened);

  it('asks an idle database nothing but its version', async () => {
    const test = await openTestDatabase();
    opened.push(() => test.remove());
    const feed = new EventFeed({ database: test.database, clock: test.clock, pollMs: 60_000, leaseMs: 600_000 });
    opened.push(() => feed.close());
    const live = recorder();
    await feed.listen({ name: 'live', onEvents: live.onEvents });
    await write(test.database, 0);
    await live.until(() => live.users.length === 1);
    // Ten looks' time. Nothing happens, so nothing can be waited for.
    const statements = await test.statements(() => new Promise((resolve) => setTimeout(resolve, 200)));
    expect(statements).toEqual([]);
    await write(test.database, 1);
    await live.until(() => live.users.length === 2);
  });
});

describeWithPostgres('the event feed on PostgreSQL', (service) => {
  afterEach(closeOpened);

  it('goes on when its connections are cut, and misses nothing', async () => {
    const test = await openTestDatabase({ server: service.address });
    opened.push(() => test.remove());
    const faults: FeedFault[] = [];
    const feed = new EventFeed({ database: test.database, clock: test.clock, pollMs: 60_000, onFault: (fault) => void faults.push(fault) });
    opened.push(() => feed.close());
    const live = recorder();
    await feed.listen({ name: 'live', onEvents: live.onEvents });
    const admin = new pg.Client({ connectionString: test.options.databaseUrl });
    await admin.connect();
    opened.push(() => admin.end());
    const listeners = async () =>
      (await admin.query(`select pid from pg_stat_activity where application_name = 'newsgraph events' and datname = current_database()`))
        .rows as { pid: number }[];
    await until(async () => (await listeners()).length === 1);
    for (const n of range(3)) {
      const [before] = await listeners();
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'newsgraph%' and datname = current_database()`,
      );
      await until(async () =>
        write(test.database, n).then(
          () => true,
          () => false,
        ),
      );
      await live.until(() => live.users.includes(n));
      await until(async () => (await listeners()).some(({ pid }) => pid !== before?.pid));
    }
    expect(live.users).toEqual([0, 1, 2]);
  });

  it('hears nothing of what was rolled back, and of a commit within a poll that never comes', async () => {
    const test = await openTestDatabase({ server: service.address });
    opened.push(() => test.remove());
    const heard = Promise.withResolvers<void>();
    const listener = new pg.Client({ connectionString: test.options.databaseUrl });
    await listener.connect();
    opened.push(() => listener.end());
    let notices = 0;
    listener.on('notification', () => {
      notices++;
      heard.resolve();
    });
    await listener.query('listen newsgraph_outbox');
    await expect(test.database.write('users.upsert', { users: [{ id: 'usr_1', name: null as unknown as string }] })).rejects.toThrow(
      /users.upsert/,
    );
    await test.database.write('outbox.commitCursor', { consumer: 'jobs', position: 1 });
    await write(test.database, 2, 3, 4);
    await heard.promise;
    expect(notices).toBe(1);
  });
});
