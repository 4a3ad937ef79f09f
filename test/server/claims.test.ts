/** Two serving processes over one Redis that are asked the same at the same time: the source is read once. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { describeWithRedis } from '../testkit/services.ts';
import { openSource, type Process, type Source } from './testkit/cached-gateway.ts';

const IDS = Array.from({ length: 12 }, (_, i) => String(i + 1));

describeWithRedis('two gateways over one Redis', (service) => {
  let source: Source;
  let processes: Process[];
  beforeAll(async () => {
    source = await openSource();
    source.delayMs = 150;
    processes = await Promise.all([1, 2].map(() => source.start({ REDIS_URL: service.address })));
    for (const process of processes) while (!/cache_redis_available 1/.test(await process.metrics())) await pause(20);
  }, 30_000);
  afterAll(async () => {
    await Promise.all(processes.map((process) => process.stop()));
    await source.close();
  });

  it('read what nobody has once, however many ask for it', async () => {
    // How long the source takes is known.
    await Promise.all(processes.map((process) => process.count('0')));
    source.asked = 0;
    for (const id of IDS) {
      source.counts.set(id, 7);
      const asked = Array.from({ length: 5 }, () => processes.map((process) => process.count(id))).flat();
      expect(await Promise.all(asked)).toEqual(Array.from({ length: 10 }, () => 7));
    }
    // The thing and its count; by each process for itself it would be twice as much. Redis that is slow for once on a busy machine is not waited for.
    expect(source.asked).toBeLessThan(3.5 * IDS.length);
    const told = (await Promise.all(processes.map((process) => process.metrics()))).join('\n');
    expect(sum(told, 'newsgraph_cache_claims_total')).toBeLessThanOrEqual(3 * IDS.length + 2);
    expect(sum(told, 'newsgraph_cache_claims_waited_total')).toBeGreaterThan(IDS.length);
  }, 30_000);
});

function sum(metrics: string, name: string): number {
  return [...metrics.matchAll(new RegExp(`^${name} (\\d+)`, 'gm'))].reduce((total, [, value]) => total + Number(value), 0);
}
