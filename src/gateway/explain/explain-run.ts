/** Program and trace, put together. */
import type { Program } from '../program/program.ts';
import type { AnswerFreshness } from '../caching/answer-freshness.ts';
import { wholeAnswer } from './cache-reasons.ts';
import type { Explanation, FetchRun } from './explanation.ts';
import { plannedFetches } from './planned-fetch.ts';
import type { Trace } from './trace.ts';

const NOT_REACHED: FetchRun = { state: 'not sent', because: 'an earlier root field has failed' };

export function explainRun(program: Program, trace: Trace, freshness: AnswerFreshness | null, hasErrors: boolean): Explanation {
  trace.leave();
  const milliseconds = trace.elapsed();
  const operations = program.stages.flatMap((stage) => stage.steps.map((step) => step.fetch.operation));
  const fetches = plannedFetches(program).map((fetch, index) => {
    const operation = operations[index];
    return { ...fetch, run: (operation && trace.fetches.get(operation)) ?? NOT_REACHED };
  });
  return {
    milliseconds,
    operationCache: trace.operationCache ?? 'miss',
    programCache: trace.programCache ?? 'miss',
    phases: trace.phases,
    fetches,
    whole: program.kind === 'query' ? wholeAnswer(fetches, freshness, hasErrors) : null,
  };
}
