/**
 * How soon after a mutation was answered by one process another one shows what it wrote: two servers over one database, told by its outbox, or two gateways without a database, told by Redis. The
 * built program, each in a process of its own; polled over one connection without a pause, so what is told includes the reading of the page anew. After `npm run build`:
 *
 *     node bench/how-soon.ts --rounds 300                                          # SQLite
 *     node bench/how-soon.ts --rounds 20 --rest 3600                               # with all at rest before each
 *     node bench/how-soon.ts --database-url postgres://…                           # a fresh database beside that one
 *     node bench/how-soon.ts --through redis                                       # with redis-server installed
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createTokens } from '../src/auth/tokens.ts';
import { systemClock } from '../src/clock/clock.ts';
import { openDatabase } from '../src/data/database.ts';
import { sourceId } from '../src/data/ids.ts';
import { SUBGRAPH_NAMES } from '../src/subgraph/definition.ts';
import { draftOf, idOf } from '../test/enrichment/article-store.ts';
import { startRedisServer } from '../test/testkit/redis-servers.ts';
import { Connection } from './connection.ts';
import { freshPostgres } from './ingest-postgres.ts';
import { freePort, pause, start } from './measure.ts';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '300' },
    rest: { type: 'string', default: '0' },
    'database-url': { type: 'string' },
    through: { type: 'string', default: 'outbox' },
  },
});
const root = new URL('..', import.meta.url).pathname;
const SECRET = 'a secret of more than thirty-two bytes';
const WARM_ROUNDS = 60;
const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/json' };
const textOf = (operation: string): string => readFileSync(join(root, 'schema', 'operations', `${operation}.graphql`), 'utf8');

const stack = new AsyncDisposableStack();
try {
  const took = await measure();
  const sorted = took.toSorted((one, other) => one - other);
  const at = (share: number): string => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!.toFixed(1);
  const how = options.through === 'redis' ? 'Redis' : options['database-url'] === undefined ? 'outbox on SQLite' : 'outbox on PostgreSQL';
  console.log(
    `${how}, ${options.rounds} rounds, ${options.rest} ms of rest: p50 ${at(0.5)} ms, p90 ${at(0.9)}, p99 ${at(0.99)}, worst ${at(1)}; over 50 ms: ${took.filter((ms) => ms > 50).length}`,
  );
} finally {
  await stack.disposeAsync();
}

/** Milliseconds, by round. */
async function measure(): Promise<number[]> {
  const environment = await openStore();
  const [one, other] = await startTwo(environment);
  const token = await createTokens({ secret: SECRET, clock: systemClock }).issue({
    id: 'usr_amal',
    name: 'Amal',
    roles: ['READER'],
    expiresIn: 3_600,
  });
  const page = JSON.stringify({ query: textOf('article-page'), variables: { id: idOf(1) } });
  const shown = async (connection: Connection): Promise<number> => {
    const answer = JSON.parse((await connection.post('/graphql', page, null)).body.toString()) as {
      data?: { article?: { commentCount?: number } };
    };
    if (answer.data?.article?.commentCount === undefined) throw new Error(`no page: ${JSON.stringify(answer).slice(0, 500)}`);
    return answer.data.article.commentCount;
  };
  const write = async (round: number): Promise<void> => {
    const input = { articleId: idOf(1), body: `round ${round}`, idempotencyKey: `round.${round}` };
    const answer = (
      await one.post('/graphql', JSON.stringify({ query: textOf('comment-create'), variables: { input } }), `Bearer ${token}`)
    ).body;
    if (!answer.includes(`"round ${round}"`)) throw new Error(`not written: ${answer.toString().slice(0, 500)}`);
  };
  const took: number[] = [];
  for (let round = 1; round <= WARM_ROUNDS + Number(options.rounds); round += 1) {
    const isWarm = round > WARM_ROUNDS;
    // Kept by both.
    for (let times = 0; times < 5; times += 1) await Promise.all([shown(one), shown(other)]);
    // Not in step with whoever looks at intervals.
    await pause((isWarm ? Number(options.rest) : 0) + 5 * (round % 10));
    await write(round);
    const answered = performance.now();
    if ((await shown(one)) !== round) throw new Error(`round ${round}: not shown by who wrote it`);
    while ((await shown(other)) !== round) if (performance.now() - answered > 2_000) throw new Error(`round ${round}: never shown`);
    if (isWarm) took.push(performance.now() - answered);
  }
  one.close();
  other.close();
  return took;
}

/** A database with a few articles. */
async function openStore(): Promise<Record<string, string>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-bench-'));
  stack.defer(() => rm(dataDir, { recursive: true, force: true }));
  const postgres = options['database-url'] === undefined ? null : await freshPostgres(options['database-url']);
  if (postgres !== null) stack.defer(() => postgres.drop());
  const database = await openDatabase({ dataDir, clock: systemClock, ...(postgres && { databaseUrl: postgres.url }) });
  await database.migrate();
  const paper = {
    id: sourceId('paper'),
    slug: 'paper',
    names: { en: 'Paper' },
    descriptions: {},
    domains: ['news.example'],
    homepage: 'https://news.example/',
  };
  await database.write('sources.ensureMany', { sources: [{ ...paper, icon: null, color: null, country: null, language: 'en' }] });
  await database.write('articles.upsertMany', { drafts: [1, 2, 3, 4, 5].map((n) => draftOf(n)) });
  await database.close();
  return {
    DATA_DIR: dataDir,
    ...(postgres && { DATABASE_URL: postgres.url }),
    JWT_SECRET: SECRET,
    SAMPLE: 'off',
    POLL_FEEDS: 'off',
    LOG_LEVEL: 'warn',
    NODE_ENV: 'production',
  };
}

async function startTwo(environment: Record<string, string>): Promise<[Connection, Connection]> {
  const program = join(root, 'bin', 'newsgraph.js');
  const run = async (args: readonly string[], more: Record<string, string>): Promise<number> => {
    const port = await freePort();
    const isUp = async (): Promise<boolean> =>
      (await fetch(`http://127.0.0.1:${port}/graphql`, { method: 'POST', headers: JSON_TYPE, body: '{"query":"{ __typename }"}' })).ok;
    const started = await start(
      process.execPath,
      [program, ...args, '--host', '127.0.0.1', '--port', String(port)],
      { ...environment, ...more },
      isUp,
    );
    stack.defer(() => started.stop());
    return port;
  };
  let more: Record<string, string> = {};
  if (options.through === 'redis') {
    const redis = await startRedisServer();
    stack.defer(() => redis.stop());
    const told = { REDIS_URL: redis.address };
    const subgraphs = await Promise.all(
      SUBGRAPH_NAMES.map(async (name) => `${name}=http://127.0.0.1:${await run(['subgraph', name], told)}/graphql`),
    );
    more = { ...told, SUBGRAPHS: subgraphs.join(',') };
  }
  const one = await run(['serve'], more);
  const other = await run(['serve'], more);
  // Until Redis is believed.
  if (options.through === 'redis') await pause(3_000);
  return [new Connection(one), new Connection(other)];
}
