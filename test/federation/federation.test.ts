/** Every folder beside this file is one behaviour (testkit/behaviour.ts). Each case runs in process, over HTTP, and in a monolith over the same world. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import type { Behaviour, Case } from './testkit/behaviour.ts';
import { generateOperation } from '../differential/generate-operation.ts';
import { openShapes, type Outcome, type Shapes } from './testkit/shapes.ts';

const folders = readdirSync(new URL('.', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'testkit')
  .map(({ name }) => name)
  .toSorted();
const behaviours = await Promise.all(
  folders.map(async (name) => ({ name, ...((await import(`./${name}/cases.ts`)) as { behaviour: Behaviour }).behaviour })),
);

const SEEDS = Array.from({ length: 5 }, (_, i) => i + 1);

describe.each(behaviours)('$name: $shows', (behaviour) => {
  let shapes: Shapes;
  beforeAll(async () => {
    shapes = await openShapes(behaviour);
  });
  afterAll(async () => {
    await shapes[Symbol.asyncDispose]();
  });

  it.each(behaviour.cases.map((one) => [one.ask.replaceAll(/\s+/g, ' ').trim(), one] as const))('%s', async (_, one) => {
    expect(comparable(await shapes.inProcess(one), one)).toEqual(expected(one));
    expect(comparable(await shapes.overHttp(one), one)).toEqual(expected(one));
    if (one.unlikeTwin === undefined && !one.faults) {
      const { answer, errors } = expected(one);
      expect(await shapes.twin(one)).toEqual({ ...(answer === undefined ? {} : { answer }), paths: errors.map(pathOf) });
    }
  });

  const isAlike = behaviour.notAtRandom === undefined && behaviour.cases.every(({ unlikeTwin }) => unlikeTwin === undefined);
  if (isAlike)
    it.each(SEEDS)('answers random operation %i as the twin does', async (seed) => {
      const { source, variables } = generateOperation(shapes.gateway.schema, seed, () => undefined);
      const random: Case = { ask: source, variables, fetches: [] };
      const { answer, errors } = await shapes.inProcess(random);
      const twin = await shapes.twin(random);
      expect({ source, answer, failed: errors.length > 0 }).toEqual({ source, answer: twin.answer, failed: twin.paths.length > 0 });
    });
});

function expected(one: Case): Outcome {
  return {
    ...(one.answer === undefined ? {} : { answer: JSON.stringify(one.answer) }),
    errors: one.errors ?? [],
    fetches: inOrder(one.fetches, one),
  };
}

function comparable(outcome: Outcome, one: Case): Outcome {
  return { ...outcome, fetches: inOrder(outcome.fetches, one) };
}

/** A mutation's fetches have an order; those of a query start when they can. */
function inOrder(fetches: readonly string[], { ask }: Case): readonly string[] {
  return /^\s*mutation/.test(ask) ? fetches : fetches.toSorted();
}

function pathOf(error: string): string {
  return /^([\w.]+): /.exec(error)?.[1] ?? '';
}
