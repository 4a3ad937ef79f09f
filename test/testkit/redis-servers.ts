/** Redis servers that a test may hurt: its own, on loopback, without persistence. Whoever starts one stops it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './services.ts';

export interface RedisServer {
  readonly port: number;
  readonly address: string;
  /** Where it keeps its connections open and says nothing. */
  freeze(): void;
  thaw(): void;
  /** As by a crash. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/** @param args more of the command line: `--maxmemory 2mb` */
export async function startRedisServer(args: readonly string[] = [], port?: number): Promise<RedisServer> {
  const directory = mkdtempSync(join(tmpdir(), 'newsgraph-redis-'));
  const at = port ?? (await freePort());
  const server = spawn(
    'redis-server',
    ['--port', String(at), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory, ...args],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const kill = (): void => void server.kill('SIGKILL');
  process.once('exit', kill);
  await saysReady(server);
  server.stdout?.resume();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    process.removeListener('exit', kill);
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGCONT');
      server.kill(signal);
      await once(server, 'exit');
    }
    rmSync(directory, { recursive: true, force: true });
  };
  return {
    port: at,
    address: `redis://127.0.0.1:${at}`,
    freeze: () => void server.kill('SIGSTOP'),
    thaw: () => void server.kill('SIGCONT'),
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

export interface RedisCluster {
  readonly address: string;
  /** The one that answers for a share of the slots now; it is gone for good. */
  killPrimary(): Promise<void>;
  /** Runs on every primary that is left. */
  onPrimaries(work: (admin: Redis) => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Three primaries and a replica of each. */
export async function startRedisCluster(args: readonly string[] = []): Promise<RedisCluster> {
  const servers = await Promise.all(
    Array.from({ length: 6 }, () =>
      startRedisServer(['--cluster-enabled', 'yes', '--cluster-node-timeout', '500', '--cluster-replica-validity-factor', '0', ...args]),
    ),
  );
  const alive = new Set(servers);
  const hosts = servers.map(({ port }) => `127.0.0.1:${port}`);
  execFileSync('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-replicas', '1', '--cluster-yes'], { stdio: 'pipe' });
  const onEach = async (work: (admin: Redis, server: RedisServer) => Promise<unknown>): Promise<void> => {
    for (const server of alive) {
      const admin = new Redis(server.address, { maxRetriesPerRequest: 1 });
      admin.on('error', () => undefined);
      try {
        await work(admin, server);
      } finally {
        admin.disconnect();
      }
    }
  };
  const isPrimary = async (admin: Redis): Promise<boolean> => (await admin.info('replication')).includes('role:master');
  const settled = async (): Promise<boolean> => {
    let isSettled = true;
    await onEach(async (admin) => {
      const info = await admin.cluster('INFO');
      const nodes = String(await admin.cluster('NODES'));
      // Every replica follows somebody who lives.
      isSettled &&=
        info.includes('cluster_state:ok') && (!(await admin.info('replication')).includes('role:slave') || !/slave.*link:down/.test(nodes));
      isSettled &&=
        (await admin.info('replication')).includes('role:master') || (await admin.info('replication')).includes('master_link_status:up');
    });
    return isSettled;
  };
  while (!(await settled())) await pause(100);
  return {
    address: `redis+cluster://${hosts.join(',')}`,
    async killPrimary() {
      let victim: RedisServer | null = null;
      await onEach(async (admin, server) => {
        const hasReplica = (await admin.info('replication')).includes('slave0:');
        if (victim === null && hasReplica && (await isPrimary(admin))) victim = server;
      });
      if (victim === null) return;
      alive.delete(victim);
      await (victim as RedisServer).kill();
    },
    onPrimaries: (work) =>
      onEach(async (admin) => {
        if (await isPrimary(admin)) await work(admin);
      }),
    stop: async () => void (await Promise.all(servers.map((server) => server.stop()))),
  };
}

async function saysReady(server: ChildProcess): Promise<void> {
  let said = '';
  for await (const chunk of server.stdout as AsyncIterable<Buffer>) {
    said += String(chunk);
    if (/Ready to accept connections/.test(said)) return;
  }
  throw new Error(`redis-server ended before it was ready: ${said.slice(-500)}`);
}
