/** POST /admin/invalidate: what is cached and has become wrong, told from outside. Who may is decided by one secret. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Cache } from '../../cache/cache.ts';
import { entityTag, subgraphTag, typeTag, withSome } from '../../cache/keys.ts';
import { ClientError } from '../../errors/client-error.ts';
import { readJson } from '../http/body.ts';
import type { Exchange } from '../http/exchange.ts';
import { allowMethods, replyJson } from '../http/reply.ts';
import type { Route } from '../router.ts';

export const INVALIDATE_PATH = '/admin/invalidate';

export interface Invalidated {
  readonly invalidated: readonly string[];
  /** Whether every process hears of it now; false where Redis is away and will be told as soon as it is back. */
  readonly everywhere: boolean;
}

const MAX_BODY_BYTES = 1_000_000;
const MAX_TAGS = 1_000;
const MAX_TAG_CHARACTERS = 1_000;

/** @param secret null for no route */
export function invalidateRoutes(cache: Pick<Cache, 'invalidate'>, secret: string | null): Route[] {
  if (secret === null) return [];
  return [
    {
      name: 'invalidate',
      path: INVALIDATE_PATH,
      async handler(exchange) {
        allowMethods(exchange, ['POST']);
        checkSecret(exchange, secret);
        const tags = tagsOf(await readJson(exchange.request, MAX_BODY_BYTES));
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

const name = z.string().regex(/^\w{1,200}$/, 'a name');
const bodySchema = z
  .strictObject({
    /** As answers name them in Cache-Tag: `news`, `news/Article`, `news/Article/{"id":"1"}`, or a name from the schema. */
    tags: z.array(z.string().min(1).max(MAX_TAG_CHARACTERS)).max(MAX_TAGS).optional(),
    subgraph: z
      .string()
      .regex(/^[\w-]{1,200}$/, 'the name of a subgraph')
      .optional(),
    type: name.optional(),
    /** Key fields with their values. */
    key: z.record(name, z.unknown()).optional(),
  })
  .refine(({ type, subgraph }) => type === undefined || subgraph !== undefined, 'type goes with subgraph')
  .refine(({ key, type }) => key === undefined || type !== undefined, 'key goes with type')
  .refine(
    ({ tags = [], subgraph }) => tags.length > 0 || subgraph !== undefined,
    'nothing is named: tags, or subgraph with or without type and key',
  );

function tagsOf(body: unknown): string[] {
  const read = bodySchema.safeParse(body);
  if (!read.success) {
    const faults = read.error.issues
      .slice(0, 10)
      .map(({ path, message }) => (path.length === 0 ? message : `${path.join('.')}: ${message}`));
    throw new ClientError('BAD_USER_INPUT', `What to invalidate is not told right: ${faults.join('; ')}.`);
  }
  const { tags = [], subgraph, type, key } = read.data;
  if (subgraph === undefined) return [...new Set(tags)];
  const named =
    type === undefined ? subgraphTag(subgraph) : key === undefined ? typeTag(subgraph, type) : entityTag(subgraph, type, keyText(key));
  if (named.length > MAX_TAG_CHARACTERS)
    throw new ClientError('BAD_USER_INPUT', `The key is longer than ${MAX_TAG_CHARACTERS} characters.`);
  return [...new Set([...tags, named])];
}

/** In the order in which the gateway writes keys: by name. */
function keyText(key: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(key).toSorted(([one], [other]) => (one < other ? -1 : 1))));
}
