/** Content codings (RFC 9110, 8.4): which one a client takes, and text packed cheaply while a request waits. Files are packed harder, once: static-files.ts. */
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

export type Coding = 'br' | 'gzip' | 'identity';

/** Below it an answer is one TCP packet either way. */
export const MIN_PACKED_BYTES = 1_400;

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);

/** The smaller one that the client takes. `q=0` means that it does not (RFC 9110, 12.5.3). */
export function acceptedCoding(header: string | string[] | undefined): Coding {
  if (header === undefined) return 'identity';
  const accepted = String(header)
    .split(',')
    .map((part) =>
      part
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .filter(([, quality]) => !/^q=0(\.0*)?$/.test(quality ?? ''))
    .map(([name]) => name);
  if (accepted.includes('br')) return 'br';
  return accepted.includes('gzip') ? 'gzip' : 'identity';
}

/** Text that is not packed already; of what lies between server and client only these types are worth the work. */
export function isPackable(headers: OutgoingHttpHeaders): boolean {
  const type = headers['content-type'];
  return headers['content-encoding'] === undefined && typeof type === 'string' && PACKABLE.test(type);
}

const PACKABLE = /^(?:text\/|application\/(?:[\w.-]+\+)?json|image\/svg\+xml)/;

/** In zlib's threads, at levels that cost little: 30 KB of JSON are 8.1 KB in 0.6 ms by brotli, 8.7 KB in 0.5 ms by gzip (the hardest level: 6.3 KB in 30 ms). */
export function pack(coding: Exclude<Coding, 'identity'>, body: string | Uint8Array): Promise<Buffer> {
  return coding === 'br'
    ? brotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
    : gzipped(body, { level: 1 });
}

/** What the answer depends on already, and the client's codings: a cache may not hand one client's packing to another. */
export function varyByCoding(response: ServerResponse, headers: OutgoingHttpHeaders): string {
  const earlier = headers['vary'] ?? response.getHeader('vary');
  if (typeof earlier === 'string' && VARIES.test(earlier)) return earlier;
  return earlier === undefined ? 'Accept-Encoding' : `${String(earlier)}, Accept-Encoding`;
}

/** By coding, or by everything. */
const VARIES = /(?:^|,)\s*(?:\*|accept-encoding)\s*(?:,|$)/i;
