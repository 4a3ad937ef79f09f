/**
 * One request to a subgraph for many clients. Only what is asked as nobody is shared (caching/caller.ts): then the answer is the same whoever asks.
 *
 * - Entity fetches of one operation, with the same variables and headers, are joined by a DataLoader: each representation is sent once, and every client gets its
 *   own entities and their errors.
 * - Root fetches with the same variables and headers that are under way at the same time are one.
 *
 * A client that goes away leaves the others what they asked for.
 */
import DataLoader from 'dataloader';
import { PassingMap } from '../../cache/passing-map.ts';
import { copyOf } from '../caching/copy.ts';
import type { SubgraphExecutor, SubgraphOperation, SubgraphRequest, SubgraphResponse } from '../transport/subgraph-executor.ts';
import { joinRequests, scatter } from './join-requests.ts';
import { Window } from './window.ts';

export interface SharingOptions {
  /** Clients in one request, at most. */
  readonly maxClients?: number;
  /** Milliseconds that a fetch waits for others while one of its kind is under way, at most. */
  readonly longestWaitMs?: number;
}

type Loader = DataLoader<SubgraphRequest, SubgraphResponse>;

export function sharingExecutor(execute: SubgraphExecutor, { maxClients = 100, longestWaitMs = 5 }: SharingOptions = {}): SubgraphExecutor {
  const loaders = new WeakMap<SubgraphOperation, PassingMap<string, Loader>>();
  const flights = new PassingMap<string, Promise<SubgraphResponse>>();
  return (request) => {
    if (!request.shared || request.operation.kind !== 'query') return execute(request);
    const asked = askedWith(request);
    if (request.representations.length > 0) return loaderFor(request.operation, asked).load(request);
    return joinFlight(flights, `${request.operation.text}${asked}`, () => execute(request));
  };

  function loaderFor(operation: SubgraphOperation, asked: string): Loader {
    let byAsked = loaders.get(operation);
    if (byAsked === undefined) loaders.set(operation, (byAsked = new PassingMap()));
    let loader = byAsked.get(asked);
    if (loader === undefined) {
      const here = byAsked;
      const window = new Window(longestWaitMs, () => here.delete(asked));
      loader = new DataLoader((requests: readonly SubgraphRequest[]) => window.during(() => together(execute, requests)), {
        cache: false,
        maxBatchSize: maxClients,
        batchScheduleFn: (send) => window.schedule(send),
      });
      byAsked.set(asked, loader);
    }
    return loader;
  }
}

/** What two requests of one operation must have in common. Who has heard of a write is not answered with what was read before it. */
function askedWith({ variables, client, since = 0 }: SubgraphRequest): string {
  return JSON.stringify([variables, client.headers, since]);
}

async function together(execute: SubgraphExecutor, requests: readonly SubgraphRequest[]): Promise<SubgraphResponse[]> {
  const [only] = requests;
  if (requests.length === 1 && only) return [await execute(only)];
  const joined = joinRequests(requests);
  return scatter(joined, await execute(joined.request));
}

/** The first asks; those that come meanwhile get copies of what it gets. */
async function joinFlight(
  flights: PassingMap<string, Promise<SubgraphResponse>>,
  key: string,
  ask: () => Promise<SubgraphResponse>,
): Promise<SubgraphResponse> {
  const flight = flights.get(key);
  if (flight !== undefined) {
    const response = await flight;
    return { ...response, data: copyOf(response.data) as SubgraphResponse['data'] };
  }
  const own = ask();
  // Copied before anybody merges into it.
  const shared = own.then((response) => ({ ...response, data: copyOf(response.data) as SubgraphResponse['data'] }));
  shared.catch(() => undefined);
  flights.set(key, shared);
  try {
    return await own;
  } finally {
    flights.delete(key);
  }
}
