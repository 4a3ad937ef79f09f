/**
 * Answers that lie in this process's memory, whole or in parts, go out before Apollo Server's pipeline, whose own work is several times that of writing them. What the pipeline promises
 * is kept: the request was authenticated, is of a kind that it would take, and its document is one that it has run without an error. Whatever else is
 * asked goes the long way. FAST_PATH=off sends everything there (test/server/fast-path.test.ts compares both).
 */
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import Negotiator from 'negotiator';
import type { Gateway } from '../../gateway/gateway.ts';
import type { KeptAnswer, ReadyAnswer } from '../../gateway/caching/answers.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import type { Exchange } from '../http/exchange.ts';
import { reply } from '../http/reply.ts';
import { cachingHeaders, isUnchanged, secondsLeft, unchangedHeaders } from './caching-headers.ts';

export interface FastPathOptions {
  readonly gateway: Pick<Gateway, 'kept'>;
  /** Headers on which answers depend. */
  readonly vary: readonly string[];
}

/** @param parameters of the GraphQL request, its document found (documents/find-document.ts) */
export type FastPath = (exchange: Exchange, parameters: Readonly<Record<string, unknown>>, client: ClientRequest) => boolean;

/** @returns whether the exchange was answered. */
export function createFastPath({ gateway, vary }: FastPathOptions): FastPath {
  const known = new WeakMap<object, Written>();
  return (exchange, parameters, client) => {
    const { request, account } = exchange;
    const type = typeFor(request.headers.accept);
    const asked = type === null ? null : askedOf(parameters);
    if (type === null || asked === null) return false;
    const answer = gateway.kept({ ...asked, client });
    if (answer === null) return false;
    account.operation = 'query';
    account.operationName = answer.operationName;
    const { body, headers } = answer.identity === null ? written(request, answer, type, vary) : writtenOnce(request, answer, type);
    if (isUnchanged(request, answer)) reply(exchange, 304, unchangedHeaders(headers), null);
    else reply(exchange, 200, headers, body);
    return true;
  };

  /** What is asked for often is asked for again within the second: its headers are the same for so long, and its bytes as long as it is kept. */
  function writtenOnce(request: IncomingMessage, answer: KeptAnswer, type: string): Written {
    const was = known.get(answer.identity);
    const second = secondsLeft(answer);
    if (was !== undefined && was.second === second && was.type === type && was.method === request.method) return was;
    const { body, ...is } = written(request, answer, type, vary);
    const now = { ...is, body: was?.body ?? Buffer.from(body) };
    known.set(answer.identity, now);
    return now;
  }
}

interface Written {
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | Buffer;
  /** What the headers depend on. */
  readonly second: number;
  readonly type: string;
  readonly method: string | undefined;
}

function written(request: IncomingMessage, answer: ReadyAnswer, type: string, vary: readonly string[]): Written {
  return {
    headers: { ...cachingHeaders(request, answer, vary), 'content-type': type },
    body: `{"data":${answer.text}}\n`,
    second: secondsLeft(answer),
    type,
    method: request.method,
  };
}

interface Asked {
  readonly source: string;
  readonly operationName: string | undefined;
  readonly variables: Record<string, unknown> | undefined;
}

/** Null for whatever is not plain, or not right: the pipeline has the words for it. */
function askedOf({ query, operationName, variables, extensions }: Readonly<Record<string, unknown>>): Asked | null {
  if (typeof query !== 'string' || (extensions !== undefined && extensions !== null)) return null;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  return {
    source: query,
    operationName: operationName ?? undefined,
    variables: (variables as Record<string, unknown> | null) ?? undefined,
  };
}

/** As Apollo Server chooses (ApolloServer.js, 5.5.1, chooseContentTypeForSingleResultResponse). */
const TYPES = ['application/json; charset=utf-8', 'application/graphql-response+json; charset=utf-8'];
const types = new Map<string, string | null>();

function typeFor(accept: string | undefined): string | null {
  if (accept === undefined || accept === '*/*') return TYPES[0]!;
  let type = types.get(accept);
  if (type === undefined) {
    type = new Negotiator({ headers: { accept } }).mediaType(TYPES) ?? null;
    if (types.size < 100) types.set(accept, type);
  }
  return type;
}
