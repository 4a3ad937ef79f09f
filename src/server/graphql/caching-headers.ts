/** What an answer says of itself to browsers and CDNs (RFC 9111, RFC 9110 section 8.8.3), and whether the client has it already. */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import type { KeptAnswer } from '../../gateway/caching/answers.ts';
import type { AnswerFreshness } from '../../gateway/caching/answer-freshness.ts';
import { DATA_CONTENT_SECURITY_POLICY } from '../http/reply.ts';

/** A header of a proxy's size has room for so many characters of tags; more, and none are told. */
const MAX_TAG_CHARACTERS = 4_000;

/** Only shared caches, which can be told what to forget, may use an answer without asking; browsers ask whether it has changed. */
export function cachingHeaders({ etag, freshness }: Pick<KeptAnswer, 'etag' | 'freshness'>, vary: readonly string[]): OutgoingHttpHeaders {
  const tags = freshness.tags.map(encodeURIComponent).join(',');
  return {
    'cache-control': cacheControl(freshness),
    'content-security-policy': DATA_CONTENT_SECURITY_POLICY,
    etag,
    vary: ['accept', 'origin', ...vary].join(', '),
    ...(tags.length <= MAX_TAG_CHARACTERS && { 'cache-tag': tags }),
  };
}

function cacheControl({ scope, lifetime }: AnswerFreshness): string {
  const seconds = Math.floor(lifetime.freshMs / 1_000);
  return scope === 'public' ? `public, max-age=0, s-maxage=${seconds}, must-revalidate` : 'private, max-age=0, must-revalidate';
}

/** `If-None-Match`, by weak comparison. */
export function matches({ headers, method }: IncomingMessage, etag: string): boolean {
  const asked = headers['if-none-match'];
  if (asked === undefined || method !== 'GET') return false;
  return asked === '*' || asked.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}
