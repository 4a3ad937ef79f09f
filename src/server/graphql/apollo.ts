/** Apollo Server around the engine: its pipeline and plugins, our documents, plans and answers. */
import { ApolloServer, type ApolloServerPlugin, type BaseContext, type GraphQLRequestContext } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { GraphQLError, Kind, type DocumentNode, type GraphQLFormattedError } from 'graphql';
import type { Trace } from '../../gateway/explain/trace.ts';
import type { AnswerFreshness } from '../../gateway/caching/answer-freshness.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import { JsonText } from '../../gateway/request.ts';
import type { Gateway, PreparedDocument } from '../../gateway/gateway.ts';
import { INTERNAL_CODE, shownError } from '../../errors/mask.ts';
import type { Logger } from '../../telemetry/logger.ts';
import type { Metrics } from '../../telemetry/metrics.ts';
import type { Account } from '../http/exchange.ts';
import type { Refusals } from './documents/put-document.ts';
import type { PersistedQueryCache } from './documents/persisted-queries.ts';

export interface GraphqlContext extends BaseContext {
  readonly client: ClientRequest;
  readonly account: Account;
  /** Written by the pipeline, read by the handler: the document or its variables were refused before anything ran. */
  readonly outcome: { refused: boolean; answers: number; kept?: { readonly text: string; readonly freshness: AnswerFreshness } };
  /** Operations that may not be run, by the text that stands for them (documents/put-document.ts). */
  readonly refusals: Refusals;
  /** Where the answer is to be explained. */
  readonly trace: Trace | undefined;
  /** Whether the answer tells what the operation was counted to cost. */
  readonly showCost: boolean;
}

export interface ApolloOptions {
  readonly gateway: Gateway;
  readonly persistedQueries: PersistedQueryCache;
  readonly batching: boolean;
  readonly introspection: boolean;
  readonly log: Logger;
  readonly metrics: Metrics;
}

