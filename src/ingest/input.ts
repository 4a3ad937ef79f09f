/** Opens a path or an address and finds out what is in it. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { MAX_FEED_BYTES } from './bounds.ts';
import { decodeText } from './charset.ts';
import type { Downloader } from './fetch/download.ts';
import { InputError } from './report.ts';

export type OpenInput =
  /** The whole text: feeds are parsed at once. `url` is null for a file. */
  | { readonly kind: 'feed'; readonly text: string; readonly url: string | null }
  | { readonly kind: 'json-lines'; readonly bytes: AsyncIterable<Buffer> };

/**
 * Gzip is recognised by its first bytes, feeds and JSON lines by theirs; names do not count.
 * @throws InputError, also while `bytes` is read
 */
export async function openInput(input: string, downloader: Downloader, signal?: AbortSignal): Promise<OpenInput> {
  const raw = isAddress(input) ? await downloader.get(input, signal) : { body: fileStream(input), url: null, charset: null };
  return openBody(raw, input);
}

/**
 * What is in bytes that are there already.
 * @param input names them in messages
 * @throws InputError, also while `bytes` is read
 */
export async function openBody(
  raw: { readonly body: AsyncIterable<Buffer>; readonly url: string | null; readonly charset: string | null },
  input: string,
): Promise<OpenInput> {
  const source = peekable(raw.body);
  const bytes = (await isGzip(source)) ? peekable(gunzipped(source.rest(), input)) : source;
  const kind = kindOf(await bytes.peek(SNIFF_BYTES), input);
  if (kind === 'json-lines') return { kind, bytes: bytes.rest() };
  return { kind, text: decodeText(await whole(bytes.rest(), input), raw.charset), url: raw.url };
}

function isAddress(input: string): boolean {
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(input);
}

const CHUNK_BYTES = 256 * 1024;
const SNIFF_BYTES = 4096;

async function* fileStream(path: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'ENOENT') throw new InputError('NOT_FOUND', `${path}: there is no such file`, { cause });
    if (code === 'EISDIR') throw new InputError('NOT_READABLE', `${path} is a folder; name the files in it`, { cause });
    throw new InputError('NOT_READABLE', `${path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

interface Peekable {
  /** The first bytes, at least `count` of them unless there are fewer. What was looked at is still there to be read. */
  peek(count: number): Promise<Buffer>;
  /** Everything, once. Ending early closes what is behind it. */
  rest(): AsyncGenerator<Buffer>;
}

function peekable(source: AsyncIterable<Buffer>): Peekable {
  const iterator = source[Symbol.asyncIterator]();
  let held = Buffer.alloc(0);
  return {
    async peek(count) {
      while (held.length < count) {
        const next = await iterator.next();
        if (next.done === true) break;
        held = Buffer.concat([held, next.value]);
      }
      return held;
    },
    async *rest() {
      try {
        if (held.length > 0) yield held;
        held = Buffer.alloc(0);
        for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) yield next.value;
      } finally {
        await iterator.return?.();
      }
    },
  };
}

async function isGzip(source: Peekable): Promise<boolean> {
  const first = await source.peek(2);
  return first[0] === 0x1f && first[1] === 0x8b;
}

async function* gunzipped(bytes: AsyncIterable<Buffer>, input: string): AsyncGenerator<Buffer> {
  // The callback is there to be called: errors come out of the iteration below.
  const unzipped = pipeline(Readable.from(bytes, { objectMode: false }), createGunzip({ chunkSize: CHUNK_BYTES }), () => undefined);
  try {
    yield* unzipped as AsyncIterable<Buffer>;
  } catch (cause) {
    if (cause instanceof InputError) throw cause;
    throw new InputError('BROKEN_GZIP', `${input}: the compressed data is damaged or cut off: ${(cause as Error).message}`, { cause });
  }
}

function kindOf(head: Buffer, input: string): OpenInput['kind'] {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return 'feed';
  const text = head.toString('latin1').replace(/^ï»¿/, '').trimStart();
  if (text.startsWith('<')) return 'feed';
  if (text.startsWith('{')) return /"version"\s*:\s*"https?:\\?\/\\?\/(www\.)?jsonfeed\.org/.test(text) ? 'feed' : 'json-lines';
  if (text === '') throw new InputError('UNRECOGNISED_FORMAT', `${input} is empty`);
  throw new InputError(
    'UNRECOGNISED_FORMAT',
    `${input} is neither a feed nor JSON lines${text.startsWith('[') ? ': write one object a line instead of an array' : ''}`,
  );
}

async function whole(bytes: AsyncIterable<Buffer>, input: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_FEED_BYTES) throw new InputError('TOO_LARGE', `${input} is a feed of more than ${MAX_FEED_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
