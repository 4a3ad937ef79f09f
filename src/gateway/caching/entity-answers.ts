/** Entity fetches: each representation is a question of its own, and those that nobody has an answer to go out as one request. */
import type { Lookup, Miss } from '../../cache/cache.ts';
import type { Answer, Entry, Lifetime } from '../../cache/entry.ts';
import { entityKey, shortHash, type CacheKey } from '../../cache/keys.ts';
import type { SubgraphError, SubgraphRequest, SubgraphResponse } from '../transport/subgraph-executor.ts';
import { SubgraphFault } from '../transport/subgraph-fault.ts';
import { tightened } from './cache-control.ts';
import type { Asking, CachingOptions } from './caching-executor.ts';
import type { Unstored } from './cache-report.ts';
import { copyOf } from './copy.ts';
import type { EntityPolicy } from './fetch-policy.ts';
import { asOldAs, lookupAll } from './lookup-all.ts';
import { Tally } from './tally.ts';

/** One representation: where it stands in the request, and what is known of it. */
interface Question {
  readonly alias: string;
  readonly type: string;
  /** In `request.representations`. */
  readonly list: number;
  readonly index: number;
  readonly policy: EntityPolicy | null;
  readonly key: CacheKey | null;
}

/** An entity as it was answered; or the entry that may be shown since it was not. */
type Landed = { readonly value: unknown; readonly errors: readonly SubgraphError[] } | { readonly instead: Entry };

export async function answerEntities(options: CachingOptions, asking: Asking): Promise<SubgraphResponse> {
  const { cache, clock } = options;
  const tally = new Tally(asking.policy, clock.now());
  const questions = questionsOf(asking);
  const data: Record<string, unknown[]> = {};
  asking.request.representations.forEach(({ alias, objects }) => {
    data[alias] = objects.map((): unknown => null);
  });
  const errors: SubgraphError[] = [];
  const show = ({ alias, index }: Question, value: unknown): void => void ((data[alias] as unknown[])[index] = value);

  const stale: Question[] = [];
  const take = (question: Question, found: Exclude<Lookup, Miss>): void => {
    tally.shown(found.outcome, found.entry, found.tier === 'memory');
    if (found.outcome === 'stale') stale.push(question);
    show(question, copyOf(found.entry.value));
  };

  const open: Question[] = [];
  for (const question of questions) {
    const found = question.key === null ? null : cache.peek(question.key);
    if (found === null) open.push(question);
    else take(question, found);
  }
  if (open.length > 0) {
    const misses = new Map<Question, Miss>();
    const kept = open.filter(({ key }) => key !== null);
    const found = await lookupAll(
      cache,
      kept.map(({ key }) => key as CacheKey),
      asking,
      kept.length < open.length,
    );
    found.forEach((lookup, i) => {
      const question = kept[i] as Question;
      if (lookup.outcome === 'miss') misses.set(question, lookup);
      else take(question, lookup);
    });
    const joined = new Map<Question, Promise<Landed>>();
    const asked: Question[] = [];
    for (const question of open) {
      const miss = misses.get(question);
      if (miss === undefined && question.key !== null) continue;
      const flight = miss && (cache.flights.join(miss.ticket.key.text) as Promise<Landed> | null);
      if (flight) joined.set(question, flight);
      else asked.push(question);
    }
    if (asked.length > 0) {
      const landed = await ask(options, asking, asked, misses, tally);
      errors.push(...landed.loose);
      land(asked, landed.entities);
    }
    // Those that others were reading: their failure is not ours, so what they could not get is asked for once more.
    const results = await Promise.all([...joined].map(async ([question, flight]) => [question, await flight.catch(() => null)] as const));
    const failed = results.flatMap(([question, landed]) => (landed === null ? [question] : []));
    for (const [question, landed] of results) if (landed !== null) takeLanded(question, shared(landed));
    if (failed.length > 0) {
      const landed = await ask(options, asking, failed, misses, tally);
      errors.push(...landed.loose);
      land(failed, landed.entities);
    }
  }
  if (stale.length > 0) renew(options, asking, stale);
  return { data, ...(errors.length > 0 && { errors }), cache: tally.report() };

  function land(asked: readonly Question[], entities: readonly Landed[]): void {
    asked.forEach((question, i) => takeLanded(question, entities[i] as Landed));
  }

  function takeLanded(question: Question, landed: Landed): void {
    if ('instead' in landed) {
      tally.shown('on error', landed.instead, false);
      show(question, copyOf(landed.instead.value));
      return;
    }
    show(question, landed.value);
    for (const error of landed.errors) errors.push({ ...error, path: [question.alias, question.index, ...(error.path ?? [])] });
  }

  function shared(landed: Landed): Landed {
    tally.joined();
    return 'instead' in landed ? landed : { value: copyOf(landed.value), errors: landed.errors };
  }
}

