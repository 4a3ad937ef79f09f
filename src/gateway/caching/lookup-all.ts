/** What the cache has for a fetch; where other processes are reading all that is missing, what they find. */
import type { Cache, Lookup, Miss } from '../../cache/cache.ts';
import type { CacheKey } from '../../cache/keys.ts';
import type { Asking } from './caching-executor.ts';

/**
 * In step with `keys`.
 * @param isAskedAnyway where the source is asked for something else as well: then what is missing comes along with it
 */
export async function lookupAll(
  cache: Cache,
  keys: readonly CacheKey[],
  { policy, since, typicalMs }: Asking,
  isAskedAnyway: boolean,
): Promise<readonly Lookup[]> {
  const found = asOldAs(since, await cache.lookup(keys));
  // What is one viewer's is hardly asked for in two processes at once.
  if (isAskedAnyway || policy.scope !== 'public') return found;
  const missing = found.filter(
    (lookup): lookup is Miss => lookup.outcome === 'miss' && cache.flights.join(lookup.ticket.key.text) === null,
  );
  const others = missing.length === 0 ? null : await cache.fromOthers(missing, typicalMs());
  if (others === null) return found;
  const byMiss = new Map<Lookup, Lookup | undefined>(missing.map((miss, i) => [miss, others[i]]));
  return asOldAs(
    since,
    found.map((lookup) => byMiss.get(lookup) ?? lookup),
  );
}

/** What will be read for what is missing may be as old as what the client's request has read before. */
export function asOldAs(since: number, found: readonly Lookup[]): readonly Lookup[] {
  return found.map((lookup) =>
    lookup.outcome === 'miss' && lookup.ticket.number > since ? { ...lookup, ticket: { ...lookup.ticket, number: since } } : lookup,
  );
}
