/** The command as it is installed: another Node outside, the pinned one inside, signals and exit codes passed on. Runs what is built in dist/. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile, execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { connect, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';

const BIN = join(packageRoot, 'bin', 'newsgraph.js');
/** A Node older than the pinned one, where the machine has one: npm puts the pinned one first on the path, so it is looked for behind it. */
const oldNode =
  (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .find(existsSync) ?? process.execPath;
const oldMajor = Number(execFileSync(oldNode, ['-p', 'process.versions.node.split(".")[0]']));

let dataDir: string;
beforeAll(async () => {
  if (!existsSync(join(packageRoot, 'dist', 'src', 'main.js')))
    throw new Error('The command is tested as it is built: run `npm run build:server` first.');
  dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-bin-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

const environment = (more: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const { NODE_ENV: _mode, NODE_OPTIONS: _options, NEWSGRAPH_MODE: _kept, ...rest } = process.env;
  return { ...rest, DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'info', ENRICHMENT_THREADS: '0', ...more };
};

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function run(args: readonly string[], more: Record<string, string> = {}, { node = oldNode, bin = BIN } = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(node, [bin, ...args], { env: environment(more) }, (error, out, err) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out, err }),
    );
  });
}

async function startServing({ node = oldNode, detached, ...more }: Record<string, string> = {}): Promise<{
  child: ChildProcess;
  port: number;
  out: () => string;
  err: () => string;
  ended: Promise<[number | null, NodeJS.Signals | null]>;
}> {
  const child = spawn(node, [BIN, 'serve'], { env: environment(more), stdio: ['ignore', 'pipe', 'pipe'], detached: detached === 'yes' });
  const ended = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  const port = await new Promise<number>((resolve, reject) => {
    child.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
      const found = /localhost:(\d+)\/health/.exec(err);
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', () => reject(new Error(`It ended before it served: ${err}`)));
  });
  return { child, port, out: () => out, err: () => err, ended };
}

describe('the command', () => {
  it('prints its help and its version', async () => {
    const help = await run(['--help']);
    expect(help.code).toBe(0);
    for (const command of ['serve', 'subgraph', 'ingest', 'explain', 'compose', 'migrate', 'worker', 'token'])
      expect(help.out).toContain(`\n  ${command} `);
    expect(await run(['--version'])).toEqual({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/), err: '' });
    expect((await run(['serve', '--help'])).out).toContain(
      'MAX_BODY_BYTES (1000000)\n      Largest request body in bytes.\n      A whole number from 1000 to 100000000.',
    );
  });

  it.each([
    [['frobnicate'], "unknown command 'frobnicate'"],
    [['serve', '--port', '70000'], 'A port is a whole number from 0 to 65535.'],
    [['subgraph', 'weather', '--port', '1'], 'Allowed choices are articles, sources, comments, enrichments, platform.'],
    [['subgraph', 'articles'], "required option '--port <number>' not specified"],
    [['token', '--role', 'OWNER'], 'Allowed choices are READER, MODERATOR, EDITOR, ADMIN.'],
    [['token', '--role', 'READER', '--expires', '2y'], 'A duration is like 90s, 30m, 12h or 30d, and at most 366d.'],
    [['explain', 'no-such-file.graphql'], 'The operation file no-such-file.graphql cannot be read'],
    [['explain', '-', '--variables', '[1]'], 'It must be a JSON object'],
    [['ingest'], "missing required argument 'path-or-url'"],
  ])('%p is not understood: 2, and why', async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(2);
    expect(err).toContain(message);
    expect(err).not.toMatch(/\n +at /);
  });

  it('tells every fault of the configuration at once: 1, no stack', async () => {
    const { code, err } = await run(['serve'], { PORT: 'x', JWT_SECRET: 'hunter2' });
    expect(code).toBe(1);
    expect(err).toBe(
      'newsgraph: The configuration has 2 faults:\n  PORT must be a whole number from 0 to 65535. It is "x".\n  JWT_SECRET must be at least 32 bytes long, it has 7.\n',
    );
  });

  it('refuses to serve in production without a secret', async () => {
    const { code, err } = await run(['serve'], { NODE_ENV: 'production' });
    expect([code, err]).toEqual([1, expect.stringContaining('JWT_SECRET must be set in production')]);
  });

  it('explains an operation as text', async () => {
    const { code, out } = await run(['explain', join(packageRoot, 'schema', 'operations', 'article-page.graphql')]);
    expect(code).toBe(0);
    for (const subgraph of ['articles', 'sources', 'comments', 'enrichments', 'platform']) expect(out).toContain(subgraph);
  });

  it('says in one sentence that it is not built', async () => {
    const elsewhere = await packageElsewhere();
    const { code, err } = await run(['--version'], {}, { bin: join(elsewhere, 'bin', 'newsgraph.js') });
    expect([code, err]).toEqual([1, `newsgraph: it is not built yet. Run \`npm run build\` in ${elsewhere}.\n`]);
    await rm(elsewhere, { recursive: true });
  });

  (oldMajor < 24 ? it : it.skip)('says in one sentence that the pinned Node is not installed', async () => {
    const elsewhere = await packageElsewhere();
    await symlink(join(packageRoot, 'dist'), join(elsewhere, 'dist'));
    // The package is there and its binary is not, as `npm ci --ignore-scripts` leaves it; one further up is not looked for then.
    mkdirSync(join(elsewhere, 'node_modules', 'node'), { recursive: true });
    writeFileSync(join(elsewhere, 'node_modules', 'node', 'package.json'), '{}');
    const { code, err } = await run(['--version'], {}, { bin: join(elsewhere, 'bin', 'newsgraph.js') });
    // oxlint-disable-next-line jest/no-standalone-expect -- the block is chosen at its head
    expect([code, err]).toEqual([1, expect.stringMatching(/^newsgraph: Node 24 is needed and this is v\d+\.\d+\.\d+; run `npm ci` .*\n$/)]);
    await rm(elsewhere, { recursive: true });
  });
});

