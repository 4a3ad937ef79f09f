/**
 * What Redis in trouble costs: latencies of one gateway at a steady rate, with each trouble in turn, beside one without a cache over the same subgraphs at the same time, whose requests leave
 * between the other's. Without memory and with few repetitions both answer mostly from the subgraphs, so the ratio is what waiting for Redis adds.
 *
 *     node --disable-warning=ExperimentalWarning bench/cache-trouble.ts --rate 60 --seconds 14 [--only "none,failing over"]
 */
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { ADMIN_SECRET, gatewayClient, openCountedSource, type GatewayClient } from '../test/server/testkit/counted-source.ts';
import { freePort } from '../test/testkit/free-port.ts';
import { startRedisSentinel } from '../test/testkit/redis-sentinel.ts';
import { startRedisServer } from '../test/testkit/redis-servers.ts';
import { startTcpProxy } from '../test/testkit/tcp-proxy.ts';

const { values } = parseArgs({
  options: { rate: { type: 'string', default: '60' }, seconds: { type: 'string', default: '14' }, only: { type: 'string' } },
});
const rate = Number(values.rate);
const seconds = Number(values.seconds);
const THINGS = 500;
/** So many requests make the code of a process as quick as it gets; those of `rate` would take minutes. */
const WARM = { rate: 250, seconds: 8 };
/** After the first requests of a row: when what shall happen in the midst of them happens, and when it is over. */
const HAPPENS_MS = 1_000;
const IS_OVER_MS = (seconds * 1_000) / 2;

const source = await openCountedSource();
source.delayMs = 5;
let redis = await startRedisServer(['--maxmemory-policy', 'noeviction']);
const replica = await startRedisServer(['--replicaof', '127.0.0.1', String(redis.port)]);
const admin = new Redis(redis.address);
admin.on('error', () => undefined);
const proxy = await startTcpProxy(redis.port);
const sentinel = await startRedisSentinel();
const without = await start({ CACHE: 'off' });
const behindProxy = await start({ REDIS_URL: `redis://127.0.0.1:${proxy.port}`, CACHE_BYTES: '0' });
const behindSentinel = await start({ REDIS_URL: sentinel.address, CACHE_BYTES: '0' });

interface Trouble {
  readonly called: string;
  readonly gateway?: Gateway;
  readonly begin: () => unknown;
  readonly end: () => unknown;
}

const nothing = (): void => undefined;
const TROUBLES: readonly Trouble[] = [
  { called: 'none', begin: nothing, end: nothing },
  { called: 'slow 100 ms', begin: () => (proxy.delayMs = 100), end: () => (proxy.delayMs = 0) },
  { called: 'refusing', begin: () => ((proxy.isRefusing = true), proxy.cut()), end: () => (proxy.isRefusing = false) },
  { called: 'silent', begin: () => (proxy.isSilent = true), end: () => ((proxy.isSilent = false), proxy.cut()) },
  { called: 'frozen', begin: () => redis.freeze(), end: () => redis.thaw() },
  { called: 'full', begin: () => admin.config('SET', 'maxmemory', '1'), end: () => admin.config('SET', 'maxmemory', '0') },
  {
    called: 'read-only',
    begin: () => ((proxy.targetPort = replica.port), proxy.cut()),
    end: () => ((proxy.targetPort = redis.port), proxy.cut()),
  },
  {
    called: 'failing over',
    gateway: behindSentinel,
    begin: () => void setTimeout(() => void sentinel.killPrimary(), HAPPENS_MS),
    async end() {
      if (!(await sentinel.hasFailedOver())) throw new Error('the replica has not taken over');
    },
  },
  {
    called: 'gone and back',
    begin() {
      setTimeout(() => void redis.kill(), HAPPENS_MS);
      setTimeout(() => void startRedisServer([], redis.port).then((back) => (redis = back)), IS_OVER_MS);
    },
    end: nothing,
  },
];

for (const gateway of [without, behindProxy, behindSentinel]) {
  await load(gateway, WARM);
  // What is not there is asked for as well.
  if (gateway !== without) await gateway.invalidate({ tags: ['*'] });
  await load(gateway, WARM);
}
process.stdout.write('trouble        p50 without   with    p99 without   with    ratio of p99   errors   from Redis\n');
for (const { called, gateway = behindProxy, begin, end } of TROUBLES) {
  if (!(values.only?.split(',') ?? [called]).includes(called)) continue;
  await gateway.invalidate({ tags: ['*'] });
  const hits = await hitsOf(gateway);
  await begin();
  const [plain, cached] = await Promise.all([
    load(without, { rate, seconds }),
    load(gateway, { rate, seconds, startsAfterMs: 500 / rate }),
  ]);
  await end();
  await recovered(gateway);
  const [p50, p99] = [0.5, 0.99].map((share) => [at(plain.times, share), at(cached.times, share)]) as [[number, number], [number, number]];
  const fromRedis = ((await hitsOf(gateway)) - hits) / cached.times.length;
  process.stdout.write(
    `${called.padEnd(14)} ${ms(p50[0])} ${ms(p50[1])} ${ms(p99[0])} ${ms(p99[1])} ${(p99[1] / p99[0]).toFixed(2).padStart(12)} ${String(plain.errors + cached.errors).padStart(10)} ${fromRedis.toFixed(2).padStart(12)}\n`,
  );
}
admin.disconnect();
await Promise.all([without, behindProxy, behindSentinel].map((gateway) => gateway.stop()));
await proxy.close();
await Promise.all([redis.stop(), replica.stop(), sentinel.stop(), source.close()]);

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

interface Order {
  /** Requests a second. */
  readonly rate: number;
  readonly seconds: number;
  readonly startsAfterMs?: number;
}

/** Requests leave at their times, however long the earlier ones take. */
async function load(gateway: GatewayClient, order: Order): Promise<{ times: number[]; errors: number }> {
  const times: number[] = [];
  let errors = 0;
  const open: Promise<void>[] = [];
  const began = performance.now() + (order.startsAfterMs ?? 0);
  for (let sent = 0; sent < order.rate * order.seconds; sent += 1) {
    const wait = began + (sent * 1_000) / order.rate - performance.now();
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

async function recovered(gateway: Gateway): Promise<void> {
  while (!/cache_redis_available 1/.test(await gateway.metrics())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Fetches that Redis had the answer to. */
async function hitsOf(gateway: Gateway): Promise<number> {
  const lines = (await gateway.metrics()).matchAll(/^newsgraph_cache_lookups_total{(?=.*outcome="hit")(?=.*tier="redis").*} (\S+)$/gm);
  return [...lines].reduce((sum, [, count]) => sum + Number(count), 0);
}

function at(times: readonly number[], share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`.padStart(11);
}
