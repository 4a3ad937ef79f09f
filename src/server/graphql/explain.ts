/**
 * How answers come about, told to who develops: beside an answer that asked for it, or of an operation that is not run. Never in production, where
 * plans would show how the graph is built inside.
 */
import { GraphQLError } from 'graphql';
import type { Stopwatch } from '../../clock/stopwatch.ts';
import type { PlannedFetch } from '../../gateway/explain/explanation.ts';
import { Trace } from '../../gateway/explain/trace.ts';
import type { Gateway } from '../../gateway/gateway.ts';
import { PlanningError } from '../../gateway/plan/plan.ts';
import { readJson } from '../http/body.ts';
import type { Exchange } from '../http/exchange.ts';
import { allowMethods, replyJson } from '../http/reply.ts';
import type { Route } from '../router.ts';
import { readRequest } from './read-request.ts';

/** `1` asks that the answer's `extensions.explain` tell how it came about (gateway/explain/explanation.ts). CORS lets no foreign page send it. */
const HEADER = 'x-newsgraph-explain';

/** @returns undefined where nothing was asked. */
export function traceOf({ request }: Exchange, stopwatch: Stopwatch): Trace | undefined {
  return request.headers[HEADER] === '1' ? new Trace(stopwatch) : undefined;
}

/** What `POST /graphql/explain` answers to a GraphQL request; `{ errors }`, with the same status, where the operation has no plan. */
export interface PlanAnswer {
  readonly fetches: readonly PlannedFetch[];
  /** The same, as `newsgraph explain` prints it. */
  readonly text: string;
}

export function explainRoute(gateway: Gateway, maxBodyBytes: number): Route {
  return {
    name: 'explain',
    path: '/graphql/explain',
    async handler(exchange) {
      allowMethods(exchange, ['POST']);
      const { query, operationName, variables } = readRequest(await readJson(exchange.request, maxBodyBytes));
      try {
        const answer: PlanAnswer = {
          fetches: gateway.plan(query, operationName, variables),
          text: gateway.explain(query, operationName, variables),
        };
        replyJson(exchange, 200, answer);
      } catch (error) {
        // Not a fault of the request: whoever asks while somebody types asks about unfinished texts.
        replyJson(exchange, 200, { errors: [refusalOf(error)] });
      }
    },
  };
}

/** Throws on whatever is not the operation's fault. */
function refusalOf(error: unknown): object {
  if (error instanceof GraphQLError) return error.toJSON();
  if (error instanceof PlanningError) return { message: error.message, extensions: { code: 'OPERATION_NOT_PLANNABLE' } };
  throw error;
}
