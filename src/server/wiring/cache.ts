/** The cache of a serving process: its memory, its Redis, what it is told of, and the rules by which answers are kept. */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { Cache } from '../../cache/cache.ts';
import { connect } from '../../cache/redis/connect.ts';
import { InvalidationStreamReader } from '../../cache/redis/invalidation-stream.ts';
import { RedisTier } from '../../cache/redis/redis-tier.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import { ClientError } from '../../errors/client-error.ts';
import type { CacheRules } from '../../gateway/caching/cache-rules.ts';
import type { GatewayCaching } from '../../gateway/caching/caching-over.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import { shadowOf } from './shadow.ts';

export interface CacheWiring {
  readonly config: Pick<Config, 'cache' | 'cacheShadow' | 'cacheBytes' | 'cacheAnswers' | 'cacheRules' | 'redisUrl' | 'sharing'>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, 'cacheAsked' | 'cacheCompared' | 'watchCache'>;
  /** What the program knows of its subgraphs; the operator's file adds to it. */
  readonly rules: CacheRules;
  /** Subgraphs of which nothing is kept, whatever the operator says. */
  readonly never?: readonly string[];
  readonly viewerOf: (client: ClientRequest) => string | null;
  /** Whether this process has heard of all invalidations. */
  readonly isCurrent?: () => boolean;
}

/** A Redis that leaves a command unanswered for so long is taken to be gone; requests have gone on without it long before (src/cache/redis/commands.ts). */
const ANSWER_TIMEOUT_MS = 500;

/** Closes with `closing`. */
export async function openCache(
  { config, clock, log, metrics, rules, never = [], viewerOf, isCurrent = () => true }: CacheWiring,
  closing: AsyncDisposableStack,
): Promise<GatewayCaching> {
  const own = config.cacheRules === null ? {} : await readRules(config.cacheRules);
  const redis = openRedis({ config, clock, log });
  const cache = new Cache({
    clock,
    random: Math.random,
    memoryBytes: config.cache ? config.cacheBytes : 0,
    redis,
    isCurrent: () => (reader?.isCurrent ?? true) && isCurrent(),
  });
  closing.defer(() => cache.close());
  const reader = redis === null || config.redisUrl === null ? null : readInvalidations(config.redisUrl, { cache, clock, self: redis.id });
  if (reader !== null) closing.defer(() => reader.stop());
  metrics.watchCache(() => ({
    memory: cache.memorySize,
    redis: cache.redisState,
    invalidations: cache.invalidations,
    isCurrent: cache.isCurrent,
  }));
  const allRules = rulesOf(rules, own, never);
  const shadow = shadowOf({ config, rules: allRules, clock, log, metrics });
  return {
    cache,
    clock,
    rules: allRules,
    ...(shadow && { shadow }),
    viewerOf,
    answers: config.cacheAnswers,
    sharing: config.sharing ? {} : false,
    onAsked: metrics.cacheAsked,
    onShownOnError: (subgraph, requestId, error) =>
      log.warn({ err: error, subgraph, requestId }, 'a subgraph could not be asked: what is old in the cache was shown instead'),
    onRenewalFailed: (subgraph, error) => log.warn({ err: error, subgraph }, 'what is old in the cache could not be renewed'),
  };
}

/** Of a process that keeps nothing itself, but tells those who do what became wrong. Closes with `closing`. */
export function openCacheOfOthers(wiring: Pick<CacheWiring, 'config' | 'clock' | 'log'>, closing: AsyncDisposableStack): Cache {
  const cache = new Cache({ clock: wiring.clock, random: Math.random, memoryBytes: 0, redis: openRedis(wiring) });
  closing.defer(() => cache.close());
  return cache;
}

function openRedis({ config, clock, log }: Pick<CacheWiring, 'config' | 'clock' | 'log'>): RedisTier | null {
  if (config.redisUrl === null || !config.cache) return null;
  return new RedisTier({
    connection: connect({ address: config.redisUrl, commandTimeoutMs: ANSWER_TIMEOUT_MS }),
    clock,
    onChange: (state, reason) =>
      state === 'available'
        ? log.info('the cache in redis is available')
        : log.warn({ reason }, 'the cache in redis is unavailable: going on without'),
  });
}

/** What the operator says is stronger, but a header on which answers depend remains one. */
function rulesOf(rules: CacheRules, own: CacheRules, never: readonly string[]): CacheRules {
  const names = new Set([...Object.keys(rules), ...Object.keys(own), ...never]);
  return Object.fromEntries(
    [...names].map((name) => {
      const vary = [...new Set([...(rules[name]?.vary ?? []), ...(own[name]?.vary ?? [])])];
      return [name, { ...rules[name], ...own[name], vary, ...(never.includes(name) && { keep: false }) }];
    }),
  );
}

/** What other processes tell through Redis. Until the reader has begun, and whenever it is not answered, memory is passed over. */
function readInvalidations(
  address: string,
  { cache, clock, self }: { cache: Cache; clock: Clock; self: string },
): InvalidationStreamReader {
  return new InvalidationStreamReader({
    connection: connect({ address, commandTimeoutMs: ANSWER_TIMEOUT_MS }),
    clock,
    self,
    onTags: (tags) => cache.heard(tags),
    onGap: (isFirst) => (isFirst ? cache.forgetMemory() : cache.distrustRedis()),
  });
}

const seconds = z.number().int().min(0).max(86_400).optional();
const times = { maxAge: seconds, staleWhileRevalidate: seconds, staleIfError: seconds };
const rulesSchema = z.record(
  z.string(),
  z.strictObject({
    ...times,
    public: z.boolean().optional(),
    keep: z.boolean().optional(),
    vary: z
      .array(z.string().regex(/^[a-z][a-z0-9-]*$/, 'header names are written in lower case'))
      .max(10)
      .optional(),
    shadow: z.number().min(0).max(100).optional(),
    settleMs: z.number().int().min(0).max(60_000).optional(),
    types: z.record(z.string(), z.strictObject(times)).optional(),
    fields: z.record(z.string(), z.strictObject(times)).optional(),
  }),
);

async function readRules(file: string): Promise<CacheRules> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new ClientError('CACHE_RULES_UNREADABLE', `The cache rules ${file} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  const read = rulesSchema.safeParse(value);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`).join('\n');
  throw new ClientError('CACHE_RULES_INVALID', `The cache rules ${file} are not right:\n${faults}`);
}