export function questionsOf({ policy, request, viewer, suffix }: Asking): Question[] {
  const questions: Question[] = [];
  const asked = new Map<EntityPolicy, { readonly selection: string; readonly named: ReturnType<EntityPolicy['tags']> }>();
  request.representations.forEach(({ alias, objects, texts }, list) => {
    objects.forEach((object, index) => {
      const type = String(object['__typename']);
      const entity = policy.entity(alias, type);
      if (entity === null) {
        questions.push({ alias, type, list, index, policy: null, key: null });
        return;
      }
      let ofAll = asked.get(entity);
      if (ofAll === undefined) {
        const more = suffix(entity.variables);
        const selection = more === '' ? entity.hash : `${entity.hash}${shortHash(more)}`;
        asked.set(entity, (ofAll = { selection, named: entity.tags(request.variables) }));
      }
      const fields = keyFields(object, entity.keys);
      const key = JSON.stringify(fields);
      // Nothing beside the key was sent along: the key says it all.
      const isKeyAlone = Object.keys(object).length === Object.keys(fields).length + 1;
      const representation = isKeyAlone ? key : (texts[index] as string);
      const { selection, named } = ofAll;
      const question = { subgraph: policy.subgraph, type, representation, key, selection, named: named(fields) };
      questions.push({
        alias,
        type,
        list,
        index,
        policy: entity,
        key: viewer === null ? entityKey({ ...question, scope: 'public', viewer }) : entityKey({ ...question, scope: 'private', viewer }),
      });
    });
  });
  return questions;
}

/** The fields of the first key that the representation has whole, in one order; all of it where it has none. */
function keyFields(object: Readonly<Record<string, unknown>>, keys: readonly (readonly string[])[]): Record<string, unknown> {
  const names = keys.find((key) => key.every((name) => object[name] !== undefined)) ?? Object.keys(object).toSorted();
  const fields: Record<string, unknown> = {};
  for (const name of names) if (name !== '__typename') fields[name] = object[name];
  return fields;
}

interface Asked {
  /** In step with what was asked. */
  readonly entities: readonly Landed[];
  /** Errors that belong to none of them. */
  readonly loose: readonly SubgraphError[];
}

/** One request for all of them. Rejects where nothing was had and nothing may be shown instead. */
async function ask(
  options: CachingOptions,
  asking: Asking,
  asked: readonly Question[],
  misses: ReadonlyMap<Question, Miss>,
  tally: Tally,
): Promise<Asked> {
  const { cache } = options;
  const flying = asked.flatMap((question) => {
    const miss = misses.get(question);
    if (miss === undefined) return [];
    const landing = Promise.withResolvers<Landed>();
    // Nobody may have joined.
    landing.promise.catch(() => undefined);
    cache.flights.begin(miss.ticket, landing.promise);
    return [{ question, miss, landing }];
  });
  for (const question of asked) {
    const miss = misses.get(question);
    if (miss === undefined) tally.bypassed(asking.policy.unkeptEntity(question.alias, question.type));
    else tally.missed(miss);
  }
  let response: SubgraphResponse;
  try {
    response = await asking.execute(reduced(asking.request, asked));
  } catch (error) {
    for (const { landing } of flying) landing.reject(error);
    const old = instead(asked, misses, error);
    options.onShownOnError?.(asking.policy.subgraph, asking.request.client.requestId, error);
    return old;
  }
  const answer = sortAnswer(asked, response);
  const byQuestion = new Map(asked.map((question, i) => [question, answer.entities[i] as Landed]));
  for (const { question, miss, landing } of flying) {
    const landed = byQuestion.get(question) as Extract<Landed, { value: unknown }>;
    const kept = answer.isWhole ? keep(options, asking, question, miss, landed, response) : 'errors';
    const isKept = typeof kept !== 'string';
    if (isKept) tally.took(kept.lifetime, [...miss.ticket.key.tags, ...(kept.named ?? [])]);
    else tally.tookUnstored(kept);
    // Whoever joined is given what is shared, and copies it.
    landing.resolve(isKept ? { value: kept.value, errors: [] } : { value: copyOf(landed.value), errors: landed.errors });
  }
  return answer;
}

/** @returns what was kept, or why it may not be */
function keep(
  { cache }: CachingOptions,
  { policy: { scope, settleMs } }: Asking,
  { policy }: Question,
  { ticket }: Miss,
  { value, errors }: Extract<Landed, { value: unknown }>,
  response: SubgraphResponse,
): Answer | Unstored {
  if (policy === null || errors.length > 0 || value === undefined) return 'errors';
  const lifetime = tightened(value === null ? noLongerThan(policy.lifetime, ABSENCE_MS) : policy.lifetime, scope, response.cacheControl);
  if (lifetime === null) return 'no store';
  const named = namedTags(response);
  const answer = { scope, value: copyOf(value), text: JSON.stringify(value), lifetime, named };
  void cache.fill(ticket, answer, settleMs);
  return answer;
}

