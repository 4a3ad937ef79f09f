/** The model (model.ts) over a real Redis that is hurt in all the ways a test can think of: by itself, with memory in front, and as a cluster whose primaries die. */
import { expect, it } from '@jest/globals';
import { describeWithRedis } from '../../testkit/services.ts';
import { STORES } from './stores.ts';

const STEPS = Number(process.env['MODEL_STEPS'] ?? 2_000);
const SEED = Number(process.env['MODEL_SEED'] ?? 7);
const LIMIT_MS = 60_000 + STEPS * 20;

describeWithRedis('a cache in Redis', () => {
  it.each([
    { store: 'redis', called: 'without memory' },
    { store: 'redis behind memory', called: 'with memory in front' },
    { store: 'redis behind memory, lagging', called: 'over replicas that lag' },
    { store: 'cluster', called: 'in a cluster whose primaries die' },
  ] as const)(
    '$called never shows what a process knows to be old, or is not the viewer’s',
    async ({ store }) => {
      const counts = await STORES[store](STEPS, SEED);
      expect(counts.hits).toBeGreaterThan(STEPS / 50);
      expect(counts.blows).toBeGreaterThan(0);
      expect(counts.killed > 0).toBe(store === 'cluster');
    },
    LIMIT_MS,
  );
});
