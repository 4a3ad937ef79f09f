/**
 * What the cache saves: article pages drawn by Zipf out of 10,000, from memory, from Redis, whole, and with clients that share requests, beside the same program without a cache and beside what is written by
 * hand. Each answer is compared with the right one: a wrong one ends the bench. After `npm run build`, with redis-server installed:
 *
 *     npm run bench:cache          # --only ideal,uncached,memory --pages 10000 --seconds 4 --rounds 3 --profile memory
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startRedisServer } from '../test/testkit/redis-servers.ts';
import { AIMS, casesOf, inspected, MOST_CALLS_SHARED, type Case } from './cache-cases.ts';
import type { LoadReport } from './load.ts';
import { freePort, median, start, usage, type Started } from './measure.ts';
import { supergraph } from './news.ts';
import { CpuProfile, inspectorOf, printProfile } from './profile.ts';
import type { ZipfOrder } from './zipf-load.ts';

/** Of one case in one round; all but the latencies and the memory are for one client request. */
interface Row {
  readonly cpu: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly calls: number;
  /** Questions of the cache that memory, and that Redis, had the answer to, and all. */
  readonly memoryHits: number;
  readonly redisHits: number;
  readonly questions: number;
  readonly trips: number;
  readonly redisKB: number;
  readonly peakMB: number;
}

const { values: options } = parseArgs({
  options: {
    only: { type: 'string' },
    pages: { type: 'string', default: '10000' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'string', default: '' },
  },
});
const pages = Number(options.pages);
const scratch = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
const [subgraphPort, port] = [await freePort(), await freePort()];
const file = await written('supergraph.graphql', supergraph(subgraphPort));
const rules = (rule: object): string =>
  JSON.stringify(Object.fromEntries(['articles', 'sources', 'comments', 'enrichments'].map((name) => [name, rule])));
const redis = await startRedisServer(['--maxmemory', '2gb']);
const cases = casesOf(
  {
    kept: await written('kept.json', rules({ public: true, maxAge: 3_600 })),
    shared: await written('shared.json', rules({ public: true })),
  },
  redis.address,
);
const subgraphs = await start(
  process.execPath,
  [join(import.meta.dirname, 'news.ts'), String(subgraphPort)],
  {},
  async () => (await calls()) >= 0,
);
const loader = fork(new URL('zipf-load.ts', import.meta.url), { execArgv: ['--disable-warning=ExperimentalWarning'] });

const rows = new Map<string, Row[]>();
try {
  await load({ seconds: 0, connections: 1, pages: 0 });
  for (let round = 0; round < Number(options.rounds); round += 1) {
    for (const name of options.only?.split(',') ?? Object.keys(cases)) {
      const one = cases[name];
      if (one === undefined) throw new Error(`no case ${name}; there are ${Object.keys(cases).join(', ')}`);
      const row = await visit(name, one, round);
      rows.set(name, [...(rows.get(name) ?? []), row]);
      console.error(`${name}: ${row.cpu.toFixed(0)} µs, ${row.perSecond.toFixed(0)}/s`);
    }
  }
  printTable();
  printAims();
} finally {
  loader.kill();
  await subgraphs.stop();
  await redis.stop();
  await rm(scratch, { recursive: true, force: true });
}

/** Starts the process, fills its cache where the case is warm, loads it for half a measurement's time, measures, and stops it. */
async function visit(name: string, one: Case, round: number): Promise<Row> {
  const isProfiled = options.profile === name;
  const started = await start(
    process.execPath,
    (isProfiled ? inspected(one) : one.args)(file, port),
    { NODE_ENV: 'production', LOG_LEVEL: 'warn', ...one.env },
    async () => (await (await post('{"query":"{ __typename }"}')).text()).includes('"Query"'),
  );
  try {
    const seconds = Number(options.seconds);
    if (one.warm) await warm(one.connections);
    const pace = one.perSecond === undefined ? {} : { perSecond: one.perSecond };
    const draws = { seconds, connections: one.connections, pages, ...pace };
    await load({ ...draws, seconds: seconds / 2, seed: 1_000 + round });
    if (isProfiled) {
      const profile = await CpuProfile.start(inspectorOf(started.output()));
      await load({ ...draws, seed: 2_000 + round });
      console.log(`\n# ${name}`);
      printProfile(await profile.stop());
    }
    return await measured(started, one, { ...draws, seed: round });
  } finally {
    await started.stop();
  }
}

