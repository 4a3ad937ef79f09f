/** A fetch of which memory has every part, and fresh: answered without a promise, so that a whole operation can be tried at once (execute/run-at-once.ts). */
import type { Cache, Shown } from '../../cache/cache.ts';
import type { CacheKey } from '../../cache/keys.ts';
import type { KnownResponse, SubgraphResponse } from '../transport/subgraph-executor.ts';
import type { Asking, CachingOptions } from './caching-executor.ts';
import type { CacheReport } from './cache-report.ts';
import { copyOf } from './copy.ts';
import { questionsOf } from './entity-answers.ts';
import { rootKeyOf } from './root-answers.ts';
import { Tally } from './tally.ts';

/** @returns null where a part is missing, or old enough to be renewed */
export function knownAnswer(options: CachingOptions, asking: Asking): KnownResponse | null {
  const { unkept, isEntityFetch, root } = asking.policy;
  if (unkept !== null) return null;
  const response = isEntityFetch ? knownEntities(options, asking) : root === null ? null : knownRoot(options, asking, root);
  if (response === null) return null;
  return { response, shown: () => options.onAsked?.(isEntityFetch ? 'entity' : 'root', response.cache) };
}

type Answered = SubgraphResponse & { readonly cache: CacheReport };

function knownRoot({ cache, clock }: CachingOptions, asking: Asking, root: Parameters<typeof rootKeyOf>[1]): Answered | null {
  const found = freshIn(cache, rootKeyOf(asking, root));
  if (found === null) return null;
  const tally = new Tally(asking.policy, clock.now());
  tally.shown('hit', found.entry, true);
  return { data: copyOf(found.entry.value) as Record<string, unknown>, cache: tally.report() };
}

function knownEntities({ cache, clock }: CachingOptions, asking: Asking): Answered | null {
  const tally = new Tally(asking.policy, clock.now());
  const data: Record<string, unknown[]> = {};
  for (const { alias } of asking.request.representations) data[alias] = [];
  // In the order in which they stand in the request.
  for (const { alias, key } of questionsOf(asking)) {
    const found = key === null ? null : freshIn(cache, key);
    if (found === null) return null;
    tally.shown('hit', found.entry, true);
    (data[alias] as unknown[]).push(copyOf(found.entry.value));
  }
  return { data, cache: tally.report() };
}

function freshIn(cache: Cache, key: CacheKey): Shown | null {
  const found = cache.peek(key);
  return found?.outcome === 'hit' ? found : null;
}
