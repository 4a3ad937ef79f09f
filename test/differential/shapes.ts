/** One database and one clock under four shapes of the program: the monolith twin, subgraphs in process, subgraphs behind HTTP, and the same behind a cache. */
import { readFile } from 'node:fs/promises';
import { createTokens } from '../../src/auth/tokens.ts';
import type { Viewer } from '../../src/auth/viewer.ts';
import { systemStopwatch } from '../../src/clock/stopwatch.ts';
import { Cache } from '../../src/cache/cache.ts';
import { buildSubgraphs, cachingOfProgram } from '../../src/compose/subgraphs.ts';
import type { GatewayCaching } from '../../src/gateway/caching/caching-over.ts';
import { createGateway, DEFAULT_LIMITS } from '../../src/gateway/create-gateway.ts';
import type { Gateway } from '../../src/gateway/gateway.ts';
import { httpExecutor } from '../../src/gateway/transport/http.ts';
import { localExecutor } from '../../src/gateway/transport/local.ts';
import type { SubgraphExecutor } from '../../src/gateway/transport/subgraph-executor.ts';
import { scalars } from '../../resolvers/shared/scalars.ts';
import { loadSample } from '../../src/ingest/sample.ts';
import { viewerByHeader } from '../../src/server/graphql/client-request.ts';
import { startSubgraphApp } from '../../src/server/subgraph-app.ts';
import { fieldErrorFormatter } from '../../src/server/wiring/field-errors.ts';
import { subgraphServices } from '../../src/server/wiring/subgraph-services.ts';
import type { SubgraphRequestInfo } from '../../src/subgraph/definition.ts';
import { createLogger } from '../../src/telemetry/logger.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import type { TestDatabase } from '../testkit/database.ts';
import { addFeeds } from './feeds.ts';
import { monolith } from './monolith.ts';

export interface Answer {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly path: readonly (string | number)[]; readonly code: unknown }[];
}

export interface Shape {
  readonly name: string;
  run(source: string, variables: Readonly<Record<string, unknown>>): Promise<Answer>;
}

export interface Shapes extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly all: readonly [Shape, ...Shape[]];
  /** How many entities, root fetches and whole answers came from the cache so far. */
  fromCache(): number;
}

const SAMPLE = new URL('../../sample/', import.meta.url).pathname;
const SCHEMA = new URL('../../schema/', import.meta.url);
const SECRET = 'a secret of the differential test, 32 bytes or more';

export async function openShapes({ database, clock }: TestDatabase, viewer: Viewer | null = null): Promise<Shapes> {
  const closing = new AsyncDisposableStack();
  await loadSample({ database, clock, sampleDir: SAMPLE });
  await addFeeds(database);
  const [supergraphSdl, apiSdl] = await Promise.all([
    readFile(new URL('supergraph.graphql', SCHEMA), 'utf8'),
    readFile(new URL('api.graphql', SCHEMA), 'utf8'),
  ]);
  const { log } = createLogger({ level: 'silent' });
  const services = subgraphServices({ database, clock });
  const subgraphs = buildSubgraphs();
  const info: SubgraphRequestInfo = { viewer, locales: ['ar'], requestId: 'differential' };
  const formatError = (name: string) => fieldErrorFormatter({ subgraph: name, production: true, log });

  const local = new Map<string, SubgraphExecutor>();
  const remote = new Map<string, SubgraphExecutor>();
  const tokens = createTokens({ secret: SECRET, clock });
  for (const { name, schema, definition } of subgraphs) {
    local.set(name, localExecutor({ schema, contextFor: () => definition.context(services, info), formatError: formatError(name) }));
    const app = await startSubgraphApp({
      config: {
        host: '127.0.0.1',
        port: 0,
        introspection: false,
        limits: DEFAULT_LIMITS,
        maxBodyBytes: 4_000_000,
        requestTimeoutMs: 30_000,
        shutdownGraceMs: 1_000,
      },
      schema,
      contextFor: (request) => definition.context(services, request),
      formatError: formatError(name),
      tokens,
      checks: [],
      stopwatch: systemStopwatch,
      log,
      metrics: createMetrics(),
    });
    closing.defer(async () => void (await app.stop()));
    const http = httpExecutor({
      url: `http://127.0.0.1:${app.port}/graphql`,
      timeoutMs: 30_000,
      maxResponseBytes: 50_000_000,
      connections: 8,
    });
    closing.use(http);
    remote.set(name, http.execute);
  }

  const headers: Record<string, string> = { 'accept-language': 'ar', 'x-request-id': 'differential' };
  if (viewer) headers['authorization'] = `Bearer ${await tokens.issue({ ...viewer, expiresIn: 3_600 })}`;
  const shape = (name: string, executors: ReadonlyMap<string, SubgraphExecutor>, caching?: GatewayCaching): [Gateway, Shape] => {
    const gateway = createGateway({
      ...(caching && { caching }),
      supergraphSdl,
      introspection: true,
      scalars,
      executorFor: (subgraph) => executors.get(subgraph.name) as SubgraphExecutor,
    });
    return [
      gateway,
      {
        name,
        run: async (source, variables) => {
          const { data, errors = [] } = await gateway.execute({
            source,
            variables,
            client: { requestId: 'differential', headers, memory: new Map() },
          });
          return {
            data: data?.toJSON() ?? null,
            errors: errors.map(({ message, path = [], extensions }) => ({ message, path, code: extensions?.['code'] })),
          };
        },
      },
    ];
  };
  const twin = monolith(apiSdl, scalars, subgraphs, ({ definition }) => definition.context(services, info) as object);
  const [gateway, embedded] = shape('embedded', local);
  const [, distributed] = shape('over HTTP', remote);
  const cache = new Cache({ clock, random: () => 0, memoryBytes: 50_000_000, redis: null });
  let fromCache = 0;
  const [, cached] = shape('over HTTP, from the cache', remote, {
    cache,
    clock,
    rules: cachingOfProgram().rules,
    viewerOf: viewerByHeader,
    onAsked: (_, { outcomes }) => void (fromCache += outcomes.hit ?? 0),
  });
  return {
    gateway,
    fromCache: () => fromCache,
    all: [
      {
        name: 'monolith',
        run: async (source, variables) => {
          const { data, errors = [] } = await twin.run(source, variables);
          const refused = data === undefined ? 'BAD_USER_INPUT' : undefined; // graphql-js gives variables that do not fit no code
          return {
            data: JSON.parse(JSON.stringify(data ?? null)) as unknown,
            errors: errors.map((error) => ({ message: error.message, path: error.path ?? [], code: error.extensions['code'] ?? refused })),
          };
        },
      },
      embedded,
      distributed,
      // What was kept of the first time is what is compared.
      { ...cached, run: async (source, variables) => (await cached.run(source, variables), cached.run(source, variables)) },
    ],
    [Symbol.asyncDispose]: () => closing.disposeAsync(),
  };
}
