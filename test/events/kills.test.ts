/**
 * A process is killed again and again while it stores, makes enrichments and handles events; what was acknowledged is there, every event was handled, every job
 * is done, and nothing was done twice. `KILLS=20 npm run -s jest -- test/events/kills` makes it 20 on each engine, 5 without.
 */
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { articleCount } from '../../src/data/articles/article.queries.ts';
import { enrichmentsByArticle, jobCounts } from '../../src/data/enrichments/enrichment.queries.ts';
import { consumerStates, latestPosition } from '../../src/events/outbox.ts';
import { idOf } from '../enrichment/article-store.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { allEvents } from '../testkit/outbox-events.ts';

const KILLS = Number(process.env['KILLS'] ?? 5);
const BATCH = 5;
/** A restarted process may take what its dead predecessor had after this long: leases of consumers and of jobs. */
const LEASE_MS = 250;
/** Longest life of a victim, from its first acknowledged batch on. */
const LONGEST_LIFE_MS = 700;

describeOnEachEngine(`${KILLS} kills`, (open, engine) => {
  let test: TestDatabase;
  let directory: string;
  beforeEach(async () => {
    test = await open();
    directory = mkdtempSync(join(tmpdir(), 'newsgraph-kills-'));
  });
  afterEach(async () => {
    await test.remove();
    rmSync(directory, { recursive: true, force: true });
  });

  it('lose no event and no job, and do nothing twice', async () => {
    const handledFile = join(directory, 'handled');
    writeFileSync(handledFile, '');
    const run = (from: number, batches: number) =>
      start({ ...test.options, from, batches, batchSize: BATCH, handledFile, leaseMs: LEASE_MS });

    const lives: number[] = [];
    let acknowledged = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const victim = run(acknowledged, 1_000_000);
      const gone = once(victim, 'exit');
      const lines = storedBy(victim, (stored) => void (acknowledged = Math.max(acknowledged, stored)));
      await lines.first;
      const life = Math.random() * LONGEST_LIFE_MS;
      lives.push(Math.round(life));
      await pause(life);
      victim.kill('SIGKILL');
      expect(await gone).toEqual([null, 'SIGKILL']);
      await lines.all;
    }

    // One that may live: from where the last acknowledgement was, it finishes everything.
    const heir = run(acknowledged, 1);
    const ended = once(heir, 'exit');
    const said = storedBy(heir, (stored) => void (acknowledged = stored));
    expect([await ended, (await said.all).at(-1)]).toEqual([[0, null], 'done']);

    const events = await allEvents(test.database);
    const written = events.filter(({ topic }) => topic === 'article.written').map(({ subjectId }) => subjectId);
    const finished = events.filter(({ topic }) => topic === 'enrichment.finished').map(({ subjectId }) => subjectId);
    const handled = readFileSync(handledFile, 'utf8').trim().split('\n').map(Number);
    process.stderr.write(
      `${engine}: ${KILLS} kills after ${lives.join(', ')} ms; ${acknowledged} articles acknowledged, ${events.length} events, handled ${handled.length} times\n`,
    );
    // Stored: what was acknowledged, each once.
    expect(await articleCount(test.database)).toBe(acknowledged);
    expect(written).toHaveLength(acknowledged);
    expect(new Set(written)).toEqual(new Set(Array.from({ length: acknowledged }, (_, n) => idOf(n))));
    // Handled: each event, in order but for those that a kill made come again.
    expect(new Set(handled)).toEqual(new Set(events.map(({ position }) => position)));
    // Done: one result for each article, no job left, nothing given up, nothing parked.
    expect(finished).toHaveLength(acknowledged);
    expect(new Set(finished)).toEqual(new Set(written));
    expect(await jobCounts(test.database)).toEqual({ PENDING: 0, RUNNING: 0, DONE: acknowledged, FAILED: 0 });
    for (let from = 0; from < written.length; from += 500) {
      const records = await enrichmentsByArticle(test.database, written.slice(from, from + 500));
      expect(records.every((record) => record !== null)).toBe(true);
    }
    const latest = await latestPosition(test.database);
    for (const state of await consumerStates(test.database)) expect(state).toMatchObject({ position: latest, holder: null, parked: 0 });
  }, 600_000);
});

function start(options: object): ChildProcess {
  const file = fileURLToPath(new URL('./kills.child.ts', import.meta.url));
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

/** Reads "stored N" lines as they come. `first` rejects where the child ends without one. */
function storedBy(child: ChildProcess, onStored: (stored: number) => void): { first: Promise<void>; all: Promise<readonly string[]> } {
  const first = Promise.withResolvers<void>();
  const reader = createInterface({ input: child.stdout! });
  const lines: string[] = [];
  reader.on('line', (line) => {
    lines.push(line);
    const stored = /^stored (\d+)$/.exec(line);
    if (stored === null) return;
    onStored(Number(stored[1]));
    first.resolve();
  });
  const all = once(reader, 'close').then(() => {
    first.reject(new Error(`The child ended before it had stored anything: ${lines.join(' ')}`));
    return lines;
  });
  first.promise.catch(() => undefined);
  return { first: first.promise, all };
}
