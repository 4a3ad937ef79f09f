/** From configuration to a serving process, and back down again in reverse order. */
import { scalars } from '../../../resolvers/shared/scalars.ts';
import { parse } from 'graphql';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { connect } from '../../cache/redis/connect.ts';
import { createRedisTexts } from '../../cache/texts/redis-texts.ts';
import type { TextStore } from '../../cache/texts/text-store.ts';
import type { Clock } from '../../clock/clock.ts';
import { systemStopwatch } from '../../clock/stopwatch.ts';
import { ConfigError, type Config } from '../../config/config.ts';
import { packageRoot } from '../../config/package-root.ts';
import { ClientError } from '../../errors/client-error.ts';
import { readAccessRules } from '../../gateway/authorization/access-rules.ts';
import { createGateway } from '../../gateway/create-gateway.ts';
import type { Gateway, GatewayObserver } from '../../gateway/gateway.ts';
import type { SubgraphExecutor } from '../../gateway/transport/subgraph-executor.ts';
import { SubgraphFault } from '../../gateway/transport/subgraph-fault.ts';
import { SUBGRAPH_NAMES, type SubgraphName } from '../../subgraph/definition.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { createMetrics, type Metrics } from '../../telemetry/metrics.ts';
import { startApp, type App } from '../app.ts';
import { openStaticFiles } from '../http/static-files.ts';
import { invalidateRoutes } from '../routes/invalidate.routes.ts';
import type { Route } from '../router.ts';
import type { Check } from '../routes/health.routes.ts';
import type { Tokens } from '../../auth/tokens.ts';
import { viewerByHeader } from '../graphql/client-request.ts';
import { authorizationOf } from './authorization.ts';
import { openCache } from './cache.ts';
import { cacheForNewsgraph, type Outbox } from './newsgraph-cache.ts';
import { remoteSubgraphs } from './remote.ts';
import { overridesOf } from './overrides.ts';
import { openTokens } from './secret.ts';
import { openTrustedDocuments } from './trusted-documents.ts';

export interface ServeOptions {
  readonly config: Config;
  readonly clock: Clock;
  readonly log: Logger;
  /** A supergraph of somebody else's, whose subgraphs all answer over HTTP. */
  readonly supergraphFile?: string;
}

export interface Serving {
  readonly url: string;
  readonly port: number;
  readonly hasGraphiql: boolean;
  readonly hasPages: boolean;
  /** Reads the files of TRUSTED_DOCUMENTS anew; where one is not right, all stays as it was, and the log says why. */
  reloadDocuments(): Promise<void>;
  stop(): Promise<void>;
}

/** Rejects with `ConfigError` or `ClientError` where it cannot start; what was opened is closed again. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const closing = new AsyncDisposableStack();
  try {
    const metrics = createMetrics();
    const shared = openSharedTexts(options, closing);
    return options.supergraphFile === undefined
      ? await serveNewsgraph(options, closing, metrics, shared)
      : await serveForeign(options, options.supergraphFile, closing, metrics, shared);
  } catch (error) {
    await closing.disposeAsync();
    throw error;
  }
}

/** Our own supergraph: subgraphs in this process, except for those that SUBGRAPHS names. */
async function serveNewsgraph(
  options: ServeOptions,
  closing: AsyncDisposableStack,
  metrics: Metrics,
  shared: TextStore | null,
): Promise<Serving> {
  const { config, clock } = options;
  const local = localNames(config);
  const supergraphSdl = await readSupergraph(join(packageRoot, 'schema', 'supergraph.graphql'));
  // A gateway without subgraphs of its own and without the key passes tokens on; the subgraphs check them.
  const tokens = local.length > 0 || config.jwtSecret !== null ? await openTokens(config, clock) : null;
  const remote = remoteSubgraphs(options, closing);
  const embedded = await openEmbedded(options, local, closing, metrics);
  const caching = await cacheForNewsgraph({ ...options, metrics, local, outbox: embedded.outbox, hasTokens: tokens !== null }, closing);
  const gateway = createGateway({
    ...engineOptions(options, metrics),
    authorization: await authorizationOf(config),
    overrides: await overridesOf(config),
    supergraphSdl,
    scalars,
    caching,
    executorFor: ({ name }) => {
      const address = config.subgraphs.get(name);
      return address === undefined ? required(embedded.executors.get(name), name) : remote.connect(name, address);
    },
  });
  const admin = invalidateRoutes(caching.cache, supergraphSdl, config.adminSecret);
  return start(options, { gateway, tokens, metrics, shared, closing, checks: [...embedded.checks, ...remote.checks], pages: true, admin });
}

