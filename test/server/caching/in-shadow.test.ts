/** Our own graph with CACHE=shadow: while it is written to as it is meant to be, the cache would have shown nothing wrong; what is written past the program is found. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { openTestDatabase, type TestDatabase } from '../../testkit/database.ts';
import { draftOf, idOf, openNewsgraph, tokenOf, type Newsgraph, type Operation, type Process } from './newsgraph.ts';

let opened: TestDatabase;
let world: Newsgraph;
let server: Process;
const lines: Record<string, unknown>[] = [];
beforeAll(async () => {
  const { log } = createLogger({ level: 'warn', destination: { write: (line: string) => void lines.push(JSON.parse(line)) } });
  opened = await openTestDatabase();
  world = await openNewsgraph(opened, log);
  server = await world.start({ CACHE: 'shadow' });
}, 60_000);
afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

const QUESTIONS: readonly (readonly [Operation, object])[] = [1, 2].flatMap((n) => [
  ['article-page', { id: idOf(n) }] as const,
  ['home-feed', { first: 5 }] as const,
  ['thread', { articleId: idOf(n), first: 5 }] as const,
  ['source-page', { slug: 'paper', first: 5 }] as const,
]);
/** Comparisons so far that came out so. */
async function compared(outcome: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  const series = text
    .split('\n')
    .filter((line) => line.startsWith('newsgraph_cache_shadow_total{') && line.includes(`outcome="${outcome}"`));
  return series.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
}

async function askAll(): Promise<void> {
  const viewer = await tokenOf('usr_amal');
  for (const [operation, variables] of QUESTIONS)
    for (const asker of [undefined, viewer]) expect((await server.ask(operation, variables, asker)).errors).toBeUndefined();
}

it('nothing wrong would have been shown while comments, edits and enrichments came by', async () => {
  for (let round = 1; round <= 6; round += 1) {
    await askAll();
    const asking = askAll();
    await server.comment(idOf((round % 2) + 1), `comment ${round}`);
    if (round === 2) await opened.database.write('articles.upsertMany', { drafts: [draftOf(1, { title: 'The frost came early' })] });
    if (round === 3) await world.enrich();
    await asking;
  }
  await askAll();
  expect(await compared('same')).toBeGreaterThan(200);
  // What differed is looked at again a fifth of a second later, and nothing tells that there is nothing left to look at.
  await pause(400);
  expect(await compared('different')).toBe(0);
  expect(lines.filter(({ msg }) => String(msg).includes('would have shown'))).toEqual([]);
}, 60_000);

it('what was written past the program is found, by subgraph, type and field', async () => {
  await askAll();
  await opened.directly("update articles set byline = 'a secret name'");
  const answer = await server.ask('article-page', { id: idOf(1) });
  expect(answer.data.article.byline).toBe('a secret name');
  while ((await compared('different')) === 0) await pause(20);
  const told = lines.filter(({ msg }) => String(msg).includes('would have shown'));
  expect(told).toContainEqual(
    expect.objectContaining({ subgraph: 'articles', type: 'Query', scope: 'public', fields: ['article.byline'] }),
  );
  expect(JSON.stringify(lines)).not.toContain('a secret name');
}, 60_000);
