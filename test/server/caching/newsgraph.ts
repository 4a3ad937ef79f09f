/**
 * Serving processes over one database of five articles, asked over HTTP for the operations of the apps, and what each says of its fetches: which were answered from the
 * cache and which were made again. The test writes to the database as `newsgraph ingest` and `newsgraph worker` do: from another process's connection.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createTokens } from '../../../src/auth/tokens.ts';
import { systemClock } from '../../../src/clock/clock.ts';
import { readConfig } from '../../../src/config/config.ts';
import { packageRoot } from '../../../src/config/package-root.ts';
import { sourceId } from '../../../src/data/ids.ts';
import type { SourceRecord } from '../../../src/data/sources/source.record.ts';
import { startEnrichmentWorker } from '../../../src/enrichment/enrichment-worker.ts';
import type { Explanation } from '../../../src/gateway/explain/explanation.ts';
import { serve } from '../../../src/server/wiring/serve.ts';
import { serveSubgraph } from '../../../src/server/wiring/serve-subgraph.ts';
import { SUBGRAPH_NAMES } from '../../../src/subgraph/definition.ts';
import { createLogger, type Logger } from '../../../src/telemetry/logger.ts';
import { articleTextsOf, draftOf } from '../../enrichment/article-store.ts';
import type { TestDatabase } from '../../testkit/database.ts';

export { draftOf, idOf } from '../../enrichment/article-store.ts';

const SECRET = 'a secret of more than thirty-two bytes';
export const ADMIN_SECRET = 'a-secret-of-the-admins-of-more-than-32-bytes';
const silent = createLogger({ level: 'silent' }).log;

export type Operation = 'article-page' | 'home-feed' | 'thread' | 'source-page' | 'story-page' | 'comment-create';

export interface Answer {
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of many operations, of which tests read what they speak of
  readonly data: any;
  readonly errors?: unknown;
  /** By fetch, in the plan's order: `articles: hit 1`, `comments (entities): hit 4, miss 1`. */
  readonly fetches: readonly string[];
}

export interface Process {
  readonly url: string;
  /** Answered from the parts that are kept, each fetch with what came of it. */
  explain(operation: Operation, variables: object, viewer?: string): Promise<Answer>;
  /** As any client asks: from a whole answer where there is one. */
  ask(operation: Operation, variables: object, viewer?: string): Promise<Omit<Answer, 'fetches'> & { readonly headers: Headers }>;
  /** Writes a comment; resolves when the answer is there. */
  comment(articleId: string, body: string): Promise<void>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  metric(line: string): Promise<number>;
  stop(): Promise<void>;
}

export interface Newsgraph extends AsyncDisposable {
  /** A process with the database. */
  start(environment?: Readonly<Record<string, string>>): Promise<Process>;
  /** Five processes with one subgraph each: for SUBGRAPHS of processes without a database. */
  startSubgraphs(environment?: Readonly<Record<string, string>>): Promise<string>;
  /** Makes enrichments of all that is new. */
  enrich(): Promise<void>;
}

const PAPER: SourceRecord = {
  id: sourceId('paper'),
  slug: 'paper',
  names: { en: 'Paper' },
  descriptions: {},
  domains: ['news.example'],
  homepage: 'https://news.example/',
  icon: null,
  color: null,
  country: null,
  language: 'en',
};

