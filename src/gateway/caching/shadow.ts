/**
 * The cache in shadow: what it would have shown is compared with what the subgraph says, and the subgraph's is what is answered. A difference counts where it is there twice,
 * a moment apart: between two readings something may have been written of which this process was just about to hear.
 */
import type { ClientRequest } from '../request.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResponse } from '../transport/subgraph-executor.ts';
import type { CacheReport } from './cache-report.ts';
import { differingFields } from './differing-fields.ts';

/** Which fetches are checked, and who hears of it. */
export interface Shadow {
  /** Percent of the requests whose fetches from a subgraph are compared, where they had something from the cache. */
  readonly percentOf: (subgraph: string) => number;
  /** Percent of the requests whose whole answer is made anew and compared; at 100 none is shown, and caches behind us are not trusted either. At least the greatest of the others. */
  readonly percentOfAnswers: number;
  /** 0 to 1. */
  readonly random: () => number;
  /** The same client, without what its request has loaded. */
  readonly afresh: (client: ClientRequest) => ClientRequest;
  readonly wait: (milliseconds: number) => Promise<unknown>;
  /** Must not throw. */
  readonly onChecked: (checked: Checked) => void;
  readonly onDifference: (difference: Difference) => void;
}

export interface Checked {
  readonly cache: 'entity' | 'root' | 'answer';
  /** Null for whole answers. */
  readonly subgraph: string | null;
  readonly type: string;
  /** `settled`: different, and the same a moment later. `unchecked`: the subgraph failed, or too many were being looked at again. */
  readonly outcome: 'same' | 'different' | 'settled' | 'unchecked';
}

/** Without values: they may be somebody's. */
export interface Difference {
  /** Null for whole answers. */
  readonly subgraph: string | null;
  /** Of the subgraph's operation, or the client's. */
  readonly operation: string | null;
  readonly type: string;
  readonly scope: CacheReport['scope'];
  /** Paths below the entity, or the root, lists as `[]`; the first few. */
  readonly fields: readonly string[];
  /** The entity's representation, where everybody may see it. */
  readonly entity: Readonly<Record<string, unknown>> | null;
}

const DRAW = Symbol('draw of the shadow');

/** 0 to 100, once for each request: its fetches are compared where its whole answer is, which would hide them. */
export function drawOf({ random }: Shadow, { memory }: ClientRequest): number {
  let draw = memory.get(DRAW) as number | undefined;
  if (draw === undefined) memory.set(DRAW, (draw = random() * 100));
  return draw;
}

/** Longer than any process takes to hear of an invalidation, several times over. */
export const AGAIN_AFTER_MS = 200;
const MOST_AT_ONCE = 50;

/** One fetch: through the cache, and from the subgraph itself, for this client. */
export interface TwoWays {
  readonly request: SubgraphRequest;
  readonly cached: (client: ClientRequest) => Promise<SubgraphResponse>;
  readonly direct: SubgraphExecutor;
}

export class ShadowChecks {
  readonly #shadow: Shadow;
  #atOnce = 0;

  constructor(shadow: Shadow) {
    this.#shadow = shadow;
  }

  chooses(subgraph: string, client: ClientRequest): boolean {
    return drawOf(this.#shadow, client) < this.#shadow.percentOf(subgraph);
  }

  /** @returns what the subgraph says, with the report of the cache. Rejects as the subgraph does. */
  async run({ request, cached, direct }: TwoWays, client: ClientRequest): Promise<SubgraphResponse> {
    const shown = await cached(client);
    if (!hadSomething(shown)) return shown;
    const truth = await direct(request);
    const checks = compare(request, shown, truth);
    if (checks === null) {
      this.#count(request, 'unchecked');
      return { ...truth, cache: shown.cache };
    }
    const differing = checks.filter(({ fields }) => fields.length > 0);
    for (const { type, fields } of checks) if (fields.length === 0) this.#count(request, 'same', type);
    if (differing.length > 0) void this.#again({ request, cached, direct }, client, differing);
    const fields = [...new Set(differing.flatMap(({ type, fields: those }) => those.map((field) => `${type}.${field}`)))];
    return { ...truth, cache: shown.cache && { ...shown.cache, differing: fields } };
  }

  async #again(ways: TwoWays, client: ClientRequest, before: readonly Check[]): Promise<void> {
    const { request } = ways;
    if (this.#atOnce >= MOST_AT_ONCE) return before.forEach(({ type }) => this.#count(request, 'unchecked', type));
    this.#atOnce += 1;
    try {
      await this.#shadow.wait(AGAIN_AFTER_MS);
      const shown = await ways.cached(this.#shadow.afresh(client));
      const truth = await ways.direct({ ...request, client: this.#shadow.afresh(request.client) });
      const after = compare(request, shown, truth);
      for (const check of before) {
        const same = after?.find(({ at }) => at === check.at);
        const outcome = same === undefined ? 'unchecked' : same.fields.length > 0 && hadSomething(shown) ? 'different' : 'settled';
        this.#count(request, outcome, check.type);
        if (outcome === 'different') this.#tell(request, same ?? check);
      }
    } catch {
      // The subgraph failed meanwhile, or the process stops: nothing was found out.
      for (const { type } of before) this.#count(request, 'unchecked', type);
    } finally {
      this.#atOnce -= 1;
    }
  }

  #tell({ operation, shared = false }: SubgraphRequest, { type, fields, entity }: Check): void {
    this.#shadow.onDifference({
      subgraph: operation.subgraph,
      operation: operation.name,
      type,
      scope: shared ? 'public' : 'private',
      fields,
      entity: shared ? entity : null,
    });
  }

  #count({ operation, representations }: SubgraphRequest, outcome: Checked['outcome'], type = 'Query'): void {
    this.#shadow.onChecked({ cache: representations.length > 0 ? 'entity' : 'root', subgraph: operation.subgraph, type, outcome });
  }
}

function hadSomething({ cache }: SubgraphResponse): boolean {
  const { hit = 0, stale = 0 } = cache?.outcomes ?? {};
  return hit + stale > 0;
}

interface Check {
  /** The same place in both readings. */
  readonly at: string;
  readonly type: string;
  readonly entity: Readonly<Record<string, unknown>> | null;
  readonly fields: readonly string[];
}

/** Entity by entity, or root field by root field; null where one of them has errors. */
function compare({ representations }: SubgraphRequest, shown: SubgraphResponse, truth: SubgraphResponse): Check[] | null {
  if (!shown.data || !truth.data || (shown.errors ?? []).length + (truth.errors ?? []).length > 0) return null;
  const [one, other] = [shown.data, truth.data];
  if (representations.length === 0)
    return Object.keys(other).map((key) => ({ at: key, type: 'Query', entity: null, fields: differingFields(one[key], other[key], key) }));
  return representations.flatMap(({ alias, objects }) =>
    objects.map((entity, index) => ({
      at: `${alias} ${index}`,
      type: String(entity['__typename']),
      entity,
      fields: differingFields((one[alias] as unknown[] | undefined)?.[index], (other[alias] as unknown[] | undefined)?.[index], ''),
    })),
  );
}
