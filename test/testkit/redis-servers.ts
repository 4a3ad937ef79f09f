/** Redis servers that a test may hurt: its own, on loopback, without persistence. Whoever starts one stops it. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

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
  /** A primary that has a replica dies for good; nothing happens where none has, or an election is under way. */
  killPrimary(): Promise<void>;
  /** How many have died. */
  readonly killed: number;
  /** Runs on every primary that is left. */
  onPrimaries(work: (admin: Redis) => Promise<unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Replicas take over within a second or two, and are synchronized at once. */
const CLUSTER = [
  '--cluster-enabled',
  'yes',
  '--cluster-node-timeout',
  '500',
  '--cluster-replica-validity-factor',
  '0',
  '--repl-diskless-sync-delay',
  '0',
];

/** Three primaries and a replica of each. */
export async function startRedisCluster(): Promise<RedisCluster> {
  const start = (port?: number): Promise<RedisServer> => startRedisServer(CLUSTER, port);
  const servers = new Set(await Promise.all(Array.from({ length: 6 }, () => start())));
  const hosts = [...servers].map(({ port }) => `127.0.0.1:${port}`);
  execFileSync('redis-cli', ['--cluster', 'create', ...hosts, '--cluster-replicas', '1', '--cluster-yes'], { stdio: 'pipe' });
  const ask = async <Answer>({ address }: RedisServer, question: (admin: Redis) => Promise<Answer>): Promise<Answer> => {
    const admin = new Redis(address, { maxRetriesPerRequest: 1 });
    admin.on('error', () => undefined);
    try {
      return await question(admin);
    } finally {
      admin.disconnect();
    }
  };
  const replication = (server: RedisServer): Promise<string> => ask(server, (admin) => admin.info('replication'));
  const isWell = async (server: RedisServer): Promise<boolean> =>
    (await ask(server, (admin) => admin.cluster('INFO'))).includes('cluster_state:ok') &&
    /role:master|master_link_status:up/.test(await replication(server));
  while (!(await Promise.all([...servers].map(isWell))).every(Boolean)) await pause(100);
  let killed = 0;
  return {
    address: `redis+cluster://${hosts.join(',')}`,
    get killed() {
      return killed;
    },
    async killPrimary() {
      // Two at once would leave no majority to elect anybody.
      if (!(await Promise.all([...servers].map(isWell))).every(Boolean)) return;
      for (const server of servers) {
        const told = await replication(server);
        if (!told.includes('role:master') || !/slave0:.*state=online/.test(told)) continue;
        killed += 1;
        servers.delete(server);
        await server.kill();
        return;
      }
    },
    async onPrimaries(work) {
      for (const server of servers) if ((await replication(server)).includes('role:master')) await ask(server, work);
    },
    stop: async () => void (await Promise.all([...servers].map((server) => server.stop()))),
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
