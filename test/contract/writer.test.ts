/** The writer thread's life: it is lost, it comes back, and a killed process loses nothing that was acknowledged. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { articleBodiesByIds, articleCount, articlesByIds } from '../../src/data/articles/article.queries.ts';
import { openDatabase } from '../../src/data/database.ts';
import { MIGRATIONS } from '../../src/data/migrations/migration.writes.ts';
import { Writer } from '../../src/data/sqlite/writer.ts';
import { outboxAfter } from '../../src/events/outbox.ts';
import { fakeClock } from '../testkit/clock.ts';
import { draftOf, range } from './drafts.ts';

let root: string;
beforeEach(() => void (root = mkdtempSync(join(tmpdir(), 'newsgraph-writer-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('a writer thread that is lost', () => {
  it('rejects all that is pending, saying that the outcome is not known, and starts anew with the next write', async () => {
    const directory = join(root, 'later');
    const writer = new Writer({ path: join(directory, 'newsgraph.db'), onStatements: () => undefined });
    const lost = await Promise.allSettled(range(3).map(() => writer.write('database.migrate', null, 1, false)));
    for (const result of lost) {
      expect(result).toMatchObject({
        status: 'rejected',
        reason: {
          code: 'WRITER_LOST',
          message: expect.stringMatching(
            /^The writer thread is gone \(.*unable to open.*\): whether "database.migrate" was committed is not known\.$/,
          ),
        },
      });
    }
    mkdirSync(directory);
    expect(await writer.write('database.migrate', null, 1, false)).toHaveLength(MIGRATIONS.length);
    await writer.close();
  });

  it('rejects an input that cannot cross into the thread, and goes on', async () => {
    const writer = new Writer({ path: join(root, 'newsgraph.db'), onStatements: () => undefined });
    await expect(writer.write('database.migrate', () => 1, 1, false)).rejects.toThrow(/could not be cloned/);
    expect(await writer.write('database.migrate', null, 1, false)).toHaveLength(MIGRATIONS.length);
    await writer.close();
  });
});

describe('a process that is killed in the middle of upsertMany', () => {
  it('has lost nothing that was acknowledged, and what it left goes in once when it is run again', async () => {
    const batch = 50;
    const script = new URL('./endless-upserts.ts', import.meta.url).pathname;
    const child = spawn(process.execPath, [script, root, String(batch)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const exited = once(child, 'exit');
    let acknowledged = 0;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged === 20) child.kill('SIGKILL');
    }
    expect(acknowledged).toBeGreaterThanOrEqual(20);
    expect(await exited).toEqual([null, 'SIGKILL']);

    const database = await openDatabase({ dataDir: root, clock: fakeClock() });
    const stored = await articleCount(database);
    expect(stored % batch).toBe(0);
    expect(stored).toBeGreaterThanOrEqual(acknowledged * batch);
    const ids = range(stored).map((n) => draftOf(n).id);
    expect((await articlesByIds(database, ids)).every((head) => head !== null)).toBe(true);
    expect((await articleBodiesByIds(database, ids)).every((body) => body !== null)).toBe(true);
    expect((await outboxAfter(database, 0, stored + batch)).map(({ subjectId }) => subjectId)).toEqual(ids);

    const drafts = range(stored + batch).map((n) => draftOf(n));
    const outcomes: string[] = [];
    for (let start = 0; start < drafts.length; start += batch)
      outcomes.push(
        ...(await database.write('articles.upsertMany', { drafts: drafts.slice(start, start + batch) })).map(({ outcome }) => outcome),
      );
    expect(outcomes).toEqual([...range(stored).map(() => 'unchanged'), ...range(batch).map(() => 'new')]);
    expect(await articleCount(database)).toBe(stored + batch);
    await database.close();
  });
});