/**
 * Any supergraph: no database, no pages. The client's Authorization goes on to the subgraphs as it is; it is only checked here where the supergraph
 * guards something and there is a key to check it with.
 */
async function serveForeign(
  options: ServeOptions,
  file: string,
  closing: AsyncDisposableStack,
  metrics: Metrics,
  shared: TextStore | null,
): Promise<Serving> {
  const { config, clock } = options;
  const supergraphSdl = await readSupergraph(file);
  const authorization = await authorizationOf(config);
  const overrides = await overridesOf(config);
  const remote = remoteSubgraphs(options, closing);
  const executorFor = ({ name, url }: { name: string; url: string }): SubgraphExecutor => {
    const address = config.subgraphs.get(name) ?? url;
    if (/^https?:/.test(URL.parse(address)?.protocol ?? '')) return remote.connect(name, address);
    throw new ClientError(
      'SUBGRAPH_WITHOUT_URL',
      `Subgraph "${name}" has no http address ("${address}"). Give one with SUBGRAPHS=${name}=http://…`,
    );
  };
  const caching = await openCache({ ...options, metrics, rules: {}, viewerOf: viewerByHeader }, closing);
  const gateway = foreignGateway(file, () =>
    createGateway({ ...engineOptions(options, metrics), authorization, overrides, supergraphSdl, executorFor, caching }),
  );
  const guarded = readAccessRules(parse(supergraphSdl)) !== null;
  const tokens = guarded && config.jwtSecret !== null ? await openTokens(config, clock) : null;
  const admin = invalidateRoutes(caching.cache, supergraphSdl, config.adminSecret);
  return start(options, { gateway, tokens, metrics, shared, closing, checks: remote.checks, pages: false, admin });
}

