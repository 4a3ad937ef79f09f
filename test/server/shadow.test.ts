/** CACHE=shadow and the rule of the same name in a serving process: answers are the subgraphs', what the cache would have shown is in the metrics and the log. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '../../src/telemetry/logger.ts';
import { openSource, type Process, type Source } from './testkit/cached-gateway.ts';

let source: Source;
const lines: Record<string, unknown>[] = [];
const { log } = createLogger({ level: 'warn', destination: { write: (line: string) => void lines.push(JSON.parse(line)) } });
const told = () => lines.filter(({ msg }) => msg === 'the cache would have shown something else than the subgraph');
const RULES = { news: { public: true, maxAge: 60 }, counts: { public: true, maxAge: 60, shadow: 100 } };
beforeAll(async () => void (source = await openSource(RULES)));
afterAll(() => source.close());

/** Of `newsgraph_cache_shadow_total`, the series with these labels. */
async function counted(gateway: Process, labels: string): Promise<number> {
  const line = (await gateway.metrics()).split('\n').find((one) => one.startsWith(`newsgraph_cache_shadow_total{${labels}}`));
  return Number(line?.split(' ').at(-1) ?? 0);
}

/** Until it is counted: a difference is looked at twice. */
async function until(gateway: Process, labels: string): Promise<void> {
  while ((await counted(gateway, labels)) === 0) await pause(20);
}

it.each([
  ['CACHE=shadow', { CACHE: 'shadow' }],
  ['the rule of one subgraph', {}],
])('with %s a wrong entry is not shown, and is counted', async (_how, environment) => {
  lines.length = 0;
  const gateway = await source.start(environment, log);
  source.counts.set('1', 4711);
  expect([await gateway.count('1'), await gateway.count('1')]).toEqual([4711, 4711]);
  expect(await counted(gateway, 'cache="entity",subgraph="counts",type="Thing",outcome="same"')).toBe(1);
  // Written, and nobody told.
  source.counts.set('1', 4712);
  const asked = source.asked;
  expect(await gateway.count('1')).toBe(4712);
  expect(source.asked).toBeGreaterThan(asked);
  await until(gateway, 'cache="entity",subgraph="counts",type="Thing",outcome="different"');
  await until(gateway, 'cache="answer",subgraph="",type="Query",outcome="different"');
  const thing = { type: 'Thing', scope: 'public', fields: ['count'], entity: { __typename: 'Thing', id: '1' } };
  expect(told()).toHaveLength(2);
  expect(told()).toContainEqual(expect.objectContaining({ subgraph: 'counts', ...thing }));
  expect(told()).toContainEqual(expect.objectContaining({ subgraph: null, type: 'Query', scope: 'public', fields: ['thing.count'] }));
  expect(JSON.stringify(lines)).not.toMatch(/471[12]/);
  // Told: then the cache is right again, and says so.
  await gateway.invalidate({ subgraph: 'counts' });
  await gateway.count('1');
  const same = 'cache="entity",subgraph="counts",type="Thing",outcome="same"';
  const before = await counted(gateway, same);
  expect(await gateway.count('1')).toBe(4712);
  expect(await counted(gateway, same)).toBe(before + 1);
  const answer = await gateway.post('/graphql', { query: '{ thing(id: "1") { count } }' });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  await gateway.stop();
});

it('a percentage is one', async () => {
  const wrong = await openSource({ counts: { shadow: 101 } });
  await expect(wrong.start()).rejects.toThrow('counts.shadow');
  await wrong.close();
});