export async function openNewsgraph(opened: TestDatabase, log: Logger = silent): Promise<Newsgraph> {
  const { database, options } = opened;
  const closing = new AsyncDisposableStack();
  closing.defer(() => opened.remove());
  await database.write('sources.ensureMany', { sources: [PAPER] });
  await database.write('articles.upsertMany', { drafts: [1, 2, 3, 4, 5].map((n) => draftOf(n)) });
  const enrich = async (): Promise<void> => {
    const worker = startEnrichmentWorker({ database, articleTexts: articleTextsOf(database), clock: systemClock, pollMs: 5 });
    try {
      await worker.idle();
    } finally {
      await worker.stop();
    }
  };
  await enrich();
  const shared = {
    PORT: '0',
    DATA_DIR: options.dataDir,
    ...(options.databaseUrl !== undefined && { DATABASE_URL: options.databaseUrl }),
    JWT_SECRET: SECRET,
    ADMIN_SECRET,
    SAMPLE: 'off',
    POLL_FEEDS: 'off',
    ENRICHMENT_THREADS: '0',
  };
  return {
    async start(environment = {}) {
      const serving = await serve({ config: readConfig({}, { ...shared, ...environment }), clock: systemClock, log });
      let isStopped = false;
      const stop = async (): Promise<void> => {
        if (!isStopped) await serving.stop();
        isStopped = true;
      };
      closing.defer(stop);
      return processAt(`http://127.0.0.1:${serving.port}`, stop);
    },
    async startSubgraphs(environment = {}) {
      const config = readConfig({}, { ...shared, ...environment });
      const started = await Promise.all(
        SUBGRAPH_NAMES.map(async (name) => {
          const subgraph = await serveSubgraph({ name, config, clock: systemClock, log });
          closing.defer(() => subgraph.stop());
          return `${name}=http://127.0.0.1:${subgraph.port}/graphql`;
        }),
      );
      return started.join(',');
    },
    enrich,
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}

function processAt(url: string, stop: () => Promise<void>): Process {
  const post: Process['post'] = (path, body, headers = {}) =>
    fetch(url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  const run = async (operation: Operation, variables: object, headers: Readonly<Record<string, string>>): Promise<Response> =>
    post('/graphql', { query: textOf(operation), variables }, headers);
  const bearer = (viewer: string | undefined): Record<string, string> =>
    viewer === undefined ? {} : { authorization: `Bearer ${viewer}` };
  let comments = 0;
  return {
    url,
    post,
    stop,
    async explain(operation, variables, viewer) {
      const response = await run(operation, variables, { 'x-newsgraph-explain': '1', ...bearer(viewer) });
      const { data, errors, extensions } = (await response.json()) as Answer & { extensions: { explain: Explanation } };
      return { data, ...(errors !== undefined && { errors }), fetches: extensions.explain.fetches.map(told) };
    },
    async ask(operation, variables, viewer) {
      const response = await run(operation, variables, bearer(viewer));
      return { ...((await response.json()) as Answer), headers: response.headers };
    },
    async comment(articleId, body) {
      comments += 1;
      const input = { articleId, body, idempotencyKey: `${url.slice(-5)}.${comments}` };
      const answer = (await (await run('comment-create', { input }, bearer(await tokenOf('usr_amal')))).json()) as Answer;
      if (answer.data?.commentCreate?.comment?.body !== body) throw new Error(`not written: ${JSON.stringify(answer)}`);
    },
    async metric(line) {
      const text = await (await fetch(`${url}/metrics`)).text();
      const found = text.split('\n').find((other) => other.startsWith(`${line} `));
      return Number(found?.slice(line.length) ?? 0);
    },
  };
}

/** Asks again and again until the answer is as it should be; what was made again meanwhile, counted by fetch. */
export async function until(
  process: Process,
  [operation, variables]: Question,
  isRight: (data: Answer['data']) => boolean,
): Promise<{ readonly answer: Answer; readonly remade: Readonly<Record<string, number>> }> {
  const remade: Record<string, number> = {};
  const deadline = performance.now() + 5_000;
  for (;;) {
    const answer = await process.explain(operation, variables);
    for (const line of answer.fetches) {
      const [, name = '', count] = /^(.*): .*miss (\d+)/.exec(line) ?? [];
      if (count !== undefined) remade[name] = (remade[name] ?? 0) + Number(count);
    }
    if (isRight(answer.data)) return { answer, remade };
    if (performance.now() > deadline) throw new Error(`it never came: ${JSON.stringify(answer).slice(0, 2_000)}`);
  }
}

/** Until all of it is answered from the cache. */
export async function warm(process: Process, questions: readonly Question[]): Promise<void> {
  for (const [operation, variables] of questions)
    while ((await process.explain(operation, variables)).fetches.some((line) => !/: hit \d+$/.test(line))) await pause(5);
}

/** Until Redis is believed, and what others tell through it is heard. */
export async function believesRedis(process: Process): Promise<void> {
  const [isAvailable, isCurrent] = ['newsgraph_cache_redis_available', 'newsgraph_cache_memory_current'];
  while ((await process.metric(isAvailable)) + (await process.metric(isCurrent)) < 2) await pause(20);
}

/** Until nobody tells anybody anything any more: each process with the database tells Redis of each event, and all hear of it from each. */
export async function quiet(processes: readonly Process[]): Promise<void> {
  const heard = async (): Promise<string> =>
    (await Promise.all(processes.map((process) => process.metric('newsgraph_cache_invalidations_total')))).join();
  for (let [before, same] = [await heard(), 0]; same < 5;) {
    await pause(50);
    const now = await heard();
    same = now === before ? same + 1 : 0;
    before = now;
  }
}

export type Question = readonly [operation: Operation, variables: object];

export function tokenOf(id: string, role: 'READER' | 'MODERATOR' = 'READER'): Promise<string> {
  return createTokens({ secret: SECRET, clock: systemClock }).issue({ id, name: id, roles: [role], expiresIn: 600 });
}

export function textOf(operation: Operation): string {
  return readFileSync(join(packageRoot, 'schema', 'operations', `${operation}.graphql`), 'utf8');
}

function told({ subgraph, entities, run }: Explanation['fetches'][number]): string {
  const name = entities.length === 0 ? subgraph : `${subgraph} (entities)`;
  if (run.state === 'not sent') return `${name}: not sent`;
  const outcomes = Object.entries(run.cache?.outcomes ?? {}).toSorted();
  return `${name}: ${outcomes.map(([outcome, count]) => `${outcome} ${count}`).join(', ')}`;
}
