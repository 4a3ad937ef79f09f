/** Workers as processes of their own, one of which is killed. */
import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { enrichmentsByArticle, jobCounts } from '../../src/data/enrichments/enrichment.queries.ts';
import { describeOnEachEngine, type TestDatabase } from '../testkit/database.ts';
import { eventsOf } from '../testkit/outbox-events.ts';
import { draftOf, idOf, write } from './article-store.ts';

// Processes are started here; a busy machine takes its time.
jest.setTimeout(60_000);

describeOnEachEngine('the enrichment worker', (open) => {
  let test: TestDatabase;
  beforeEach(async () => void (test = await open()));
  afterEach(() => test.remove());
  const finished = async () => (await eventsOf(test.database, 'enrichment.finished')).map((event) => event.subjectId);

  it('killed in the middle and started again, every article is enriched exactly once', async () => {
    const total = 60;
    const numbers = Array.from({ length: total }, (_, n) => n);
    await write(test.database, ...numbers.map((n) => draftOf(n)));

    const victim = child({ ...test.options, clockAheadMs: 0 });
    // Eight times for the jobs of sixty articles, then once for each four that are worked.
    await said(victim, 'texts', 14);
    victim.kill('SIGKILL');
    await ended(victim);
    const before = await finished();
    expect(before.length).toBeGreaterThan(0);
    expect(before.length).toBeLessThan(total);

    // An hour on, the leases of the dead have run out.
    const heir = child({ ...test.options, clockAheadMs: 3_600_000 });
    await said(heir, 'idle', 1);
    expect(await ended(heir)).toBe(0);
    expect((await finished()).toSorted()).toEqual(numbers.map(idOf).toSorted());
    expect(await jobCounts(test.database)).toEqual({ PENDING: 0, RUNNING: 0, DONE: total, FAILED: 0 });
    expect(
      (await enrichmentsByArticle(test.database, numbers.map(idOf))).every((record) => record !== null && record.summary.length > 0),
    ).toBe(true);
  });
});

function child(options: object): ChildProcess {
  const file = fileURLToPath(new URL('./worker.child.ts', import.meta.url));
  return spawn(process.execPath, [file, JSON.stringify(options)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

/** Resolves when the child has said the word so many times; rejects when it ends before. */
function said(process: ChildProcess, word: string, times: number): Promise<void> {
  return new Promise((resolve, reject) => {
    let left = times;
    createInterface({ input: process.stdout! }).on('line', (line) => {
      if (line === word && --left === 0) resolve();
    });
    process.once('exit', (code, signal) =>
      reject(new Error(`The child ended (${code ?? signal}) before it said "${word}" ${times} times.`)),
    );
  });
}

function ended(process: ChildProcess): Promise<number | null> {
  return process.exitCode !== null || process.signalCode !== null
    ? Promise.resolve(process.exitCode)
    : new Promise((resolve) => void process.once('exit', resolve));
}
