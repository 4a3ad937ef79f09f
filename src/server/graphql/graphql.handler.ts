/** /graphql, phase by phase. Each phase is a file of its own; what fails in one ends the request with its error. */
import { HeaderMap, type ApolloServer, type HTTPGraphQLResponse } from '@apollo/server';
import type { Stopwatch } from '../../clock/stopwatch.ts';
import { viewerOfAuthorization } from '../../auth/bearer.ts';
import type { Tokens } from '../../auth/tokens.ts';
import { ClientError } from '../../errors/client-error.ts';
import { readJson } from '../http/body.ts';
import type { Cors } from '../http/cors.ts';
import type { Exchange, Handler } from '../http/exchange.ts';
import { allowMethods, DATA_CONTENT_SECURITY_POLICY, JSON_TYPE, reply } from '../http/reply.ts';
import { prefersHtml } from './accept.ts';
import type { GraphqlContext } from './apollo.ts';
import { byName, cachingFields, isUnchanged, unchangedHeaders, varyOf } from './caching-headers.ts';
import { clientRequestOf } from './client-request.ts';
import { refuseForeignGet } from './csrf.ts';
import type { FastPath } from './fast-path.ts';
import type { FindDocument } from './documents/find-document.ts';
import { putDocument, type Refusals } from './documents/put-document.ts';
import { readSearch, writeSearch } from './documents/search-parameters.ts';
import { traceOf } from './explain.ts';

export interface GraphqlHandlerOptions {
  readonly apollo: ApolloServer<GraphqlContext>;
  /** Null where this process cannot check tokens: then they are only passed on, and subgraphs check them. */
  readonly tokens: Tokens | null;
  readonly cors: Cors;
  readonly maxBodyBytes: number;
  /** Operations in one body; 0 where a body may not be an array. */
  readonly maxBatch: number;
  /** Answers a browser; null where there is nothing to show it. */
  readonly graphiql: Handler | null;
  readonly findDocument: FindDocument;
  /** Null where every answer goes through Apollo Server. */
  readonly fastPath: FastPath | null;
  /** Headers on which kept answers depend. */
  readonly vary: readonly string[];
  /** Times answers that ask to be explained; null where nothing is explained. */
  readonly explainBy: Stopwatch | null;
}

/** `1` asks for `extensions.cost`: what the operation was counted to cost, and the limit. */
const COST_HEADER = 'x-newsgraph-cost';
const METHODS = ['GET', 'POST', 'OPTIONS'];

export function createGraphqlHandler(options: GraphqlHandlerOptions): Handler {
  const { apollo, tokens, cors, maxBodyBytes, maxBatch, graphiql, findDocument, fastPath, explainBy } = options;
  const vary = varyOf(options.vary);
  return async (exchange) => {
    const { request } = exchange;
    cors.apply(exchange);
    if (request.method === 'OPTIONS') return cors.preflight(exchange);
    if (request.method === 'HEAD' && graphiql !== null && prefersHtml(request.headers.accept)) return graphiql(exchange);
    allowMethods(exchange, METHODS);
    if (request.method === 'GET') {
      if (graphiql !== null && exchange.search === '' && prefersHtml(request.headers.accept)) return graphiql(exchange);
      refuseForeignGet(exchange, cors);
    }

    const viewer = tokens === null ? null : await viewerOfAuthorization(tokens, request.headers.authorization);
    const body = request.method === 'POST' ? checkBody(await readJson(request, maxBodyBytes), maxBatch) : readSearch(exchange.search);
    const client = clientRequestOf(exchange, viewer);
    const isBatch = Array.isArray(body);
    const refusals: Refusals = new Map();
    const found = withDocuments(body, findDocument, refusals);
    const asked = found instanceof Promise ? await found : found;
    // The operations of a batch share this context, and would write into one trace.
    const trace = explainBy === null || isBatch ? undefined : traceOf(exchange, explainBy);
    const showCost = request.headers[COST_HEADER] === '1';
    if (!isBatch && !trace && !showCost && refusals.size === 0 && isObject(asked) && fastPath?.(exchange, asked, client)) return;
    const context: GraphqlContext = {
      client,
      account: exchange.account,
      outcome: { refused: false, answers: 0 },
      refusals,
      showCost,
      trace,
    };
    const isPost = request.method === 'POST';

    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? '',
        headers: headersForApollo(exchange),
        search: isPost || asked === body ? exchange.search : writeSearch(asked as Record<string, unknown>),
        body: isPost ? asked : undefined,
      },
      context: async () => context,
    });
    await write(exchange, answer, context.outcome, vary);
  };
}

function checkBody(body: unknown, maxBatch: number): unknown {
  if (!Array.isArray(body)) return body;
  if (maxBatch === 0)
    throw new ClientError('BATCHING_NOT_ALLOWED', `One request carries one operation here, not an array; this one has ${body.length}.`);
  if (body.length > maxBatch) {
    throw new ClientError('BATCH_TOO_LARGE', `One request carries at most ${maxBatch} operations, this one has ${body.length}.`, {
      details: { maxBatch },
    });
  }
  return body;
}

/** With the text of each document in the place of its id; the same value where nothing was asked for by id. What is no GraphQL request is for Apollo Server to refuse. */
function withDocuments(body: unknown, findDocument: FindDocument, refusals: Refusals): unknown {
  if (Array.isArray(body)) return Promise.all(body.map((one: unknown) => withDocuments(one, findDocument, refusals)));
  if (!isObject(body)) return body;
  const found = findDocument(body);
  return found instanceof Promise ? found.then((later) => putDocument(body, later, refusals)) : putDocument(body, found, refusals);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The only headers Apollo Server reads. */
function headersForApollo({ request }: Exchange): HeaderMap {
  const headers = new HeaderMap();
  if (request.headers.accept !== undefined) headers.set('accept', request.headers.accept);
  if (request.headers['content-type'] !== undefined) headers.set('content-type', request.headers['content-type']);
  return headers;
}

async function write(
  exchange: Exchange,
  { status, headers, body }: HTTPGraphQLResponse,
  { refused, kept: last, answers }: GraphqlContext['outcome'],
  vary: string,
): Promise<void> {
  const type = headers.get('content-type') ?? JSON_TYPE;
  // What is said of one operation of a batch is not said of all.
  const kept = answers === 1 ? last : undefined;
  const out = {
    'cache-control': 'no-store',
    'content-security-policy': DATA_CONTENT_SECURITY_POLICY,
    ...Object.fromEntries(headers),
    ...(kept && byName(cachingFields(exchange.request, kept, vary))),
    'content-type': type,
  };
  if (kept && isUnchanged(exchange.request, kept)) return reply(exchange, 304, unchangedHeaders(out), null);
  if (body.kind === 'complete') return reply(exchange, refused ? statusOfRefusal(type) : (status ?? 200), out, body.string);

  exchange.response.writeHead(status ?? 200, { ...out, 'x-content-type-options': 'nosniff', 'x-request-id': exchange.requestId });
  for await (const part of body.asyncIterator) exchange.response.write(part);
  exchange.response.end();
}

/**
 * GraphQL over HTTP, "Status Codes": only with `application/graphql-response+json` may the status speak of the GraphQL request; with
 * `application/json` a document that cannot run is a well-formed answer all the same.
 */
function statusOfRefusal(contentType: string): number {
  return contentType.startsWith('application/graphql-response+json') ? 400 : 200;
}
