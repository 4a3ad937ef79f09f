/** Opens a path or an address and finds out what is in it. */
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { pipeline, Readable } from 'node:stream';
import { MAX_FEED_BYTES } from './bounds.ts';
import { decodeText } from './charset.ts';
import { pageAddress } from './canonical-url.ts';
import type { Answer, Downloader } from './fetch/download.ts';
import { InputError } from './report.ts';

export type OpenInput =
  /** The whole text: all but JSON lines are parsed at once. `url` is null for a file. */
  | { readonly kind: 'feed' | 'feed-list' | 'page' | 'text'; readonly text: string; readonly url: string | null }
  | { readonly kind: 'json-lines'; readonly bytes: AsyncIterable<Buffer> };

/** What tells a server which version we have (RFC 9110, section 13.1). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface OpenedInput {
  /** Null where an address answered that nothing has changed. */
  readonly content: OpenInput | null;
  /** To be sent the next time. Null for files, and where the server states none. */
  readonly validators: Validators | null;
}

/**
 * Gzip is recognised by its first bytes, feeds, lists of feeds, pages and JSON lines by theirs; names do not count.
 * @param known of the version that was read last; null for the first time
 * @throws InputError, also while `bytes` is read
 */
export async function openInput(
  input: string,
  downloader: Downloader,
  { known = null, signal }: { readonly known?: Validators | null; readonly signal?: AbortSignal | undefined } = {},
): Promise<OpenedInput> {
  if (!isAddress(input)) return { content: await openBody({ body: fileStream(input), url: null, charset: null }, input), validators: null };
  const answer = await downloader.ask(input, { headers: conditions(known), signal });
  if (answer.status === 304 && known !== null) {
    answer.body.destroy();
    return { content: null, validators: validatorsOf(answer) ?? known };
  }
  if (answer.status < 200 || answer.status > 299) {
    answer.body.destroy();
    throw new InputError('HTTP_STATUS', `${answer.url} answered with status ${answer.status}`);
  }
  return { content: await openBody(answer, input), validators: validatorsOf(answer) };
}

/** What an address is remembered by: without its fragment, which is never sent. */
export function fetchKey(input: string): string | null {
  return isAddress(input) ? (pageAddress(input)?.url.replace(/#.*$/, '') ?? null) : null;
}

function conditions(known: Validators | null): Record<string, string> {
  return {
    ...(known?.etag ? { 'if-none-match': known.etag } : {}),
    ...(known?.lastModified ? { 'if-modified-since': known.lastModified } : {}),
  };
}

const MAX_VALIDATOR_CHARS = 500;

function validatorsOf(answer: Answer): Validators | null {
  const etag = answer.header('etag');
  const lastModified = answer.header('last-modified');
  if (etag === null && lastModified === null) return null;
  const bounded = (value: string | null): string | null => (value !== null && value.length <= MAX_VALIDATOR_CHARS ? value : null);
  return { etag: bounded(etag), lastModified: bounded(lastModified) };
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

export function isAddress(input: string): boolean {
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
  const text = textOf(head).trimStart();
  if (text.startsWith('<')) return markupKind(text);
  if (text.startsWith('{')) return /"version"\s*:\s*"https?:\\?\/\\?\/(www\.)?jsonfeed\.org/.test(text) ? 'feed' : 'json-lines';
  if (isProse(text)) return 'text';
  if (text === '') throw new InputError('UNRECOGNISED_FORMAT', `${input} is empty`);
  throw new InputError(
    'UNRECOGNISED_FORMAT',
    `${input} is neither a feed, a page nor JSON lines${text.startsWith('[') ? ': write one object a line instead of an array' : ''}`,
  );
}

/** Good enough to look at: everything that tells the formats apart is ASCII. */
function textOf(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le').slice(1);
  if (head[0] === 0xfe && head[1] === 0xff)
    return Buffer.from(head.subarray(0, head.length & ~1))
      .swap16()
      .toString('utf16le')
      .slice(1);
  return head.toString('latin1').replace(/^ï»¿/, '');
}

/** The first element decides; what comes before it (declarations, comments) is passed over. */
function markupKind(text: string): 'feed' | 'feed-list' | 'page' {
  if (/^<!doctype\s+html/i.test(text)) return 'page';
  const root = /^<([a-z][\w:-]*)/i.exec(withoutProlog(text))?.[1]?.toLowerCase() ?? '';
  if (root === 'opml') return 'feed-list';
  return PAGE_ROOTS.has(root) ? 'page' : 'feed';
}

function withoutProlog(text: string): string {
  let rest = text.trimStart();
  while (/^<[?!]/.test(rest)) {
    const close = rest.startsWith('<!--') ? '-->' : '>';
    const end = rest.indexOf(close);
    if (end === -1) return '';
    rest = rest.slice(end + close.length).trimStart();
  }
  return rest;
}

const PAGE_ROOTS = new Set('html head body article main div section p h1 h2 title meta link table span a script style center'.split(' '));
const MIN_PROSE_LINES = 3;
const MIN_PROSE_CHARS = 400;

/** Several lines, one of them as long as a sentence, and nothing of a program's file: text that somebody copied from a page. */
function isProse(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- a file with control characters is no text
  if (text.startsWith('[') || /[\u0000-\u0008\u000E-\u001F]/.test(text)) return false;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return text.length >= MIN_PROSE_CHARS && lines.length >= MIN_PROSE_LINES && lines.some((line) => line.length > 80);
}

async function whole(bytes: AsyncIterable<Buffer>, input: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MAX_FEED_BYTES) throw new InputError('TOO_LARGE', `${input} has more than ${MAX_FEED_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
