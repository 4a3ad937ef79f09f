/**
 * Random operations over supergraphs made for it, with and without faults, beside a monolith over the same data (docs/decisions/0011-fuzz.md). `FUZZ_OPERATIONS` and
 * `FUZZ_SEED` make it longer or another; `node test/fuzz/run.ts` shrinks what is found and keeps it in cases/, which is replayed here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { runCase, type FuzzCase } from './fuzz-case.ts';
import { Fuzz } from './fuzz.ts';
import { shrink } from './shrink.ts';
import { SUPERGRAPHS } from './supergraphs/index.ts';

const OPERATIONS = Number(process.env['FUZZ_OPERATIONS'] ?? 2_000);
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

const fuzz = new Fuzz(SUPERGRAPHS, { randomSupergraphs: true });

describe('found before', () => {
  const folder = new URL('cases/', import.meta.url);
  it.each(readdirSync(folder).filter((name) => name.endsWith('.json')))('%s', async (name) => {
    const fuzzCase = JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as FuzzCase;
    const world = fuzz.worldOf(fuzzCase);
    expect(world.gateway.prepare(fuzzCase.operation.source).errors).toEqual([]);
    expect(await runCase(world, fuzzCase)).toMatchObject({ problem: null, refused: fuzzCase.refused === true });
  });
});

it(`agrees with the monolith on ${OPERATIONS} random operations`, async () => {
  for (let number = 0; number < OPERATIONS; number += 1) {
    const finding = await fuzz.one(SEED, number);
    if (finding) throw new Error(describeFinding(number, await shrink(fuzz.worldOf(finding.fuzzCase), finding.fuzzCase, finding.problem)));
  }
  const { totals } = fuzz;
  // A generator that asks nothing, and faults that nothing meets, would agree with anything.
  expect(totals.withData).toBeGreaterThan(OPERATIONS / 3);
  expect(totals.refused).toBeLessThan(OPERATIONS / 100);
  if (OPERATIONS >= 100) {
    expect(totals.faults).toBeGreaterThan(OPERATIONS / 3);
    expect(totals.withErrors).toBeGreaterThan(totals.faults / 4);
  }
}, 3_600_000);

function describeFinding(number: number, { fuzzCase, problem }: { readonly fuzzCase: FuzzCase; readonly problem: string }): string {
  const { source, variables } = fuzzCase.operation;
  return `operation ${number} of seed ${SEED} over ${fuzzCase.supergraph}, fault ${JSON.stringify(fuzzCase.fault)}\n${source}\nvariables ${JSON.stringify(variables)}\n${problem}`;
}
