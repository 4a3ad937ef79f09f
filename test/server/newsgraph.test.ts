/** The whole program in one process, on its sample: pages, tokens, and every kind of bad input, with the process alive behind each. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTokens } from '../../src/auth/tokens.ts';
import { systemClock } from '../../src/clock/clock.ts';
import { readConfig } from '../../src/config/config.ts';
import { packageRoot } from '../../src/config/package-root.ts';
import { serve, type Serving } from '../../src/server/wiring/serve.ts';
import { createLogger } from '../../src/telemetry/logger.ts';

const SECRET = 'a secret of more than thirty-two bytes';
const operation = (name: string): string => readFileSync(join(packageRoot, 'schema', 'operations', `${name}.graphql`), 'utf8');
const { log } = createLogger({ level: 'silent' });

let dataDir: string;
beforeAll(async () => void (dataDir = await mkdtemp(join(tmpdir(), 'newsgraph-serve-'))));
afterAll(() => rm(dataDir, { recursive: true }));

function start(environment: Record<string, string> = {}): Promise<Serving> {
  const config = readConfig({}, { PORT: '0', DATA_DIR: dataDir, JWT_SECRET: SECRET, ENRICHMENT_THREADS: '0', ...environment });
  return serve({ config, clock: systemClock, log });
}

interface Answer {
  readonly data?: Record<string, never> | null;
  readonly errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  readonly extensions?: Record<string, unknown>;
}

async function ask(
  serving: Serving,
  query: string,
  variables: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Promise<Answer & { status: number }> {
  const response = await fetch(`http://127.0.0.1:${serving.port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Answer) };
}

describe('newsgraph, embedded', () => {
  let serving: Serving;
  let articleId: string;
  const tokens = createTokens({ secret: SECRET, clock: systemClock });
  const bearer = async (role: 'READER' | 'MODERATOR', id: string, expiresIn = 600): Promise<Record<string, string>> => ({
    authorization: `Bearer ${await tokens.issue({ id, name: 'Sara', roles: [role], expiresIn })}`,
  });

  beforeAll(async () => {
    serving = await start();
    const { data } = await ask(serving, '{ articles(first: 1) { nodes { id } } }');
    articleId = (data as unknown as { articles: { nodes: { id: string }[] } }).articles.nodes[0]!.id;
  }, 60_000);
  afterAll(() => serving.stop());

  it('answers the operations of the apps without an error', async () => {
    for (const [name, variables] of [
      ['article-page', { id: articleId }],
      ['home-feed', { first: 20 }],
      ['thread', { articleId, first: 5 }],
    ] as const) {
      const { status, errors, data } = await ask(serving, operation(name), variables);
      expect([name, status, errors]).toEqual([name, 200, undefined]);
      expect(data).toBeTruthy();
    }
  });

  it('draws its pages, in the language that is asked for', async () => {
    const get = (path: string, headers = {}): Promise<Response> => fetch(`http://127.0.0.1:${serving.port}${path}`, { headers });
    const home = await get('/');
    expect([home.status, home.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const html = await home.text();
    expect(html).toContain('<html lang="ar" dir="rtl"');
    expect(html).toContain(`/articles/${articleId}`);
    expect(await (await get('/', { 'accept-language': 'en-GB,en;q=0.9' })).text()).toContain('<html lang="en" dir="ltr"');

    const article = await get(`/articles/${articleId}`);
    expect([article.status, article.headers.get('content-security-policy')]).toEqual([200, expect.stringContaining("default-src 'none'")]);
    for (const path of ['/articles/art_none', '/articles/%E0%A4%A', '/articles/'])
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    expect((await get('/nowhere', { accept: 'text/html' })).headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await get('/nowhere')).headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect((await get('/?after=nonsense')).status).toBe(400);
  });

  describe('bad input', () => {
    const refusals: readonly (readonly [string, string, Record<string, unknown>, string])[] = [
      ['an unknown field', '{ articles(first: 1) { nodes { headline } } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      ['a wrong type', '{ articles(first: "one") { nodes { id } } }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      ['a missing variable', operation('article-page'), {}, 'BAD_USER_INPUT'],
      ['a variable of the wrong type', operation('home-feed'), { first: 'twenty' }, 'BAD_USER_INPUT'],
      ['a document 10,000 levels deep', `${'{ a '.repeat(10_000)}${'}'.repeat(10_000)}`, {}, 'DEPTH_LIMIT_EXCEEDED'],
      ['a fragment cycle', '{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }', {}, 'GRAPHQL_VALIDATION_FAILED'],
      ['2^20 doubled fragments', doubled(20), {}, 'EXPANSION_LIMIT_EXCEEDED'],
      [
        '2,000 aliases',
        `{ articles(first: 1) { nodes { ${Array.from({ length: 2_000 }, (_, index) => `a${index}: id`).join(' ')} } } }`,
        {},
        'ALIAS_LIMIT_EXCEEDED',
      ],
    ];
    it.each(refusals)('%s is refused in under a second', async (_name, query, variables, code) => {
      const started = performance.now();
      const { data, errors } = await ask(serving, query, variables);
      expect(data).toBeUndefined();
      expect(errors?.map(({ extensions }) => extensions['code'])).toContain(code);
      expect(performance.now() - started).toBeLessThan(1_000);
    });

    it('an unknown id is null, and an argument out of bounds is named with its bound', async () => {
      expect(await ask(serving, operation('thread'), { articleId: 'art_none', first: 1 })).toMatchObject({
        status: 200,
        data: { article: null },
      });
      const { errors } = await ask(serving, '{ articles(first: 1000) { nodes { id } } }');
      expect(errors?.[0]).toMatchObject({ message: expect.stringContaining('100'), extensions: { code: 'BAD_USER_INPUT' } });
    });

    it('a comment without a token, or by somebody else, is not written', async () => {
      const create = operation('comment-create');
      const input = { articleId, body: 'خبر مهم', idempotencyKey: 'first-comment-1' };
      const anonymous = await ask(serving, create, { input });
      expect(JSON.stringify(anonymous)).toMatch(/NOT_PERMITTED|UNAUTHENTICATED|NotPermitted/);

      const written = (await ask(serving, create, { input }, await bearer('READER', 'usr_sara'))).data as unknown as {
        commentCreate: { comment: { id: string }; errors: unknown[] };
      };
      expect(written.commentCreate.errors).toEqual([]);
      const again = (await ask(serving, create, { input }, await bearer('READER', 'usr_sara'))).data as unknown as typeof written;
      expect(again.commentCreate.comment.id).toBe(written.commentCreate.comment.id);

      const remove = operation('comment-delete');
      const { id } = written.commentCreate.comment;
      const other = await ask(serving, remove, { input: { id } }, await bearer('READER', 'usr_omar'));
      expect(JSON.stringify(other)).toMatch(/NOT_PERMITTED|NotPermitted/);
      const moderator = (await ask(serving, remove, { input: { id } }, await bearer('MODERATOR', 'usr_mona'))).data as unknown as {
        commentDelete: { errors: unknown[] };
      };
      expect(moderator.commentDelete.errors).toEqual([]);
    });

    it('a forged and an expired token are a 401, with the reason', async () => {
      const forged = await createTokens({ secret: 'another secret of more than thirty-two bytes', clock: systemClock }).issue({
        id: 'usr_x',
        name: 'X',
        roles: ['ADMIN'],
        expiresIn: 60,
      });
      const old = await createTokens({ secret: SECRET, clock: { now: () => systemClock.now() - 120_000 } }).issue({
        id: 'usr_x',
        name: 'X',
        roles: ['ADMIN'],
        expiresIn: 60,
      });
      for (const [token, reason] of [
        [forged, 'bad signature'],
        [old, 'expired'],
      ] as const) {
        const { status, errors } = await ask(serving, '{ viewer { id } }', {}, { authorization: `Bearer ${token}` });
        expect([status, errors?.[0]?.extensions]).toEqual([401, { code: 'UNAUTHENTICATED', reason }]);
      }
    });
  });

  it('is ready, and counts what it did', async () => {
    const ready = await fetch(`http://127.0.0.1:${serving.port}/health/ready`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ok', checks: { database: { state: 'ok' }, events: { state: 'ok' }, supergraph: { state: 'ok' } } },
    ]);
    const metrics = await (await fetch(`http://127.0.0.1:${serving.port}/metrics`)).text();
    expect(metrics).toMatch(/newsgraph_subgraph_fetches_total\{subgraph="comments",outcome="ok"\} [1-9]/);
    expect(metrics).toMatch(/newsgraph_plans_total [1-9]/);
  });
});

describe('newsgraph with one subgraph elsewhere', () => {
  const PAGE = '{ articles(first: 2) { nodes { id title commentCount comments(first: 1) { nodes { body } } } } }';
  let server: Server;
  let serving: Serving;

  const against = async (listener: RequestListener, environment: Record<string, string> = {}): Promise<void> => {
    server = createServer(listener).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    serving = await start({ SUBGRAPHS: `comments=http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, ...environment });
  };
  const end = async (): Promise<void> => {
    await serving.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };

  const faults: readonly (readonly [string, RequestListener, string])[] = [
    ['is dead', (request) => request.socket.destroy(), 'SUBGRAPH_UNREACHABLE'],
    ['answers garbage', (_request, response) => response.end('<h1>502</h1>'), 'SUBGRAPH_INVALID_RESPONSE'],
    ['answers something else', (_request, response) => response.end('[]'), 'SUBGRAPH_INVALID_RESPONSE'],
    ['never answers', () => {}, 'SUBGRAPH_TIMEOUT'],
  ];
  it.each(faults)(
    'that %s: the rest of the page is there, and what is missing is said',
    async (_name, listener, code) => {
      await against(listener, { SUBGRAPH_TIMEOUT_MS: '100' });
      try {
        const { status, data, errors, extensions } = await ask(serving, PAGE);
        expect(status).toBe(200);
        const { nodes } = (data as unknown as { articles: { nodes: { title: string; commentCount: null; comments: null }[] } }).articles;
        expect(nodes).toHaveLength(2);
        expect(nodes[0]).toMatchObject({ title: expect.any(String), commentCount: null, comments: null });
        expect(new Set(errors?.map((error) => error.extensions['code']))).toEqual(new Set([code]));
        expect(extensions).toHaveProperty('degraded');

        const page = await fetch(`http://127.0.0.1:${serving.port}/`);
        expect(page.status).toBe(200);
        // Afterwards what does not need it is whole.
        expect((await ask(serving, '{ articles(first: 1) { nodes { title } } }')).errors).toBeUndefined();
      } finally {
        await end();
      }
    },
    30_000,
  );

  it('sends it the operation by name, the languages, the bearer where the answer depends on who asks, and nothing else of the client', async () => {
    const seen: Record<string, unknown>[] = [];
    await against((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        seen.push({ headers: request.headers, body: JSON.parse(body) });
        response.setHeader('content-type', 'application/json').end('{"data":{"_entities":[]}}');
      });
    });
    try {
      const token = await createTokens({ secret: SECRET, clock: systemClock }).issue({
        id: 'usr_sara',
        name: 'Sara',
        roles: ['READER'],
        expiresIn: 60,
      });
      const headers = { authorization: `Bearer ${token}`, 'accept-language': 'ar', cookie: 'session=1', 'x-forwarded-for': '10.0.0.1' };
      const mine = 'query Feed { articles(first: 1) { nodes { comments(first: 1) { nodes { id viewerCan { reply } } } } } }';
      for (const asked of [mine, `query Feed ${PAGE}`]) {
        await ask(serving, asked, {}, headers);
        expect(seen.length).toBeGreaterThan(0);
        const [first] = seen.splice(0);
        expect(first).toMatchObject({
          headers: { 'accept-language': 'ar' },
          body: { operationName: expect.stringMatching(/^Feed__comments__\d+$/) },
        });
        const sent = first?.['headers'] as Record<string, string>;
        expect(sent['authorization']).toBe(asked === mine ? `Bearer ${token}` : undefined);
        expect(sent).not.toHaveProperty('cookie');
        expect(sent).not.toHaveProperty('x-forwarded-for');
      }
    } finally {
      await end();
    }
  }, 30_000);

  it('refuses a name that is none of the five', async () => {
    await expect(start({ SUBGRAPHS: 'weather=http://127.0.0.1:1/graphql' })).rejects.toThrow(
      'SUBGRAPHS names weather; the subgraphs are articles, sources, comments, enrichments, platform.',
    );
  });
});

describe('newsgraph in production', () => {
  it('hides its schema, loads no sample, shows no GraphiQL, and masks what a resolver did not mean to say', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'newsgraph-production-'));
    const lines: string[] = [];
    const config = readConfig(
      {},
      { NEWSGRAPH_MODE: 'production', PORT: '0', DATA_DIR: empty, JWT_SECRET: SECRET, ENRICHMENT_THREADS: '0' },
    );
    const serving = await serve({
      config,
      clock: systemClock,
      log: createLogger({ level: 'error', destination: { write: (line: string) => void lines.push(line) } }).log,
    });
    try {
      expect(await ask(serving, '{ articles(first: 1) { nodes { id } } }')).toEqual({ status: 200, data: { articles: { nodes: [] } } });
      expect((await ask(serving, '{ __schema { queryType { name } } }')).errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
      expect(serving.hasGraphiql).toBe(false);
      expect((await fetch(`http://127.0.0.1:${serving.port}/`)).status).toBe(200);

      // The table is taken away under it: a fault no client caused.
      const { DatabaseSync } = await import('node:sqlite');
      const direct = new DatabaseSync(join(empty, 'newsgraph.db'));
      direct.exec('drop table article_bodies; alter table articles rename to articles_away');
      direct.close();
      const { data, errors } = await ask(serving, '{ articles(first: 2) { nodes { id } } }', {}, { 'x-request-id': 'req-9' });
      expect(data).toEqual({ articles: null });
      expect(errors).toEqual([
        {
          message: 'Something failed on our side. It is in the log under request req-9.',
          path: ['articles'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'req-9' },
        },
      ]);
      expect(lines.join()).toContain('no such table');
    } finally {
      await serving.stop();
      await rm(empty, { recursive: true });
    }
  }, 30_000);
});

/** `fragment F0 { ...F1 ...F1 }` and so on: small as a text, 2^levels fields when expanded. */
function doubled(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, level) => `fragment F${level} on Article { ...F${level + 1} ...F${level + 1} }`);
  return `{ articles(first: 1) { nodes { ...F0 } } } ${fragments.join(' ')} fragment F${levels} on Article { id }`;
}
