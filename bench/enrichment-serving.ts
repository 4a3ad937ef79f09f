/**
 * What a backfill of enrichments does to a server that answers: `node bench/enrichment-serving.ts --data-dir DIR` (or `--database-url URL`), after `npm run build` and
 * `newsgraph ingest`. Works on a copy, which it removes. Sends home and article pages at a steady rate, first while nothing else goes on, then while the process
 * enriches; prints latencies, and how late the process's event loop was (perf_hooks in the process itself, read from /metrics).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { copyOf } from './database-copy.ts';
import { freePort, pause, start } from './measure.ts';
import { SteadyLoad } from './steady-load.ts';

const { values: options } = parseArgs({
  options: {
    'data-dir': { type: 'string' },
    'database-url': { type: 'string' },
    rate: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '30' },
  },
});

const copy = await copyOf(options['data-dir'], options['database-url']);
try {
  for (const [name, threads] of [
    ['idle', '0'],
    ['backfill', '1'],
  ] as const)
    await measure(name, threads);
} finally {
  await copy.remove();
}

async function measure(name: string, threads: string): Promise<void> {
  const port = await freePort();
  const { dataDir, databaseUrl } = copy.options;
  const server = await start(
    process.execPath,
    [join(new URL('..', import.meta.url).pathname, 'bin/newsgraph.js'), 'serve'],
    {
      DATA_DIR: dataDir,
      DATABASE_URL: databaseUrl ?? '',
      PORT: String(port),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      POLL_FEEDS: 'off',
      ENRICHMENT_THREADS: threads,
    },
    async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok,
  );
  try {
    const load = await SteadyLoad.prepare(port, Number(options.rate));
    await load.during(pause(5_000));
    // The histogram begins anew with each look.
    await lateness(port);
    const { requests, p50, p99, max, fault } = await load.during(pause(Number(options.seconds) * 1_000));
    if (fault !== null) throw new Error(fault);
    console.log(
      `${name}: ${requests} requests, p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, longest ${max.toFixed(1)} ms; event loop ${await lateness(port)}`,
    );
  } finally {
    await server.stop();
  }
}

/** As told by the process: its sampling interval of 10 ms included. */
async function lateness(port: number): Promise<string> {
  const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  const milliseconds = (which: string) => {
    const value = new RegExp(`^nodejs_eventloop_lag_${which}_seconds ([\\d.e-]+)`, 'm').exec(metrics)?.[1];
    if (value === undefined) throw new Error(`/metrics does not tell nodejs_eventloop_lag_${which}_seconds`);
    return `${which} ${(Number(value) * 1_000).toFixed(1)} ms`;
  };
  return ['p50', 'p99', 'max'].map(milliseconds).join(', ');
}
