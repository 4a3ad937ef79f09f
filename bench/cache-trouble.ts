/**
 * What Redis in trouble costs: latencies of one gateway at a steady rate, with each trouble in turn, beside one without a cache over the same subgraphs at the same time. Both answer from
 * the subgraphs alone, so the ratio is what waiting for Redis adds.
 *
 *     node --disable-warning=ExperimentalWarning bench/cache-trouble.ts --rate 60 --seconds 14 [--only none]
 */
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ADMIN_SECRET, gatewayClient, openCountedSource, type GatewayClient } from '../test/server/testkit/counted-source.ts';
import { freePort } from '../test/testkit/free-port.ts';
import { startRedisServer } from '../test/testkit/redis-servers.ts';
import { startTcpProxy } from '../test/testkit/tcp-proxy.ts';

const { values } = parseArgs({
  options: { rate: { type: 'string', default: '60' }, seconds: { type: 'string', default: '14' }, only: { type: 'string' } },
});
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const THINGS = 500;
const WARM_SECONDS = 10;

const source = await openCountedSource();
source.delayMs = 5;
const redis = await startRedisServer(['--maxmemory-policy', 'noeviction']);
const replica = await startRedisServer(['--replicaof', '127.0.0.1', String(redis.port)]);
const admin = new Redis(redis.address);
const proxy = await startTcpProxy(redis.port);
const without = await start({ CACHE: 'off' });
const withCache = await start({ REDIS_URL: `redis://127.0.0.1:${proxy.port}`, CACHE_BYTES: '0' });

const troubles: readonly (readonly [name: string, begin: () => unknown, end: () => unknown])[] = [
  ['none', () => undefined, () => undefined],
  ['slow 100 ms', () => (proxy.delayMs = 100), () => (proxy.delayMs = 0)],
  ['refusing', () => ((proxy.isRefusing = true), proxy.cut()), () => (proxy.isRefusing = false)],
  ['silent', () => (proxy.isSilent = true), () => ((proxy.isSilent = false), proxy.cut())],
  ['frozen', () => redis.freeze(), () => redis.thaw()],
  ['full', () => admin.config('SET', 'maxmemory', '1'), () => admin.config('SET', 'maxmemory', '0')],
  ['read-only', () => ((proxy.targetPort = replica.port), proxy.cut()), () => ((proxy.targetPort = redis.port), proxy.cut())],
];

// Until both are as quick as they get.
await Promise.all([load(without, WARM_SECONDS), load(withCache, WARM_SECONDS)]);
process.stdout.write('trouble        p50 without   with    p99 without   with    ratio of p99   errors\n');
for (const [name, begin, end] of troubles.filter(([called]) => (values.only ?? called) === called)) {
  await withCache.invalidate({ tags: ['*'] });
  await begin();
  const [plain, cached] = await Promise.all([load(without, seconds), load(withCache, seconds)]);
  await end();
  await recovered();
  const [p50, p99] = [0.5, 0.99].map((share) => [at(plain.times, share), at(cached.times, share)]) as [[number, number], [number, number]];
  process.stdout.write(
    `${name.padEnd(14)} ${ms(p50[0])} ${ms(p50[1])} ${ms(p99[0])} ${ms(p99[1])} ${(p99[1] / p99[0]).toFixed(2).padStart(12)} ${String(plain.errors + cached.errors).padStart(10)}\n`,
  );
}
admin.disconnect();
await Promise.all([without.stop(), withCache.stop()]);
await proxy.close();
await Promise.all([redis.stop(), replica.stop(), source.close()]);

interface Gateway extends GatewayClient {
  stop(): Promise<void>;
}

/** The built program, in a process of its own. */
async function start(environment: Readonly<Record<string, string>>): Promise<Gateway> {
  const port = await freePort();
  const program = join(import.meta.dirname, '../bin/newsgraph.js');
  const args = [program, 'serve', '--supergraph', source.supergraphFile, '--port', String(port), '--host', '127.0.0.1'];
  const gateway = spawn(process.execPath, args, {
    env: { ...process.env, NEWSGRAPH_MODE: 'production', LOG_LEVEL: 'silent', CACHE_RULES: source.rulesFile, ADMIN_SECRET, ...environment },
    stdio: 'ignore',
  });
  process.once('exit', () => gateway.kill('SIGKILL'));
  const client = gatewayClient(port);
  for (let isUp = false; !isUp;) {
    if (gateway.exitCode !== null) throw new Error(`the gateway ended with ${gateway.exitCode}: npm run build`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    isUp = await client.metrics().then(
      () => true,
      () => false,
    );
  }
  return {
    ...client,
    async stop() {
      gateway.kill('SIGTERM');
      await once(gateway, 'exit');
    },
  };
}

/** Requests leave at their times, however long the earlier ones take. */
async function load(gateway: GatewayClient, duration: number): Promise<{ times: number[]; errors: number }> {
  const times: number[] = [];
  let errors = 0;
  const open: Promise<void>[] = [];
  const began = performance.now();
  for (let sent = 0; sent < rate * duration; sent += 1) {
    const wait = began + (sent * 1_000) / rate - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const asked = performance.now();
    open.push(
      gateway.count(String(Math.floor(Math.random() * THINGS))).then(
        () => void times.push(performance.now() - asked),
        () => void (errors += 1),
      ),
    );
  }
  await Promise.all(open);
  return { times: times.toSorted((a, b) => a - b), errors };
}

async function recovered(): Promise<void> {
  while (!/cache_redis_available 1/.test(await withCache.metrics())) await new Promise((resolve) => setTimeout(resolve, 50));
}

function at(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(11);
}
