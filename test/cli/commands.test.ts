/** The commands that work on the database and the schema, run as they are built, one after the other on one data directory. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { printSchema } from 'graphql';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../src/config/package-root.ts';
import { readSupergraph } from '../../src/gateway/supergraph/supergraph.ts';

const MAIN = join(packageRoot, 'dist', 'src', 'main.js');
let folder: string;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'newsgraph-commands-'))));
afterAll(() => rm(folder, { recursive: true }));

const environment = (): NodeJS.ProcessEnv => {
  const { NODE_OPTIONS: _options, NODE_ENV: _mode, ...rest } = process.env;
  return { ...rest, DATA_DIR: join(folder, 'data'), LOG_LEVEL: 'warn' };
};

function run(...args: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { env: environment(), cwd: folder }, (error, out, err) =>
      resolve({ code: error ? Number(error.code) : 0, out, err }),
    );
  });
}

describe('the commands', () => {
  it('migrate once, and then have nothing to do', async () => {
    expect(await run('migrate')).toEqual({ code: 0, out: expect.stringContaining('migrated 0001-'), err: '' });
    expect(await run('migrate')).toEqual({ code: 0, out: 'The database is up to date.\n', err: '' });
  });

  it('ingest a feed, count it, and find nothing new the second time', async () => {
    const feed = join(folder, 'feed.xml');
    await writeFile(
      feed,
      `<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour News</title><link>https://harbour.example/</link><language>en</language>${item(1)}${item(2)}<item><title>No address</title></item></channel></rss>`,
    );
    const first = await run('ingest', '--json', feed);
    expect([first.code, JSON.parse(first.out)]).toEqual([
      0,
      { new: 2, updated: 0, unchanged: 0, rejected: 1, reasons: { INVALID_URL: 1 }, seconds: expect.any(Number) },
    ]);
    const second = await run('ingest', feed);
    expect([second.code, second.out]).toEqual([
      0,
      expect.stringMatching(
        /^new +0\nupdated +0\nunchanged +2\nrejected +1\n +1 {2}INVALID_URL: .+\n3 records from 1 of 1 inputs in [\d.]+ s\n$/,
      ),
    ]);
  });

  it('end with 1 and the reason where no input could be read, or the field map is no field map', async () => {
    const missing = await run('ingest', join(folder, 'nothing.jsonl'));
    expect([missing.code, missing.out]).toEqual([1, expect.stringContaining('NOT_FOUND')]);
    const map = join(folder, 'map.json');
    await writeFile(map, '{"fields":{}}');
    const { code, err } = await run('ingest', '--map', map, join(folder, 'feed.xml'));
    expect([code, err]).toEqual([1, expect.stringContaining('map.json')]);
    expect(err).not.toMatch(/\n +at /);
  });

  it('work enrichment jobs until they are told to stop', async () => {
    const worker = spawn(process.execPath, [MAIN, 'worker'], { env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
    const ended = once(worker, 'exit');
    const [said] = (await once(worker.stderr, 'data')) as [Buffer];
    expect(said.toString()).toBe(`Polling feeds and making enrichments in 1 thread(s) for ${join(folder, 'data')}; stop with Ctrl-C.\n`);
    worker.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  }, 30_000);

  it('find the schema as the program says it', async () => {
    expect(await run('compose', '--check')).toMatchObject({ code: 0, out: expect.stringContaining('schema/ is up to date.\n') });
  });

  it('make a contract: a supergraph that shows readers nothing of how articles come in', async () => {
    const made = await run('compose', '--contract', 'readers', '--exclude', 'editorial');
    expect(made).toEqual({ code: 0, out: expect.stringMatching(/^made: readers\.graphql \(\d+ of \d+ types are shown\)\n$/), err: '' });
    const file = join(folder, 'readers.graphql');
    const api = printSchema(readSupergraph(await readFile(file, 'utf8')).api);
    expect(api).toContain('type Article ');
    expect(api).not.toMatch(/Feed|Ingest/);

    const all = await run('compose', '--contract', 'none', '--include', 'nothing');
    expect(all).toEqual({ code: 1, out: '', err: 'newsgraph: The contract hides every field of the query type.\n' });
    expect((await run('compose', '--include', 'public')).code).toBe(2);
    expect((await run('compose', '--contract', 'readers')).code).toBe(2);
    expect((await run('compose', '--contract', '../readers', '--exclude', 'editorial')).code).toBe(2);
  }, 30_000);
});

function item(number: number): string {
  const text = 'The harbour council agreed on Monday to keep the old crane, after a year of talks with the port and its neighbours.';
  return `<item><title>Crane stays, part ${number}</title><link>https://harbour.example/crane-${number}</link><pubDate>Mon, 23 Nov 2026 10:00:00 GMT</pubDate><description>${text}</description></item>`;
}
