/**
 * What one article page costs, embedded: `node bench/page.ts [--connections 16] [--seconds 5] [--rounds 3] [--profile]`, after `npm run build`.
 * With `--data-dir DIR`, over a copy of an archive that was ingested, as it is: nothing is enriched meanwhile.
 * Prints CPU microseconds a request of the whole process, requests a second, latency and memory; with --profile, where the CPU time goes.
 */
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { LoadOrder } from './load.ts';
import { freePort, load, measure, median, pause, start, usage } from './measure.ts';
import { CpuProfile, INSPECT, inspectorOf, printProfile } from './profile.ts';

const { values: options } = parseArgs({
  options: {
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    articles: { type: 'string', default: '10' },
    'data-dir': { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
});
const root = new URL('..', import.meta.url).pathname;
const archive = options['data-dir'];
const dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
if (archive !== undefined) await copyFile(join(archive, 'newsgraph.db'), join(dataDir, 'newsgraph.db'));
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const inspect = options.profile ? INSPECT : [];
const began = performance.now();
const server = await start(
  process.execPath,
  [...inspect, join(root, 'bin/newsgraph.js'), 'serve'],
  {
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    ...(archive !== undefined && { SAMPLE: 'off', POLL_FEEDS: 'off', ENRICHMENT_THREADS: '0' }),
  },
  async () => (await fetch(`${address}/health/ready`)).ok,
);
try {
  console.log(`ready after ${Math.round(performance.now() - began)} ms`);
  const order = await articlePages();
  await load({ ...order, seconds: 3 });
  const rounds = [];
  for (let round = 0; round < Number(options.rounds); round++) {
    const measured = await measure(server, order);
    rounds.push(measured);
    console.log(
      `round ${round + 1}: ${measured.cpuPerRequest.toFixed(0)} µs CPU/request, ${measured.requestsPerSecond.toFixed(0)} requests/s, p50 ${measured.p50.toFixed(2)} ms, p99 ${measured.p99.toFixed(2)} ms, ${measured.residentMB.toFixed(0)} MB`,
    );
  }
  console.log(
    `median: ${median(rounds.map((round) => round.cpuPerRequest)).toFixed(0)} µs CPU/request, ${median(rounds.map((round) => round.requestsPerSecond)).toFixed(0)} requests/s at ${options.connections} connections`,
  );
  if (options.profile) {
    const profile = await CpuProfile.start(inspectorOf(server.output()));
    await load(order);
    printProfile(await profile.stop());
  }
} finally {
  await server.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** The page operation for the newest articles, and the right answer for each, once their enrichments are made and the process is quiet. */
async function articlePages(): Promise<LoadOrder> {
  const page = await operation('article-page');
  const feed = (await answer(JSON.stringify({ query: await operation('home-feed'), variables: { first: Number(options.articles) } }))) as {
    articles: { nodes: { id: string }[] };
  };
  const bodies = feed.articles.nodes.map(({ id }) => JSON.stringify({ query: page, operationName: 'ArticlePage', variables: { id } }));
  for (const body of bodies) {
    for (let tries = 0; ; tries++) {
      const { article } = (await answer(body)) as { article: { ai: { status: string } | null } };
      if (archive !== undefined || article.ai?.status === 'READY') break;
      if (tries > 600) throw new Error(`no enrichment after a minute: ${JSON.stringify(article.ai)}`);
      await pause(100);
    }
  }
  await quiet();
  console.log(
    `${archive === undefined ? 'enrichments ready' : `${bodies.length} pages of the archive`} and quiet after ${Math.round(performance.now() - began)} ms, ${usage(server.pid).residentMB.toFixed(0)} MB resident`,
  );
  const answers = await Promise.all(bodies.map(async (body) => await text(body)));
  return {
    port,
    path: '/graphql',
    bodies,
    answers,
    connections: Number(options.connections),
    seconds: Number(options.seconds),
    uniqueAuthorization: false,
  };
}

/** Waits until the process has used under 5 % of a core for a second: background work is done. */
async function quiet(): Promise<void> {
  for (let tries = 0; tries < 120; tries++) {
    const before = usage(server.pid).cpu;
    await pause(1000);
    if (usage(server.pid).cpu - before < 50_000) return;
  }
  throw new Error('the process is still busy after two minutes');
}

async function answer(body: string): Promise<unknown> {
  const { data, errors } = JSON.parse(await text(body)) as { data: unknown; errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

async function text(body: string): Promise<string> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  return await response.text();
}

function operation(name: string): Promise<string> {
  return readFile(join(root, 'schema/operations', `${name}.graphql`), 'utf8');
}
