/** The model (model.ts) over memory alone; over Redis it is in redis.test.ts. MODEL_STEPS and MODEL_SEED make it longer or another one. */
import { describe, expect, it } from '@jest/globals';
import { Cache } from '../../../src/cache/cache.ts';
import { systemClock } from '../../../src/clock/clock.ts';
import { runModel } from './model.ts';
import { Random } from '../../differential/random.ts';

const STEPS = Number(process.env['MODEL_STEPS'] ?? 2_000);
const SEED = Number(process.env['MODEL_SEED'] ?? 7);

function seeded(): () => number {
  const random = new Random(SEED);
  return () => random.next();
}

describe('a cache in memory', () => {
  it('never shows what a process knows to be old, or is not the viewer’s', async () => {
    const random = seeded();
    const open = async (): Promise<Cache> => new Cache({ clock: systemClock, random, memoryBytes: 1_000_000, redis: null });
    const counts = await runModel({ processes: 3, entities: 12, steps: STEPS, random, open, blows: [] });
    expect(counts.hits).toBeGreaterThan(STEPS / 20);
    expect(counts.writes).toBeGreaterThan(STEPS / 20);
  });

  it('over replicas that lag keeps nothing that they may not have had yet', async () => {
    const random = seeded();
    const open = async (): Promise<Cache> => new Cache({ clock: systemClock, random, memoryBytes: 1_000_000, redis: null });
    const counts = await runModel({ processes: 3, entities: 60, steps: 5 * STEPS, random, open, blows: [], lagMs: 3 });
    expect(counts.hits).toBeGreaterThan(STEPS / 50);
  });
});
