/** The outbox loses nothing and keeps its order, on both engines. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type Database, openDatabase } from '../../src/data/database.ts';
import { runProcedure } from '../../src/data/run-procedure.ts';
import { cursorOf, latestPosition, outboxAfter, type OutboxEvent, tail } from '../../src/events/outbox.ts';
import { describeOnEachEngine, openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { describeWithPostgres } from '../testkit/services.ts';
import { draftOf, range } from './drafts.ts';

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
      { position: 5 },
      { position: 5 },
      { position: 1 },
    ]);
    expect([await cursorOf(test.database, 'cache'), await cursorOf(test.database, 'jobs')]).toEqual([5, 1]);
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

  describe('tail', () => {
    /** Runs a tail until `done` says so of what it has handed over. */
    async function collect(
      database: Database,
      from: number,
      done: (events: readonly OutboxEvent[]) => boolean,
      onEvents?: (events: readonly OutboxEvent[]) => Promise<void>,
    ) {
      const stop = new AbortController();
      const seen: OutboxEvent[] = [];
      const last = await tail(database, {
        from,
        pollMs: 1,
        signal: stop.signal,
        onEvents: async (events) => {
          await onEvents?.(events);
          seen.push(...events);
          if (done(seen)) stop.abort();
        },
      });
      return { seen, last };
    }

    it('hands over what several processes write at the same time, in order and without a gap', async () => {
      const second = await openDatabase({ ...test.options, clock: test.clock });
      try {
        const collected = collect(test.database, 0, (seen) => seen.length === 120);
        await Promise.all(range(120).map((n) => write(n % 2 === 0 ? test.database : second, n)));
        const { seen, last } = await collected;
        expect(new Set(subjectsOf(seen)).size).toBe(120);
        const positions = seen.map(({ position }) => position);
        expect(positions).toEqual(positions.toSorted((one, two) => one - two));
        expect(last).toBe(await latestPosition(test.database));
      } finally {
        await second.close();
      }
    });

    it('waits for the handler before it reads on, and starts where it is told', async () => {
      await write(test.database, 1);
      const from = await latestPosition(test.database);
      await test.database.write('articles.upsertMany', { drafts: range(600).map((n) => draftOf(n)) });
      let busy = 0;
      const sizes: number[] = [];
      const { seen } = await collect(
        test.database,
        from,
        (events) => events.length === 600,
        async (events) => {
          expect(++busy).toBe(1);
          sizes.push(events.length);
          await new Promise(setImmediate);
          busy--;
        },
      );
      expect(subjectsOf(seen)).toEqual(range(600).map((n) => draftOf(n).id));
      expect(sizes).toEqual([500, 100]);
    });

    it('ends with the error of a handler that fails', async () => {
      await write(test.database, 1);
      const failing = tail(test.database, {
        from: 0,
        signal: new AbortController().signal,
        onEvents: () => Promise.reject(new Error('handler')),
      });
      await expect(failing).rejects.toThrow('handler');
    });
  });
});

describe('tail on SQLite', () => {
  it('asks an idle database for its data version only', async () => {
    const test = await openTestDatabase();
    const stop = new AbortController();
    let polls = 0;
    const listening = test.database.onStatement(({ sql }) => {
      if (sql.includes('data_version') && ++polls === 20) stop.abort();
    });
    const statements = await test.statements(() =>
      tail(test.database, { from: 0, pollMs: 1, signal: stop.signal, onEvents: () => undefined }),
    );
    listening();
    expect(statements.filter(({ sql }) => !sql.includes('data_version'))).toHaveLength(1);
    expect(statements).toHaveLength(21);
    await test.remove();
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
