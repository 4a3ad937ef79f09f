/** Whole answers: those that everybody may have, and those of clients without a viewer, which are the same for all of them. Looked up before anything is planned or fetched, and before Apollo Server's pipeline by whoever may. */
import type { Cache, Lookup } from '../../cache/cache.ts';
import type { Ticket } from '../../cache/entry.ts';
import { answerKey, nobodysAnswerKey, shortHash, type CacheKey, type Scope } from '../../cache/keys.ts';
import type { Clock } from '../../clock/clock.ts';
import type { OperationEntry } from '../operation/documents.ts';
import type { GatewayRequest } from '../request.ts';
import { namesOf, type AnswerFreshness } from './answer-freshness.ts';
import type { GatewayCaching } from './caching-over.ts';
import { headersText, varyText } from './caller.ts';
import { KeptBody } from './kept-body.ts';

export interface KeptAnswer {
  readonly body: KeptBody;
  /** JSON of `data`. */
  readonly text: string;
  /** Strong, by the text. */
  readonly etag: string;
  readonly freshness: AnswerFreshness;
  readonly operationName: string | null;
}

/** A kept one, or one that was put together out of kept parts for this request alone. */
export type ReadyAnswer = KeptAnswer | (Omit<KeptAnswer, 'body' | 'etag'> & { readonly body: null; readonly etag: null });

/** What lies in the cache: JSON, but for what is made of it in memory when it is first shown. */
interface Kept {
  body: string | KeptBody;
  /** The tags as one text (`Cache-Tag`). */
  names?: string;
  readonly etag: string;
  readonly operationName: string | null;
  /** `private` only under a key of nobody's: somebody may be answered differently. */
  readonly scope: Scope;
  /** For caches behind us; here old answers are not shown. */
  readonly revalidateMs: number;
  readonly onErrorMs: number;
}

/** A strong validator (RFC 9110, section 8.8.1). */
export function etagOf(text: string): string {
  return `"${shortHash(text)}"`;
}

export class Answers {
  readonly #cache: Cache;
  readonly #clock: Clock;
  /** All headers by which any subgraph varies. */
  readonly #vary: readonly string[];
  readonly #keeps: boolean;
  readonly #viewerOf: GatewayCaching['viewerOf'];
  readonly #onAsked: NonNullable<GatewayCaching['onAsked']>;
  readonly #hashes = new WeakMap<OperationEntry, string>();

  constructor({ cache, clock, rules, viewerOf, answers = true, onAsked = () => undefined }: GatewayCaching) {
    this.#keeps = answers;
    this.#viewerOf = viewerOf;
    this.#cache = cache;
    this.#clock = clock;
    this.#onAsked = onAsked;
    this.#vary = [...new Set(Object.values(rules).flatMap(({ vary = [] }) => vary))].toSorted();
  }

  /** Headers on which answers depend, for `Vary`. */
  get vary(): readonly string[] {
    return this.#vary;
  }

  /** @returns null for what is never kept: mutations, and what asks to be explained */
  keyOf(entry: OperationEntry, request: GatewayRequest): CacheKey | null {
    if (!this.#keeps || entry.operation.operation !== 'query' || request.trace || request.showCost) return null;
    let hash = this.#hashes.get(entry);
    if (hash === undefined) this.#hashes.set(entry, (hash = shortHash(`${entry.operation.name?.value ?? ''} ${request.source}`)));
    const variables = request.variables ? JSON.stringify(request.variables) : '';
    return this.#viewerOf(request.client) === null
      ? nobodysAnswerKey(shortHash(`${hash} ${headersText(request.client)} ${variables}`))
      : answerKey(shortHash(`${hash} ${varyText(request.client, this.#vary)} ${variables}`));
  }

  /** What memory has, at once. */
  peek(key: CacheKey): KeptAnswer | null {
    const found = this.#cache.peek(key);
    return found === null ? null : this.#shown(found);
  }

  /** For an answer that is put together out of parts in memory, and is not looked for in Redis. */
  ticket(key: CacheKey): Ticket {
    return this.#cache.ticket(key);
  }

  async lookup(key: CacheKey): Promise<KeptAnswer | Ticket> {
    const [found] = (await this.#cache.lookup([key])) as [Lookup];
    if (found.outcome !== 'miss') return this.#shown(found);
    this.#onAsked('answer', { ...ASKED, outcomes: { miss: 1 }, why: { [found.why]: 1 } });
    return found.ticket;
  }

  keep(ticket: Ticket, operationName: string | null, text: string, { lifetime, tags, scope }: AnswerFreshness): void {
    // Somebody's own answer is not kept whole: its parts are.
    if (scope === 'private' && ticket.key.scope !== 'private') return;
    const { revalidateMs, onErrorMs } = lifetime;
    const value: Kept = { body: text, etag: etagOf(text), operationName, scope, revalidateMs, onErrorMs };
    // Old answers are not shown while they are renewed: their parts are, which is as quick and asks for less.
    const fresh = { ...lifetime, revalidateMs: 0, onErrorMs: 0 };
    void this.#cache.fill(ticket, { scope: ticket.key.scope, value, text: JSON.stringify(value), lifetime: fresh, named: tags });
  }

  #shown({ entry, tier }: Exclude<Lookup, { outcome: 'miss' }>): KeptAnswer {
    this.#onAsked('answer', tier === 'memory' ? HIT_IN_MEMORY : HIT_IN_REDIS);
    const kept = entry.value as Kept;
    const body = typeof kept.body === 'string' ? (kept.body = new KeptBody(kept.body)) : kept.body;
    return new Shown(body, kept, {
      lifetime: {
        freshMs: Math.max(0, entry.times.freshUntil - this.#clock.now()),
        revalidateMs: kept.revalidateMs,
        onErrorMs: kept.onErrorMs,
      },
      scope: kept.scope,
      tags: entry.tags,
      names: (kept.names ??= namesOf(entry.tags)),
    });
  }
}

class Shown implements KeptAnswer {
  readonly body: KeptBody;
  readonly etag: string;
  readonly operationName: string | null;
  readonly freshness: AnswerFreshness;

  constructor(body: KeptBody, { etag, operationName }: Kept, freshness: AnswerFreshness) {
    this.body = body;
    this.etag = etag;
    this.operationName = operationName;
    this.freshness = freshness;
  }

  get text(): string {
    return this.body.data;
  }
}

const ASKED = { fromMemory: 0, why: {}, unkept: [], unstored: {} };
const HIT_IN_MEMORY = { ...ASKED, outcomes: { hit: 1 }, fromMemory: 1 };
const HIT_IN_REDIS = { ...ASKED, outcomes: { hit: 1 } };