/** That there is none is believed for less long: whoever makes one is not always able to say so. */
const ABSENCE_MS = 10_000;

function noLongerThan({ freshMs, ...others }: Lifetime, most: number): Lifetime {
  return { ...others, freshMs: Math.min(freshMs, most) };
}

/** Tags that the subgraph names in its response's extensions. */
export function namedTags({ extensions }: SubgraphResponse): readonly string[] {
  const tags = extensions?.['cacheTags'];
  return Array.isArray(tags) ? tags.filter((tag) => typeof tag === 'string').slice(0, MAX_NAMED_TAGS) : [];
}

const MAX_NAMED_TAGS = 100;

/** The request with these representations alone. A list of which none is left is sent empty: its variable is required. */
function reduced(request: SubgraphRequest, asked: readonly Question[]): SubgraphRequest {
  return {
    ...request,
    representations: request.representations.map((those, list) => {
      const indices = asked.filter((question) => question.list === list).map(({ index }) => index);
      if (indices.length === those.objects.length) return those;
      return {
        ...those,
        objects: indices.map((index) => those.objects[index] as (typeof those.objects)[number]),
        texts: indices.map((index) => those.texts[index] as string),
      };
    }),
  };
}

/** Gives each question its entity and its errors; `isWhole` is false where the response cannot be told apart. */
function sortAnswer(asked: readonly Question[], { data, errors = [] }: SubgraphResponse): Asked & { readonly isWhole: boolean } {
  const positions = new Map<string, Question[]>();
  for (const question of asked) positions.set(question.alias, [...(positions.get(question.alias) ?? []), question]);
  const errorsOf = new Map<Question, SubgraphError[]>();
  const loose: SubgraphError[] = [];
  for (const error of errors) {
    const [alias, index, ...path] = error.path ?? [];
    const question = typeof index === 'number' ? positions.get(String(alias))?.[index] : undefined;
    if (question === undefined) loose.push(error);
    else errorsOf.set(question, [...(errorsOf.get(question) ?? []), { ...error, path }]);
  }
  let isWhole = loose.length === 0;
  const entities = asked.map((question): Landed => {
    const those = positions.get(question.alias) as Question[];
    const list = data?.[question.alias];
    const isList = Array.isArray(list) && list.length === those.length;
    if (!isList) isWhole = false;
    const value: unknown = isList ? list[those.indexOf(question)] : undefined;
    return { value: value ?? null, errors: isList ? (errorsOf.get(question) ?? []) : (errorsOf.get(question) ?? [missing(loose)]) };
  });
  return { entities, loose: isWhole ? loose : [], isWhole };
}

function missing(loose: readonly SubgraphError[]): SubgraphError {
  return (
    loose[0] ?? {
      message: 'A subgraph answered with other entities than it was asked for.',
      extensions: { code: 'SUBGRAPH_INVALID_RESPONSE' },
      unreachable: true,
    }
  );
}

/** What may be shown although the source has failed; the others are told why. Rejects where there is nothing. */
function instead(asked: readonly Question[], misses: ReadonlyMap<Question, Miss>, error: unknown): Asked {
  const old = asked.map((question) => misses.get(question)?.onError ?? null);
  if (old.every((entry) => entry === null)) throw error;
  const failure: SubgraphError =
    error instanceof SubgraphFault
      ? { message: error.message, extensions: { code: error.code }, unreachable: true }
      : { message: 'A part of the answer could not be fetched.', extensions: { code: 'INTERNAL_SERVER_ERROR' }, unreachable: true };
  return { entities: old.map((entry) => (entry === null ? { value: null, errors: [failure] } : { instead: entry })), loose: [] };
}

/** Behind the answer: whoever asks next has what is new. */
function renew(options: CachingOptions, asking: Asking, stale: readonly Question[]): void {
  const { cache } = options;
  const again = async (): Promise<void> => {
    const found = asOldAs(
      asking.since,
      await cache.lookup(
        stale.map(({ key }) => key as CacheKey),
        true,
      ),
    );
    const misses = new Map<Question, Miss>();
    found.forEach((lookup, i) => {
      if (lookup.outcome === 'miss' && cache.flights.join(lookup.ticket.key.text) === null) misses.set(stale[i] as Question, lookup);
    });
    if (misses.size > 0) await ask(options, asking, [...misses.keys()], misses, new Tally(asking.policy, options.clock.now()));
  };
  again().catch((error: unknown) => options.onRenewalFailed?.(asking.policy.subgraph, error));
}
