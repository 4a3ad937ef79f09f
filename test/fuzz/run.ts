/**
 * The fuzz from the command line, as long as one likes:
 *     node test/fuzz/run.ts --operations 1000000 --seed 1 [--supergraphs keys,values,random] [--plans-every 4] [--keep-going]
 * Prints progress; ends with 1 at the first difference, shrunk and saved in test/fuzz/cases.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { Fuzz, type Finding } from './fuzz.ts';
import { hashText } from './hash.ts';
import { shrink } from './shrink.ts';
import { SUPERGRAPHS } from './supergraphs/index.ts';

/** Field errors are made by the million; a short stack is enough to find a defect. */
Error.stackTraceLimit = 5;
const RANDOM = 'random';
const { values } = parseArgs({
  options: {
    operations: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    supergraphs: { type: 'string', default: [...SUPERGRAPHS.map(({ name }) => name), RANDOM].join() },
    'plans-every': { type: 'string', default: '4' },
    'keep-going': { type: 'boolean', default: false },
  },
});
const operations = wholeNumber('--operations', values.operations);
const seed = wholeNumber('--seed', values.seed);
const names = values.supergraphs.split(',');
for (const name of names)
  if (name !== RANDOM && !SUPERGRAPHS.some((source) => source.name === name))
    fail(`--supergraphs: there is no "${name}"; there are ${SUPERGRAPHS.map((source) => source.name).join(', ')} and ${RANDOM}`);

const fuzz = new Fuzz(
  SUPERGRAPHS.filter(({ name }) => names.includes(name)),
  { randomSupergraphs: names.includes(RANDOM), plansEvery: wholeNumber('--plans-every', values['plans-every']) || 1 },
);
const started = performance.now();
const PROGRESS_EVERY_MS = 10_000;
/** With --keep-going. */
const MOST_SAVED = 20;
let told = started;
let differences = 0;

for (let number = 0; number < operations; number += 1) {
  const finding = await fuzz.one(seed, number);
  if (finding !== null) {
    differences += 1;
    await report(finding);
    if (!values['keep-going']) break;
  }
  if (performance.now() - told > PROGRESS_EVERY_MS) {
    told = performance.now();
    progress();
  }
}
progress();
tell(differences === 0 ? 'no difference' : `${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;

function progress(): void {
  const { operations: done, faults, plans, requests, thrownAway, refused, supergraphs } = fuzz.totals;
  const seconds = (performance.now() - started) / 1_000;
  tell(
    `${done} operations over ${supergraphs} supergraphs, ${faults} of them once more under a fault, ${plans} plans checked, ${requests} subgraph requests, ${thrownAway} invalid thrown away, ${refused} refused as nobody can answer them, ${differences} differences, ${Math.round(done / seconds)} operations/s`,
  );
}

async function report({ number, fuzzCase, problem }: Finding): Promise<void> {
  const small = await shrink(fuzz.worldOf(fuzzCase), fuzzCase, problem);
  if (differences > MOST_SAVED) return;
  const text = `${JSON.stringify(small.fuzzCase, null, 2)}\n`;
  const file = new URL(`cases/${fuzzCase.supergraph}-${hashText(text).toString(16)}.json`, import.meta.url);
  writeFileSync(file, text);
  const { operation, fault } = small.fuzzCase;
  tell(
    [
      `operation ${number} of seed ${seed} over ${fuzzCase.supergraph}${fault ? `, under ${JSON.stringify(fault)}` : ''}:`,
      operation.source,
      `variables ${JSON.stringify(operation.variables)}`,
      small.problem,
      `saved as ${file.pathname}`,
      '',
    ].join('\n'),
  );
}

function tell(line: string): void {
  process.stdout.write(`${line}\n`);
}

function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) fail(`${option} takes a whole number, not "${text}"`);
  return value;
}

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
