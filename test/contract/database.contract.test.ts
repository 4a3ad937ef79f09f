/** The database itself, on both engines: opening, migrating, writing, closing. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { articleCount } from '../../src/data/articles/article.queries.ts';
import { type Database, openDatabase } from '../../src/data/database.ts';
import type { DatabaseFault } from '../../src/data/database-fault.ts';
import { MIGRATIONS } from '../../src/data/migrations/migration.writes.ts';
import { usersByIds } from '../../src/data/platform/user.queries.ts';
import { COLUMNS } from '../../src/data/tables.ts';
import { fakeClock } from '../testkit/clock.ts';
import { describeOnEachEngine, openTestDatabase, type TestDatabase } from '../testkit/database.ts';
import { freePort } from '../testkit/services.ts';
import { draftOf, range } from './drafts.ts';

const userOf = (n: number) => ({ users: [{ id: `usr_${n}`, name: `${n}` }] });

describeOnEachEngine('database', (open, engine) => {
  let test: TestDatabase;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.remove());

  it('migrates once, however many processes start at once', async () => {
    const drops = Object.keys(COLUMNS).map((table) => `drop table ${table}${engine === 'postgres' ? ' cascade' : ''};`);
    // The full-text index of SQLite is no table that rows are inserted into.
    const virtual = engine === 'sqlite' ? ['drop table article_vocabulary;', 'drop table article_index;'] : [];
    await test.directly([...drops, ...virtual].join(' '));
    const others = await Promise.all(range(3).map(() => openDatabase({ ...test.options, clock: fakeClock() })));
    const ran = await Promise.all([test.database, ...others].map((database) => database.migrate()));
    expect(ran.flat()).toEqual(MIGRATIONS.map(({ name }) => name));
    expect(await test.database.migrate()).toEqual([]);
    await Promise.all(others.map((database) => database.close()));
  });

  it('refuses a database that a newer version made, naming the migration', async () => {
    await test.directly(`insert into migrations (name, at) values ('9999-from-the-future', 1)`);
    await expect(test.database.migrate()).rejects.toThrow(
      'made by a newer version of Newsgraph (it has the migration 9999-from-the-future',
    );
  });

  it('writes all of a procedure or nothing, and says which write failed', async () => {
    const failing = test.database.write('articles.upsertMany', { drafts: [draftOf(1), draftOf(2, { title: null as never })] });
    await expect(failing).rejects.toMatchObject({
      name: 'DatabaseFault',
      message: expect.stringMatching(/^articles\.upsertMany: .*title/s),
    });
    expect(await articleCount(test.database)).toBe(0);
    expect((await test.database.write('articles.upsertMany', { drafts: [draftOf(1)] }))[0]?.outcome).toBe('new');
  });

  it('knows no other writes than its own', async () => {
    await expect(test.database.write('toString' as never, null as never)).rejects.toThrow('There is no write named "toString".');
  });

  it('tells of every statement, of which side it ran on, and of none once nobody listens', async () => {
    const statements = await test.statements(async () => {
      await test.database.write('users.upsert', userOf(1));
      await usersByIds(test.database, ['usr_1']);
    });
    expect(statements.every((statement) => statement.engine === engine && statement.milliseconds! >= 0)).toBe(true);
    expect(statements.filter(({ where }) => where === 'read').map(({ sql }) => sql.slice(0, 19))).toEqual(['select * from users']);
    expect(statements.filter(({ where }) => where === 'write').map(({ sql }) => sql.trim().slice(0, 6))).toContain('insert');
    expect(statements.some(({ sql }) => /^(begin|commit)/.test(sql))).toBe(false);
    const told = statements.length;
    await test.database.write('users.upsert', userOf(2));
    expect(statements).toHaveLength(told);
  });

  it('lets queued writes finish when it is closed, and takes no more', async () => {
    const queued = range(30).map((n) => test.database.write('users.upsert', userOf(n)));
    const closed = test.database.close();
    await expect(test.database.write('users.upsert', userOf(99))).rejects.toMatchObject({ code: 'DATABASE_CLOSED' });
    expect(await Promise.all(queued)).toEqual(range(30).map(() => ({ written: 1 })));
    await closed;
    await test.database.close();
    const again = await openDatabase({ ...test.options, clock: test.clock });
    expect(
      (
        await usersByIds(
          again,
          range(30).map((n) => `usr_${n}`),
        )
      ).filter((user) => user !== null),
    ).toHaveLength(30);
    await again.close();
  });

  it('refuses writes beyond the queue instead of keeping them all', async () => {
    const writes = range(1_100).map((n) =>
      test.database.write('users.upsert', userOf(n)).then(
        () => 'written',
        (fault: { code: string }) => fault.code,
      ),
    );
    const outcomes = await Promise.all(writes);
    expect([
      outcomes.filter((outcome) => outcome === 'written').length,
      outcomes.filter((outcome) => outcome === 'WRITE_QUEUE_FULL').length,
    ]).toEqual([1_000, 100]);
    expect(await test.database.write('users.upsert', userOf(2_000))).toEqual({ written: 1 });
  });

  it('refuses writes that would hold more memory than the queue may, however few they are, and takes a big one alone', async () => {
    // 20 MB each, at two bytes a character.
    const big = (n: number) => ({ users: [{ id: `usr_big_${n}`, name: 'x'.repeat(10_000_000) }] });
    const outcomes = await Promise.all(
      range(5).map((n) =>
        test.database.write('users.upsert', big(n)).then(
          () => 'written',
          (fault: DatabaseFault) => fault.message,
        ),
      ),
    );
    const refused = 'Writes of 60 MB are waiting already (64 MB at most): "users.upsert" was not run.';
    expect(outcomes).toEqual(['written', 'written', 'written', refused, refused]);
    // What was written, and what was refused, holds nothing any more.
    expect(await test.database.write('users.upsert', { users: [{ id: 'usr_huge', name: 'x'.repeat(40_000_000) }] })).toEqual({
      written: 1,
    });
  }, 60_000);
});

describe('opening', () => {
  const opened = (options: Partial<Parameters<typeof openDatabase>[0]>): Promise<Database> =>
    openDatabase({ dataDir: join(tmpdir(), 'unused'), clock: fakeClock(), ...options });

  it('makes the data directory', async () => {
    const root = mkdtempSync(join(tmpdir(), 'newsgraph-open-'));
    const database = await opened({ dataDir: join(root, 'a', 'b') });
    expect(await database.migrate()).toHaveLength(MIGRATIONS.length);
    await database.close();
    rmSync(root, { recursive: true });
  });

  it('names DATA_DIR where it cannot be used', async () => {
    const root = mkdtempSync(join(tmpdir(), 'newsgraph-open-'));
    writeFileSync(join(root, 'file'), 'not a directory');
    await expect(opened({ dataDir: join(root, 'file') })).rejects.toThrow(/^DATA_DIR: the directory ".*file" cannot be made/);
    writeFileSync(join(root, 'newsgraph.db'), 'not a database, but long enough to be taken for one. '.repeat(20));
    await expect(opened({ dataDir: root })).rejects.toMatchObject({
      code: 'DATABASE_UNUSABLE',
      message: expect.stringMatching(/^DATA_DIR: the database ".*newsgraph.db" cannot be opened: .*not a database/),
    });
    rmSync(root, { recursive: true });
  });

  it('names DATABASE_URL where nobody answers or it is no URL, and never its password', async () => {
    const refused = opened({ databaseUrl: `postgres://me:secret@127.0.0.1:${await freePort()}/news` });
    await expect(refused).rejects.toThrow(/^DATABASE_URL: 127\.0\.0\.1:\d+\/news does not answer: .*ECONNREFUSED/);
    await expect(refused).rejects.not.toThrow(/secret/);
    await expect(opened({ databaseUrl: 'mysql://me:secret@127.0.0.1/news' })).rejects.toThrow(
      'DATABASE_URL: only postgres:// and postgresql:// URLs are taken',
    );
  });
});

describe('the writer thread on SQLite', () => {
  let test: TestDatabase;
  beforeEach(async () => void (test = await openTestDatabase()));
  afterEach(() => test.remove());

  it('waits for another process by itself: reads go on meanwhile', async () => {
    const other = new DatabaseSync(join(test.options.dataDir, 'newsgraph.db'));
    other.exec('begin immediate');
    let written = false;
    const write = test.database.write('users.upsert', userOf(1)).then(() => void (written = true));
    let turns = 0;
    for (const _ of range(200)) {
      expect(await usersByIds(test.database, ['usr_1'])).toEqual([null]);
      await new Promise(setImmediate);
      turns++;
    }
    expect([turns, written]).toEqual([200, false]);
    other.exec('commit');
    other.close();
    await write;
    expect(await usersByIds(test.database, ['usr_1'])).not.toEqual([null]);
  });

  it('is the only one: the connection for reads cannot write', async () => {
    await expect(test.database.read.deleteFrom('users').execute()).rejects.toThrow('attempt to write a readonly database');
  });

  it('does not keep the main thread while it writes much', async () => {
    let turns = 0;
    const writing = new AbortController();
    const spin = (async () => {
      for (; !writing.signal.aborted; turns++) await new Promise(setImmediate);
    })();
    for (const batch of range(8))
      await test.database.write('articles.upsertMany', { drafts: range(250).map((n) => draftOf(batch * 250 + n)) });
    writing.abort();
    await spin;
    // Eight turns are what eight synchronous writes would leave; a free event loop makes thousands.
    expect(turns).toBeGreaterThan(200);
    expect(await articleCount(test.database)).toBe(2_000);
  });
});
