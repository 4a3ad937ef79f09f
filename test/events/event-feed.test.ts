/** The feed over real databases: every event to every consumer, whatever one of them does. */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../src/data/database.ts';
import { EventFeed, type EventFeedOptions, type FeedFault } from '../../src/events/event-feed.ts';
import { NotNow } from '../../src/events/not-now.ts';
import { consumerStates, cursorOf, latestPosition } from '../../src/events/outbox.ts';
import { draftOf, range } from '../contract/drafts.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { recorder, until, usersOf, write } from './recorder.ts';

describeOnEachEngine('the event feed', (open) => {
  let test: TestDatabase;
  let feeds: EventFeed[];
  let others: Database[];
  let faults: FeedFault[];
  beforeEach(async () => {
    test = await open();
    feeds = [];
    others = [];
    faults = [];
  });
  afterEach(async () => {
    await Promise.all(feeds.map((feed) => feed.close()));
    await Promise.all(others.map((other) => other.close()));
    await test.remove();
  });

  const feedOf = (options: Partial<EventFeedOptions> = {}): EventFeed => {
    const feed = new EventFeed({
      database: test.database,
      clock: test.clock,
      onFault: (fault) => void faults.push(fault),
      // The tail must hear; it may not find out by looking.
      pollMs: 60_000,
      leaseMs: 60,
      retryMs: 1,
      longestRetryMs: 4,
      ...options,
    });
    feeds.push(feed);
    return feed;
  };
  const another = async (): Promise<Database> => {
    const other = await openDatabase({ ...test.options, clock: test.clock });
    others.push(other);
    return other;
  };

  it('hands what several processes write at the same time to every consumer, in order and without a gap', async () => {
    const second = await another();
    const [stored, live] = [recorder(), recorder()];
    const feed = feedOf();
    feed.follow({ name: 'stored', onEvents: stored.onEvents });
    await feed.listen({ name: 'live', onEvents: live.onEvents });
    await Promise.all(range(120).map((n) => write(n % 2 === 0 ? test.database : second, n)));
    await stored.until(() => stored.users.length === 120);
    await live.until(() => live.users.length === 120);
    expect(stored.users).toEqual(live.users);
    expect(stored.users.toSorted((one, other) => one - other)).toEqual(range(120));
    await feed.close();
    expect(await cursorOf(test.database, 'stored')).toBe(await latestPosition(test.database));
    expect(faults).toEqual([]);
  });

  it('gives a stored cursor all from the beginning, one without what comes from now on; and only their topics', async () => {
    await write(test.database, 1);
    await test.database.write('articles.upsertMany', { drafts: range(600).map((n) => draftOf(n)) });
    const [all, users, live] = [[] as string[], recorder(), recorder()];
    const feed = feedOf();
    const everything = feed.follow({ name: 'all', onEvents: (events) => void all.push(...events.map(({ topic }) => topic)) });
    feed.follow({ name: 'users', topics: ['user.written'], onEvents: users.onEvents });
    await feed.listen({ name: 'live', topics: ['user.written'], onEvents: live.onEvents });
    await write(test.database, 2);
    await Promise.all([users.until(() => users.users.length === 2), live.until(() => live.users.length === 1)]);
    expect([users.users, live.users]).toEqual([[1, 2], [2]]);
    const latest = await latestPosition(test.database);
    while (everything.position < latest) await everything.advanced;
    expect(all.filter((topic) => topic === 'article.written')).toHaveLength(600);
    expect(all).toHaveLength(602);
  });

  it('waits for a consumer before it hands on, and for none of the others', async () => {
    const gate = Promise.withResolvers<void>();
    let running = 0;
    const slow = recorder(async () => {
      expect(++running).toBe(1);
      await gate.promise;
      running--;
    });
    const quick = recorder();
    const feed = feedOf();
    await feed.listen({ name: 'slow', onEvents: slow.onEvents });
    feed.follow({ name: 'quick', onEvents: quick.onEvents });
    for (const n of range(1_500)) if (n % 100 === 0) await write(test.database, ...range(100).map((i) => n + i));
    await quick.until(() => quick.users.length === 1_500);
    expect(slow.calls).toHaveLength(1);
    gate.resolve();
    // It is behind what the feed keeps, and reads the rest for itself.
    await slow.until(() => slow.users.length === 1_500);
    expect(slow.users).toEqual(range(1_500));
  });

  it('tries again what failed, and goes on from the stored cursor after a restart', async () => {
    let away = 3;
    const first = recorder(() => {
      if (away-- > 0) throw new NotNow('the queue is away');
    });
    const feed = feedOf({ maxTries: 2 });
    feed.follow({ name: 'jobs', onEvents: first.onEvents });
    await write(test.database, 1, 2);
    await first.until(() => first.calls.length === 4);
    await feed.close();
    expect(first.calls).toEqual([
      [1, 2],
      [1, 2],
      [1, 2],
      [1, 2],
    ]);
    // More often than maxTries: a fault that is not the event's parks nothing.
    expect(faults.map(({ consumer, tries, step }) => [consumer, tries, step])).toEqual(
      [1, 2, 3].map((tries) => ['jobs', tries, 'try again']),
    );

    await write(test.database, 3);
    const second = recorder();
    feedOf().follow({ name: 'jobs', onEvents: second.onEvents });
    await second.until(() => second.users.length === 1);
    expect(second.users).toEqual([3]);
  });

  it('finds the event that poisons a batch, parks it, says so, and hands on all the others', async () => {
    const handled = new Set<number>();
    const picky = recorder((events) => {
      if (usersOf(events).includes(5)) throw new Error('five is right out');
      for (const user of usersOf(events)) handled.add(user);
    });
    const beside = recorder();
    const feed = feedOf({ maxTries: 3 });
    feed.follow({ name: 'picky', onEvents: picky.onEvents });
    feed.follow({ name: 'beside', onEvents: beside.onEvents });
    await write(test.database, ...range(8));
    await until(async () => handled.size === 7);
    await write(test.database, 8);
    await picky.until(() => picky.users.includes(8));
    expect([...handled].toSorted()).toEqual([0, 1, 2, 3, 4, 6, 7, 8].slice(0, handled.size));
    expect(picky.calls.slice(0, 7)).toEqual([range(8), [0, 1, 2, 3], [4, 5, 6, 7], [4, 5], [4], [5], [5]]);
    expect(faults.map(({ step, events }) => [step, usersOf(events)])).toEqual([
      ['divide', range(8)],
      ['divide', [4, 5, 6, 7]],
      ['divide', [4, 5]],
      ['try again', [5]],
      ['try again', [5]],
      ['parked', [5]],
    ]);
    expect(beside.users.slice(0, 8)).toEqual(range(8));
    expect((await consumerStates(test.database)).map(({ consumer, parked }) => [consumer, parked])).toEqual([
      ['beside', 0],
      ['picky', 1],
    ]);
    expect(feed.health).toEqual({ isCurrent: true, troubled: [] });
  });

  it('leaves behind what a consumer without a cursor could not take, and says so', async () => {
    const live = recorder((_, call) => {
      if (call === 1) throw new Error('not this one');
    });
    await feedOf().listen({ name: 'live', onEvents: live.onEvents });
    await write(test.database, 1);
    await live.until(() => live.calls.length === 1);
    await write(test.database, 2);
    await live.until(() => live.calls.length === 2);
    expect(live.users).toEqual([1, 2]);
    expect(faults).toMatchObject([{ consumer: 'live', step: 'left behind', error: { message: 'not this one' } }]);
  });

  it('lets one process at a time apply a stored cursor; the next takes over when it stops, and when it is not heard of', async () => {
    const second = await another();
    const [one, other] = [recorder(), recorder()];
    const first = feedOf();
    first.follow({ name: 'jobs', onEvents: one.onEvents });
    await write(test.database, 1);
    await one.until(() => one.users.length === 1);
    const heir = feedOf({ database: second });
    const followed = heir.follow({ name: 'jobs', onEvents: other.onEvents });
    await write(test.database, 2);
    await one.until(() => one.users.length === 2);
    // The other one watches.
    const latest = await latestPosition(test.database);
    await until(async () => followed.position === latest);
    expect(other.users).toEqual([]);

    await first.close();
    await write(test.database, 3);
    await other.until(() => other.users.length === 1);
    expect([one.users, other.users]).toEqual([[1, 2], [3]]);

    // Taken by one that is gone without a word: free when the lease has run out, and not a moment earlier.
    await heir.close();
    await test.database.write('outbox.lease', { holder: 'dead', consumers: ['jobs'], leaseMs: 1_000 });
    const third = recorder();
    feedOf().follow({ name: 'jobs', onEvents: third.onEvents });
    await write(test.database, 4);
    await feedOf().listen({ name: 'live', onEvents: () => undefined });
    test.clock.advance(999);
    await write(test.database, 5);
    expect(third.users).toEqual([]);
    test.clock.advance(1);
    await third.until(() => third.users.length === 2);
    expect(third.users).toEqual([4, 5]);
  });

  it('stores nothing for a process that lost its lease while it was handling', async () => {
    const [began, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const sleeper = recorder(async () => {
      began.resolve();
      await gate.promise;
    });
    // Renews in 20 s at the earliest: it sleeps.
    feedOf({ leaseMs: 60_000 }).follow({ name: 'jobs', onEvents: sleeper.onEvents });
    await write(test.database, 1);
    await began.promise;
    test.clock.advance(60_000);
    const taken = recorder();
    feedOf().follow({ name: 'jobs', onEvents: taken.onEvents });
    await taken.until(() => taken.users.length === 1);
    await until(async () => (await cursorOf(test.database, 'jobs')) === (await latestPosition(test.database)));
    gate.resolve();
    await write(test.database, 2);
    await taken.until(() => taken.users.length === 2);
    expect(taken.users).toEqual([1, 2]);
    expect(sleeper.users).toEqual([1]);
  });

  it('finishes the call under way when it is closed, and stores it', async () => {
    const [began, gate] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const feed = feedOf();
    feed.follow({
      name: 'jobs',
      onEvents: async () => {
        began.resolve();
        await gate.promise;
      },
    });
    await write(test.database, 1);
    await began.promise;
    const closed = feed.close();
    gate.resolve();
    await closed;
    expect(await consumerStates(test.database)).toMatchObject([
      { consumer: 'jobs', position: await latestPosition(test.database), holder: null },
    ]);
    expect(() => feed.follow({ name: 'late', onEvents: () => undefined })).toThrow('The feed is closed.');
  });

  it('refuses a second consumer of one name', () => {
    const feed = feedOf();
    feed.follow({ name: 'jobs', onEvents: () => undefined });
    expect(() => feed.follow({ name: 'jobs', onEvents: () => undefined })).toThrow('The feed has a consumer named "jobs" already.');
  });
});
