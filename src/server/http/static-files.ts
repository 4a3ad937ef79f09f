/**
 * Files of a folder, known by name before the first request: a path is looked up in a map, never joined to a folder, so it cannot lead out of it.
 * Text is compressed when first asked for and kept compressed.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { OutgoingHttpHeaders } from 'node:http';
import type { Exchange } from './exchange.ts';
import { acceptedCoding, type Coding } from './compression.ts';
import { notFound, reply } from './reply.ts';

export interface StaticFiles {
  readonly size: number;
  has(name: string): boolean;
  /** Answers with the file, or rejects with `ClientError` 404. */
  serve(exchange: Exchange, name: string, headers: OutgoingHttpHeaders): Promise<void>;
}

interface Representation {
  readonly body: Buffer;
  readonly etag: string;
}

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8',
  '.graphql': 'application/graphql; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.map': 'application/json; charset=utf-8',
};
const ALREADY_COMPRESSED = new Set(['.png', '.woff2', '.ico']);
const MIN_COMPRESSED_BYTES = 512;
const MAX_KEPT_BYTES = 16_000_000;

const compress = {
  br: (body: Buffer) =>
    promisify(brotliCompress)(body, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_SIZE_HINT]: body.byteLength },
    }),
  gzip: (body: Buffer) => promisify(gzip)(body, { level: 7 }),
} as const;

/** An absent folder has no files. */
export async function openStaticFiles(folder: string): Promise<StaticFiles> {
  const files = await listFiles(folder);
  const kept = new LRUCache<string, Representation, { path: string; encoding: Coding }>({
    maxSize: MAX_KEPT_BYTES,
    sizeCalculation: ({ body }) => body.byteLength + 1,
    // One reader and one compressor per file, however many ask at once.
    fetchMethod: async (_key, _stale, { context }) => represent(context.path, context.encoding),
  });

  return {
    size: files.size,
    has: (name) => files.has(name),
    async serve(exchange, name, headers) {
      const path = files.get(name);
      if (path === undefined) throw notFound(exchange.path);
      const extension = extname(name);
      const encoding = ALREADY_COMPRESSED.has(extension) ? 'identity' : acceptedCoding(exchange.request.headers['accept-encoding']);
      const representation = await kept.forceFetch(`${encoding} ${name}`, { context: { path, encoding } });
      const common = {
        'content-type': TYPES[extension] ?? 'application/octet-stream',
        etag: representation.etag,
        vary: 'Accept-Encoding',
        ...headers,
      };
      if (exchange.request.headers['if-none-match'] === representation.etag) return reply(exchange, 304, common, null);
      reply(
        exchange,
        200,
        { ...common, ...(representation.etag.startsWith('"id-') ? {} : { 'content-encoding': encoding }) },
        representation.body,
      );
    },
  };
}

async function listFiles(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  let entries;
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return files;
    throw error;
  }
  for (const entry of entries) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    files.set(relative(folder, path).split(sep).join('/'), path);
  }
  return files;
}

async function represent(path: string, encoding: Coding): Promise<Representation> {
  const plain = await readFile(path);
  const hash = createHash('sha256').update(plain).digest('base64url').slice(0, 20);
  if (encoding !== 'identity' && plain.byteLength >= MIN_COMPRESSED_BYTES) {
    const body = await compress[encoding](plain);
    if (body.byteLength < plain.byteLength) return { body, etag: `"${encoding}-${hash}"` };
  }
  return { body: plain, etag: `"id-${hash}"` };
}
