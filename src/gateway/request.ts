/** What comes into the engine and what goes out of it. */
import type { GraphQLFormattedError } from 'graphql';
import type { AnswerFreshness } from './caching/answer-freshness.ts';
import type { Trace } from './explain/trace.ts';

/** The client side of one request: what is forwarded, what cancels it, and a place for per-request state of in-process subgraphs. */
export interface ClientRequest {
  readonly requestId: string;
  /** Lower-case names; only what subgraphs may see (`authorization`, `accept-language`, …). */
  readonly headers: Readonly<Record<string, string>>;
  /** Aborted when the client is gone or the deadline has passed. */
  readonly signal?: AbortSignal | undefined;
  /** Per-request memory of executors, keyed by the executor's own symbol or name. */
  readonly memory: Map<unknown, unknown>;
}

export interface GatewayRequest {
  readonly source: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
  readonly client: ClientRequest;
  /** The answer's `extensions.cost` is then what the operation was counted to cost, and the limit. */
  readonly showCost?: boolean | undefined;
  /** Filled in along the way; the answer's `extensions.explain` is then an `Explanation` (explain/explanation.ts). For development only. */
  readonly trace?: Trace | undefined;
}

/** JSON that is text already. `stringifyResult` writes it as it is; `toJSON` keeps any other serialiser right. */
export class JsonText {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  toJSON(): unknown {
    return JSON.parse(this.text);
  }
}

export interface GatewayResponse {
  /** Absent where nothing was executed (syntax, validation, variables): the specification's request error. */
  readonly data?: JsonText | null;
  readonly errors?: readonly GraphQLFormattedError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
  /** How long, for whom and under which tags the whole may be kept; absent where it may not. */
  readonly freshness?: AnswerFreshness;
}
