/** One HTTP request and its answer, with what every phase needs of it. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Deadline } from './deadline.ts';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  /** Percent-encoded as sent, without the query. */
  readonly path: string;
  /** With its `?`; empty without a query. */
  readonly search: string;
  readonly deadline: Deadline;
  /** What the log and the metrics say of it, filled in along the way. */
  readonly account: Account;
}

export interface Account {
  route: string;
  operation: 'query' | 'mutation' | 'subscription' | 'none';
  operationName: string | null;
}

export type Handler = (exchange: Exchange) => Promise<void> | void;
