/** One subgraph alone over HTTP: the same checks around a plain execution. It verifies tokens itself, whoever passed them on. */
import {
  execute,
  getOperationAST,
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { viewerOfAuthorization } from '../auth/bearer.ts';
import type { Tokens } from '../auth/tokens.ts';
import type { Stopwatch } from '../clock/stopwatch.ts';
import type { Config } from '../config/config.ts';
import type { SubgraphError } from '../gateway/transport/subgraph-executor.ts';
import type { SubgraphRequestInfo } from '../subgraph/definition.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { CACHE_INVALIDATE } from '../gateway/caching/mutation-tags.ts';
import { readRequest } from './graphql/read-request.ts';
import { readJson } from './http/body.ts';
import type { Exchange, Handler } from './http/exchange.ts';
import { languagesOf } from './http/languages.ts';
import { listen, type Listening } from './http/listen.ts';
import { allowMethods, DATA_CONTENT_SECURITY_POLICY, reply } from './http/reply.ts';
import { createRouter } from './router.ts';
import { healthRoutes, type Check } from './routes/health.routes.ts';
import { metricsRoutes } from './routes/metrics.routes.ts';

export interface SubgraphAppOptions {
  readonly config: Pick<Config, 'host' | 'port' | 'introspection' | 'limits' | 'maxBodyBytes' | 'requestTimeoutMs' | 'shutdownGraceMs'> &
    Partial<Pick<Config, 'maxConnections'>>;
  readonly schema: GraphQLSchema;
  readonly contextFor: (request: SubgraphRequestInfo) => unknown;
  readonly formatError: (error: GraphQLError, request: { readonly requestId: string }) => SubgraphError;
  readonly tokens: Tokens;
  readonly checks: readonly Check[];
  /** Tells after a mutation what it made wrong, for the gateway that sent it; null or absent where nobody keeps answers. */
  readonly heard?: { readonly position: number; hearNow(position: number): Promise<readonly string[]> } | null;
  readonly stopwatch: Stopwatch;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Documents kept, parsed and validated: a gateway sends the same few hundred again and again. */
const KEPT_DOCUMENTS = 2_000;

export async function startSubgraphApp(options: SubgraphAppOptions): Promise<Listening> {
  const { config, checks, stopwatch, log, metrics } = options;
  const onRequest = createRouter({
    routes: [{ name: 'graphql', path: '/graphql', handler: graphqlHandler(options) }, ...healthRoutes(checks), ...metricsRoutes(metrics)],
    requestTimeoutMs: config.requestTimeoutMs,
    log,
    metrics,
    stopwatch,
  });
  return listen({
    host: config.host,
    port: config.port,
    ...(config.maxConnections !== undefined && { maxConnections: config.maxConnections }),
    graceMs: config.shutdownGraceMs,
    onRequest,
  });
}

function graphqlHandler({ config, schema, contextFor, formatError, tokens, heard = null, metrics }: SubgraphAppOptions): Handler {
  const read = documentReader(schema, config);

  return async (exchange) => {
    allowMethods(exchange, ['POST']);
    const { request, requestId, account } = exchange;
    const viewer = await viewerOfAuthorization(tokens, request.headers.authorization);
    const { query, operationName, variables } = readRequest(await readJson(request, config.maxBodyBytes));
    const { document, errors: refusals } = read(query);
    if (document === null) return respond(exchange, { errors: refusals.map((error) => error.toJSON()) }, metrics);
    const operation = getOperationAST(document, operationName);
    account.operation = operation?.operation ?? 'none';
    account.operationName = operation?.name?.value ?? null;

    const contextValue = contextFor({ viewer, locales: languagesOf(request.headers['accept-language']), requestId });
    const written = heard !== null && operation?.operation === 'mutation' ? { from: heard.position, heard } : null;
    const result = await execute({ schema, document, operationName, variableValues: variables, contextValue });
    const wrong = written === null ? [] : await written.heard.hearNow(written.from);
    const errors = result.errors?.map((error) =>
      result.data === undefined
        ? { ...error.toJSON(), extensions: { code: 'BAD_USER_INPUT', ...error.extensions } }
        : formatError(error, { requestId }),
    );
    const answer = { ...(errors && { errors }), ...(result.data !== undefined && { data: result.data }) };
    respond(exchange, { ...answer, ...(wrong.length > 0 && { extensions: { [CACHE_INVALIDATE]: wrong } }) }, metrics);
  };
}

interface ReadDocument {
  readonly document: DocumentNode | null;
  /** Why it may not run; empty where it may. */
  readonly errors: readonly GraphQLError[];
}

function documentReader(
  schema: GraphQLSchema,
  { introspection, limits }: Pick<Config, 'introspection' | 'limits'>,
): (source: string) => ReadDocument {
  const kept = new LRUCache<string, ReadDocument>({ max: KEPT_DOCUMENTS });
  const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
  const read = (source: string): ReadDocument => {
    let document: DocumentNode;
    try {
      document = parse(source, { maxTokens: limits.maxTokens });
    } catch (error) {
      if (error instanceof GraphQLError) return { document: null, errors: [withCode(error, 'GRAPHQL_PARSE_FAILED')] };
      throw error;
    }
    const errors = validate(schema, document, rules, { maxErrors: 20 });
    return errors.length === 0
      ? { document, errors }
      : { document: null, errors: errors.map((error) => withCode(error, 'GRAPHQL_VALIDATION_FAILED')) };
  };
  return (source) => {
    const known = kept.get(source);
    if (known !== undefined) return known;
    const fresh = read(source);
    kept.set(source, fresh);
    return fresh;
  };
}

function withCode(error: GraphQLError, code: string): GraphQLError {
  return new GraphQLError(error.message, {
    nodes: error.nodes ?? null,
    source: error.source ?? null,
    positions: error.positions ?? null,
    extensions: { ...error.extensions, code },
  });
}

function respond(
  exchange: Exchange,
  result: {
    errors?: readonly { extensions?: Readonly<Record<string, unknown>> | undefined }[];
    data?: unknown;
    extensions?: Readonly<Record<string, unknown>>;
  },
  metrics: Metrics,
): void {
  for (const { extensions } of result.errors ?? []) metrics.error(typeof extensions?.['code'] === 'string' ? extensions['code'] : 'NONE');
  const modern = exchange.request.headers.accept?.includes('application/graphql-response+json') === true;
  const status = modern && result.data === undefined ? 400 : 200;
  // Without Cache-Control: how long answers may be kept, and by whom, the schema tells the gateway, which a header would only shorten.
  const type = `${modern ? 'application/graphql-response+json' : 'application/json'}; charset=utf-8`;
  reply(exchange, status, { 'content-type': type, 'content-security-policy': DATA_CONTENT_SECURITY_POLICY }, JSON.stringify(result));
}
