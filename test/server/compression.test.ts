/** Answers packed as the client takes them, and left alone where it is not worth it. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { reply } from '../../src/server/http/reply.ts';
import type { Route } from '../../src/server/router.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './testkit/test-app.ts';

const LONG = 'خبر طويل، '.repeat(400);
const schema = buildSchema('type Query { long: String short: String }');
schema.getQueryType()!.getFields()['long']!.resolve = () => LONG;
schema.getQueryType()!.getFields()['short']!.resolve = () => 'خبر';

const route = (path: string, contentType: string, body: string | Buffer, headers: Record<string, string> = {}): Route => ({
  name: 'test',
  path,
  handler: (exchange) => reply(exchange, 200, { 'content-type': contentType, ...headers }, body),
});

let app: TestApp;
const start = async (options: TestAppOptions = {}): Promise<TestApp> => (app = await startTestApp({ schema, ...options }));
afterEach(() => app.stop());

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** As it comes over the wire. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', sent = ''): Promise<Answer> {
  return new Promise((resolve, reject) => {
    httpRequest({ host: '127.0.0.1', port: app.port, path, method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
    })
      .on('error', reject)
      .end(sent);
  });
}

const graphql = (query: string, headers: Record<string, string>) =>
  ask('/graphql', { 'content-type': 'application/json', ...headers }, 'POST', JSON.stringify({ query }));

describe('an answer', () => {
  it.each([
    ['gzip, deflate, br', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ] as const)('to who takes %s goes out as %s', async (accepted, coding, unpack) => {
    await start();
    const { headers, body } = await graphql('{ long }', { 'accept-encoding': accepted });
    expect(headers).toMatchObject({ 'content-encoding': coding, 'content-length': String(body.byteLength), vary: 'Accept-Encoding' });
    expect(body.byteLength).toBeLessThan(Buffer.byteLength(LONG) / 10);
    expect(unpack(body).toString()).toBe(`{"data":{"long":${JSON.stringify(LONG)}}}\n`);
  });

  it('goes out as it is to who takes no coding, and where it is short', async () => {
    await start();
    for (const answer of [await graphql('{ long }', {}), await graphql('{ short }', { 'accept-encoding': 'br' })]) {
      expect(answer.headers['content-encoding']).toBeUndefined();
      expect(answer.headers['content-length']).toBe(String(answer.body.byteLength));
      expect(JSON.parse(answer.body.toString())).toHaveProperty('data');
    }
  });

  it('varies by coding beside what it varied by, and its strong validator becomes a weak one where it is packed', async () => {
    await start({
      config: { corsOrigins: ['https://app.example'] },
      routes: [route('/page', 'text/html; charset=utf-8', LONG, { vary: 'Accept-Language', etag: '"1"' })],
    });
    const packed = await ask('/page', { 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({ vary: 'Accept-Language, Accept-Encoding', etag: 'W/"1"', 'content-encoding': 'gzip' });
    expect((await ask('/page')).headers).toMatchObject({ vary: 'Accept-Language, Accept-Encoding', etag: '"1"' });
    expect((await graphql('{ long }', { 'accept-encoding': 'gzip' })).headers.vary).toBe('Origin, Accept-Encoding');
  });

  it('that is no text, or packed already, is left alone', async () => {
    const bytes = Buffer.alloc(5_000, 1);
    await start({
      routes: [route('/picture', 'image/png', bytes), route('/packed', 'text/plain', bytes, { 'content-encoding': 'gzip' })],
    });
    const picture = await ask('/picture', { 'accept-encoding': 'br, gzip' });
    expect([picture.headers['content-encoding'], picture.headers.vary, picture.body.equals(bytes)]).toEqual([undefined, undefined, true]);
    const packed = await ask('/packed', { 'accept-encoding': 'br, gzip' });
    expect([packed.headers['content-encoding'], packed.body.equals(bytes)]).toEqual(['gzip', true]);
  });

  it('to HEAD has the headers of the answer to GET, and no body', async () => {
    await start({ routes: [route('/page', 'text/html', LONG)] });
    const [get, head] = [await ask('/page', { 'accept-encoding': 'gzip' }), await ask('/page', { 'accept-encoding': 'gzip' }, 'HEAD')];
    expect(head.body.byteLength).toBe(0);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  });

  it('of a client that leaves while it is packed is dropped, and the next one is answered', async () => {
    await start({ routes: [route('/page', 'text/html', LONG.repeat(200))] });
    await new Promise<void>((resolve) => {
      const leaving = httpRequest({ host: '127.0.0.1', port: app.port, path: '/page', headers: { 'accept-encoding': 'br' } });
      leaving.on('error', () => resolve()).on('close', () => resolve());
      leaving.end(() => leaving.destroy());
    });
    expect((await ask('/page', { 'accept-encoding': 'br' })).status).toBe(200);
  });
});
