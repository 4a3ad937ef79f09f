/** A primary, a replica, and a Sentinel that lets the replica take over within about a second; on loopback, without persistence. Whoever starts it stops it. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';
import { startRedisServer } from './redis-servers.ts';

export interface RedisSentinel {
  /** By the name of the primary, whoever it is. */
  readonly address: string;
  /** As by a crash. The replica takes over by itself. */
  killPrimary(): Promise<void>;
  /** Whether the replica has taken over. */
  hasFailedOver(): Promise<boolean>;
  stop(): Promise<void>;
}

const NAME = 'mymaster';
const DOWN_AFTER_MS = 300;
const READY_WITHIN_MS = 20_000;

export async function startRedisSentinel(args: readonly string[] = []): Promise<RedisSentinel> {
  const primary = await startRedisServer(args);
  const replica = await startRedisServer([...args, '--replicaof', '127.0.0.1', String(primary.port), '--repl-diskless-sync-delay', '0']);
  const directory = await mkdtemp(join(tmpdir(), 'newsgraph-sentinel-'));
  const port = await freePort();
  const file = join(directory, 'sentinel.conf');
  await writeFile(
    file,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${directory}`,
      `sentinel monitor ${NAME} 127.0.0.1 ${primary.port} 1`,
      `sentinel down-after-milliseconds ${NAME} ${DOWN_AFTER_MS}`,
      `sentinel failover-timeout ${NAME} 5000`,
    ].join('\n'),
  );
  const sentinel = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  const kill = (): void => void sentinel.kill('SIGKILL');
  process.once('exit', kill);
  const admin = new Redis({ host: '127.0.0.1', port, retryStrategy: () => 50 });
  // Until it is there.
  admin.on('error', () => undefined);
  const until = performance.now() + READY_WITHIN_MS;
  while (!(await knowsReplica(admin))) {
    if (performance.now() > until) throw new Error(`Sentinel has not found the replica within ${READY_WITHIN_MS} ms.`);
    await pause(50);
  }
  return {
    address: `redis+sentinel://127.0.0.1:${port}/${NAME}`,
    killPrimary: () => primary.kill(),
    async hasFailedOver() {
      const [, at] = (await admin.call('SENTINEL', 'get-master-addr-by-name', NAME)) as [string, string];
      return Number(at) === replica.port;
    },
    async stop() {
      admin.disconnect();
      process.removeListener('exit', kill);
      if (sentinel.exitCode === null && sentinel.signalCode === null) {
        kill();
        await once(sentinel, 'exit');
      }
      await Promise.all([primary.stop(), replica.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** It asks the primary for its replicas now and then; one that is not synchronized cannot take over. */
async function knowsReplica(admin: Redis): Promise<boolean> {
  const replicas = (await admin.call('SENTINEL', 'replicas', NAME)) as string[][];
  return replicas.some((fields) => fields[fields.indexOf('master-link-status') + 1] === 'ok');
}
