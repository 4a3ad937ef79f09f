/** A subgraph's answer into the merged data: its errors where their paths lead, its values beside what is there. */
import type { Fetch } from '../program/program.ts';
import type { SubgraphError } from '../transport/subgraph-executor.ts';
import { FieldError } from './field-error.ts';
import { copyOf, isDataObject, mergeInto, type DataObject } from './merge.ts';
import { fail, place } from './place-error.ts';
import { renameKeys } from './rename-keys.ts';
import type { Answer, Batch, Run } from './run.ts';
import { shownError } from './shown-error.ts';

export function putRoot(fetch: Fetch, response: Answer, run: Run): void {
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
  renameKeys(fetch.renames, data, run.isTypeOf);
  mergeInto(run.data, data);
}

export function putEntities(fetch: Fetch, batches: readonly Batch[], response: Answer, run: Run): void {
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
      // Renames tell types apart; where the plan did not ask for it, the entity is of the type that it was asked for by.
      if (batch.step.renames.length > 0) entity['__typename'] ??= batch.objects[i]?.['__typename'];
      renameKeys(batch.step.renames, entity, run.isTypeOf);
      // Each place has objects of its own: what is fetched for one, under a key that means something else at another, must not show there.
      const [first, ...others] = batch.targets[i] ?? [];
      for (const target of others) mergeEntity(target, copyOf(entity), run.isTypeOf);
      if (first) mergeEntity(first, entity, run.isTypeOf);
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

function toFieldError(error: SubgraphError, fetch: Fetch, run: Run): FieldError {
  const { subgraph } = fetch.operation;
  const { message, extensions, masked } = shownError(error, run.errorRule, run.client.requestId);
  if (masked) run.observer.masked?.({ subgraph, requestId: run.client.requestId, error });
  return new FieldError(message, run.debug ? { ...extensions, subgraph } : extensions);
}

function remove(list: FieldError[], error: FieldError): void {
  const at = list.indexOf(error);
  if (at >= 0) list.splice(at, 1);
}