function foreignGateway(file: string, create: () => Gateway): Gateway {
  try {
    return create();
  } catch (error) {
    throw new ClientError(
      'SUPERGRAPH_INVALID',
      `The supergraph ${file} cannot be served: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

async function start(
  { config, clock, log }: ServeOptions,
  {
    gateway,
    tokens,
    metrics,
    shared,
    closing,
    checks,
    pages,
    admin = [],
  }: {
    gateway: Gateway;
    tokens: Tokens | null;
    metrics: Metrics;
    shared: TextStore | null;
    closing: AsyncDisposableStack;
    checks: readonly Check[];
    pages: boolean;
    admin?: readonly Route[];
  },
): Promise<Serving> {
  const shown = pages ? await openPages(config, gateway, tokens, log) : null;
  const documents = await openTrustedDocuments({ config, gateway, log });
  const app: App = await startApp({
    config,
    gateway,
    tokens,
    sharedTexts: shared,
    trustedDocuments: documents.trusted,
    graphiqlFiles: await openStaticFiles(join(packageRoot, 'dist', 'graphiql')),
    routes: [...(shown?.routes ?? []), ...admin],
    ...(shown && { fallback: shown.fallback }),
    checks: [...checks, { name: 'supergraph', run: async () => ({ state: 'ok' }) }, ...cacheChecks(shared)],
    clock,
    stopwatch: systemStopwatch,
    log,
    metrics,
  });
  closing.defer(async () => {
    const cutOff = await app.stop();
    if (cutOff > 0) log.warn({ requests: cutOff }, 'requests were cut off: the grace of SHUTDOWN_GRACE_MS was over');
  });
  return {
    url: app.url,
    port: app.port,
    hasGraphiql: app.hasGraphiql,
    hasPages: pages,
    reloadDocuments: documents.reload,
    stop: () => closing.disposeAsync(),
  };
}

function engineOptions({ config, log }: ServeOptions, metrics: Metrics) {
  return {
    limits: config.limits,
    ...(config.contract && { contract: config.contract }),
    introspection: config.introspection,
    debug: !config.production,
    subgraphErrors: config.subgraphErrors,
    observer: {
      planned: metrics.planned,
      fetched(event) {
        metrics.fetched(event);
        if (event.error !== undefined) logFailedFetch(log, event);
      },
      masked: (event) => log.error(event, 'a subgraph failed'),
    } satisfies GatewayObserver,
  };
}

/** Clients read a code. A subgraph that is away is its operator's affair; whatever is no `SubgraphFault` is a defect of ours. */
function logFailedFetch(
  log: Logger,
  { subgraph, requestId, error }: { readonly subgraph: string; readonly requestId: string; readonly error?: unknown },
): void {
  if (!(error instanceof SubgraphFault)) log.error({ err: error, subgraph, requestId }, 'a request to a subgraph failed');
  // The client has left.
  else if (error.code !== 'REQUEST_ABORTED')
    log.warn({ err: error, subgraph, requestId, code: error.code }, 'a subgraph could not be asked');
}

async function openPages(config: Config, gateway: Gateway, tokens: Tokens | null, log: Logger) {
  const { createPages } = await import('../routes/pages.routes.ts');
  const { mediaRoutes } = await import('../routes/media.routes.ts');
  const pages = createPages({ gateway, tokens, publicUrl: config.publicUrl, log });
  const media = mediaRoutes(await openStaticFiles(join(packageRoot, 'sample', 'media')));
  return { routes: [...pages.routes, ...media], fallback: pages.notFound };
}

function localNames(config: Config): SubgraphName[] {
  const unknown = [...config.subgraphs.keys()].filter((name) => !(SUBGRAPH_NAMES as readonly string[]).includes(name));
  if (unknown.length > 0) throw new ConfigError([`SUBGRAPHS names ${unknown.join(', ')}; the subgraphs are ${SUBGRAPH_NAMES.join(', ')}.`]);
  return SUBGRAPH_NAMES.filter((name) => !config.subgraphs.has(name));
}

async function openEmbedded(
  options: ServeOptions,
  names: readonly SubgraphName[],
  closing: AsyncDisposableStack,
  metrics: Metrics,
): Promise<{ executors: Map<string, SubgraphExecutor>; checks: Check[]; outbox: Outbox | null }> {
  if (names.length === 0) return { executors: new Map(), checks: [], outbox: null };
  const { config, clock, log } = options;
  const { watchBacklogs } = await import('./backlogs.ts');
  const { databaseCheck, openMigratedDatabase, openPreparedDatabase } = await import('./database.ts');
  const { enrichHere } = await import('./enrichment.ts');
  const { eventsCheck, openEvents } = await import('./events.ts');
  const { pollHere } = await import('./feeds.ts');
  const { embeddedExecutors } = await import('./embedded.ts');
  // Who serves the articles fills an empty database; see serve-subgraph.ts.
  const database = await (names.includes('articles') ? openPreparedDatabase : openMigratedDatabase)({ config, clock, log });
  closing.defer(() => database.close());
  watchBacklogs(metrics, { database, clock, log });
  const feed = await openEvents({ config, database, clock, log }, closing);
  if (names.includes('enrichments')) enrichHere({ config, database, feed, clock, log }, closing);
  if (names.includes('sources')) await pollHere({ config, database, clock, log, metrics }, closing);
  const executors = embeddedExecutors({ names, database, clock, config, log });
  return { executors, checks: [databaseCheck(database), eventsCheck(feed)], outbox: { database, feed } };
}

function openSharedTexts({ config, log }: ServeOptions, closing: AsyncDisposableStack): TextStore | null {
  if (config.redisUrl === null) return null;
  const store = createRedisTexts({
    connection: connect({ address: config.redisUrl, commandTimeoutMs: 100 }),
    onChange: (state, reason) =>
      state === 'available' ? log.info('redis is available') : log.warn({ reason }, 'redis is unavailable: going on without'),
  });
  closing.defer(() => store.close());
  return store;
}

/** Without Redis everything is still answered, only slower. */
function cacheChecks(shared: TextStore | null): Check[] {
  if (shared === null) return [];
  return [
    {
      name: 'redis',
      run: async () => ((await shared.ping()) === 'available' ? { state: 'ok' } : { state: 'degraded', detail: 'Redis does not answer.' }),
    },
  ];
}

async function readSupergraph(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new ClientError('SUPERGRAPH_UNREADABLE', `The supergraph ${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

function required(executor: SubgraphExecutor | undefined, name: string): SubgraphExecutor {
  if (executor === undefined)
    throw new Error(`schema/supergraph.graphql has a subgraph "${name}" that this program does not know: run \`newsgraph compose\`.`);
  return executor;
}
