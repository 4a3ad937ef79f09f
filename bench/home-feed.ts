/**
 * What of the home feed is fetched again after one new article: counted, fetch by fetch, over the articles of an archive. After `npm run build`:
 *
 *     node --disable-warning=ExperimentalWarning bench/home-feed.ts --data-dir DIR
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { systemClock } from '../src/clock/clock.ts';
import { openDatabase } from '../src/data/database.ts';
import type { Explanation } from '../src/gateway/explain/explanation.ts';
import { draftOf } from '../test/enrichment/article-store.ts';
import { copyOf } from './database-copy.ts';
import { freePort, pause, start } from './measure.ts';

interface Feed {
  readonly ids: readonly string[];
  readonly sourceId: string;
  readonly fetches: readonly string[];
  readonly milliseconds: number;
}

const { values } = parseArgs({ options: { 'data-dir': { type: 'string' }, first: { type: 'string', default: '30' } } });
const root = new URL('..', import.meta.url).pathname;
const copy = await copyOf(values['data-dir'], undefined);
const dataDir = copy.options.dataDir!;
const url = `http://127.0.0.1:${await freePort()}`;
const server = await start(
  process.execPath,
  [join(root, 'bin/newsgraph.js'), 'serve'],
  {
    PORT: new URL(url).port,
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    LOG_LEVEL: 'error',
    SAMPLE: 'off',
    POLL_FEEDS: 'off',
    ENRICHMENT_THREADS: '0',
  },
  async () => (await fetch(`${url}/health/ready`)).ok,
);
const database = await openDatabase({ dataDir, clock: systemClock });
try {
  const query = await readFile(join(root, 'schema/operations/home-feed.graphql'), 'utf8');
  const ask = async (): Promise<Feed> => {
    const began = performance.now();
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-newsgraph-explain': '1' },
      body: JSON.stringify({ query, variables: { first: Number(values.first) } }),
    });
    const { data, errors, extensions } = (await response.json()) as {
      data: { articles: { nodes: { id: string; source: { id: string } }[] } };
      errors?: unknown;
      extensions: { explain: Explanation };
    };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return {
      ids: data.articles.nodes.map(({ id }) => id),
      sourceId: data.articles.nodes[0]!.source.id,
      fetches: extensions.explain.fetches.map(told),
      milliseconds: performance.now() - began,
    };
  };
  print('cold', await ask());
  const warm = await ask();
  print('warm', warm);
  const draft = { ...draftOf(1_000_000), sourceId: warm.sourceId, publishedAt: Date.now() };
  await database.write('articles.upsertMany', { drafts: [draft] });
  const written = performance.now();
  for (;;) {
    const feed = await ask();
    if (feed.ids[0] === draft.id) {
      print(`with the new article, ${(performance.now() - written).toFixed(0)} ms after it was written`, feed);
      break;
    }
    if (performance.now() - written > 5_000) throw new Error('the new article never came');
    await pause(1);
  }
  print('again', await ask());
} finally {
  await database.close();
  await server.stop();
  await copy.remove();
}

function print(title: string, { ids, fetches, milliseconds }: Feed): void {
  console.log(`${title}: ${ids.length} articles, ${milliseconds.toFixed(1)} ms\n${fetches.map((line) => `    ${line}`).join('\n')}`);
}

function told({ subgraph, entities, run }: Explanation['fetches'][number]): string {
  const name = `${subgraph}${entities.length === 0 ? '' : ' (entities)'}`;
  if (run.state === 'not sent') return `${name}: not sent`;
  const outcomes = Object.entries(run.cache?.outcomes ?? {}).map(([outcome, count]) => `${outcome} ${count}`);
  return `${name}: ${outcomes.join(', ')}`;
}
