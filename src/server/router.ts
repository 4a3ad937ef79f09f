/** From a request to its handler, and what is done around every one of them: id, deadline, errors, log line, measures. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Stopwatch } from '../clock/stopwatch.ts';
import { ClientError } from '../errors/client-error.ts';
import { audienceOf } from '../errors/mask.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { Deadline } from './http/deadline.ts';
import type { Exchange, Handler } from './http/exchange.ts';
import { notFound, replyError } from './http/reply.ts';
import { requestIdOf } from './http/request-id.ts';

export interface Route {
  /** For metrics and log: from a closed set, never the path. */
  readonly name: string;
  /** The whole path, or its beginning where it ends with `/*`. */
  readonly path: string;
  readonly handler: Handler;
}

export interface RouterOptions {
  readonly routes: readonly Route[];
  /** Answers what no route is for. */
  readonly fallback?: Handler;
  readonly requestTimeoutMs: number;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly stopwatch: Stopwatch;
}

/** What still comes in within this time after the deadline is sent: an engine that is told to stop answers with the parts it has. */
const LAST_WORDS_MS = 250;

export function createRouter({ routes, fallback = nothingHere, requestTimeoutMs, log, metrics, stopwatch }: RouterOptions) {
  const exact = new Map(routes.filter(({ path }) => !path.endsWith('/*')).map((route) => [route.path, route]));
  const prefixes = routes.filter(({ path }) => path.endsWith('/*')).map((route) => ({ route, prefix: route.path.slice(0, -1) }));

  const routeOf = (path: string): Pick<Route, 'name' | 'handler'> =>
    exact.get(path) ?? prefixes.find(({ prefix }) => path.startsWith(prefix))?.route ?? { name: 'unknown', handler: fallback };

  return (request: IncomingMessage, response: ServerResponse): void => {
    const started = stopwatch.elapsed();
    metrics.requestStarted();
    const url = request.url ?? '/';
    const question = url.indexOf('?');
    const path = question === -1 ? url : url.slice(0, question);
    const route = routeOf(path);
    const exchange: Exchange = {
      request,
      response,
      requestId: requestIdOf(request.headers['x-request-id']),
      path,
      search: question === -1 ? '' : url.slice(question),
      deadline: new Deadline(requestTimeoutMs, () =>
        setTimeout(() => replyError(exchange, tooLate(requestTimeoutMs)), LAST_WORDS_MS).unref(),
      ),
      account: { route: route.name, operation: 'none', operationName: null },
    };

    response.on('close', () => {
      exchange.deadline.end({ completed: response.writableFinished });
      account(exchange, stopwatch.elapsed() - started, log, metrics);
    });
    void run(route.handler, exchange, log);
  };
}

async function run(handler: Handler, exchange: Exchange, log: Logger): Promise<void> {
  try {
    await handler(exchange);
  } catch (error) {
    // Nobody is left to be answered.
    if (exchange.response.destroyed) return;
    if (audienceOf(error) === 'internal')
      log.error({ err: error, requestId: exchange.requestId, route: exchange.account.route }, 'a request failed');
    if (exchange.response.headersSent) exchange.response.destroy();
    else replyError(exchange, error);
  }
}

function account(
  { request, response, requestId, path, account: { route, operation, operationName } }: Exchange,
  milliseconds: number,
  log: Logger,
  metrics: Metrics,
): void {
  // 499 as in nginx: the client left before the answer was complete.
  const status = response.writableFinished ? response.statusCode : 499;
  metrics.requestEnded({ route, status, operation, milliseconds });
  if (!log.isLevelEnabled('info')) return;
  log.info({
    requestId,
    method: request.method,
    path: path.slice(0, 200),
    ...(operation !== 'none' && { operation, name: operationName?.slice(0, 100) ?? null }),
    status,
    ms: Math.round(milliseconds * 100) / 100,
  });
}

function nothingHere({ path }: Exchange): never {
  throw notFound(path);
}

function tooLate(milliseconds: number): ClientError {
  return new ClientError('REQUEST_TIMEOUT', `No answer was ready within ${milliseconds} ms.`, { status: 504, details: { milliseconds } });
}
