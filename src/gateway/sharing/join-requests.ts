/** Many clients' requests of one operation as one: each representation once; and its response taken apart again. */
import { copyOf } from '../caching/copy.ts';
import type { Representations, SubgraphError, SubgraphRequest, SubgraphResponse } from '../transport/subgraph-executor.ts';

export interface Joined {
  readonly request: SubgraphRequest;
  /** By client and list of representations: the positions of its representations in the joined list. */
  readonly positions: readonly (readonly (readonly number[])[])[];
}

/** @param requests at least one, all of one operation with the same variables and headers */
export function joinRequests(requests: readonly SubgraphRequest[]): Joined {
  const [first] = requests as [SubgraphRequest];
  const lists = first.representations.map((those) => ({
    ...those,
    objects: [] as Representations['objects'][number][],
    texts: [] as string[],
    at: new Map<string, number>(),
  }));
  const positions = requests.map(({ representations }) =>
    representations.map(({ objects, texts }, list) => {
      const joined = lists[list]!;
      return texts.map((text, i) => {
        let at = joined.at.get(text);
        if (at === undefined) {
          at = joined.texts.length;
          joined.at.set(text, at);
          joined.texts.push(text);
          joined.objects.push(objects[i]!);
        }
        return at;
      });
    }),
  );
  return {
    request: { ...first, representations: lists.map(({ variable, alias, objects, texts }) => ({ variable, alias, objects, texts })) },
    positions,
  };
}

/** @returns a response for each client, in step with `positions` */
export function scatter({ request, positions }: Joined, response: SubgraphResponse): SubgraphResponse[] {
  const { data, errors = [], ...rest } = response;
  const keys = request.representations.map(({ alias }) => alias);
  const taken = new Set<unknown>();
  /** Each client merges into what it gets: the first takes what came, the others copies. */
  const own = (entity: unknown): unknown => {
    if (typeof entity !== 'object' || entity === null) return entity;
    if (taken.has(entity)) return copyOf(entity);
    taken.add(entity);
    return entity;
  };
  // Copies are made before the first taker merges anything.
  return positions
    .map((lists) => {
      const answer: Record<string, unknown> = {};
      const theirs: SubgraphError[] = [];
      lists.forEach((those, list) => {
        const key = keys[list]!;
        const entities = data?.[key];
        answer[key] = Array.isArray(entities) ? those.map((at) => entities[at] as unknown) : entities;
      });
      for (const error of errors) theirs.push(...placed(error, lists, keys));
      return { ...rest, data: data === null || data === undefined ? data : answer, ...(theirs.length > 0 && { errors: theirs }) };
    })
    .map((one) => ({ ...one, data: one.data && mapLists(one.data, own) }));
}

function mapLists(data: Record<string, unknown>, map: (entity: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, Array.isArray(value) ? value.map(map) : value]));
}

/** The error under the client's own positions: none where it is of an entity that the client did not ask for, as it is where it is of none. */
function placed(error: SubgraphError, lists: readonly (readonly number[])[], keys: readonly string[]): SubgraphError[] {
  const [key, at, ...rest] = error.path ?? [];
  const list = keys.indexOf(String(key));
  if (list === -1 || typeof at !== 'number') return [error];
  return (lists[list] ?? []).flatMap((position, i) => (position === at ? [{ ...error, path: [key as string, i, ...rest] }] : []));
}
