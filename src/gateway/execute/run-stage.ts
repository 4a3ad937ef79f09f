/** Runs a stage's steps as a graph: each starts when its own inputs are there, and nothing waits for the slowest of a wave. */
import type { Stage, Step } from '../program/program.ts';
import type { Run } from './run.ts';
import { runFetch } from './run-fetch.ts';

/** Resolves when every step is done. Rejects only where a step itself is broken: faults of subgraphs stand in the data. */
export function runStage(stage: Stage, run: Run): Promise<void> {
  const { steps } = stage;
  const [only] = steps;
  if (steps.length === 0) return Promise.resolve();
  if (steps.length === 1 && only) return runStep(only, run);
  const done = Promise.withResolvers<void>();
  const missing = steps.map((step) => step.after.length);
  let left = steps.length;
  const start = async (step: Step): Promise<void> => {
    await runStep(step, run);
    left -= 1;
    if (left === 0) done.resolve();
    for (const index of step.followers) {
      const now = (missing[index] ?? 0) - 1;
      missing[index] = now;
      const follower = steps[index];
      if (now === 0 && follower) start(follower).catch(done.reject);
    }
  };
  for (const step of steps) if (step.after.length === 0) start(step).catch(done.reject);
  return done.promise;
}

function runStep(step: Step, run: Run): Promise<void> {
  for (const { variable, equals } of step.conditions) {
    if ((run.variables[variable] === true) === equals) continue;
    run.trace?.notSent(step.fetch.operation, `$${variable} is not ${equals}`);
    return Promise.resolve();
  }
  return runFetch(step.fetch, run);
}