/** Each page once, until a round asks no subgraph any more: what Redis had no time to take in the first is missed in the second. */
async function warm(connections: number): Promise<void> {
  for (let tries = 0; tries < 6; tries += 1) {
    const before = await calls();
    await load({ seconds: 0, connections, pages });
    if ((await calls()) === before) return;
  }
}

async function measured(started: Started, { env }: Case, order: Omit<ZipfOrder, 'port'>): Promise<Row> {
  const before = { calls: await calls(), metrics: await metrics(env), usage: usage(started.pid) };
  const report = await load(order);
  const after = { usage: usage(started.pid), calls: await calls(), metrics: await metrics(env) };
  const perRequest = (name: RegExp): number => (sum(after.metrics, name) - sum(before.metrics, name)) / report.requests;
  return {
    cpu: (after.usage.cpu - before.usage.cpu) / report.requests,
    perSecond: report.requests / report.seconds,
    p50: report.p50,
    p99: report.p99,
    calls: (after.calls - before.calls) / report.requests,
    memoryHits: perRequest(/^newsgraph_cache_lookups_total{(?=.*outcome="hit")(?=.*tier="memory").*} (\S+)$/gm),
    redisHits: perRequest(/^newsgraph_cache_lookups_total{(?=.*outcome="hit")(?=.*tier="redis").*} (\S+)$/gm),
    questions: perRequest(/^newsgraph_cache_lookups_total{cache="(?:entity|root|answer)".*} (\S+)$/gm),
    trips: perRequest(/^newsgraph_cache_redis_round_trips_total (\S+)$/gm),
    redisKB: perRequest(/^newsgraph_cache_redis_read_bytes_total (\S+)$/gm) / 1_024,
    peakMB: after.usage.peakMB,
  };
}

function sum(metricsText: string, line: RegExp): number {
  return [...metricsText.matchAll(line)].reduce((total, [, value]) => total + Number(value), 0);
}

/** Empty of what is written by hand. */
async function metrics(env: Case['env']): Promise<string> {
  return Object.keys(env).length === 0 ? '' : (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
}

/** Throws on a wrong answer. */
async function load(order: Partial<ZipfOrder>): Promise<LoadReport> {
  loader.send({ port, seed: 0, ...order });
  const [report] = (await once(loader, 'message')) as [LoadReport];
  if (report.fault !== null) throw new Error(report.fault);
  return report;
}

function printTable(): void {
  console.log(
    `\nPages by Zipf out of ${pages}, medians of ${options.rounds} rounds; all but the latencies and the memory for one client request\n\n` +
      '| case | CPU µs | requests/s | p50 ms | p99 ms | subgraph requests | cache questions | from memory | from Redis | Redis round trips | Redis KB read | peak MB |\n|---|---|---|---|---|---|---|---|---|---|---|---|',
  );
  for (const name of rows.keys()) {
    const of = (pick: keyof Row, digits = 0): string => figure(name, pick).toFixed(digits);
    console.log(
      `| ${name} | ${of('cpu')} | ${of('perSecond')} | ${of('p50', 2)} | ${of('p99', 2)} | ${of('calls', 2)} | ${of('questions', 2)} | ${of('memoryHits', 2)} | ${of('redisHits', 2)} | ${of('trips', 2)} | ${of('redisKB', 1)} | ${of('peakMB')} |`,
    );
  }
}

function printAims(): void {
  console.log('');
  const say = (what: string, is: number, most: number): void =>
    console.log(`${is <= most ? 'reached' : 'MISSED '}  ${what}: ${is.toFixed(2)}, at most ${most}`);
  for (const { of, to, figure: name, most } of AIMS)
    if (rows.has(of) && rows.has(to)) say(`${name} of ${of} by that of ${to}`, figure(of, name) / figure(to, name), most);
  if (rows.has('shared')) say('subgraph requests of shared', figure('shared', 'calls'), MOST_CALLS_SHARED);
}

function figure(name: string, pick: keyof Row): number {
  return median((rows.get(name) ?? []).map((row) => row[pick]));
}

async function written(name: string, text: string): Promise<string> {
  const path = join(scratch, name);
  await writeFile(path, text);
  return path;
}

function post(body: string): Promise<Response> {
  return fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
}

async function calls(): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${subgraphPort}/calls`)).text());
}
