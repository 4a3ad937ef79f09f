/** How one answer came about, as data: `extensions.explain` of an answer that was asked to tell. */
import type { Program } from '../program/program.ts';
import { plannedFetches, type PlannedFetch } from './planned-fetch.ts';
import type { CacheOutcome, FetchRun, PhaseTime, Trace } from './trace.ts';

export interface Explanation {
  /** From the trace's making to the text of the answer. */
  readonly milliseconds: number;
  /** `hit`: parsed and validated for an earlier request. */
  readonly operationCache: CacheOutcome;
  /** `hit`: planned and compiled for an earlier request. */
  readonly programCache: CacheOutcome;
  /** In order; what a cache saved is not among them. */
  readonly phases: readonly PhaseTime[];
  readonly fetches: readonly ExplainedFetch[];
}

export interface ExplainedFetch extends PlannedFetch {
  readonly run: FetchRun;
}

const NOT_REACHED: FetchRun = { state: 'not sent', because: 'an earlier root field has failed' };

export function explainRun(program: Program, trace: Trace): Explanation {
  trace.leave();
  const milliseconds = trace.elapsed();
  const operations = program.stages.flatMap((stage) => stage.steps.map((step) => step.fetch.operation));
  return {
    milliseconds,
    operationCache: trace.operationCache ?? 'miss',
    programCache: trace.programCache ?? 'miss',
    phases: trace.phases,
    fetches: plannedFetches(program).map((fetch, index) => {
      const operation = operations[index];
      return { ...fetch, run: (operation && trace.fetches.get(operation)) ?? NOT_REACHED };
    }),
  };
}
