/** The file of CACHE_RULES, as docs/operations.md shows it: it is taken, and does what is said there. */
import { expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { openSource } from './testkit/cached-gateway.ts';

it('the example of the documentation is taken, and its metrics tell what comes of it', async () => {
  const text = await readFile(new URL('../../docs/operations.md', import.meta.url), 'utf8');
  const [, example = ''] = /## Cache\n[\s\S]*?```json\n([\s\S]*?)```/.exec(text) ?? [];
  const source = await openSource(JSON.parse(example) as object);
  const gateway = await source.start();
  source.counts.set('1', 7);
  expect(await gateway.count('1')).toBe(7);
  const asked = source.asked;
  expect(await gateway.count('1')).toBe(7);
  expect(source.asked).toBe(asked);
  await gateway.invalidate({ tags: ['counts/Thing/{"id":"1"}'] });
  expect(await gateway.count('1')).toBe(7);
  expect(source.asked).toBe(asked + 1);
  const lines = (await gateway.metrics()).split('\n').filter((line) => line.startsWith('newsgraph_cache'));
  for (const told of [
    'newsgraph_cache_lookups_total{cache="answer",outcome="hit",tier="memory"} 1',
    'newsgraph_cache_lookups_total{cache="answer",outcome="miss"} 2',
    'newsgraph_cache_lookups_total{cache="root",outcome="miss"} 1',
    'newsgraph_cache_lookups_total{cache="root",outcome="hit",tier="memory"} 1',
    'newsgraph_cache_lookups_total{cache="entity",outcome="miss"} 2',
    'newsgraph_cache_invalidations_total 1',
    'newsgraph_cache_memory_current 1',
  ])
    expect(lines).toContain(told);
  await gateway.stop();
  await source.close();
});

it('a wrong one is refused at start, in words that name the place', async () => {
  const source = await openSource({ news: { maxAge: -1, publik: true } });
  await expect(source.start()).rejects.toThrow(/CACHE_RULES|cache rules .* are not right:\n.*news\.maxAge/s);
  await source.close();
});
