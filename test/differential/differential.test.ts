/**
 * Random operations through the monolith twin, through the engine with subgraphs in process, over HTTP, and over HTTP from the cache: the same data in
 * the same key order, and the same reasons for every null. `DIFFERENTIAL_OPERATIONS` and `DIFFERENTIAL_SEED` make the run longer, or one
 * operation again.
 */
import { expect, it } from '@jest/globals';
import { print, parse } from 'graphql';
import { describeOnEachEngine } from '../testkit/database.ts';
import { comparable } from './comparable.ts';
import { generateOperation } from './generate-operation.ts';
import { valuesOf } from './operation-values.ts';
import { openShapes } from './shapes.ts';

const OPERATIONS = Number(process.env['DIFFERENTIAL_OPERATIONS'] ?? 300);
const FIRST_SEED = Number(process.env['DIFFERENTIAL_SEED'] ?? 1);

describeOnEachEngine('differential', (open) => {
  it(`agrees on ${OPERATIONS} random operations`, async () => {
    await using closing = new AsyncDisposableStack();
    const opened = await open();
    closing.defer(() => opened.remove());
    const shapes = closing.use(await openShapes(opened));
    const valueFor = await valuesOf(opened);
    let withData = 0;
    let withErrors = 0;
    for (let seed = FIRST_SEED; seed < FIRST_SEED + OPERATIONS; seed += 1) {
      const { source, variables } = generateOperation(shapes.gateway.schema, seed, valueFor);
      const [expected, ...others] = await Promise.all(
        shapes.all.map(async ({ name, run }) => ({ name, answer: comparable(await run(source, variables)) })),
      );
      if (!expected) throw new Error('there is no twin to compare with');
      const told = (name: string): string => `seed ${seed}, ${name}:\n${print(parse(source))}\nvariables ${JSON.stringify(variables)}`;
      for (const { name, answer } of others) {
        expect({ told: told(name), ...answer }).toEqual({ told: told(name), ...expected.answer });
        expect([told(name), JSON.stringify(answer)]).toEqual([told(name), JSON.stringify(expected.answer)]); // the order of keys
      }
      if (JSON.stringify(expected.answer.data).length > 40) withData += 1;
      if (expected.answer.errors.length > 0) withErrors += 1;
    }
    // A generator that asks nothing, or nothing but errors, would agree with anything.
    expect(withData).toBeGreaterThan(OPERATIONS / 3);
    // And a cache that keeps nothing is none.
    expect(shapes.fromCache()).toBeGreaterThan(OPERATIONS / 3);
    if (OPERATIONS >= 100) expect(withErrors).toBeGreaterThan(0);
  }, 1_200_000);
});
