/**
 * The real services that suites need: PostgreSQL, Redis, Chromium. Found by environment, else started for the suite on a free loopback port and
 * stopped behind it. Where one is not installed, the suite is skipped by name with the line that installs it; with CI=true or
 * NEWSGRAPH_REQUIRE_SERVICES=1 it fails instead.
 */
import { afterAll, beforeAll, describe, test } from '@jest/globals';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { freePort } from './free-port.ts';

export { freePort } from './free-port.ts';

export interface Service {
  /** PostgreSQL: a URL of a database to make others beside. Redis: `redis://…`. Chromium: the path of the program. Known once the suite's `beforeAll` has run. */
  readonly address: string;
}

export type Suite = (service: Service) => void;

/** `TEST_DATABASE_URL` (its role must be allowed to create databases), else a private cluster. */
export function describeWithPostgres(name: string, suite: Suite): void {
  const given = process.env['TEST_DATABASE_URL'];
  const binaries = given === undefined ? postgresBinaries() : '';
  describeWith(name, suite, {
    what: 'PostgreSQL',
    packages: 'postgresql',
    present: binaries !== null,
    start: () => (given === undefined ? startPostgres(binaries!) : running(given)),
  });
}

/** `TEST_REDIS_URL`, else a `redis-server` of the suite's own, without persistence. */
export function describeWithRedis(name: string, suite: Suite): void {
  const given = process.env['TEST_REDIS_URL'];
  describeWith(name, suite, {
    what: 'Redis',
    packages: 'redis-server',
    present: given !== undefined || onPath('redis-server') !== null,
    start: () => (given === undefined ? startRedis() : running(given)),
  });
}

/** The address is the path of Chromium's program (`TEST_CHROMIUM`, else the path). */
export function describeWithChromium(name: string, suite: Suite): void {
  const path = process.env['TEST_CHROMIUM'] ?? onPath('chromium') ?? onPath('chromium-browser');
  describeWith(name, suite, { what: 'Chromium', packages: 'chromium', present: path !== null, start: () => running(path!) });
}

interface Requirement {
  readonly what: string;
  readonly packages: string;
  readonly present: boolean;
  start(): Promise<Running>;
}

interface Running {
  readonly address: string;
  stop(): Promise<void>;
}

function describeWith(name: string, suite: Suite, { what, packages, present, start }: Requirement): void {
  const missing = `needs ${what}: apt-get install ${packages}`;
  if (!present && (process.env['CI'] === 'true' || process.env['NEWSGRAPH_REQUIRE_SERVICES'] === '1'))
    throw new Error(`${name} ${missing}`);
  if (!present) {
    // oxlint-disable-next-line jest/no-disabled-tests -- skipping by name is what this is for
    describe.skip(`${name} (skipped, ${missing})`, () => {
      test('needs the service', () => undefined);
    });
    return;
  }
  // oxlint-disable-next-line jest/valid-title -- the caller's, a string by its type
  describe(name, () => {
    let service: Running | null = null;
    beforeAll(async () => void (service = await start()), START_TIMEOUT);
    suite({
      get address() {
        if (service === null)
          throw new Error(`${what} runs from the suite's beforeAll to its afterAll; ask for its address inside a test or hook.`);
        return service.address;
      },
    });
    // Behind the suite's own: hooks run in the order they are told, and a suite closes what it opened while the service still runs.
    afterAll(async () => service?.stop(), START_TIMEOUT);
  });
}

const START_TIMEOUT = 60_000;

const running = (address: string): Promise<Running> => Promise.resolve({ address, stop: () => Promise.resolve() });

async function startPostgres(binaries: string): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'newsgraph-postgres-'));
  const asRoot = process.getuid?.() === 0;
  const data = join(directory, 'data');
  // PostgreSQL refuses to run as root: there the account of Debian's package runs it.
  if (asRoot) execFileSync('chown', ['postgres', directory]);
  const command = (program: string, ...args: readonly string[]): [string, string[]] =>
    asRoot ? ['runuser', ['-u', 'postgres', '--', join(binaries, program), ...args]] : [join(binaries, program), [...args]];
  execFileSync(...command('initdb', '-D', data, '-U', 'newsgraph', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'), {
    stdio: 'pipe',
    cwd: directory,
  });
  const port = await freePort();
  // -F: no fsync. The cluster lives as long as the suite.
  const server = spawn(
    ...command(
      'postgres',
      '-D',
      data,
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
      '-k',
      directory,
      '-F',
      '-c',
      'max_connections=60',
      '-c',
      'shared_buffers=32MB',
    ),
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: directory,
      env: { ...process.env, LC_ALL: 'C' },
    },
  );
  const address = `postgres://newsgraph@127.0.0.1:${port}/postgres`;
  stopWithProcess(server);
  await ready(server, server.stderr!, 'database system is ready to accept connections');
  return {
    address,
    async stop() {
      // Through the data directory's own pid: runuser does not hand on every signal. "fast" ends what connections are left.
      execFileSync(...command('pg_ctl', '-D', data, '-m', 'fast', '-w', 'stop'), { stdio: 'pipe', cwd: directory });
      await exited(server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Debian keeps each version's programs in a folder of its own, off the path. */
function postgresBinaries(): string | null {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).toSorted((left, right) => Number(right) - Number(left)) : [];
  const folders = [...versions.map((version) => join(root, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres'))) ?? null;
}

async function startRedis(): Promise<Running> {
  const directory = mkdtempSync(join(tmpdir(), 'newsgraph-redis-'));
  const port = await freePort();
  const server = spawn(
    'redis-server',
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', directory],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  stopWithProcess(server);
  await ready(server, server.stdout!, 'Ready to accept connections');
  return {
    address: `redis://127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGTERM');
      await exited(server);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** A run that is broken off leaves nothing behind. */
function stopWithProcess(server: ChildProcess): void {
  const kill = () => void server.kill('SIGTERM');
  process.once('exit', kill);
  server.once('exit', () => process.removeListener('exit', kill));
}

function onPath(program: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(':');
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

/** Resolves once the service says that it is ready (a port may be open before); rejects with what it said where it ends before. */
function ready(server: ChildProcess, output: Readable, sign: string): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    output.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(-2_000);
      if (said.includes(sign)) resolve();
    });
    server.once('error', reject);
    server.once('exit', () => reject(new Error(`The service ended before it was ready: ${said}`)));
  });
}

function exited(server: ChildProcess): Promise<void> {
  return server.exitCode !== null || server.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => void server.once('exit', () => resolve()));
}
