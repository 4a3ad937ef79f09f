/** One step: take representations, ask the subgraph, put errors and data in their places. Never rejects: what fails stands in the data. */
import type { CacheReport } from '../caching/cache-report.ts';
import type { Stopwatch } from '../../clock/stopwatch.ts';
import type { SentRepresentations } from '../explain/explanation.ts';
import type { Trace } from '../explain/trace.ts';
import type { GatewayObserver } from '../gateway.ts';
import type { PathSegment, Rename } from '../plan/plan.ts';
import type { EntityStep, Fetch } from '../program/program.ts';
import type { ClientRequest } from '../request.ts';
import type { Representations, SubgraphError, SubgraphResponse } from '../transport/subgraph-executor.ts';
import { SubgraphFault } from '../transport/subgraph-fault.ts';
import { FieldError } from './field-error.ts';
import { shownError, type SubgraphErrorRule } from './shown-error.ts';
import type { InContext } from './locate-in-contexts.ts';
import { failAt, failMissing, isDataObject, MAX_LEVELS, mergeInto, type DataObject } from './merge.ts';

/** What one execution of a program shares between its steps. */
export interface Run {
  readonly data: DataObject;
  /** Errors that belong to no position. */
  readonly loose: FieldError[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly client: ClientRequest;
  readonly observer: GatewayObserver;
  readonly stopwatch: Stopwatch;
  readonly isTypeOf: (typename: string, condition: string) => boolean;
  readonly debug: boolean;
  readonly errorRule: SubgraphErrorRule;
  readonly trace: Trace | undefined;
  /** What the cache had to do with each fetch, where there is one. */
  readonly reports: CacheReport[];
}

/** Distinct representations with the objects each stands for. */
interface Batch {
  readonly step: EntityStep;
  readonly objects: DataObject[];
  readonly texts: string[];
  /** Per representation, in step with `objects`. */
  readonly targets: DataObject[][];
}

/** @param only the objects to ask about, where not about all that stand in the fetch's places. */
export async function runFetch(fetch: Fetch, run: Run, only: ReadonlySet<DataObject> | null = null): Promise<void> {
  const [first] = fetch.entities;
  if (first?.inContexts) return runInContexts(fetch, first, first.inContexts(run.data), run);
  const aside = fetch.apart ? new Set<DataObject>() : null;
  const batches = fetch.entities.map((step) => takeRepresentations(step, run, only, aside));
  const others = fetch.apart && aside && aside.size > 0 ? runFetch(fetch.apart, run, aside) : null;
  await sendFetch(fetch, batches, run);
  await others;
}

/** Once for each combination of the values from further up, all at the same time. */
async function runInContexts(fetch: Fetch, step: EntityStep, contexts: readonly InContext[], run: Run): Promise<void> {
  const sent = contexts.map(async ({ objects, values, failure }) => {
    if (failure) fail(step, [...objects], failure);
    else await sendFetch(fetch, [takeRepresentations(step, run, objects, null)], run, values);
  });
  if (sent.length === 0) run.trace?.notSent(fetch.operation, 'there are no entities to ask about');
  await Promise.all(sent);
}

/** @param values of variables that the client did not give. */
async function sendFetch(fetch: Fetch, batches: readonly Batch[], run: Run, values: Readonly<Record<string, unknown>> = {}): Promise<void> {
  if (fetch.entities.length > 0 && batches.every((batch) => batch.objects.length === 0)) {
    run.trace?.notSent(fetch.operation, 'there are no entities to ask about');
    return;
  }
  const response = await ask(fetch, batches, run, values);
  if (fetch.entities.length === 0) putRoot(fetch, response, run);
  else putEntities(fetch, batches, response, run);
}

/** @param aside takes the objects that the whole of this cannot be asked about. */
function takeRepresentations(step: EntityStep, run: Run, only: ReadonlySet<DataObject> | null, aside: Set<DataObject> | null): Batch {
  const found: DataObject[] = [];
  for (const locate of step.paths) locate(run.data, found);
  const batch: Batch = { step, objects: [], texts: [], targets: [] };
  const positions = new Map<string, number>();
  for (const object of found) {
    if (only && !only.has(object)) continue;
    const representation = step.represent(object);
    if (aside && (representation === null || representation instanceof FieldError)) {
      aside.add(object);
      continue;
    }
    if (representation === null) continue;
    if (representation instanceof FieldError) {
      fail(step, [object], representation);
      continue;
    }
    const text = JSON.stringify(representation);
    const position = positions.get(text);
    if (position === undefined) {
      positions.set(text, batch.objects.length);
      batch.objects.push(representation);
      batch.texts.push(text);
      batch.targets.push([object]);
    } else {
      batch.targets[position]?.push(object);
    }
  }
  return batch;
}

async function ask(
  fetch: Fetch,
  batches: readonly Batch[],
  run: Run,
  values: Readonly<Record<string, unknown>>,
): Promise<SubgraphResponse & { readonly fault?: FieldError }> {
  const variables: Record<string, unknown> = { ...values };
  for (const name of fetch.variables) if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
  const representations: Representations[] = batches.map(({ step, objects, texts }) => ({
    variable: step.variable,
    alias: step.alias,
    objects,
    texts,
  }));
  const traced = run.trace?.sent(fetch.operation, fetch.entities.length === 0 ? null : countOf(batches));
  const started = run.stopwatch.elapsed();
  let failure: unknown;
  try {
    const response = await fetch.execute({ operation: fetch.operation, variables, representations, client: run.client });
    traced?.answered(response);
    if (response.cache) run.reports.push(response.cache);
    return response;
  } catch (error) {
    failure = error;
    traced?.failed(error);
    const code = error instanceof SubgraphFault ? error.code : 'INTERNAL_SERVER_ERROR';
    const message = error instanceof SubgraphFault ? error.message : 'A part of the answer could not be fetched.';
    const extensions = run.debug ? { code, subgraph: fetch.operation.subgraph } : { code };
    return { data: null, fault: new FieldError(message, extensions, [], true) };
  } finally {
    run.observer.fetched?.({
      subgraph: fetch.operation.subgraph,
      milliseconds: run.stopwatch.elapsed() - started,
      failed: failure !== undefined,
      representations: batches.reduce((sum, batch) => sum + batch.objects.length, 0),
      ...(failure === undefined ? {} : { error: failure }),
    });
  }
}

function countOf(batches: readonly Batch[]): SentRepresentations {
  const targets = batches.flatMap((batch) => batch.targets);
  return { found: targets.reduce((sum, objects) => sum + objects.length, 0), sent: targets.length };
}

function putRoot(fetch: Fetch, response: SubgraphResponse & { readonly fault?: FieldError }, run: Run): void {
  const data: DataObject = isDataObject(response.data) ? response.data : {};
  const errors = (response.errors ?? []).map((error) => toFieldError(error, fetch, run));
  errors.forEach((error, i) => {
    const path = response.errors?.[i]?.path;
    if (!fetch.rootKeys.includes(String(path?.[0])) || !place(data, path, error)) run.loose.push(error);
  });
  // Where the subgraph gave no data at all, each of its fields has failed for the first reason it named.
  const reason = response.fault ?? errors[0];
  if (!isDataObject(response.data)) {
    const why = reason ?? new FieldError('A subgraph answered without data.', { code: 'SUBGRAPH_INVALID_RESPONSE' }, [], true);
    for (const key of fetch.rootKeys) if (!Object.hasOwn(data, key)) data[key] = why.at([]);
    for (const error of errors) remove(run.loose, error);
  }
  rename(fetch.renames, data, run.isTypeOf);
  mergeInto(run.data, data);
}

function putEntities(
  fetch: Fetch,
  batches: readonly Batch[],
  response: SubgraphResponse & { readonly fault?: FieldError },
  run: Run,
): void {
  const byAlias = new Map(batches.map((batch) => [batch.step.alias, batch]));
  const answers = new Map<Batch, unknown[]>();
  for (const batch of batches) {
    const entities = isDataObject(response.data) ? response.data[batch.step.alias] : undefined;
    if (Array.isArray(entities)) answers.set(batch, entities);
  }
  const unplaced: FieldError[] = [];
  for (const error of response.errors ?? []) {
    const failure = toFieldError(error, fetch, run);
    const [alias, index, ...rest] = error.path ?? [];
    const batch = typeof alias === 'string' ? byAlias.get(alias) : undefined;
    const entities = batch && answers.get(batch);
    const targets = typeof index === 'number' ? batch?.targets[index] : undefined;
    if (!batch || !entities || !targets) unplaced.push(failure);
    else if (isDataObject(entities[Number(index)])) {
      if (!place(entities[Number(index)] as DataObject, rest, failure)) unplaced.push(failure);
    } else fail(batch.step, targets, failure);
  }
  for (const batch of batches) {
    if (batch.objects.length === 0) continue;
    const entities = answers.get(batch);
    if (!entities || entities.length !== batch.objects.length) {
      const why =
        response.fault ??
        unplaced[0] ??
        new FieldError(
          `A subgraph answered ${entities?.length ?? 'no'} entities for ${batch.objects.length} representations.`,
          { code: 'SUBGRAPH_INVALID_RESPONSE' },
          [],
          true,
        );
      for (const targets of batch.targets) fail(batch.step, targets, why.at([]));
      remove(unplaced, why);
      continue;
    }
    entities.forEach((entity, i) => {
      if (!isDataObject(entity)) {
        if (entity !== null && entity !== undefined) fail(batch.step, batch.targets[i] ?? [], noObject());
        return;
      }
      rename(batch.step.renames, entity, run.isTypeOf);
      for (const target of batch.targets[i] ?? []) mergeEntity(target, entity, run.isTypeOf);
    });
  }
  run.loose.push(...unplaced);
}

function noObject(): FieldError {
  return new FieldError('A subgraph answered an entity that is no object.', { code: 'SUBGRAPH_INVALID_RESPONSE' }, [], true);
}

/** Where a subgraph knows an interface as one object (@interfaceObject), it names the interface; the more concrete of two names is kept. */
function mergeEntity(target: DataObject, entity: DataObject, isTypeOf: Run['isTypeOf']): void {
  const known = target['__typename'];
  const told = entity['__typename'];
  mergeInto(target, entity);
  if (typeof known === 'string' && typeof told === 'string') target['__typename'] = isTypeOf(told, known) ? told : known;
}

/** Everything the fetch owed these objects has failed; it may have been no more than their type, without which nobody can be asked for them. */
function fail(step: EntityStep, targets: readonly DataObject[], error: FieldError): void {
  for (const target of targets) {
    for (const key of step.keysOf(String(target['__typename']))) failAt(target, key, error);
    failMissing(target, error);
  }
}

/** Puts the error where its path leads, or at the null above. @returns false where the path leads nowhere. */
function place(data: DataObject, path: readonly (string | number)[] | undefined, error: FieldError): boolean {
  if (!path || path.length === 0) return false;
  let at: DataObject | unknown[] = data;
  for (let i = 0; i < path.length; i += 1) {
    const segment = path[i] as string | number;
    if (segment === '__proto__') return false; // as in merge.ts
    // A list must not grow by an error.
    if (Array.isArray(at) && !(Number.isInteger(segment) && Number(segment) >= 0 && Number(segment) < at.length)) return false;
    const holder = at as Record<string | number, unknown>;
    const value = Object.hasOwn(holder, segment) ? holder[segment] : undefined;
    if (value === null || value === undefined) {
      holder[segment] = error.at(path.slice(i + 1));
      return true;
    }
    if (value instanceof FieldError) return true; // one error per null
    if (typeof value !== 'object') return false;
    at = value as DataObject | unknown[];
  }
  return false;
}

function toFieldError(error: SubgraphError, fetch: Fetch, run: Run): FieldError {
  const { subgraph } = fetch.operation;
  const { message, extensions, masked } = shownError(error, run.errorRule, run.client.requestId);
  if (masked) run.observer.masked?.({ subgraph, requestId: run.client.requestId, error });
  return new FieldError(message, run.debug ? { ...extensions, subgraph } : extensions);
}

function rename(renames: readonly Rename[], data: DataObject, isTypeOf: Run['isTypeOf']): void {
  for (const { path, from, to } of renames) {
    visitPath(data, path, isTypeOf, (object) => {
      if (!Object.hasOwn(object, from)) return;
      object[to] = object[from];
      delete object[from];
    });
  }
}

function visitPath(
  value: unknown,
  path: readonly PathSegment[],
  isTypeOf: Run['isTypeOf'],
  visitor: (object: DataObject) => void,
  lists = 0,
): void {
  if (Array.isArray(value)) {
    if (lists < MAX_LEVELS) for (const item of value) visitPath(item, path, isTypeOf, visitor, lists + 1);
    return;
  }
  if (!isDataObject(value)) return;
  const [segment, ...rest] = path;
  if (!segment) visitor(value);
  else if (segment.kind === 'key') visitPath(value[segment.key], rest, isTypeOf, visitor);
  else if (segment.kind === 'items' || segment.types.some((type) => isTypeOf(String(value['__typename']), type)))
    visitPath(value, rest, isTypeOf, visitor);
}

function remove(list: FieldError[], error: FieldError): void {
  const at = list.indexOf(error);
  if (at >= 0) list.splice(at, 1);
}
