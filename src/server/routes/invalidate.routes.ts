/** POST /admin/invalidate: what is cached and has become wrong, told from outside. Who may is decided by one secret. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Cache } from '../../cache/cache.ts';
import { withSome } from '../../cache/keys.ts';
import { ClientError } from '../../errors/client-error.ts';
import { readJson } from '../http/body.ts';
import type { Exchange } from '../http/exchange.ts';
import { allowMethods, replyJson } from '../http/reply.ts';
import type { Route } from '../router.ts';
import { keyedTypesOf, tagsNamed } from './invalidation-targets.ts';

export const INVALIDATE_PATH = '/admin/invalidate';

export interface Invalidated {
  readonly invalidated: readonly string[];
  /** Whether every process hears of it now; false where Redis is away and will be told as soon as it is back. */
  readonly everywhere: boolean;
}

const MAX_BODY_BYTES = 1_000_000;

/** @param secret null for no route */
export function invalidateRoutes(cache: Pick<Cache, 'invalidate'>, supergraphSdl: string, secret: string | null): Route[] {
  if (secret === null) return [];
  const keyedTypes = keyedTypesOf(supergraphSdl);
  return [
    {
      name: 'invalidate',
      path: INVALIDATE_PATH,
      async handler(exchange) {
        allowMethods(exchange, ['POST']);
        checkSecret(exchange, secret);
        const tags = tagsNamed(await readJson(exchange.request, MAX_BODY_BYTES), keyedTypes);
        const answer: Invalidated = { invalidated: tags, everywhere: await cache.invalidate(withSome(tags)) };
        replyJson(exchange, 200, answer);
      },
    },
  ];
}

/** Hashes have one length, so comparing them takes one time. */
function checkSecret({ request }: Exchange, secret: string): void {
  const given = /^Bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (!timingSafeEqual(digest(given), digest(secret)))
    throw new ClientError('UNAUTHENTICATED', 'The Authorization is not Bearer and the ADMIN_SECRET of this process.', { status: 401 });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
