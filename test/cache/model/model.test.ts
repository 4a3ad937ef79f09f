/** The model (model.ts) over memory alone; over Redis it is in redis.test.ts. MODEL_STEPS and MODEL_SEED make it longer or another one, as does run.ts. */
import { describe, expect, it } from '@jest/globals';
import { STORES } from './stores.ts';

const STEPS = Number(process.env['MODEL_STEPS'] ?? 2_000);
const SEED = Number(process.env['MODEL_SEED'] ?? 7);

describe('a cache in memory', () => {
  it('never shows what a process knows to be old, or is not the viewer’s', async () => {
    const counts = await STORES.memory(STEPS, SEED);
    expect(counts.hits).toBeGreaterThan(STEPS / 20);
    expect(counts.writes).toBeGreaterThan(STEPS / 20);
  });

  it('over replicas that lag keeps nothing that they may not have had yet', async () => {
    const counts = await STORES['memory, lagging'](5 * STEPS, SEED);
    expect(counts.hits).toBeGreaterThan(STEPS / 50);
  });
});
