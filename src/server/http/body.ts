/** The body of a POST: JSON in UTF-8, bounded, or a `ClientError` that says what is wrong with it. */
import type { IncomingMessage } from 'node:http';
import { ClientError } from '../../errors/client-error.ts';

/** Rejects with `ClientError` 400, 413 or 415, or with the stream's error when the client breaks off. */
export async function readJson(request: IncomingMessage, maxBytes: number): Promise<unknown> {
  checkContentType(request);
  const text = (await readBytes(request, maxBytes)).toString('utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ClientError(
      'MALFORMED_JSON',
      `The body is not valid JSON: ${error instanceof Error ? error.message.slice(0, 200) : 'unreadable'}.`,
      { cause: error },
    );
  }
}

/** A JSON type is also what keeps a foreign page's form from posting here: forms cannot send it without a CORS preflight. */
function checkContentType(request: IncomingMessage): void {
  const given = request.headers['content-type'];
  // What nearly every client sends, without a parser.
  if (given !== 'application/json' && !isJsonInUtf8(given ?? '')) {
    throw new ClientError(
      'UNSUPPORTED_MEDIA_TYPE',
      `The body must be application/json in UTF-8, not ${given === undefined ? 'untyped' : `"${given.slice(0, 100)}"`}.`,
      { status: 415 },
    );
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new ClientError('UNSUPPORTED_MEDIA_TYPE', `The body must not be encoded; its Content-Encoding is "${encoding.slice(0, 100)}".`, {
      status: 415,
    });
  }
}

function isJsonInUtf8(contentType: string): boolean {
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '');
  return type === 'application/json' && (charset === undefined || charset === 'utf-8' || charset === 'utf8');
}

function readBytes(request: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const tooLarge = (): ClientError =>
    new ClientError('BODY_TOO_LARGE', `The body is larger than ${maxBytes} bytes.`, { status: 413, details: { maxBytes } });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.reject(tooLarge());

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) {
        request.pause();
        request.removeAllListeners('data');
        reject(tooLarge());
      } else chunks.push(chunk);
    });
    request.on('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.on('error', reject);
    request.on('close', () => {
      if (!request.complete)
        reject(new ClientError('CLIENT_CLOSED', 'The client closed the connection before the body was complete.', { status: 499 }));
    });
  });
}
