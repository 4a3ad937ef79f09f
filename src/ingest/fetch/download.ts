/** Gets one address over http(s), within bounds, and nowhere but on the public internet. */
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { Transform, type Duplex, type Readable } from 'node:stream';
import { Agent, request, type Dispatcher } from 'undici';
import { MAX_DOWNLOAD_BYTES } from '../bounds.ts';
import { pageAddress } from '../canonical-url.ts';
import { InputError } from '../report.ts';
import { guardedConnector, type ResolveHost } from './guarded-connector.ts';

export interface DownloadOptions {
  /** Networks in CIDR notation that may be reached though they are not public. */
  readonly allowedNetworks?: readonly string[];
  /** Bytes after decompression. */
  readonly maxBytes?: number;
  readonly maxRedirects?: number;
  /** For everything: resolving, redirects, the last byte. */
  readonly timeoutMs?: number;
  readonly resolveHost?: ResolveHost;
}

export interface Download {
  /** Where the redirects led. */
  readonly url: string;
  /** From the content type; null where it says none. */
  readonly charset: string | null;
  /** Decompressed. Fails with `InputError` TOO_LARGE or TIMEOUT while it is read. */
  readonly body: Readable;
}

/** Any answer, whatever its status, with what conditional requests and caching are about. */
export interface Answer extends Download {
  readonly status: number;
  /** One value of a header, or null. Names in lower case. */
  header(name: string): string | null;
  /** The redirects that led here, in order: where each was met, and its status. */
  readonly hops: readonly { readonly url: string; readonly status: number }[];
}

export interface AskOptions {
  /** Sent beside the downloader's own: If-None-Match, If-Modified-Since. Names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the download at once. */
  readonly signal?: AbortSignal | undefined;
}

const DEFAULT_TIMEOUT_MS = 30_000;
const DEFAULT_MAX_REDIRECTS = 5;
const CONNECT_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 32 * 1024;

/** One per run: it keeps connections open between the inputs of a run. Close it at the end. */
export class Downloader {
  readonly #agent: Agent;
  readonly #options: DownloadOptions;

  constructor(options: DownloadOptions = {}) {
    this.#options = options;
    const connect = guardedConnector({
      allowedNetworks: options.allowedNetworks ?? [],
      connectTimeoutMs: CONNECT_TIMEOUT_MS,
      resolveHost: options.resolveHost,
    });
    this.#agent = new Agent({ connect, maxHeaderSize: MAX_HEADER_BYTES, connections: 4, pipelining: 1 });
  }

  /**
   * @param signal ends the download at once
   * @throws InputError INVALID_URL, FORBIDDEN_ADDRESS, TOO_MANY_REDIRECTS, HTTP_STATUS, TIMEOUT, UNREACHABLE
   */
  async get(url: string, signal?: AbortSignal): Promise<Download> {
    const answer = await this.ask(url, { signal });
    if (answer.status >= 200 && answer.status <= 299) return answer;
    answer.body.destroy();
    throw new InputError('HTTP_STATUS', `${answer.url} answered with status ${answer.status}`);
  }

