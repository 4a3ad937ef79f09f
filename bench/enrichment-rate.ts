/**
 * How fast articles are enriched: `node bench/enrichment-rate.ts --data-dir DIR` (or `--database-url URL`), after `npm run build` and `newsgraph ingest`.
 * Works on a copy of that database, which it removes: starts `newsgraph worker` with one thread on it, on one core where `--core 0` names one, and prints
 * articles a second by the clock, CPU an article and the highest resident memory of the worker.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { systemClock } from '../src/clock/clock.ts';
import { openDatabase, type Reader } from '../src/data/database.ts';
import { copyOf, type DatabaseCopy } from './database-copy.ts';
import { pause, start, usage } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    'database-url': { type: 'string' },
    core: { type: 'string' },
    articles: { type: 'string', default: '1000000' },
    'node-flags': { type: 'string', default: '' },
  },
});

const copy = await copyOf(options['data-dir'], options['database-url']);
const database = await openDatabase({ ...copy.options, clock: systemClock });
try {
  const [before, wanted] = [await count(database, 'enrichments'), await count(database, 'articles')];
  const until = Math.min(wanted, before + Number(options.articles));
  if (until === before) throw new Error('The database has no articles without enrichments: ingest some first.');
  const worker = await startWorker(copy.options);
  const began = performance.now();
  let made = before;
  try {
    for (let told = began; made < until; await pause(250)) {
      if (usage(worker.pid).residentMB === 0) throw new Error(`The worker ended:\n${worker.output()}`);
      made = await count(database, 'enrichments');
      if (performance.now() - told < 10_000) continue;
      told = performance.now();
      report(made - before, told - began, usage(worker.pid));
    }
    report(made - before, performance.now() - began, usage(worker.pid));
  } finally {
    await worker.stop();
  }
} finally {
  await database.close();
  await copy.remove();
}

function report(articles: number, milliseconds: number, { cpu, residentMB, peakMB }: ReturnType<typeof usage>): void {
  const seconds = milliseconds / 1_000;
  console.log(
    `${articles} articles in ${seconds.toFixed(1)} s: ${(articles / seconds).toFixed(1)} a second, ${(cpu / 1_000 / articles).toFixed(2)} ms CPU an article, ${residentMB.toFixed(0)} MB, ${peakMB.toFixed(0)} MB at its highest`,
  );
}

async function count({ read }: Reader, table: 'articles' | 'enrichments'): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*) as total from ${sql.table(table)}`.execute(read);
  return Number(rows[0]?.total);
}

async function startWorker({ dataDir, databaseUrl }: DatabaseCopy['options']) {
  const root = new URL('..', import.meta.url).pathname;
  const flags = options['node-flags'] === '' ? [] : options['node-flags'].split(' ');
  const command = [process.execPath, ...flags, join(root, 'bin/newsgraph.js'), 'worker'];
  const [program, ...args] = options.core === undefined ? command : ['taskset', '-c', options.core, ...command];
  return start(
    program!,
    args,
    { DATA_DIR: dataDir, ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }), POLL_FEEDS: 'off', ENRICHMENT_THREADS: '1' },
    () => Promise.resolve(true),
  );
}
