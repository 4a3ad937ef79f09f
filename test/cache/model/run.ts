/**
 * The model for as long as one likes, over all stores or some; ends with 1 where a promise was broken, and names the step.
 *
 *     npm run model -- --steps 100000 --seed 7 --store redis --store cluster
 */
import { parseArgs } from 'node:util';
import { STORES, type Store } from './stores.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '7' },
    store: { type: 'string', multiple: true, default: Object.keys(STORES) },
  },
});

for (const store of values.store) {
  const run = STORES[store as Store];
  if (run === undefined) throw new TypeError(`The stores are ${Object.keys(STORES).join('; ')}: not "${store}".`);
  const began = performance.now();
  const told = `${store}: ${values.steps} steps of seed ${values.seed}`;
  try {
    const counts = await run(Number(values.steps), Number(values.seed));
    process.stdout.write(`${told}: nothing wrong in ${Math.round((performance.now() - began) / 1_000)} s ${JSON.stringify(counts)}\n`);
  } catch (error) {
    process.stdout.write(`${told}: ${(error as Error).stack}\n`);
    process.exitCode = 1;
  }
}
