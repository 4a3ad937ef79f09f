/** The outbox loses nothing and keeps its order, on both engines. */
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/data/database.ts';
import { runProcedure } from '../../src/data/run-procedure.ts';
import { consumerStates, cursorOf, latestPosition, outboxAfter, type OutboxEvent } from '../../src/events/outbox.ts';
import { describeOnEachEngine, openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { describeWithPostgres } from '../testkit/services.ts';
import { range } from './drafts.ts';

const write = (database: Database, n: number) => database.write('users.upsert', { users: [{ id: `usr_${n}`, name: `${n}` }] });
const subjectsOf = (events: readonly OutboxEvent[]) => events.map(({ subjectId }) => subjectId);

describeOnEachEngine('outbox', (open) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await open()));
  beforeEach(() => test.reset());
  afterAll(() => test.remove());

  it('reads what is behind a position, in order, as much as is asked for', async () => {
    expect(await latestPosition(test.database)).toBe(0);
    for (const n of range(5)) await write(test.database, n);
    const events = await outboxAfter(test.database, 0, 3);
    expect(events[0]).toEqual({
      position: expect.any(Number),
      topic: 'user.written',
      subjectId: 'usr_0',
      payload: { id: 'usr_0' },
      at: test.clock.now(),
    });
    expect(subjectsOf(events)).toEqual(['usr_0', 'usr_1', 'usr_2']);
    expect(subjectsOf(await outboxAfter(test.database, events[2]!.position, 10))).toEqual(['usr_3', 'usr_4']);
    expect(await latestPosition(test.database)).toBe((await outboxAfter(test.database, 0, 10)).at(-1)!.position);
  });

  it('keeps a cursor for each consumer and never moves it back', async () => {
    const commit = (consumer: string, position: number) => test.database.write('outbox.commitCursor', { consumer, position });
    expect(await cursorOf(test.database, 'cache')).toBeNull();
    expect([await commit('cache', 5), await commit('cache', 3), await commit('jobs', 1)]).toEqual([
      { position: 5, held: true },
      { position: 5, held: true },
      { position: 1, held: true },
    ]);
    expect([await cursorOf(test.database, 'cache'), await cursorOf(test.database, 'jobs')]).toEqual([5, 1]);
  });

  it('leases a consumer to one holder at a time, until it is given back or has run out', async () => {
    const lease = async (holder: string, ...consumers: readonly string[]) =>
      (await test.database.write('outbox.lease', { holder, consumers, leaseMs: 1_000 })).map(
        ({ consumer, position }) => `${consumer} ${position}`,
      );
    const commit = (holder: string, position: number) => test.database.write('outbox.commitCursor', { consumer: 'jobs', position, holder });
    expect(await lease('one', 'jobs', 'cache')).toEqual(['cache 0', 'jobs 0']);
    expect(await commit('one', 4)).toEqual({ position: 4, held: true });
    expect(await lease('other', 'jobs', 'mail')).toEqual(['mail 0']);
    expect(await commit('other', 9)).toEqual({ position: 9, held: false });
    expect(await cursorOf(test.database, 'jobs')).toBe(4);

    // Renewed after 900 ms, it is still held 1,100 ms after it was taken.
    test.clock.advance(900);
    expect(await lease('one', 'jobs')).toEqual(['jobs 4']);
    test.clock.advance(200);
    expect(await lease('other', 'jobs', 'cache')).toEqual(['cache 0']);
    test.clock.advance(800);
    expect(await lease('other', 'jobs')).toEqual(['jobs 4']);
    expect(await commit('one', 5)).toEqual({ position: 5, held: false });

    // Another's cannot be given back.
    await test.database.write('outbox.release', { holder: 'one', consumers: ['jobs'] });
    expect(await lease('one', 'jobs')).toEqual([]);
    await test.database.write('outbox.release', { holder: 'other', consumers: ['jobs'] });
    expect(await lease('one', 'jobs')).toEqual(['jobs 4']);
  });

  it('parks an event once, moving the cursor past it, and puts it in again when asked', async () => {
    for (const n of range(3)) await write(test.database, n);
    const [first, second] = await outboxAfter(test.database, 0, 10);
    await test.database.write('outbox.lease', { holder: 'one', consumers: ['mail'], leaseMs: 1_000 });
    const park = (holder: string) =>
      test.database.write('outbox.park', {
        consumer: 'mail',
        holder,
        from: 0,
        to: second!.position,
        event: first!,
        error: 'no\0 such box',
      });
    expect([await park('other'), await park('one'), await park('one')]).toEqual([false, true, false]);
    expect(await consumerStates(test.database)).toEqual([
      { consumer: 'mail', position: second!.position, holder: 'one', leasedUntil: test.clock.now() + 1_000, parked: 1 },
    ]);
    expect(await test.database.write('outbox.unpark', { consumer: 'mail' })).toEqual({ events: 1 });
    expect(await test.database.write('outbox.unpark', { consumer: 'mail' })).toEqual({ events: 0 });
    const again = (await outboxAfter(test.database, second!.position, 10)).at(-1)!;
    expect(again).toEqual({ ...first!, position: again.position });
  });

  it('forgets a consumer that nobody has, and keeps one that somebody has', async () => {
    const forget = () => test.database.write('outbox.forget', { consumer: 'mail' });
    expect(await forget()).toEqual({ forgotten: false });
    await test.database.write('outbox.lease', { holder: 'one', consumers: ['mail'], leaseMs: 1_000 });
    expect(await forget()).toEqual({ forgotten: false });
    test.clock.advance(1_000);
    expect(await forget()).toEqual({ forgotten: true });
    expect(await cursorOf(test.database, 'mail')).toBeNull();
  });

  it('is pruned of what is old and passed by every consumer, and of nothing else', async () => {
    const prune = async (before: number) => (await test.database.write('outbox.prune', { before })).removed;
    const start = test.clock.now();
    for (const n of range(6)) {
      await write(test.database, n);
      test.clock.advance(10);
    }
    const positions = (await outboxAfter(test.database, 0, 10)).map(({ position }) => position);
    await test.database.write('outbox.commitCursor', { consumer: 'slow', position: positions[1]! });
    await test.database.write('outbox.commitCursor', { consumer: 'fast', position: positions[5]! });
    expect(await prune(start + 10)).toBe(1);
    expect(await prune(start + 1_000)).toBe(1);
    await test.database.write('outbox.commitCursor', { consumer: 'slow', position: positions[5]! });
    expect(await prune(start + 30)).toBe(1);
    expect(await prune(start + 1_000)).toBe(3);
    expect(await prune(start + 1_000)).toBe(0);
    await write(test.database, 7);
    expect((await outboxAfter(test.database, 0, 10))[0]!.position).toBeGreaterThan(positions[5]!);
  });
});

