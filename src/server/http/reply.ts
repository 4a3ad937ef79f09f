/** Answers: the headers all of them carry, and one shape for errors. */
import type { OutgoingHttpHeaders } from 'node:http';
import { ClientError } from '../../errors/client-error.ts';
import { shownError } from '../../errors/mask.ts';
import { acceptedCoding, isPackable, MIN_PACKED_BYTES, pack, varyByCoding, type Coding } from './compression.ts';
import type { Exchange } from './exchange.ts';

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Sent with everything. A page or an asset adds its own Content-Security-Policy. */
const EVERY_ANSWER = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'strict-origin-when-cross-origin' } as const;

/** For answers that are data: should a browser be made to show one, it may load nothing and be framed by nobody. */
export const DATA_CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Answers, once; what comes later is left out. Text that is worth it goes out packed as the client takes it, and then a moment later: the answer
 * is complete when the response is closed, not when this returns.
 * @param onPacked is told the packed body; null where packing made it no smaller
 */
export function reply(
  exchange: Exchange,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Uint8Array | null,
  onPacked: (packed: Buffer | null) => void = () => undefined,
): void {
  const { request, response } = exchange;
  if (response.headersSent || response.destroyed) return;
  const length = body === null ? 0 : typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength;
  if (body === null || length < MIN_PACKED_BYTES || !isPackable(headers)) return send(exchange, status, headers, body, length);
  const varied = { ...headers, vary: varyByCoding(response, headers) };
  const coding = acceptedCoding(request.headers['accept-encoding']);
  if (coding === 'identity') return send(exchange, status, varied, body, length);
  const asItIs = (): void => send(exchange, status, varied, body, length);
  const asPacked = (packed: Buffer): void => {
    const isSmaller = packed.byteLength < length;
    onPacked(isSmaller ? packed : null);
    if (!isSmaller) return asItIs();
    send(exchange, status, { ...varied, ...weakened(headers['etag']), 'content-encoding': coding }, packed, packed.byteLength);
  };
  pack(coding, body)
    // Where zlib had no memory, the answer is there all the same.
    .then(asPacked, asItIs)
    // A header that cannot be written: nobody is left above to hear of it.
    .catch((error: Error) => void response.destroy(error));
}

/**
 * A 200 whose bytes are ready, with nothing to be found out about them any more.
 * @param fields names and values in turn, `Vary` by coding and the type included
 */
export function replyAtOnce({ response, requestId }: Exchange, fields: string[], bytes: Buffer): void {
  if (response.headersSent || response.destroyed) return;
  fields.push(...EVERY_FIELD, 'x-request-id', requestId, 'content-length', String(bytes.byteLength));
  response.writeHead(200, fields);
  response.end(bytes);
}

const EVERY_FIELD = Object.entries(EVERY_ANSWER).flat();

/** The fields of the same answer in a content coding. */
export function packedFields(fields: readonly string[], coding: Coding): string[] {
  const packed = fields.map((value, i) => (fields[i - 1] === 'etag' && i % 2 === 1 ? `W/${value}` : value));
  packed.push('content-encoding', coding);
  return packed;
}

/** Byte for byte it is another representation now (RFC 9110, 8.8.1). */
function weakened(etag: OutgoingHttpHeaders[string]): OutgoingHttpHeaders {
  return typeof etag === 'string' && etag.startsWith('"') ? { etag: `W/${etag}` } : {};
}

/** A string is written as one with its headers: making bytes of it first was no cheaper, on answers of 1 to 60 KB. */
function send(
  { request, response, requestId }: Exchange,
  status: number,
  headers: OutgoingHttpHeaders,
  body: string | Uint8Array | null,
  length: number,
): void {
  // While it was packed, the deadline may have answered, or the client left.
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, {
    ...EVERY_ANSWER,
    'x-request-id': requestId,
    ...(status !== 204 && status !== 304 && { 'content-length': length }),
    ...headers,
  });
  if (body === null || request.method === 'HEAD') response.end();
  else response.end(body);
}

export function replyJson(exchange: Exchange, status: number, value: unknown, headers: OutgoingHttpHeaders = {}): void {
  reply(
    exchange,
    status,
    { 'content-type': JSON_TYPE, 'cache-control': 'no-store', 'content-security-policy': DATA_CONTENT_SECURITY_POLICY, ...headers },
    `${JSON.stringify(value)}\n`,
  );
}

/** `{ errors: [{ message, extensions: { code } }] }`, whatever failed, so that a GraphQL client reads it like any other answer. */
export function replyError(exchange: Exchange, error: unknown, headers: OutgoingHttpHeaders = {}): void {
  const status = error instanceof ClientError ? error.status : 500;
  replyJson(exchange, status, { errors: [shownError(error, exchange.requestId)] }, { ...headersOf(error), ...headers });
}

/** Headers the status itself asks for (RFC 9110). */
function headersOf(error: unknown): OutgoingHttpHeaders {
  if (!(error instanceof ClientError)) return {};
  if (error.status === 401) return { 'www-authenticate': `Bearer error="invalid_token", error_description="${error.message}"` };
  if (error.status === 405) return { allow: String(error.extensions['allow']) };
  // The rest of the body is not read: the connection cannot be used again.
  if (error.status === 413) return { connection: 'close' };
  return {};
}

export function notFound(path: string): ClientError {
  return new ClientError('NOT_FOUND', `There is nothing at ${path.slice(0, 200)}.`, { status: 404 });
}

/** Throws `ClientError` 405 for any other method. */
export function allowMethods(exchange: Exchange, methods: readonly string[]): void {
  const method = exchange.request.method ?? '';
  if (methods.includes(method)) return;
  throw new ClientError(
    'METHOD_NOT_ALLOWED',
    `${method} is not allowed here; ${methods.join(', ')} ${methods.length === 1 ? 'is' : 'are'}.`,
    {
      status: 405,
      details: { allow: methods.join(', ') },
    },
  );
}
