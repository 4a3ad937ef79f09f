/**
 * How fast a folder of JSON lines is ingested beside a server that answers, and how much slower that makes its answers:
 * `node bench/ingest.ts FOLDER [--engine sqlite] [--rate 50] [--idle 10] [--news 10] [--backfill 10] [--new N] [--rejected N]`, after `npm run build`.
 * For `--engine postgres` DATABASE_URL names a database to make a fresh one beside. Ends with 1 where a count is wrong or a request was not answered well.
 */
import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { createReadStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { createGunzip } from 'node:zlib';
import { writeNews } from './ingest-news.ts';
import { freshPostgres, type PostgresUsage } from './ingest-postgres.ts';
import { freePort, pause, start, type Started, usage } from './measure.ts';
import { SteadyLoad, type Latencies } from './steady-load.ts';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    engine: { type: 'string', default: 'sqlite' },
    rate: { type: 'string', default: '50' },
    idle: { type: 'string', default: '10' },
    news: { type: 'string', default: '10' },
    backfill: { type: 'string', default: '10' },
    new: { type: 'string' },
    rejected: { type: 'string' },
  },
});
const [folder] = positionals;
if (folder === undefined) throw new Error('Name the folder whose .jsonl and .jsonl.gz files are to be ingested.');
const inputs = readdirSync(folder)
  .filter((name) => /\.jsonl(\.gz)?$/.test(name))
  .toSorted()
  .map((name) => resolve(folder, name));
const records = await recordsOf(inputs);
/** As often as an ingest commits: a server hears as often that its lists have changed. */
const NEWS_EVERY_MS = 160;

const program = new URL('../bin/newsgraph.js', import.meta.url).pathname;
const dataDir = mkdtempSync(join(tmpdir(), 'newsgraph-bench-'));
const postgres = options.engine === 'postgres' ? await freshPostgres(process.env['DATABASE_URL']) : null;
const env = { DATA_DIR: dataDir, LOG_LEVEL: 'error', HOST: '127.0.0.1', DATABASE_URL: postgres?.url ?? '' };
const faults: string[] = [];
try {
  await run();
} finally {
  await postgres?.drop();
  rmSync(dataDir, { recursive: true, force: true });
}
for (const fault of faults) console.error(`WRONG: ${fault}`);
process.exitCode = faults.length === 0 ? 0 : 1;

async function run(): Promise<void> {
  const port = await freePort();
  const ready = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok;
  const server = await start(process.execPath, [program, 'serve'], { ...env, PORT: String(port) }, ready);
  try {
    const load = await SteadyLoad.prepare(port, Number(options.rate));
    await quiet(server);
    await load.during(pause(5_000));
    const idleFrom = postgres?.usage();
    const idle = await load.during(pause(Number(options.idle) * 1_000));
    const idlePostgres = idleFrom === undefined ? null : since(idleFrom, postgres!.usage());
    const news = await load.during(writeNews({ dataDir, databaseUrl: env.DATABASE_URL }, NEWS_EVERY_MS, Number(options.news) * 1_000));
    const beside = await ingestBeside(server, load);
    const backfill = await load.during(pause(Number(options.backfill) * 1_000));
    report({ ...beside, idle, news, backfill, idlePostgres });
  } finally {
    await server.stop();
  }
}

interface Ingested {
  readonly counts: { readonly new: number; readonly updated: number; readonly unchanged: number; readonly rejected: number };
  readonly seconds: number;
  readonly ingestCpu: number;
  readonly serverCpu: number;
  readonly postgres: PostgresUsage | null;
  readonly busy: Latencies;
}

