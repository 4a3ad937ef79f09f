/** Everything beside /graphql: health, metrics, files, GraphiQL, and what an engine that breaks is allowed to say. */
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request as httpRequest } from 'node:http';
import { acceptedCoding } from '../../src/server/http/compression.ts';
import { openStaticFiles } from '../../src/server/http/static-files.ts';
import { languagesOf } from '../../src/server/http/languages.ts';
import { mediaRoutes } from '../../src/server/routes/media.routes.ts';
import type { CheckState } from '../../src/server/routes/health.routes.ts';
import { startTestApp, type TestApp } from './testkit/test-app.ts';

let app: TestApp;
afterEach(() => app.stop());

const BROWSER = { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8' };

describe('health', () => {
  it.each([
    [['ok', 'ok'], 200, 'ok'],
    [['ok', 'degraded'], 200, 'degraded'],
    [['degraded', 'down'], 503, 'down'],
  ] as const)('of parts that are %p is %p %p', async (states, code, status) => {
    app = await startTestApp({
      checks: states.map((state: CheckState, index) => ({ name: `part${index}`, run: async () => ({ state }) })),
    });
    const ready = await app.get('/health/ready');
    expect([ready.status, await ready.json()]).toEqual([
      code,
      { status, checks: { part0: { state: states[0] }, part1: { state: states[1] } } },
    ]);
    expect((await app.get('/health/live')).status).toBe(200);
  });
});

describe('metrics', () => {
  it('count requests by class and operation, errors by code, and no client can add series at will', async () => {
    app = await startTestApp();
    await app.post({ query: 'query A { hello }' });
    await app.post({ query: 'query B { hello }' });
    await app.post({ query: '{ nothing }' });
    await app.post('{');
    await app.get('/some/path');
    await app.get('/some/other');
    const text = await (await app.get('/metrics')).text();
    const series = text.split('\n').filter((line) => /^newsgraph_(http_requests|graphql_errors)_total/.test(line));
    expect(series.toSorted()).toEqual([
      'newsgraph_graphql_errors_total{code="GRAPHQL_VALIDATION_FAILED"} 1',
      'newsgraph_http_requests_total{route="graphql",status="2xx",operation="none"} 1',
      'newsgraph_http_requests_total{route="graphql",status="2xx",operation="query"} 2',
      'newsgraph_http_requests_total{route="graphql",status="4xx",operation="none"} 1',
      'newsgraph_http_requests_total{route="unknown",status="4xx",operation="none"} 2',
    ]);
  });
});

describe('files', () => {
  let folder: string;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0"/>'.repeat(100)}</svg>`;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newsgraph-files-'));
    await mkdir(join(folder, 'media', 'icons'), { recursive: true });
    await writeFile(join(folder, 'secret.txt'), 'secret');
    await writeFile(join(folder, 'media', 'icons', 'a.svg'), svg);
  });
  const start = async (): Promise<TestApp> =>
    (app = await startTestApp({ routes: mediaRoutes(await openStaticFiles(join(folder, 'media'))) }));

  it('are served compressed, with a policy under which no script runs, and once only to who has them', async () => {
    await start();
    const plain = await app.get('/media/icons/a.svg', { 'accept-encoding': 'identity' });
    expect(Object.fromEntries(plain.headers)).toMatchObject({
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
    expect(await plain.text()).toBe(svg);
    expect(brotliDecompressSync(await raw('/media/icons/a.svg', 'gzip, br')).toString()).toBe(svg);
    expect(gunzipSync(await raw('/media/icons/a.svg', 'gzip')).toString()).toBe(svg);

    const again = await app.get('/media/icons/a.svg', { 'accept-encoding': 'identity', 'if-none-match': plain.headers.get('etag')! });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it.each([
    '/media/../secret.txt',
    '/media/%2e%2e/secret.txt',
    '/media/..%2fsecret.txt',
    '/media//etc/passwd',
    '/media/icons',
    '/media/',
    '/media/icons/a.svg%00',
  ])('do not lead out of their folder: %s', async (path) => {
    await start();
    expect(await status(path)).toBe(404);
  });

  /** As it is sent, without the normalising of fetch. */
  function status(path: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port: app.port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });
  }

  function raw(path: string, encoding: string): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      httpRequest({ host: '127.0.0.1', port: app.port, path, headers: { 'accept-encoding': encoding } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks)));
      })
        .on('error', reject)
        .end();
    });
  }
});