describeWithPostgres('writes on PostgreSQL', (service) => {
  let test: TestDatabase;
  beforeAll(async () => void (test = await openTestDatabase({ server: service.address })));
  beforeEach(() => test.reset());
  afterAll(() => test.remove());

  /** A write that has drawn its position and has not committed yet. */
  async function openTransaction() {
    const transaction = await test.database.read.startTransaction().execute();
    await runProcedure({ engine: 'postgres', read: transaction }, 'users.upsert', { users: [{ id: 'usr_early', name: 'E' }] }, 1);
    return transaction;
  }

  it('draw positions in commit order: one that comes later waits for one that has drawn and not committed', async () => {
    const early = await openTransaction();
    let lateIsDone = false;
    const late = write(test.database, 2).then(() => void (lateIsDone = true));
    // Enough round trips for the late one to have committed, were it not waiting.
    for (const _ of range(50)) expect(await outboxAfter(test.database, 0, 10)).toEqual([]);
    expect(lateIsDone).toBe(false);

    await early.commit().execute();
    await late;
    expect(subjectsOf(await outboxAfter(test.database, 0, 10))).toEqual(['usr_early', 'usr_2']);
  });

  it('go on when the one that has drawn is rolled back', async () => {
    const early = await openTransaction();
    const late = write(test.database, 2);
    await early.rollback().execute();
    await late;
    expect(subjectsOf(await outboxAfter(test.database, 0, 10))).toEqual(['usr_2']);
  });

  it('leave connections for reads, however many of them wait', async () => {
    const early = await openTransaction();
    const waiting = Promise.all(range(60).map((n) => write(test.database, n)));
    const read = await Promise.all(range(60).map(() => outboxAfter(test.database, 0, 10)));
    expect(read.flat()).toEqual([]);
    await early.commit().execute();
    expect(await waiting).toHaveLength(60);
  });

  it('are run again when PostgreSQL ends them to undo a deadlock', async () => {
    const users = (...ids: readonly string[]) => ({ users: ids.map((id) => ({ id, name: `${id} ${test.clock.now()}` })) });
    await test.database.write('users.upsert', users('usr_a', 'usr_b'));
    test.clock.advance(1);
    const other = new pg.Client({ connectionString: test.options.databaseUrl });
    await other.connect();
    // Only the write looks for deadlocks, so it is the one that is ended.
    await other.query(`set deadlock_timeout = '1min'`);
    await other.query(`begin; update users set name = 'held' where id = 'usr_a'`);
    const inserts: string[] = [];
    const stop = test.database.onStatement(({ sql }) => void (sql.startsWith('insert into "users"') && inserts.push(sql)));
    const written = test.database.write('users.upsert', users('usr_b', 'usr_a'));
    const isWaiting = async () => (await other.query(`select 1 from pg_locks where not granted`)).rowCount! > 0;
    while (!(await isWaiting()));
    await other.query(`update users set name = 'held' where id = 'usr_b'`);
    await other.query('commit');
    await other.end();
    expect(await written).toEqual({ written: 2 });
    stop();
    expect(inserts).toHaveLength(2);
  });
});
