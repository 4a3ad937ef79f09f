import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Downloader, type DownloadOptions } from '../../src/ingest/fetch/download.ts';

/** One real server on loopback; what it does stands in each test. */
let server: Server;
let origin: string;
let asked: string[];
let handle: (request: IncomingMessage, response: ServerResponse) => void;

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.headers.host} ${request.url}`);
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
beforeEach(() => void (asked = []));
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const TRUSTED: DownloadOptions = { allowedNetworks: ['127.0.0.1/32'] };

async function get(url: string, options: DownloadOptions = TRUSTED): Promise<{ url: string; charset: string | null; text: string }> {
  const downloader = new Downloader(options);
  try {
    const { url: finalUrl, charset, body } = await downloader.get(url);
    return { url: finalUrl, charset, text: (await buffer(body)).toString() };
  } finally {
    await downloader.close();
  }
}

describe('Downloader', () => {
  it('gets a body, its charset and where it came from', async () => {
    handle = (_, response) => void response.setHeader('content-type', 'application/rss+xml; charset="windows-1256"').end('<rss/>');
    expect(await get(`${origin}/feed`)).toEqual({ url: `${origin}/feed`, charset: 'windows-1256', text: '<rss/>' });
  });

  it.each([
    ['gzip', gzipSync('hello')],
    ['br', brotliCompressSync('hello')],
  ])('reads %s', async (encoding, bytes) => {
    handle = (_, response) => void response.setHeader('content-encoding', encoding).end(bytes);
    expect((await get(`${origin}/`)).text).toBe('hello');
  });

  it('follows redirects to where they lead', async () => {
    handle = (request, response) =>
      void (request.url === '/old' ? response.writeHead(301, { location: '/new' }).end('moved') : response.end('new'));
    expect(await get(`${origin}/old`)).toMatchObject({ url: `${origin}/new`, text: 'new' });
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://localhost/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://127.1/',
    'http://0/',
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
  ])('never connects to %s', async (url) => {
    await expect(get(url, {})).rejects.toMatchObject({ name: 'InputError', code: 'FORBIDDEN_ADDRESS' });
  });

  it('never asks a loopback server, even where one answers', async () => {
    handle = (_, response) => void response.end('secret');
    await expect(get(origin, {})).rejects.toMatchObject({ code: 'FORBIDDEN_ADDRESS' });
    expect(asked).toEqual([]);
  });

  it('refuses a redirect to a private address', async () => {
    handle = (_, response) => void response.writeHead(302, { location: 'http://127.0.0.2/admin' }).end();
    await expect(get(`${origin}/feed`)).rejects.toMatchObject({
      code: 'FORBIDDEN_ADDRESS',
      message: '127.0.0.2 is at 127.0.0.2, which is not an address of the public internet',
    });
    expect(asked).toHaveLength(1);
  });

  it.each(['file:///etc/passwd', 'gopher://127.0.0.1/', 'http://user:secret@news.example/'])(
    'refuses a redirect to %s',
    async (location) => {
      handle = (_, response) => void response.writeHead(302, { location }).end();
      await expect(get(`${origin}/feed`)).rejects.toMatchObject({ code: 'INVALID_URL' });
    },
  );

  it('resolves a name once, and judges the address that the socket connects to: no gap for a second answer', async () => {
    handle = (_, response) => void response.end('secret');
    const port = new URL(origin).port;
    const resolved: string[] = [];
    const options: DownloadOptions = {
      resolveHost: (hostname, answer) => {
        resolved.push(hostname);
        answer(null, [{ address: '127.0.0.1', family: 4 }]);
      },
    };
    await expect(get(`http://rebound.example:${port}/`, options)).rejects.toMatchObject({
      code: 'FORBIDDEN_ADDRESS',
      message: 'rebound.example is at 127.0.0.1, which is not an address of the public internet',
    });
    expect(resolved).toEqual(['rebound.example']);
    expect(asked).toEqual([]);
  });

  it('refuses a host of which one address is private', async () => {
    const options: DownloadOptions = {
      resolveHost: (_, answer) =>
        answer(null, [
          { address: '93.184.215.14', family: 4 },
          { address: '10.0.0.8', family: 4 },
        ]),
    };
    await expect(get('http://mixed.example/', options)).rejects.toMatchObject({
      code: 'FORBIDDEN_ADDRESS',
      message: expect.stringContaining('10.0.0.8'),
    });
  });

  it('resolves names by the resolver and sends the name as host', async () => {
    handle = (_, response) => void response.end('ok');
    const { port } = new URL(origin);
    const options: DownloadOptions = { ...TRUSTED, resolveHost: (_, answer) => answer(null, [{ address: '127.0.0.1', family: 4 }]) };
    expect((await get(`http://news.example:${port}/a`, options)).text).toBe('ok');
    expect(asked).toEqual([`news.example:${port} /a`]);
  });

  it('stops at the bound on bytes', async () => {
    handle = (_, response) => void response.end('x'.repeat(5_000));
    await expect(get(`${origin}/`, { ...TRUSTED, maxBytes: 4_999 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
    expect((await get(`${origin}/`, { ...TRUSTED, maxBytes: 5_000 })).text).toHaveLength(5_000);
  });

  it('counts bytes after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000));
    handle = (_, response) => void response.setHeader('content-encoding', 'gzip').end(bomb);
    await expect(get(`${origin}/`, { ...TRUSTED, maxBytes: 1_000_000 })).rejects.toMatchObject({ code: 'TOO_LARGE' });
  });

  it('gives up on a server that sends no end', async () => {
    handle = (_, response) => void response.write('<rss>');
    await expect(get(`${origin}/`, { ...TRUSTED, timeoutMs: 200 })).rejects.toMatchObject({
      code: 'TIMEOUT',
      message: `${origin}/ did not finish within 200 ms`,
    });
  });

  it('gives up on a server that does not answer', async () => {
    handle = () => undefined;
    await expect(get(`${origin}/`, { ...TRUSTED, timeoutMs: 200 })).rejects.toMatchObject({ code: 'TIMEOUT' });
  });

  it('stops when it is told to', async () => {
    const downloader = new Downloader(TRUSTED);
    const controller = new AbortController();
    handle = () => controller.abort();
    await expect(downloader.get(`${origin}/`, controller.signal)).rejects.toMatchObject({ name: 'InputError' });
    await downloader.close();
  });

  it('counts redirects', async () => {
    handle = (request, response) => void response.writeHead(302, { location: `/${Number(request.url?.slice(1)) + 1}` }).end();
    await expect(get(`${origin}/0`)).rejects.toMatchObject({ code: 'TOO_MANY_REDIRECTS' });
    expect(asked).toHaveLength(6);
  });

  it.each([404, 500, 204 + 200])('says the status %i', async (status) => {
    handle = (_, response) => void response.writeHead(status).end('no');
    await expect(get(`${origin}/`)).rejects.toMatchObject({ code: 'HTTP_STATUS', message: `${origin}/ answered with status ${status}` });
  });

  it('says who cannot be reached', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    await expect(get(`http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'UNREACHABLE',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it.each(['damaged', 'cut off'])('says when compressed data is %s', async (how) => {
    const whole = gzipSync('hello '.repeat(10_000));
    handle = (_, response) =>
      void response.setHeader('content-encoding', 'gzip').end(how === 'damaged' ? Buffer.from('not gzip') : whole.subarray(0, 60));
    await expect(get(`${origin}/`)).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });
});
