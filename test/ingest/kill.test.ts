/** Ingest in a process that is killed at any moment: what it said it had stored is there, and going on doubles nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { articleCount } from '../../src/data/articles/article.queries.ts';
import { ingest } from '../../src/ingest/ingest.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';

const RECORDS = 6_000;
const KILLS = 5;
const CHILD = join(import.meta.dirname, 'ingest.child.ts');

let folder: string;
let archive: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsgraph-kill-'));
  archive = join(folder, 'articles.jsonl');
  // The shape of the archive whose map ships with the program.
  const line = (n: number): string =>
    JSON.stringify({
      source: 'okaz',
      url: `http://www.okaz.com.sa/${n}`,
      date_extracted: '2015-07-21 02:51:32',
      title: `عنوان الخبر رقم ${n}`,
      author: '',
      content: `نص الخبر رقم ${n}. ${'كلمات كثيرة في خبر طويل. '.repeat(40)}`,
    });
  await writeFile(archive, Array.from({ length: RECORDS }, (_, n) => line(n)).join('\n'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs it until it has told of `batches` batches, and then a random moment longer. The last number it told is what it stands for. */
async function killedAfter(batches: number, options: TestDatabase['options']): Promise<number> {
  const child = spawn(process.execPath, [CHILD, JSON.stringify({ input: archive, ...options })], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let stored = 0;
  let told = 0;
  for await (const line of createInterface(child.stdout)) {
    if (line === 'done') break;
    stored = (JSON.parse(line) as { stored: number }).stored;
    // Within a batch as likely as between two: a batch takes about this long.
    if (++told === batches) void pause(Math.random() * 60).then(() => child.kill('SIGKILL'));
  }
  await ended;
  return stored;
}

describeOnEachEngine('an ingest that is killed', (open) => {
  let test: TestDatabase;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.remove());

  it('loses nothing that it told, and doubles nothing when it goes on', async () => {
    const { database } = test;
    for (let kill = 1; kill <= KILLS; kill++) {
      const stored = await killedAfter(kill * 2, test.options);
      expect(stored).toBeGreaterThan(0);
      expect(await articleCount(database)).toBeGreaterThanOrEqual(stored);
    }
    const before = await articleCount(database);
    expect(before).toBeLessThan(RECORDS);
    const report = await ingest({ inputs: [archive], database, clock: test.clock });
    expect(report).toMatchObject({ new: RECORDS - before, updated: 0, unchanged: before, rejected: 0 });

    // Each article once, with its body, its place in the ledger, and one event: none lost with the batch that was cut, none told twice.
    const counted = await sql<{ articles: number; bodies: number; events: number; subjects: number }>`select
        (select count(*) from articles) as articles, (select count(*) from article_bodies) as bodies,
        (select count(*) from outbox where topic = 'article.written') as events,
        (select count(*) from subjects where id >= 'art_' and id < 'art\`') as subjects`.execute(database.read);
    expect(counted.rows).toEqual([{ articles: RECORDS, bodies: RECORDS, events: RECORDS, subjects: RECORDS }]);
  }, 120_000);
});
