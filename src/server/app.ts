/** The HTTP face of one gateway: which routes there are, and the parts they share. */
import type { Tokens } from '../auth/tokens.ts';
import { createMemoryTexts } from '../cache/texts/memory-texts.ts';
import type { TextStore } from '../cache/texts/text-store.ts';
import type { Clock } from '../clock/clock.ts';
import type { Stopwatch } from '../clock/stopwatch.ts';
import type { Config } from '../config/config.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { startApollo } from './graphql/apollo.ts';
import { explainRoute } from './graphql/explain.ts';
import { createFindDocument } from './graphql/documents/find-document.ts';
import type { TrustedDocuments } from './graphql/documents/trusted-documents.ts';
import { unlistedReporter } from './graphql/documents/unlisted.ts';
import { createFastPath } from './graphql/fast-path.ts';
import { createGraphqlHandler } from './graphql/graphql.handler.ts';
import { createPersistedQueries } from './graphql/documents/persisted-queries.ts';
import { createCors } from './http/cors.ts';
import type { Handler } from './http/exchange.ts';
import { listen } from './http/listen.ts';
import type { StaticFiles } from './http/static-files.ts';
import { createRouter, type Route } from './router.ts';
import { createGraphiql } from './routes/graphiql.routes.ts';
import { healthRoutes, type Check } from './routes/health.routes.ts';
import { metricsRoutes } from './routes/metrics.routes.ts';

export type AppConfig = Pick<
  Config,
  | 'production'
  | 'host'
  | 'port'
  | 'maxConnections'
  | 'corsOrigins'
  | 'batching'
  | 'maxBatch'
  | 'introspection'
  | 'maxBodyBytes'
  | 'requestTimeoutMs'
  | 'shutdownGraceMs'
  | 'cacheBytes'
  | 'fastPath'
  | 'safelist'
>;

export interface AppOptions {
  readonly config: AppConfig;
  readonly gateway: Gateway;
  /** Null where tokens are only passed on. */
  readonly tokens: Tokens | null;
  /** Shared between processes; null without Redis. */
  readonly sharedTexts: TextStore | null;
  readonly trustedDocuments: TrustedDocuments;
  /** The built GraphiQL; no files where it was not built. */
  readonly graphiqlFiles: StaticFiles;
  /** Pages, media and whatever else this process shows. */
  readonly routes: readonly Route[];
  /** Answers what no route is for; JSON 404 when absent. */
  readonly fallback?: Handler;
  readonly checks: readonly Check[];
  readonly clock: Clock;
  readonly stopwatch: Stopwatch;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Bytes: the texts of some thousand operations. */
const MOST_FOR_PERSISTED_QUERIES = 4_000_000;

export interface App {
  readonly url: string;
  readonly port: number;
  /** True where browsers get GraphiQL at /graphql. */
  readonly hasGraphiql: boolean;
  /** Finishes what is in flight, within the grace of the configuration. Resolves with how many requests were cut off. */
  stop(): Promise<number>;
}

/** Rejects with `ClientError` where it cannot listen. */
export async function startApp({
  config,
  gateway,
  tokens,
  sharedTexts,
  trustedDocuments,
  graphiqlFiles,
  routes,
  fallback,
  checks,
  clock,
  stopwatch,
  log,
  metrics,
}: AppOptions): Promise<App> {
  const memory = createMemoryTexts({ clock, maxBytes: Math.min(config.cacheBytes, MOST_FOR_PERSISTED_QUERIES) });
  const persistedQueries = createPersistedQueries({ memory, shared: sharedTexts, metrics });
  const apollo = await startApollo({
    gateway,
    persistedQueries,
    batching: config.batching,
    introspection: config.introspection,
    log,
    metrics,
  });
  // GraphiQL is nothing without introspection, which is no trusted document: it could neither complete nor run what is typed.
  const isOpen = config.safelist === 'off' || config.safelist === 'log';
  const graphiql = config.introspection && isOpen ? createGraphiql(graphiqlFiles) : null;

  const onRequest = createRouter({
    routes: [
      {
        name: 'graphql',
        path: '/graphql',
        handler: createGraphqlHandler({
          apollo,
          tokens,
          cors: createCors(config.corsOrigins),
          maxBodyBytes: config.maxBodyBytes,
          maxBatch: config.batching ? config.maxBatch : 0,
          graphiql: graphiql?.page ?? null,
          findDocument: createFindDocument({
            trusted: trustedDocuments,
            safelist: config.safelist,
            persistedQueries,
            count: metrics.document,
            onUnlisted: unlistedReporter(log),
          }),
          fastPath: config.fastPath ? createFastPath({ gateway, vary: gateway.vary }) : null,
          vary: gateway.vary,
          explainBy: config.production ? null : stopwatch,
        }),
      },
      ...(config.production ? [] : [explainRoute(gateway, config.maxBodyBytes)]),
      ...(graphiql?.routes ?? []),
      ...healthRoutes(checks),
      ...metricsRoutes(metrics),
      ...routes,
    ],
    ...(fallback && { fallback }),
    requestTimeoutMs: config.requestTimeoutMs,
    log,
    metrics,
    stopwatch,
  });
  const listening = await listen({
    host: config.host,
    port: config.port,
    maxConnections: config.maxConnections,
    graceMs: config.shutdownGraceMs,
    onRequest,
  });

  return {
    url: listening.url,
    port: listening.port,
    hasGraphiql: graphiql !== null,
    async stop() {
      const cutOff = await listening.stop();
      await apollo.stop();
      return cutOff;
    },
  };
}
