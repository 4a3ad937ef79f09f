/**
 * Runs a query whose every fetch is answered already (transport/subgraph-executor.ts, `atOnce`), without a promise. Whatever is out of the ordinary ends it: then the operation is run as any other
 * (run-program.ts), which comes to the same.
 */
import { answerFreshness, type AnswerFreshness } from '../caching/answer-freshness.ts';
import type { Fetch, Program, Stage } from '../program/program.ts';
import type { ProjectedError } from '../project/written.ts';
import type { ClientRequest } from '../request.ts';
import type { KnownResponse } from '../transport/subgraph-executor.ts';
import type { DataObject } from './merge.ts';
import { putEntities, putRoot } from './put-answer.ts';
import type { Run } from './run.ts';
import { requestOf, takeRepresentations } from './run-fetch.ts';
import type { Engine } from './run-program.ts';

export interface AnswerAtOnce {
  /** JSON of `data`. */
  readonly text: string;
  readonly freshness: AnswerFreshness;
}

/** @returns null where somebody must be asked, or where the answer has errors or may not be kept */
export function runAtOnce(
  engine: Engine,
  program: Program,
  variables: Readonly<Record<string, unknown>>,
  client: ClientRequest,
): AnswerAtOnce | null {
  const [stage, ...others] = program.stages;
  if (program.kind !== 'query' || program.introspection !== null || stage === undefined || others.length > 0) return null;
  const run: Run = {
    ...engine,
    data: Object.create(null) as DataObject,
    loose: [],
    variables,
    client,
    trace: undefined,
    reports: [],
  };
  const known: KnownResponse[] = [];
  if (!runSteps(stage, run, known)) return null;
  const errors: ProjectedError[] = [];
  const text = program.projection.write(run.data, {}, errors);
  const freshness = answerFreshness(run.reports, errors.length > 0);
  if (text === null || freshness === null) return null;
  for (const { shown } of known) shown();
  return { text, freshness };
}

/** In an order in which each finds what it needs. @returns false where one cannot be answered */
function runSteps({ steps }: Stage, run: Run, known: KnownResponse[]): boolean {
  const missing = steps.map(({ after }) => after.length);
  const ready = steps.filter(({ after }) => after.length === 0);
  for (let step = ready.shift(); step !== undefined; step = ready.shift()) {
    const isAsked = step.conditions.every(({ variable, equals }) => (run.variables[variable] === true) === equals);
    if (isAsked && !runFetch(step.fetch, run, known)) return false;
    for (const index of step.followers) {
      missing[index] = (missing[index] as number) - 1;
      if (missing[index] === 0) ready.push(steps[index]!);
    }
  }
  return true;
}

function runFetch(fetch: Fetch, run: Run, known: KnownResponse[]): boolean {
  const { atOnce } = fetch.execute;
  if (atOnce === undefined || fetch.entities.some(({ inContexts }) => inContexts !== null)) return false;
  const aside = fetch.apart ? new Set<DataObject>() : null;
  const batches = fetch.entities.map((step) => takeRepresentations(step, run, null, aside));
  if (aside !== null && aside.size > 0) return false;
  if (fetch.entities.length > 0 && batches.every(({ objects }) => objects.length === 0)) return true;
  const found = atOnce(requestOf(fetch, batches, run));
  if (found === null) return false;
  known.push(found);
  if (found.response.cache) run.reports.push(found.response.cache);
  if (fetch.entities.length === 0) putRoot(fetch, found.response, run);
  else putEntities(fetch, batches, found.response, run);
  return run.loose.length === 0;
}
