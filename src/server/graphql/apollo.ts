/** Apollo Server around the engine: its pipeline and plugins, our documents, plans and answers. */
import {
  ApolloServer,
  type ApolloServerPlugin,
  type BaseContext,
  type GraphQLRequestContext,
  type GraphQLRequestContextResponseForOperation,
} from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import { Kind, type DocumentNode, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
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
    schema: gateway.schema,
    plugins: [
      enginePlugin({ gateway, log, metrics }),
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

const NOTHING: DocumentNode = { kind: Kind.DOCUMENT, definitions: [] };

/**
 * Puts the engine's phases in the place of Apollo Server's. The pipeline parses and validates only where no document is set after `didResolveSource`, and executes only where no plugin has
 * answered (requestPipeline.js, 5.5.1; test/server/graphql.test.ts fails when that changes).
 *
 * Not by Apollo Server's `gateway` interface: it makes an object with accessors of its own for each request, and while V8 keeps what they close over until the next full collection, a
 * page costs a quarter more (docs/decisions/0012).
 */
function enginePlugin({ gateway, log, metrics }: Pick<ApolloOptions, 'gateway' | 'log' | 'metrics'>): ApolloServerPlugin<GraphqlContext> {
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
          const { account, outcome, client } = context.contextValue;
          account.operation = context.operation?.operation ?? 'none';
          account.operationName = context.operationName;
          let singleResult: FormattedExecutionResult;
          if (prepared.document === null) {
            outcome.refused = true;
            singleResult = { errors: prepared.errors.map((error) => error.toJSON()) };
          } else {
            try {
              singleResult = await executed(gateway, context);
            } catch (error) {
              log.error({ err: error, requestId: client.requestId }, 'the engine failed');
              singleResult = { data: null, errors: [shownError(error, client.requestId)] };
            }
          }
          return { http: context.response.http, body: { kind: 'single', singleResult } };
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

async function executed(
  gateway: Gateway,
  { source, request, contextValue }: GraphQLRequestContextResponseForOperation<GraphqlContext>,
): Promise<FormattedExecutionResult> {
  const { client, outcome, trace, showCost } = contextValue;
  const { operationName, variables } = request;
  const { data, errors, extensions, freshness } = await gateway.execute({ source, operationName, variables, client, trace, showCost });
  if (data === undefined) outcome.refused = true;
  outcome.answers += 1;
  // What tells of its own making is no answer for others, and its extensions are not in the etag.
  if (data && freshness && !extensions) outcome.kept = { text: data.text, freshness };
  return {
    ...(errors && errors.length > 0 && { errors }),
    // `stringifyResult` writes it as the text it is; to Apollo Server it is an object like any other.
    ...(data !== undefined && { data: data as unknown as Record<string, unknown> | null }),
    ...(extensions && { extensions }),
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
