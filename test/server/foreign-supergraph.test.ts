/** Somebody else's supergraph over HTTP: their composition, their subgraphs, our gateway; no database, no secret, no pages. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { serve, type Serving } from '../../src/server/wiring/serve.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const BOOKS = `${LINK} type Query { book: Book } type Book @key(fields: "id") { id: ID! title: String }`;
const STOCK = `${LINK} type Book @key(fields: "id") { id: ID! copies: Int }`;

let folder: string;
let books: Subgraph;
let stock: Subgraph;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'newsgraph-foreign-'));
  books = await subgraph('{"data":{"book":{"__typename":"Book","id":"1","title":"كتاب"}}}');
  stock = await subgraph('{"data":{"_entities":[{"__typename":"Book","copies":3}]}}');
  file = join(folder, 'supergraph.graphql');
  const composed = composeServices([
    { name: 'books', typeDefs: parse(BOOKS), url: books.url },
    // The address in the supergraph is wrong: SUBGRAPHS gives the right one.
    { name: 'stock', typeDefs: parse(STOCK), url: 'http://127.0.0.1:1/graphql' },
  ]);
  await writeFile(file, composed.supergraphSdl ?? '');
});
afterAll(async () => {
  books.server.close();
  stock.server.close();
  await rm(folder, { recursive: true });
});

const lines: Record<string, unknown>[] = [];
const start = (supergraphFile: string, environment: Record<string, string> = {}): Promise<Serving> =>
  serve({
    config: readConfig(
      {},
      { PORT: '0', NEWSGRAPH_MODE: 'production', DATA_DIR: join(folder, 'data'), SUBGRAPHS: `stock=${stock.url}`, ...environment },
    ),
    clock: systemClock,
    log: createLogger({ level: 'warn', destination: { write: (line: string) => void lines.push(JSON.parse(line)) } }).log,
    supergraphFile,
  });

describe('a foreign supergraph', () => {
  it('is served from its subgraphs, each of which gets the Authorization as it is', async () => {
    const serving = await start(file);
    try {
      const answer = await fetch(`http://127.0.0.1:${serving.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Custom not-a-token-of-ours' },
        body: JSON.stringify({ query: '{ book { title copies } }' }),
      });
      expect(await answer.json()).toEqual({ data: { book: { title: 'كتاب', copies: 3 } } });
      expect([books.seen[0]?.authorization, stock.seen[0]?.authorization]).toEqual([
        'Custom not-a-token-of-ours',
        'Custom not-a-token-of-ours',
      ]);

      expect(serving.hasPages).toBe(false);
      expect((await fetch(`http://127.0.0.1:${serving.port}/`)).status).toBe(404);
      expect(existsSync(join(folder, 'data'))).toBe(false);
    } finally {
      await serving.stop();
    }
  });

  it('is ready as long as it can answer something: a subgraph that is away makes it degraded', async () => {
    const serving = await start(file, { SUBGRAPHS: 'stock=http://127.0.0.1:1/graphql' });
    try {
      const ready = await fetch(`http://127.0.0.1:${serving.port}/health/ready`);
      expect(ready.status).toBe(200);
      expect(await ready.json()).toMatchObject({
        status: 'degraded',
        checks: { 'subgraph books': { state: 'ok' }, 'subgraph stock': { state: 'degraded' } },
      });
    } finally {
      await serving.stop();
    }
  });

  it('whose subgraph cannot be asked says so to the client by a code, and to the log with the cause', async () => {
    const serving = await start(file, { SUBGRAPHS: 'stock=http://127.0.0.1:1/graphql' });
    lines.length = 0;
    try {
      const answer = await fetch(`http://127.0.0.1:${serving.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-request-id': 'request-1' },
        body: JSON.stringify({ query: '{ book { title copies } }' }),
      });
      const text = await answer.text();
      expect(JSON.parse(text)).toMatchObject({
        data: { book: { title: 'كتاب', copies: null } },
        errors: [{ path: ['book', 'copies'], extensions: { code: 'SUBGRAPH_UNREACHABLE' } }],
      });
      expect(text).not.toContain('ECONNREFUSED');
      expect(lines).toEqual([
        expect.objectContaining({
          msg: 'a subgraph could not be asked',
          subgraph: 'stock',
          requestId: 'request-1',
          code: 'SUBGRAPH_UNREACHABLE',
          err: expect.objectContaining({ stack: expect.stringContaining('ECONNREFUSED') }),
        }),
      ]);
    } finally {
      await serving.stop();
    }
  });

  it('that is missing or no supergraph is refused in a sentence that names it', async () => {
    await expect(start(join(folder, 'none.graphql'))).rejects.toThrow(`The supergraph ${join(folder, 'none.graphql')} cannot be read`);
    const broken = join(folder, 'broken.graphql');
    await writeFile(broken, 'type Query { a: Int');
    await expect(start(broken)).rejects.toThrow(`The supergraph ${broken} cannot be served: `);
  });
});

interface Subgraph {
  readonly server: Server;
  readonly url: string;
  readonly seen: IncomingHttpHeaders[];
}

async function subgraph(answer: string): Promise<Subgraph> {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    request.resume();
    request.on('end', () => response.setHeader('content-type', 'application/json').end(answer));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, seen };
}
