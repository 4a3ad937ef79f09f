/**
 * Newsgraph and its peers over the same HTTP subgraphs, one after the other in each round, each answer checked:
 * `node bench/gateways.ts [--only newsgraph,hive] [--connections 16] [--seconds 4] [--rounds 3] [--profile]`, after `npm run build` and `npm ci` in bench/.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { freePort, load, measure, median, start, type Measured } from './measure.ts';
import { CpuProfile, INSPECT, inspectorOf, printProfile } from './profile.ts';
import { OPERATIONS, rightAnswer, supergraph } from './news.ts';

interface Row extends Measured {
  /** Requests to subgraphs for one client request. */
  readonly calls: number;
}

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'newsgraph,hive,apollo' },
    connections: { type: 'string', default: '16' },
    seconds: { type: 'string', default: '4' },
    rounds: { type: 'string', default: '3' },
    profile: { type: 'boolean', default: false },
  },
});
const folder = import.meta.dirname;
const [subgraphPort, port] = [await freePort(), await freePort()];
const scratch = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
const file = join(scratch, 'supergraph.graphql');
const hive = join(folder, 'node_modules/@graphql-hive/gateway/dist/bin.js');

/** The arguments of Node, and the path that GraphQL is served on. */
const GATEWAYS: Readonly<Record<string, { readonly args: readonly string[]; readonly path: string }>> = {
  newsgraph: {
    args: [join(folder, '../bin/newsgraph.js'), 'serve', '--supergraph', file, '--port', String(port), '--host', '127.0.0.1'],
    path: '/graphql',
  },
  hive: {
    args: [
      hive,
      'supergraph',
      file,
      '--host',
      '127.0.0.1',
      '--port',
      String(port),
      '--fork',
      '1',
      '--config-path',
      join(folder, 'peers/hive.config.mjs'),
      '--hive-router-runtime',
    ],
    path: '/graphql',
  },
  apollo: { args: [join(folder, 'peers/apollo.mjs'), file, String(port)], path: '/' },
};

const rows = new Map<string, Row[]>();
await writeFile(file, supergraph(subgraphPort));
const subgraphs = await start(process.execPath, [join(folder, 'news.ts'), String(subgraphPort)], {}, async () => (await calls()) >= 0);
try {
  for (const workload of ['page', 'feed'] as const) {
    for (let round = 0; round < Number(options.rounds); round++) {
      for (const name of options.only.split(',')) {
        const row = await visit(name, workload);
        rows.set(`${workload} ${name}`, [...(rows.get(`${workload} ${name}`) ?? []), row]);
        console.error(`${workload} ${name}: ${row.cpuPerRequest.toFixed(0)} µs, ${row.requestsPerSecond.toFixed(0)}/s`);
      }
    }
  }
  printTable();
} finally {
  await subgraphs.stop();
  await rm(scratch, { recursive: true, force: true });
}

/** Starts one gateway, checks its answer, counts its calls, warms it up, measures it, stops it. Throws where the answer is not the right one. */
async function visit(name: string, workload: keyof typeof OPERATIONS): Promise<Row> {
  const gateway = GATEWAYS[name];
  if (gateway === undefined) throw new Error(`no gateway ${name}; there are ${Object.keys(GATEWAYS).join(', ')}`);
  const body = JSON.stringify(OPERATIONS[workload]);
  const ask = async (text: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${gateway.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: text,
    });
    return await response.text();
  };
  const started = await start(
    process.execPath,
    [...(options.profile ? INSPECT : []), ...gateway.args],
    { NODE_ENV: 'production', LOG_LEVEL: 'warn' },
    async () => (await ask('{"query":"{ __typename }"}')).includes('"Query"'),
  );
  try {
    const answer = await ask(body);
    if (!isDeepStrictEqual(JSON.parse(answer), rightAnswer(workload)))
      throw new Error(`${name}, ${workload}: wrong answer: ${answer.slice(0, 600)}`);
    const before = await calls();
    await ask(body);
    const perRequest = (await calls()) - before;
    const order = {
      port,
      path: gateway.path,
      bodies: [body],
      answers: [answer],
      connections: Number(options.connections),
      seconds: Number(options.seconds),
      uniqueAuthorization: true,
    };
    await load({ ...order, seconds: 2 });
    if (options.profile) {
      const profile = await CpuProfile.start(inspectorOf(started.output()));
      await load(order);
      console.log(`\n# ${workload}, ${name}`);
      printProfile(await profile.stop());
    }
    return { ...(await measure(started, order)), calls: perRequest };
  } finally {
    await started.stop();
  }
}

function printTable(): void {
  console.log(
    `\n${options.connections} connections, medians of ${options.rounds} rounds\n\n| workload | gateway | CPU µs/request | requests/s | p50 ms | p99 ms | peak MB | subgraph requests |\n|---|---|---|---|---|---|---|---|`,
  );
  for (const [name, rounds] of rows) {
    const of = (pick: (row: Row) => number, digits = 0) => median(rounds.map(pick)).toFixed(digits);
    console.log(
      `| ${name.replace(' ', ' | ')} | ${of((row) => row.cpuPerRequest)} | ${of((row) => row.requestsPerSecond)} | ${of((row) => row.p50, 2)} | ${of((row) => row.p99, 2)} | ${of((row) => row.peakMB)} | ${of((row) => row.calls)} |`,
    );
  }
}

async function calls(): Promise<number> {
  return Number(await (await fetch(`http://127.0.0.1:${subgraphPort}/calls`)).text());
}
