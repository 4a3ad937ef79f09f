/** One step: take representations, ask the subgraph, put errors and data in their places. Never rejects: what fails stands in the data. */
import type { SentRepresentations } from '../explain/explanation.ts';
import type { EntityStep, Fetch } from '../program/program.ts';
import type { SubgraphRequest } from '../transport/subgraph-executor.ts';
import { SubgraphFault } from '../transport/subgraph-fault.ts';
import { FieldError } from './field-error.ts';
import type { InContext } from './locate-in-contexts.ts';
import type { DataObject } from './merge.ts';
import { fail } from './place-error.ts';
import { putEntities, putRoot } from './put-answer.ts';
import type { Answer, Batch, Run } from './run.ts';

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
export function takeRepresentations(
  step: EntityStep,
  run: Run,
  only: ReadonlySet<DataObject> | null,
  aside: Set<DataObject> | null,
): Batch {
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

async function ask(fetch: Fetch, batches: readonly Batch[], run: Run, values: Readonly<Record<string, unknown>>): Promise<Answer> {
  const request = requestOf(fetch, batches, run, values);
  const traced = run.trace?.sent(fetch.operation, fetch.entities.length === 0 ? null : countOf(batches));
  const started = run.stopwatch.elapsed();
  let failure: unknown;
  try {
    const response = await fetch.execute(request);
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
      requestId: run.client.requestId,
      milliseconds: run.stopwatch.elapsed() - started,
      failed: failure !== undefined,
      representations: batches.reduce((sum, batch) => sum + batch.objects.length, 0),
      ...(failure === undefined ? {} : { error: failure }),
    });
  }
}

/** @param values of variables that the client did not give. */
export function requestOf(
  fetch: Fetch,
  batches: readonly Batch[],
  run: Run,
  values: Readonly<Record<string, unknown>> = {},
): SubgraphRequest {
  const variables: Record<string, unknown> = { ...values };
  for (const name of fetch.variables) if (Object.hasOwn(run.variables, name)) variables[name] = run.variables[name];
  const representations = batches.map(({ step, objects, texts }) => ({ variable: step.variable, alias: step.alias, objects, texts }));
  return { operation: fetch.operation, variables, representations, client: run.client };
}

function countOf(batches: readonly Batch[]): SentRepresentations {
  const targets = batches.flatMap((batch) => batch.targets);
  return { found: targets.reduce((sum, objects) => sum + objects.length, 0), sent: targets.length };
}
