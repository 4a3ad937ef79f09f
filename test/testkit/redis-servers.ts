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
  alive.add(server);
  await saysReady(server);
  server.stdout?.resume();
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    alive.delete(server);
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

/** A run that is broken off leaves nothing behind. */
const alive = new Set<ChildProcess>();
process.once('exit', () => {
  for (const server of alive) server.kill('SIGKILL');
});

export interface RedisCluster {
  /** Of the servers that are alive. */
  readonly address: string;
  /** A primary that has a replica dies, and a new server takes its replica's place; nothing happens where one is dying already. */
  killPrimary(): Promise<void>;
  /**
   * A replica hears no more from its primary from now on.
   * @returns how the primary dies, so that the replica takes over; nothing where one is dying already
   */
  fallBehind(): Promise<(() => Promise<void>) | void>;
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
  const start = (): Promise<RedisServer> => startRedisServer(CLUSTER);
  const servers = new Set(await Promise.all(Array.from({ length: 6 }, start)));
  const hosts = (): string[] => [...servers].map(({ port }) => `127.0.0.1:${port}`);
  execFileSync('redis-cli', ['--cluster', 'create', ...hosts(), '--cluster-replicas', '1', '--cluster-yes'], { stdio: 'pipe' });
  while (!(await areWell())) await pause(100);
  let killed = 0;
  let replacing: Promise<void> | null = null;
  const stopping = new AbortController();

  /** It is replaced by a new server, as a replica of the one that took over. */
  const kill = async (server: RedisServer): Promise<void> => {
    const dead = await ask(server, (admin) => admin.cluster('MYID'));
    killed += 1;
    servers.delete(server);
    await server.kill();
    replacing = replace(dead).finally(() => {
      replacing = null;
    });
  };
  const replace = async (dead: unknown): Promise<void> => {
    const fresh = await start();
    while (!stopping.signal.aborted) {
      const lonely = await lonelyPrimary();
      if (lonely !== null) {
        // Who does not know of the election yet refuses to forget its primary, and asks after it in vain until it does.
        await Promise.allSettled([...servers].map((server) => ask(server, (admin) => admin.call('CLUSTER', 'FORGET', String(dead)))));
        await ask(fresh, (admin) => admin.cluster('MEET', '127.0.0.1', lonely.port));
        const known = await ask(lonely, (admin) => admin.cluster('MYID'));
        while (!stopping.signal.aborted && !String(await ask(fresh, (admin) => admin.cluster('NODES'))).includes(String(known)))
          await pause(50);
        await ask(fresh, (admin) => admin.cluster('REPLICATE', String(known)));
        break;
      }
      await pause(100);
    }
    servers.add(fresh);
    while (!stopping.signal.aborted && !(await areWell())) await pause(100);
  };
  return {
    get address() {
      return `redis+cluster://${hosts().join(',')}`;
    },
    get killed() {
      return killed;
    },
    async killPrimary() {
      const server = await mortal();
      if (server !== null) await kill(server);
    },
    async fallBehind() {
      const server = await mortal();
      if (server === null) return;
      await ask(server, async (admin) => {
        await admin.acl('SETUSER', 'default', '-psync', '-sync');
        await admin.call('CLIENT', 'KILL', 'TYPE', 'replica');
      });
      return () => kill(server);
    },
    async onPrimaries(work) {
      for (const server of servers) {
        if (!(await replication(server)).includes('role:master')) continue;
        try {
          await ask(server, work);
        } catch (error) {
          // An election is under way: nothing befalls a server that takes no commands.
          if (!(error as Error).message.startsWith('CLUSTERDOWN')) throw error;
        }
      }
    },
    async stop() {
      stopping.abort();
      await replacing;
      await Promise.all([...servers].map((server) => server.stop()));
    },
  };

  async function ask<Answer>({ address }: RedisServer, question: (admin: Redis) => Promise<Answer>): Promise<Answer> {
    const admin = new Redis(address, { maxRetriesPerRequest: 1 });
    admin.on('error', () => undefined);
    try {
      return await question(admin);
    } finally {
      admin.disconnect();
    }
  }

  function replication(server: RedisServer): Promise<string> {
    return ask(server, (admin) => admin.info('replication'));
  }

  async function isWell(server: RedisServer): Promise<boolean> {
    return (
      (await ask(server, (admin) => admin.cluster('INFO'))).includes('cluster_state:ok') &&
      /role:master|master_link_status:up/.test(await replication(server))
    );
  }

  async function areWell(): Promise<boolean> {
    return (await Promise.all([...servers].map(isWell))).every(Boolean);
  }

  /** One that may die: two at once would leave no majority to elect anybody. */
  async function mortal(): Promise<RedisServer | null> {
    if (replacing !== null || !(await areWell())) return null;
    for (const server of servers) {
      const told = await replication(server);
      if (told.includes('role:master') && /slave0:.*state=online/.test(told)) return server;
    }
    return null;
  }

  /** The one that has taken over. */
  async function lonelyPrimary(): Promise<RedisServer | null> {
    for (const server of servers) {
      const told = await replication(server);
      if (told.includes('role:master') && told.includes('connected_slaves:0')) return server;
    }
    return null;
  }
}

async function saysReady(server: ChildProcess): Promise<void> {
  let said = '';
  for await (const chunk of server.stdout as AsyncIterable<Buffer>) {
    said += String(chunk);
    if (/Ready to accept connections/.test(said)) return;
  }
  throw new Error(`redis-server ended before it was ready: ${said.slice(-500)}`);
}