describe('GraphiQL', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'newsgraph-graphiql-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>GraphiQL</title>');
    await writeFile(join(folder, 'assets', 'index-Bx3_k9Qz.js'), 'export {}');
  });

  it('is what a browser gets at /graphql; its files are kept for ever, the page is not', async () => {
    app = await startTestApp({ graphiqlFolder: folder });
    const page = await app.get('/graphql', BROWSER);
    expect([page.status, page.headers.get('content-type'), page.headers.get('cache-control')]).toEqual([
      200,
      'text/html; charset=utf-8',
      'no-cache',
    ]);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'; worker-src 'self';");
    expect((await app.get('/graphiql/assets/index-Bx3_k9Qz.js')).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it('gives way to an operation in the address, and to whoever prefers JSON', async () => {
    app = await startTestApp({ graphiqlFolder: folder });
    expect(await (await app.get('/graphql?query={hello}', BROWSER)).json()).toEqual({ data: { hello: null } });
    expect((await app.get('/graphql', { accept: 'application/json, text/html;q=0.5' })).headers.get('content-type')).toContain('json');
  });

  it('is not there where introspection is off', async () => {
    app = await startTestApp({ graphiqlFolder: folder, config: { introspection: false } });
    expect((await app.get('/graphql', BROWSER)).headers.get('content-type')).toContain('json');
    expect((await app.get('/graphiql/index.html')).status).toBe(404);
  });
});

describe('an engine that breaks', () => {
  it('is logged with the request id and tells the client nothing but that', async () => {
    const schema = buildSchema('type Query { hello: String }');
    app = await startTestApp({ schema });
    app.gateway.execute = () => Promise.reject(new Error('connection to db-7.internal lost'));
    const answer = await app.post({ query: '{ hello }' }, { 'x-request-id': 'req-7' });
    expect(await answer.json()).toEqual({
      errors: [
        {
          message: 'Something failed on our side. It is in the log under request req-7.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-7' },
        },
      ],
      data: null,
    });
    await app.stop();
    expect(app.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ requestId: 'req-7', err: expect.objectContaining({ message: 'connection to db-7.internal lost' }) }),
      ]),
    );
  });
});

describe('request ids', () => {
  it.each([
    ['abc-123', 'abc-123'],
    ['a b', null],
    ['x'.repeat(65), null],
    ['', null],
  ])('%p comes back as it is only where it is fit for a log', async (given, expected) => {
    app = await startTestApp();
    const id = (await app.get('/health/live', { 'x-request-id': given })).headers.get('x-request-id');
    if (expected === null) expect(id).toMatch(/^[0-9a-f-]{36}$/);
    else expect(id).toBe(expected);
  });
});

describe('what a client takes', () => {
  it('of encodings: the smallest it does not refuse', async () => {
    app = await startTestApp();
    expect(['gzip, deflate, br', 'br;q=0, gzip', 'gzip;q=0', undefined, '*'].map(acceptedCoding)).toEqual([
      'br',
      'gzip',
      'identity',
      'identity',
      'identity',
    ]);
  });

  it('of languages: best first, tags only', async () => {
    app = await startTestApp();
    expect(languagesOf('en;q=0.5, ar-EG, fr;q=0, *;q=0.1, <x>')).toEqual(['ar-EG', 'en']);
    expect(languagesOf(undefined)).toEqual([]);
  });
});