export async function startApollo({
  gateway,
  persistedQueries,
  batching,
  introspection,
  log,
  metrics,
}: ApolloOptions): Promise<ApolloServer<GraphqlContext>> {
  const apollo = new ApolloServer<GraphqlContext>({
    gateway: gatewayInterface(gateway, log),
    plugins: [
      enginePlugin(gateway, metrics),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
    // The engine's operation cache holds documents; a second one would only hold them twice.
    documentStore: null,
    persistedQueries: { cache: persistedQueries },
    allowBatchedHttpRequests: batching,
    introspection,
    includeStacktraceInErrorResponses: false,
    // csrf.ts and the JSON type of bodies do it, without refusing what GraphQL over HTTP allows.
    csrfPrevention: false,
    stopOnTerminationSignals: false,
    nodeEnv: 'production',
    stringifyResult,
    logger: log,
  });
  await apollo.start();
  return apollo;
}

function gatewayInterface(gateway: Gateway, log: Logger) {
  let announce: ((schema: { apiSchema: Gateway['schema']; coreSupergraphSdl: string }) => void) | undefined;
  return {
    onSchemaLoadOrUpdate(callback: NonNullable<typeof announce>) {
      announce = callback;
      return () => {
        announce = undefined;
      };
    },
    async load() {
      // The supergraph is read by reporting plugins only, which are off.
      announce?.({ apiSchema: gateway.schema, coreSupergraphSdl: '' });
      return { executor: executor(gateway, log) };
    },
    async stop() {},
  };
}

function executor(gateway: Gateway, log: Logger) {
  return async (requestContext: {
    source: string;
    request: { operationName?: string; variables?: Record<string, unknown> };
    context: Record<string, unknown>;
  }) => {
    const { client, outcome, trace, showCost } = requestContext.context as unknown as GraphqlContext;
    try {
      const { data, errors, extensions, freshness } = await gateway.execute({
        source: requestContext.source,
        operationName: requestContext.request.operationName,
        variables: requestContext.request.variables,
        client,
        trace,
        showCost,
      });
      if (data === undefined) outcome.refused = true;
      outcome.answers += 1;
      // What tells of its own making is no answer for others, and its extensions are not in the etag.
      if (data && freshness && !extensions) outcome.kept = { text: data.text, freshness };
      return {
        // `stringifyResult` writes it as the text it is; to Apollo Server it is an object like any other.
        ...(data !== undefined && { data: data as unknown as Record<string, unknown> | null }),
        ...(errors && errors.length > 0 && { errors: errors.map((error) => new FormattedError(error)) }),
        ...(extensions && { extensions }),
      };
    } catch (error) {
      log.error({ err: error, requestId: client.requestId }, 'the engine failed');
      return { data: null, errors: [new FormattedError(shownError(error, client.requestId))] };
    }
  };
}

/** The engine's errors are in their final form; Apollo Server wants GraphQLErrors, which would lose what they cannot recompute (locations). */
class FormattedError extends GraphQLError {
  readonly #formatted: GraphQLFormattedError;

  constructor(formatted: GraphQLFormattedError) {
    super(formatted.message, { extensions: formatted.extensions ?? null });
    this.#formatted = formatted;
  }

  override toJSON(): GraphQLFormattedError {
    return this.#formatted;
  }
}

const NOTHING: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/**
 * Puts the engine's operation phase in the place of Apollo Server's parsing and validation. The pipeline parses only where no document is set
 * after `didResolveSource` (requestPipeline.js, 5.5.1; test/server/graphql.test.ts fails when that changes).
 */
function enginePlugin(gateway: Gateway, metrics: Metrics): ApolloServerPlugin<GraphqlContext> {
  return {
    async requestDidStart() {
      let prepared: PreparedDocument;
      return {
        async didResolveSource(context) {
          const refusal = context.contextValue.refusals.get(context.source);
          prepared = refusal ? { document: null, errors: [refusal] } : gateway.prepare(context.source, context.contextValue.trace);
          (context as { document?: DocumentNode }).document = prepared.document ?? NOTHING;
          // A text that cannot run is not worth a place among the persisted ones.
          if (prepared.document === null) context.metrics.persistedQueryRegister = false;
        },
        async responseForOperation(context) {
          const { account, outcome } = context.contextValue;
          account.operation = context.operation?.operation ?? 'none';
          account.operationName = context.operationName;
          if (prepared.document !== null) return null;
          outcome.refused = true;
          const errors = prepared.errors.map((error) => error.toJSON());
          return { http: context.response.http, body: { kind: 'single', singleResult: { errors } } };
        },
        async willSendResponse(context) {
          countErrors(context, metrics);
        },
      };
    },
    async invalidRequestWasReceived({ error }) {
      metrics.error(codeOf(error));
    },
  };
}

function countErrors({ response }: GraphQLRequestContext<GraphqlContext>, metrics: Metrics): void {
  if (response.body?.kind !== 'single') return;
  for (const error of response.body.singleResult.errors ?? []) metrics.error(codeOf(error));
}

function codeOf(error: Error | GraphQLFormattedError): string {
  const code = 'extensions' in error ? (error.extensions as Record<string, unknown> | undefined)?.['code'] : undefined;
  return typeof code === 'string' ? code : INTERNAL_CODE;
}

/** One serialisation per answer: the engine's text goes out as it is. */
export function stringifyResult(result: { errors?: unknown; data?: unknown; extensions?: unknown }): string {
  if (!(result.data instanceof JsonText)) return `${JSON.stringify(result)}\n`;
  const errors = result.errors === undefined ? '' : `"errors":${JSON.stringify(result.errors)},`;
  const extensions = result.extensions === undefined ? '' : `,"extensions":${JSON.stringify(result.extensions)}`;
  return `{${errors}"data":${result.data.text}${extensions}}\n`;
}