async function ingestBeside(server: Started, load: SteadyLoad): Promise<Ingested> {
  const before = { server: usage(server.pid).cpu, postgres: postgres?.usage(), own: process.resourceUsage() };
  const began = performance.now();
  const ingest = spawn(process.execPath, [program, 'ingest', '--json', ...inputs], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  process.once('exit', () => ingest.exitCode ?? ingest.kill('SIGKILL'));
  let output = '';
  ingest.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let ingestCpu = 0;
  // The last look before it ends: nothing is left of a process that nobody waits for by hand.
  const looks = setInterval(() => (ingestCpu = Math.max(ingestCpu, usage(ingest.pid!).cpu)), 100);
  const busy = await load.during(once(ingest, 'close'));
  clearInterval(looks);
  const seconds = (performance.now() - began) / 1000;
  if (ingest.exitCode !== 0) faults.push(`ingest ended with ${ingest.exitCode}`);
  return {
    counts: JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Ingested['counts'],
    seconds,
    ingestCpu,
    serverCpu: usage(server.pid).cpu - before.server,
    postgres: before.postgres === undefined ? null : since(before.postgres, postgres!.usage()),
    busy,
  };
}

type Report = Ingested & {
  readonly idle: Latencies;
  readonly news: Latencies;
  readonly backfill: Latencies;
  readonly idlePostgres: PostgresUsage | null;
};

function report({ counts, seconds, ingestCpu, serverCpu, postgres: used, idlePostgres, idle, news, busy, backfill }: Report): void {
  const stored = counts.new + counts.updated + counts.unchanged;
  if (stored + counts.rejected !== records) faults.push(`${stored} + ${counts.rejected} articles of ${records} records`);
  if (options.new !== undefined && counts.new !== Number(options.new)) faults.push(`${counts.new} new instead of ${options.new}`);
  if (options.rejected !== undefined && counts.rejected !== Number(options.rejected))
    faults.push(`${counts.rejected} rejected instead of ${options.rejected}`);
  for (const { fault } of [idle, news, busy, backfill]) if (fault !== null) faults.push(fault);

  const each = (microseconds: number) => `${(microseconds / records / 1000).toFixed(2)} ms`;
  console.log(
    `${options.engine}: ${counts.new} new, ${counts.rejected} rejected of ${records} in ${seconds.toFixed(1)} s, start and end of the process included`,
  );
  console.log(`${(records / seconds).toFixed(0)} articles/s`);
  console.log(`CPU an article: ingest ${each(ingestCpu)}, server with its requests and enrichments ${each(serverCpu)}`);
  if (used !== null && idlePostgres !== null) {
    const requests = (idlePostgres.cpu / idlePostgres.seconds) * used.seconds;
    console.log(`  PostgreSQL ${each(used.cpu - requests)} beside what the same requests cost while idle`);
  }
  for (const [name, latencies] of Object.entries({
    idle,
    'beside single articles, six a second': news,
    'beside the ingest': busy,
    'beside the enrichments after it': backfill,
  })) {
    const { requests, p50, p99, max } = latencies;
    console.log(`${name}: ${requests} requests, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(1)} ms`);
  }
  console.log(
    `p99 beside the ingest / idle: ${(busy.p99 / idle.p99).toFixed(2)}; / beside single articles: ${(busy.p99 / news.p99).toFixed(2)}; beside the enrichments / idle: ${(backfill.p99 / idle.p99).toFixed(2)}`,
  );
}

function since(before: PostgresUsage, after: PostgresUsage): PostgresUsage {
  return { cpu: after.cpu - before.cpu, seconds: after.seconds - before.seconds };
}

/** Waits until the sample content is enriched: the server has used under 5 % of a core for a second. */
async function quiet(server: Started): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const before = usage(server.pid).cpu;
    await pause(1_000);
    if (usage(server.pid).cpu - before < 50_000) return;
  }
  throw new Error('the server is still busy after two minutes');
}

async function recordsOf(files: readonly string[]): Promise<number> {
  let count = 0;
  for (const file of files) {
    const bytes = createReadStream(file);
    for await (const line of createInterface({ input: file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes }))
      if (line.trim() !== '') count++;
  }
  return count;
}
