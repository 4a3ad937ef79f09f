/** What an ingest reads in tests: records and the map of their fields, a feed, files in a folder, a server of pages. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseFieldMap } from '../../src/ingest/field-map.ts';

export const MAP = parseFieldMap(
  {
    fields: { title: 'title', url: 'url', body: 'content', byline: 'author', publishedAt: 'date', source: 'source' },
    date: { format: 'yyyy-MM-dd HH:mm:ss', zone: 'Asia/Riyadh', precision: 'DAY' },
    language: 'ar',
    unknownSources: 'reject',
    sources: {
      okaz: { names: { ar: 'عكاظ', en: 'Okaz' }, domains: ['okaz.example'], country: 'SA', language: 'ar' },
      sabq: { names: { ar: 'سبق', en: 'Sabq' }, domains: ['sabq.example'], country: 'SA', language: 'ar', ignoredParameters: ['live'] },
    },
  },
  'test map',
);

export const record = (n: number, changes: object = {}): string =>
  JSON.stringify({
    source: 'okaz',
    url: `http://okaz.example/${n}`,
    date: '2026-03-01 10:00:00',
    title: `عنوان ${n}`,
    author: 'سلمى',
    content: `نص الخبر رقم ${n}.\n\nفقرة ثانية.`,
    ...changes,
  });

export const rss = (...items: readonly string[]): string =>
  `<rss version="2.0"><channel><title>Harbour Notes</title><link>https://harbour.example/</link><language>en</language>${items.join('')}</channel></rss>`;
export const item = (n: number, text: string): string =>
  `<item><title>Note ${n}</title><link>https://harbour.example/${n}</link><description>${text}</description><pubDate>Sat, 31 Oct 2026 08:00:00 GMT</pubDate></item>`;

export interface Folder {
  readonly path: string;
  /** Writes a file, and answers its path. */
  file(name: string, content: string | Buffer): Promise<string>;
  remove(): Promise<void>;
}

export async function openFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'newsgraph-ingest-'));
  return {
    path,
    async file(name, content) {
      await writeFile(join(path, name), content);
      return join(path, name);
    },
    remove: () => rm(path, { recursive: true }),
  };
}

export interface PageServer {
  readonly origin: string;
  /** By path; what is not there is answered with 404. One with a `location` redirects, one with a validator is asked conditionally. */
  readonly pages: Map<string, { readonly body: string | Buffer; readonly type?: string; readonly headers?: Record<string, string> }>;
  /** Requests as they came: path, and the version they said to have. */
  readonly asked: string[];
  /** No pages any more, and nothing asked. */
  clear(): void;
  close(): Promise<void>;
}

export async function openPageServer(): Promise<PageServer> {
  const pages: PageServer['pages'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const page = pages.get(request.url ?? '');
    const known = request.headers['if-none-match'] ?? request.headers['if-modified-since'];
    asked.push(known === undefined ? (request.url ?? '') : `${request.url} ${known}`);
    if (page === undefined) return void response.writeHead(404).end();
    for (const [name, value] of Object.entries(page.headers ?? {})) response.setHeader(name, value);
    if (page.headers?.['location'] !== undefined) return void response.writeHead(302).end();
    if (known !== undefined && (known === page.headers?.['etag'] || known === page.headers?.['last-modified']))
      return void response.writeHead(304).end();
    response.setHeader('content-type', page.type ?? 'application/xml').end(page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    asked,
    clear() {
      pages.clear();
      asked.length = 0;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
