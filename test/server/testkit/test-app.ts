/** The server on a free port of loopback, over a schema of the test's own. */
import { buildSchema, type GraphQLSchema } from 'graphql';
import { createTokens, type Tokens } from '../../../src/auth/tokens.ts';
import { systemClock, type Clock } from '../../../src/clock/clock.ts';
import { systemStopwatch } from '../../../src/clock/stopwatch.ts';
import type { Gateway } from '../../../src/gateway/gateway.ts';
import { startApp, type App, type AppConfig, type AppOptions } from '../../../src/server/app.ts';
import { TrustedDocuments } from '../../../src/server/graphql/documents/trusted-documents.ts';
import { openStaticFiles } from '../../../src/server/http/static-files.ts';
import { createLogger } from '../../../src/telemetry/logger.ts';
import { createMetrics } from '../../../src/telemetry/metrics.ts';
import { graphqlJsGateway, type CountedGateway } from './graphql-js.gateway.ts';

export const SECRET = 'a secret of more than thirty-two bytes';

export interface TestApp extends App {
  readonly gateway: CountedGateway;
  readonly tokens: Tokens;
  /** Parsed log lines. */
  readonly lines: Record<string, unknown>[];
  post(body: unknown, headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
}

export interface TestAppOptions extends Partial<Omit<AppOptions, 'config' | 'gateway' | 'graphiqlFiles'>> {
  readonly schema?: GraphQLSchema;
  /** Served in the place of a gateway over `schema`. */
  readonly engine?: Gateway;
  readonly config?: Partial<AppConfig>;
  readonly clock?: Clock;
  readonly graphiqlFolder?: string;
}

export async function startTestApp({
  schema = buildSchema('type Query { hello: String }'),
  config = {},
  clock = systemClock,
  graphiqlFolder = '/nowhere',
  engine,
  ...rest
}: TestAppOptions = {}): Promise<TestApp> {
  const gateway = graphqlJsGateway(schema);
  const tokens = createTokens({ secret: SECRET, clock });
  const lines: Record<string, unknown>[] = [];
  const { log } = createLogger({ level: 'info', destination: { write: (line: string) => void lines.push(JSON.parse(line)) } });
  const app = await startApp({
    config: {
      production: false,
      host: '127.0.0.1',
      port: 0,
      maxConnections: 100,
      corsOrigins: [],
      batching: false,
      maxBatch: 10,
      introspection: true,
      maxBodyBytes: 100_000,
      requestTimeoutMs: 10_000,
      shutdownGraceMs: 5_000,
      cacheBytes: 1_000_000,
      fastPath: true,
      safelist: 'off',
      ...config,
    },
    gateway: engine ?? gateway,
    tokens,
    sharedTexts: null,
    trustedDocuments: new TrustedDocuments([]),
    graphiqlFiles: await openStaticFiles(graphiqlFolder),
    routes: [],
    checks: [],
    clock,
    stopwatch: systemStopwatch,
    log,
    metrics: createMetrics({ processMetrics: false }),
    ...rest,
  });
  const base = `http://127.0.0.1:${app.port}`;
  return {
    ...app,
    gateway,
    tokens,
    lines,
    post: (body, headers = {}) =>
      fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    get: (path, headers = {}) => fetch(base + path, { headers, redirect: 'manual' }),
  };
}
