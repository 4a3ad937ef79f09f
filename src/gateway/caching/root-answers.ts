/** Root fetches: the whole response is one answer, under the names that the schema gives its fields. */
import type { Miss } from '../../cache/cache.ts';
import { rootKey, shortHash, type CacheKey } from '../../cache/keys.ts';
import type { SubgraphResponse } from '../transport/subgraph-executor.ts';
import { tightened } from './cache-control.ts';
import type { Asking, CachingOptions } from './caching-executor.ts';
import { copyOf } from './copy.ts';
import { namedTags } from './entity-answers.ts';
import type { RootPolicy } from './fetch-policy.ts';
import { asOldAs, lookupAll } from './lookup-all.ts';
import { Tally } from './tally.ts';

export async function answerRoot(options: CachingOptions, asking: Asking, root: RootPolicy): Promise<SubgraphResponse> {
  const { cache, clock } = options;
  const tally = new Tally(asking.policy, clock.now());
  const key = rootKeyOf(asking, root);
  const found = cache.peek(key) ?? (await lookupAll(cache, [key], asking, false))[0]!;
  if (found.outcome !== 'miss') {
    tally.shown(found.outcome, found.entry, found.tier === 'memory');
    if (found.outcome === 'stale') renew(options, asking, root, key);
    return { data: copyOf(found.entry.value) as Record<string, unknown>, cache: tally.report() };
  }
  const flight = cache.flights.join(key.text) as Promise<SubgraphResponse> | null;
  if (flight !== null) {
    const shared = await flight.catch(() => null);
    if (shared !== null) {
      tally.joined();
      tally.tookJoined(shared.cache?.lifetime ?? null, shared.cache?.tags ?? []);
      return { ...shared, data: copyOf(shared.data) as Record<string, unknown>, cache: tally.report() };
    }
  }
  tally.missed(found);
  try {
    const response = await ask(options, asking, root, found, tally);
    return { ...response, data: copyOf(response.data) as Record<string, unknown> };
  } catch (error) {
    if (found.onError === null) throw error;
    tally.shown('on error', found.onError, false);
    options.onShownOnError?.(asking.policy.subgraph, asking.request.client.requestId, error);
    return { data: copyOf(found.onError.value) as Record<string, unknown>, cache: tally.report() };
  }
}

export function rootKeyOf({ policy, request, viewer, suffix }: Asking, root: RootPolicy): CacheKey {
  const more = suffix(root.variables);
  const question = {
    subgraph: policy.subgraph,
    question: more === '' ? root.hash : `${root.hash}${shortHash(more)}`,
    named: root.tags(request.variables)(null),
  };
  return viewer === null ? rootKey({ ...question, scope: 'public', viewer }) : rootKey({ ...question, scope: 'private', viewer });
}

/** @returns the response as all who wait for it share it */
function ask(
  { cache }: CachingOptions,
  { policy, request, execute }: Asking,
  root: RootPolicy,
  { ticket }: Miss,
  tally: Tally,
): Promise<SubgraphResponse> {
  const read = async (): Promise<SubgraphResponse> => {
    const response = await execute(request);
    const isWhole = response.data !== null && response.data !== undefined && (response.errors ?? []).length === 0;
    const lifetime = isWhole ? tightened(root.lifetime, policy.scope, response.cacheControl) : null;
    const named = namedTags(response);
    if (lifetime === null) tally.tookUnstored(isWhole ? 'no store' : 'errors');
    else {
      tally.took(lifetime, [...ticket.key.tags, ...named]);
      void cache.fill(
        ticket,
        { scope: policy.scope, value: response.data, text: JSON.stringify(response.data), lifetime, named },
        policy.settleMs,
      );
    }
    return { ...response, cache: tally.report() };
  };
  const landing = read();
  cache.flights.begin(ticket, landing);
  return landing;
}

function renew(options: CachingOptions, asking: Asking, root: RootPolicy, key: CacheKey): void {
  const again = async (): Promise<void> => {
    const [found] = asOldAs(asking.since, await options.cache.lookup([key], true));
    if (found?.outcome !== 'miss' || options.cache.flights.join(key.text) !== null) return;
    await ask(options, asking, root, found, new Tally(asking.policy, options.clock.now()));
  };
  again().catch((error: unknown) => options.onRenewalFailed?.(asking.policy.subgraph, error));
}
