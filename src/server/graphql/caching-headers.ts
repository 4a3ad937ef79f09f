/** What an answer says of itself to browsers and CDNs (RFC 9111, RFC 9110 section 8.8.3), and whether the client has it already. */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { etagOf, type ReadyAnswer } from '../../gateway/caching/answers.ts';
import { namesOf, type AnswerFreshness } from '../../gateway/caching/answer-freshness.ts';
import { DATA_CONTENT_SECURITY_POLICY } from '../http/reply.ts';

/** `etag` where it is known already. */
export type Described = Pick<ReadyAnswer, 'text' | 'freshness'> & { readonly etag?: string | null };

/** A header of a proxy's size has room for so many characters of tags; more, and none are told. */
const MAX_TAG_CHARACTERS = 4_000;

/**
 * Only shared caches, which can be told what to forget, may use an answer without asking; browsers ask whether it has changed. `s-maxage` forbids to show what is old (RFC 9111,
 * section 5.2.2.10), so where that is allowed it stands in a field for CDNs alone (RFC 9213, RFC 5861).
 *
 * @param vary as `varyOf` has it
 * @returns names and values in turn, as `writeHead` takes them
 */
export function cachingFields({ method }: IncomingMessage, described: Described, vary: string): string[] {
  const { scope } = described.freshness;
  const fields = ['content-security-policy', DATA_CONTENT_SECURITY_POLICY, 'vary', vary];
  // Nobody asks again for what was posted, and to hash a page takes as long as to write it.
  if (method === 'GET') fields.push('etag', described.etag ?? etagOf(described.text));
  if (scope === 'public') pushForEverybody(fields, described.freshness);
  else fields.push('cache-control', 'private, max-age=0, must-revalidate');
  return fields;
}

/** The same for what is packed and what is not, and for a 304 as for the 200 in whose place it stands. */
export function varyOf(headers: readonly string[]): string {
  return ['accept', 'accept-encoding', 'origin', ...headers].join(', ');
}

function pushForEverybody(fields: string[], { lifetime, tags, names = namesOf(tags) }: AnswerFreshness): void {
  const fresh = seconds(lifetime.freshMs);
  fields.push('cache-control', `public, max-age=0, s-maxage=${fresh}, must-revalidate`);
  const revalidate = lifetime.revalidateMs > 0 ? `, stale-while-revalidate=${seconds(lifetime.revalidateMs)}` : '';
  const onError = lifetime.onErrorMs > 0 ? `, stale-if-error=${seconds(lifetime.onErrorMs)}` : '';
  if (revalidate !== '' || onError !== '') fields.push('cdn-cache-control', `public, max-age=${fresh}${revalidate}${onError}`);
  if (names.length <= MAX_TAG_CHARACTERS) fields.push('cache-tag', names);
}

/** Names and values in turn, by name. */
export function byName(fields: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let i = 0; i < fields.length; i += 2) headers[fields[i] as string] = fields[i + 1] as string;
  return headers;
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
export function isUnchanged(request: IncomingMessage, described: Described): boolean {
  return request.headers['if-none-match'] !== undefined && matches(request, described.etag ?? etagOf(described.text));
}

/** `If-None-Match`, by weak comparison. */
export function matches({ headers, method }: IncomingMessage, etag: string): boolean {
  const asked = headers['if-none-match'];
  if (asked === undefined || method !== 'GET') return false;
  return asked === '*' || asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
