/** `newsgraph invalidate` on our own graph, by each of its forms: what is named is made again, the rest is still there, and the secret is in the request alone. */
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createProgram } from '../../../src/cli/program.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openTestDatabase } from '../../testkit/database.ts';
import { ADMIN_SECRET, idOf, openNewsgraph, type Newsgraph, type Process } from './newsgraph.ts';

const PAGE = ['article-page', { id: idOf(1) }] as const;
const OTHER = ['article-page', { id: idOf(2) }] as const;

let world: Newsgraph;
let server: Process;
const lines: string[] = [];
beforeAll(async () => {
  const { log } = createLogger({ level: 'trace', destination: { write: (line: string) => void lines.push(line) } });
  world = await openNewsgraph(await openTestDatabase(), log);
  server = await world.start();
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** Output of the commands, both streams. */
let said = '';
afterEach(() => {
  jest.restoreAllMocks();
  delete process.env['ADMIN_SECRET'];
  process.exitCode = 0;
  said = '';
});

/** Runs the command as a shell would: its arguments, the secret in the environment. */
async function command(args: readonly string[], { url = server.url, secret = ADMIN_SECRET } = {}): Promise<number> {
  const write = (text: string | Uint8Array): boolean => ((said += String(text)), true);
  jest.spyOn(process.stdout, 'write').mockImplementation(write);
  jest.spyOn(process.stderr, 'write').mockImplementation(write);
  process.env['ADMIN_SECRET'] = secret;
  await createProgram('0').parseAsync(['node', 'newsgraph', 'invalidate', ...args, '--url', url]);
  const code = Number(process.exitCode ?? 0);
  jest.restoreAllMocks();
  return code;
}

/** Subgraphs of whose fetches for the page something was made again. */
async function madeAgain([operation, variables]: typeof PAGE | typeof OTHER): Promise<string[]> {
  const { fetches } = await server.explain(operation, variables);
  return [...new Set(fetches.filter((fetch) => /miss/.test(fetch)).map((fetch) => fetch.split(/[ :]/)[0]!))].toSorted();
}

describe('invalidated by hand', () => {
  // The other page is asked second: what both show, the first has made again.
  it.each<readonly [string, readonly string[], readonly string[], readonly string[]]>([
    ['a tag of the schema', [`comments:${idOf(1)}`], ['comments'], []],
    ['a type of one subgraph', ['--subgraph', 'sources', '--type', 'Source'], ['sources'], []],
    ['a type, wherever it is', ['--type', 'Source'], ['sources'], []],
    ['a key', ['--type', 'Article', '--subgraph', 'comments', '--key', `{"id":"${idOf(1)}"}`], ['comments'], []],
    ['an id of a type', ['--id', idOf(1), '--type', 'Article', '--subgraph', 'comments'], ['comments'], []],
    // It may be a comment's: lists of comments do not tell which they hold.
    ['an id', ['--id', idOf(1), '--subgraph', 'comments'], ['comments'], ['comments']],
    ['a subgraph', ['--subgraph', 'enrichments'], ['enrichments'], ['enrichments']],
    ['everything', ['*'], ['articles', 'comments', 'enrichments', 'platform', 'sources'], ['articles', 'comments', 'enrichments']],
  ])('%s: that is made again, and nothing else', async (_what, args, ofPage, ofOther) => {
    await Promise.all([server.explain(...PAGE), server.explain(...OTHER)]);
    expect(await madeAgain(PAGE)).toEqual([]);
    expect(await command(args)).toBe(0);
    expect(said).toMatch(/^\d+ tags? (is|are) invalidated\.\n$/);
    expect(await madeAgain(PAGE)).toEqual(ofPage);
    expect(await madeAgain(OTHER)).toEqual(ofOther);
  });

  it('an id, whatever its type, means every subgraph that has something of it, and whole answers too', async () => {
    await server.ask(...PAGE);
    await server.explain(...PAGE);
    const made = 'newsgraph_cache_lookups_total{cache="answer",outcome="miss"}';
    const before = await server.metric(made);
    await server.ask(...PAGE);
    expect(await server.metric(made)).toBe(before);
    expect(await command(['--id', idOf(1)])).toBe(0);
    await server.ask(...PAGE);
    expect(await server.metric(made)).toBe(before + 1);
    await command(['--id', idOf(1)]);
    expect(await madeAgain(PAGE)).toEqual(expect.arrayContaining(['articles', 'comments', 'enrichments']));
  });

  it('with nothing named is a mistake, and so is what nobody has', async () => {
    await expect(command([])).rejects.toThrow('Say what is wrong: tags, --subgraph, --type, --id or --key.');
    expect(await command(['--type', 'Weather'])).toBe(1);
    expect(said).toContain('refused: No subgraph has a type "Weather" with a key.');
  });

  it('leaves the secret in no log and no output, right or wrong, and sends it nowhere else', async () => {
    const wrong = `${ADMIN_SECRET}-of-somebody-else`;
    expect(await command(['*'], { secret: wrong })).toBe(1);
    expect(said).toContain('refused: The Authorization is not Bearer and the ADMIN_SECRET of this process.');
    await command(['*']);
    // A gateway that sends elsewhere is not followed.
    let followed = 0;
    const elsewhere = createServer((_, response) => void ((followed += 1), response.end('{}'))).listen(0, '127.0.0.1');
    await once(elsewhere, 'listening');
    const location = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/`;
    const redirecting = createServer((_, response) => response.writeHead(307, { location }).end()).listen(0, '127.0.0.1');
    await once(redirecting, 'listening');
    expect(await command(['*'], { url: `http://127.0.0.1:${(redirecting.address() as AddressInfo).port}` })).toBe(1);
    expect(followed).toBe(0);
    expect(await command(['*'], { url: 'http://127.0.0.1:1' })).toBe(1);
    for (const one of [elsewhere, redirecting]) one.close();
    expect(lines.filter((line) => line.includes('/admin/invalidate')).length).toBeGreaterThan(5);
    expect(said + lines.join('')).not.toContain('a-secret-of-the-admins');
  });
});