/** The command and its package.json in a folder without anything else. */
async function packageElsewhere(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-package-'));
  mkdirSync(join(folder, 'bin'));
  copyFileSync(BIN, join(folder, 'bin', 'newsgraph.js'));
  copyFileSync(join(packageRoot, 'package.json'), join(folder, 'package.json'));
  return folder;
}

describe('a serving command', () => {
  it('serves under the pinned Node, accepts the tokens of `token`, and ends with 0 when it is told to stop', async () => {
    const { child, port, ended } = await startServing();
    const { out } = await run(['token', '--role', 'READER', '--name', 'Sara', '--id', 'usr_sara']);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${out.trim()}` },
      body: JSON.stringify({ query: '{ viewer { id name roles } articles(first: 1) { nodes { title } } }' }),
    });
    expect(await answer.json()).toEqual({
      data: { viewer: { id: 'usr_sara', name: 'Sara', roles: ['READER'] }, articles: { nodes: [{ title: expect.any(String) }] } },
    });

    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  }, 60_000);

  it('under the pinned Node is that process itself', async () => {
    const { child, port, ended } = await startServing({ node: process.execPath });
    expect((await fetch(`http://127.0.0.1:${port}/health/ready`)).status).toBe(200);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 60_000);

  it('reads its trusted documents anew when it hears SIGHUP', async () => {
    const file = join(dataDir, 'documents.json');
    writeFileSync(file, '{"before":"{ __typename }"}');
    const { child, port, out, ended } = await startServing({ TRUSTED_DOCUMENTS: file, SAFELIST: 'ids' });
    const ask = async (id: string): Promise<string> => (await fetch(`http://127.0.0.1:${port}/graphql?documentId=${id}`)).text();
    expect([await ask('before'), await ask('after')]).toEqual([
      '{"data":{"__typename":"Query"}}\n',
      expect.stringContaining('PERSISTED_QUERY_NOT_IN_LIST'),
    ]);
    writeFileSync(file, '{"after":"{ __typename }"}');
    const reread = new Promise<void>((resolve) => {
      child.stdout!.on('data', () => out().split('trusted documents are read').length === 3 && resolve());
    });
    child.kill('SIGHUP');
    await reread;
    expect([await ask('before'), await ask('after')]).toEqual([
      expect.stringContaining('PERSISTED_QUERY_NOT_IN_LIST'),
      '{"data":{"__typename":"Query"}}\n',
    ]);
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 60_000);

  it('waits for a request in flight when it is told to stop, and ends at once when it is told again', async () => {
    const { createServer } = await import('node:http');
    // A subgraph that never answers holds the request.
    const asked = Promise.withResolvers<void>();
    const subgraph = createServer(() => asked.resolve()).listen(0, '127.0.0.1');
    await once(subgraph, 'listening');
    const { port: subgraphPort } = subgraph.address() as AddressInfo;
    const { child, port, ended } = await startServing({
      SUBGRAPHS: `comments=http://127.0.0.1:${subgraphPort}/graphql`,
      SUBGRAPH_TIMEOUT_MS: '60000',
      REQUEST_TIMEOUT_MS: '60000',
      SHUTDOWN_GRACE_MS: '60000',
    });
    const body = JSON.stringify({ query: '{ articles(first: 1) { nodes { commentCount } } }' });
    const answer = fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const failed = answer.then(
      () => 'answered',
      () => 'cut off',
    ); // heard from the start, so that no rejection is unhandled
    await asked.promise;

    const idle = connect(port, '127.0.0.1').resume();
    await once(idle, 'connect');
    const stopping = once(idle, 'close');
    child.kill('SIGTERM');
    await stopping;
    expect(child.exitCode).toBeNull();
    child.kill('SIGTERM');
    expect(await ended).toEqual([143, null]);
    expect(await failed).toBe('cut off');
    subgraph.closeAllConnections();
    subgraph.close();
  }, 60_000);

  it('takes a signal to its whole group for one, as systemd and timeout(1) send it', async () => {
    const { child, ended, out } = await startServing({ detached: 'yes' });
    process.kill(-child.pid!, 'SIGTERM');
    expect(await ended).toEqual([0, null]);
    expect(out()).toMatch(/"msg":"stopped"\}\n$/);
  }, 60_000);

  it('leaves nothing behind when the command itself is killed', async () => {
    const { child, port, ended } = await startServing();
    // A connection that stays tells when the process behind it is gone.
    const watch = connect(port, '127.0.0.1');
    await once(watch, 'connect');
    const gone = once(watch, 'close');
    watch.resume();
    child.kill('SIGKILL');
    await ended;
    await gone;
    await expect(fetch(`http://127.0.0.1:${port}/health/live`)).rejects.toThrow();
  }, 60_000);

  it('says that an address is taken', async () => {
    const { child, port, ended } = await startServing();
    const second = await run(['serve', '--port', String(port)]);
    expect([second.code, second.err]).toEqual([
      1,
      `newsgraph: 127.0.0.1:${port} is in use by another program. Choose another with PORT or --port.\n`,
    ]);
    child.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
  }, 60_000);
});
