/**
 * A source that a test or a benchmark writes to, as a foreign supergraph of two subgraphs over HTTP, both public and kept for a minute: `news` knows which things there are, `counts` how
 * often each was counted: `{ thing(id: "1") { count } }`. And what is said to a gateway over it.
 */
import { composeServices } from '@theguild/federation-composition';
import { buildSchema, graphql, parse, type ExecutionResult } from 'graphql';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LINK = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])';
const NEWS = 'type Query { thing(id: ID!): Thing } type Thing KEY { id: ID! } type Mutation { count(id: ID!): ID }';
const COUNTS = 'type Thing KEY { id: ID! count: Int }';
const RULES = { news: { public: true, maxAge: 60 }, counts: { public: true, maxAge: 60 } };
export const ADMIN_SECRET = 'a-secret-of-the-admins-of-more-than-32-bytes';

export interface CountedSource {
  /** By thing. Whoever is asked answers what stands here at that moment. */
  readonly counts: Map<string, number>;
  /** Requests to both subgraphs so far. */
  asked: number;
  /** How long each answer takes, milliseconds. */
  delayMs: number;
  readonly supergraphFile: string;
  readonly rulesFile: string;
  close(): Promise<void>;
}

export async function openCountedSource(rules: object = RULES): Promise<CountedSource> {
  const folder = await mkdtemp(join(tmpdir(), 'newsgraph-cached-'));
  const source = { counts: new Map<string, number>(), asked: 0, delayMs: 0 };
  const news = await subgraph(source, NEWS, {
    thing: ({ id }: { id: string }) => ({ id }),
    count({ id }: { id: string }) {
      source.counts.set(id, (source.counts.get(id) ?? 0) + 1);
      return id;
    },
  });
  const counts = await subgraph(
    source,
    `type Query { _entities(representations: [_Any!]!): [_Entity]! } scalar _Any union _Entity = Thing ${COUNTS}`,
    {
      _entities: ({ representations }: { representations: { id: string }[] }) =>
        representations.map(({ id }) => ({ __typename: 'Thing', id, count: source.counts.get(id) ?? 0 })),
    },
  );
  const keyed = (sdl: string): ReturnType<typeof parse> => parse(`${LINK} ${sdl.replace('KEY', '@key(fields: "id")')}`);
  const { supergraphSdl = '' } = composeServices([
    { name: 'news', typeDefs: keyed(NEWS), url: news.url },
    { name: 'counts', typeDefs: keyed(COUNTS), url: counts.url },
  ]);
  const file = join(folder, 'supergraph.graphql');
  await writeFile(file, supergraphSdl);
  await writeFile(join(folder, 'rules.json'), JSON.stringify(rules));
  return Object.assign(source, {
    supergraphFile: file,
    rulesFile: join(folder, 'rules.json'),
    async close(): Promise<void> {
      for (const { server } of [news, counts]) {
        server.closeAllConnections();
        server.close();
      }
      await rm(folder, { recursive: true });
    },
  });
}

export interface GatewayClient {
  /** The count as this gateway tells it. */
  count(id: string): Promise<number>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
  /** With the secret. */
  invalidate(body: unknown): Promise<{ readonly invalidated: readonly string[]; readonly everywhere: boolean }>;
  metrics(): Promise<string>;
}

/** Of a gateway on loopback. */
export function gatewayClient(port: number): GatewayClient {
  const base = `http://127.0.0.1:${port}`;
  const post: GatewayClient['post'] = (path, body, headers = {}) =>
    fetch(base + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });
  return {
    post,
    async count(id) {
      const response = await post('/graphql', { query: 'query ($id: ID!) { thing(id: $id) { count } }', variables: { id } });
      const answer = (await response.json()) as { data?: { thing: { count: number } }; errors?: unknown };
      if (response.status !== 200 || answer.errors !== undefined || typeof answer.data?.thing.count !== 'number')
        throw new Error(`no count of ${id}: ${response.status} ${JSON.stringify(answer)}`);
      return answer.data.thing.count;
    },
    async invalidate(body) {
      const response = await post('/admin/invalidate', body, { authorization: `Bearer ${ADMIN_SECRET}` });
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as Awaited<ReturnType<GatewayClient['invalidate']>>;
    },
    metrics: async () => (await fetch(`${base}/metrics`)).text(),
  };
}

async function subgraph(
  source: Pick<CountedSource, 'asked' | 'delayMs'>,
  sdl: string,
  rootValue: object,
): Promise<{ server: Server; url: string }> {
  const schema = buildSchema(sdl.replace('KEY', ''));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      source.asked += 1;
      const { query, variables } = JSON.parse(String(Buffer.concat(chunks))) as { query: string; variables?: { id?: string } };
      // What it says is what it read when it was asked, however long it takes to say it.
      const answer = (result: ExecutionResult): void => {
        const counted = (result.data as { count?: string } | null)?.count;
        const extensions = counted === undefined ? {} : { extensions: { cacheInvalidate: [`counts/Thing/{"id":"${counted}"}`] } };
        setTimeout(
          () => response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...result, ...extensions })),
          source.delayMs,
        );
      };
      graphql({ schema, source: query, variableValues: variables ?? {}, rootValue }).then(answer, (error: Error) =>
        response.destroy(error),
      );
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
}
