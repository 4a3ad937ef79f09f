/** What an answer says of itself to browsers and CDNs (RFC 9111, RFC 9110 section 8.8.3), and whether the client has it already. */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { etagOf, type ReadyAnswer } from '../../gateway/caching/answers.ts';
import type { AnswerFreshness } from '../../gateway/caching/answer-freshness.ts';
import { DATA_CONTENT_SECURITY_POLICY } from '../http/reply.ts';

/** `etag` where it is known already. */
export type Described = Pick<ReadyAnswer, 'text' | 'freshness'> & { readonly etag?: string | null };

/** A header of a proxy's size has room for so many characters of tags; more, and none are told. */
const MAX_TAG_CHARACTERS = 4_000;

/**
 * Only shared caches, which can be told what to forget, may use an answer without asking; browsers ask whether it has changed. `s-maxage` forbids to show what is old (RFC 9111,
 * section 5.2.2.10), so where that is allowed it stands in a field for CDNs alone (RFC 9213, RFC 5861).
 */
export function cachingHeaders(
  { method }: IncomingMessage,
  { text, etag, freshness }: Described,
  vary: readonly string[],
): OutgoingHttpHeaders {
  return {
    'content-security-policy': DATA_CONTENT_SECURITY_POLICY,
    // Nobody asks again for what was posted, and to hash a page takes as long as to write it.
    ...(method === 'GET' && { etag: etag ?? etagOf(text) }),
    // The same for what is packed and what is not, and for a 304 as for the 200 in whose place it stands.
    vary: ['accept', 'accept-encoding', 'origin', ...vary].join(', '),
    ...(freshness.scope === 'public' ? forEverybody(freshness) : { 'cache-control': 'private, max-age=0, must-revalidate' }),
  };
}

function forEverybody({ lifetime, tags }: AnswerFreshness): OutgoingHttpHeaders {
  const fresh = seconds(lifetime.freshMs);
  const stale = [
    lifetime.revalidateMs > 0 ? `, stale-while-revalidate=${seconds(lifetime.revalidateMs)}` : '',
    lifetime.onErrorMs > 0 ? `, stale-if-error=${seconds(lifetime.onErrorMs)}` : '',
  ].join('');
  const names = tags.map(encodeURIComponent).join(',');
  return {
    'cache-control': `public, max-age=0, s-maxage=${fresh}, must-revalidate`,
    ...(stale !== '' && { 'cdn-cache-control': `public, max-age=${fresh}${stale}` }),
    ...(names.length <= MAX_TAG_CHARACTERS && { 'cache-tag': names }),
  };
}

/** As `s-maxage` has it. */
export function secondsLeft({ freshness }: Pick<ReadyAnswer, 'freshness'>): number {
  return seconds(freshness.lifetime.freshMs);
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

/** Of the headers of a 200, those that a 304 repeats (RFC 9110, section 15.4.5): the rest describes a body that is not sent. */
export function unchangedHeaders({
  'content-type': _type,
  'content-security-policy': _policy,
  ...others
}: OutgoingHttpHeaders): OutgoingHttpHeaders {
  return others;
}

/** Whether the client has it already. */
export function isUnchanged(request: IncomingMessage, { text, etag }: Described): boolean {
  return request.headers['if-none-match'] !== undefined && matches(request, etag ?? etagOf(text));
}

/** `If-None-Match`, by weak comparison. */
export function matches({ headers, method }: IncomingMessage, etag: string): boolean {
  const asked = headers['if-none-match'];
  if (asked === undefined || method !== 'GET') return false;
  return asked === '*' || asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