  /**
   * Follows redirects and hands over the answer, of whatever status. Who does not read the body to its end must destroy it.
   * @throws InputError INVALID_URL, FORBIDDEN_ADDRESS, TOO_MANY_REDIRECTS, HTTP_STATUS (a redirect to nowhere), TIMEOUT, UNREACHABLE
   */
  async ask(url: string, { headers = {}, signal }: AskOptions = {}): Promise<Answer> {
    const timeoutMs = this.#options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const deadline = AbortSignal.timeout(timeoutMs);
    const stop = signal === undefined ? deadline : AbortSignal.any([deadline, signal]);
    try {
      const { response, finalUrl, hops } = await this.#follow(url, headers, stop);
      return {
        url: finalUrl,
        status: response.statusCode,
        header: (name) => singleHeader(response.headers[name]),
        hops,
        charset: charsetOf(response.headers['content-type']),
        body: this.#bounded(response, finalUrl, deadline, timeoutMs),
      };
    } catch (cause) {
      throw asInputError(cause, url, deadline, timeoutMs);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  /** Redirects are followed here, by hand: each hop is a new address to judge. */
  async #follow(
    url: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<{ response: Dispatcher.ResponseData; finalUrl: string; hops: Answer['hops'] }> {
    const maxRedirects = this.#options.maxRedirects ?? DEFAULT_MAX_REDIRECTS;
    const hops: { readonly url: string; readonly status: number }[] = [];
    let current = httpUrl(url, null);
    for (let hop = 0; ; hop++) {
      const response = await request(current, {
        dispatcher: this.#agent,
        method: 'GET',
        signal,
        headers: {
          ...headers,
          accept:
            'application/rss+xml, application/atom+xml, application/feed+json, application/x-ndjson, application/xml;q=0.9, application/json;q=0.9, text/xml;q=0.9, */*;q=0.5',
          'accept-encoding': 'gzip, deflate, br',
          'user-agent': 'Newsgraph/0.1 (feed reader)',
        },
      });
      if (![301, 302, 303, 307, 308].includes(response.statusCode)) return { response, finalUrl: current, hops };
      abandon(response);
      if (hop >= maxRedirects) throw new InputError('TOO_MANY_REDIRECTS', `${url} redirects more than ${maxRedirects} times`);
      const location = response.headers['location'];
      if (typeof location !== 'string')
        throw new InputError('HTTP_STATUS', `${current} answered with status ${response.statusCode} and no single location`);
      hops.push({ url: current, status: response.statusCode });
      current = httpUrl(location, current);
    }
  }

  #bounded(response: Dispatcher.ResponseData, url: string, deadline: AbortSignal, timeoutMs: number): Readable {
    const maxBytes = this.#options.maxBytes ?? MAX_DOWNLOAD_BYTES;
    let bytes = 0;
    const counter = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        if (bytes > maxBytes) done(new InputError('TOO_LARGE', `${url} sends more than ${maxBytes} bytes`));
        else done(null, chunk);
      },
    });
    const fail = (cause: unknown): void => void counter.destroy(asInputError(cause, url, deadline, timeoutMs));
    const decoder = decoderFor(response.headers['content-encoding']);
    response.body.on('error', fail);
    decoder?.on('error', fail);
    counter.on('close', () => {
      response.body.destroy();
      decoder?.destroy();
    });
    return (decoder === null ? response.body : response.body.pipe(decoder)).pipe(counter);
  }
}

/** A destroyed body gives its connection up and says so by an error; reading the rest of a stranger's page is not worth it. */
function abandon(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => undefined).destroy();
}

function httpUrl(url: string, base: string | null): string {
  const address = pageAddress(url, { base });
  if (address === null) throw new InputError('INVALID_URL', `${url.slice(0, 200)} is no http or https address without a password`);
  return address.url;
}

function singleHeader(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

function charsetOf(contentType: string | string[] | undefined): string | null {
  const match = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(typeof contentType === 'string' ? contentType : '');
  return match?.[1] ?? null;
}

function decoderFor(encoding: string | string[] | undefined): Duplex | null {
  switch (typeof encoding === 'string' ? encoding.trim().toLowerCase() : '') {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw new InputError('UNREACHABLE', `the answer is encoded as "${String(encoding).slice(0, 40)}", which was not asked for`);
  }
}

function asInputError(cause: unknown, url: string, deadline: AbortSignal, timeoutMs: number): InputError {
  for (let error = cause; error instanceof Error; error = error.cause) if (error instanceof InputError) return error;
  const message = cause instanceof Error ? cause.message : String(cause);
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  if (deadline.aborted || /TIMEOUT/.test(code)) return new InputError('TIMEOUT', `${url} did not finish within ${timeoutMs} ms`, { cause });
  return new InputError('UNREACHABLE', `${url}: ${message}`, { cause });
}
