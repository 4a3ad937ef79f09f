/**
 * Answers that lie in this process's memory, whole or in parts, go out before Apollo Server's pipeline, whose own work is several times that of writing them. What the pipeline promises
 * is kept: the request was authenticated, is of a kind that it would take, and its document is one that it has run without an error. Whatever else is
 * asked goes the long way. FAST_PATH=off sends everything there (test/server/fast-path.test.ts compares both).
 */
import Negotiator from 'negotiator';
import type { Gateway } from '../../gateway/gateway.ts';
import type { ReadyAnswer } from '../../gateway/caching/answers.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import type { Exchange } from '../http/exchange.ts';
import { reply } from '../http/reply.ts';
import { cachingHeaders, isUnchanged, unchangedHeaders } from './caching-headers.ts';

export interface FastPathOptions {
  readonly gateway: Pick<Gateway, 'kept'>;
  /** Headers on which answers depend. */
  readonly vary: readonly string[];
}

/** @param parameters of the GraphQL request, its document found (documents/find-document.ts) */
export type FastPath = (exchange: Exchange, parameters: Readonly<Record<string, unknown>>, client: ClientRequest) => boolean;

/** @returns whether the exchange was answered. */
export function createFastPath({ gateway, vary }: FastPathOptions): FastPath {
  const bytes = new WeakMap<object, Buffer>();
  return (exchange, parameters, client) => {
    const type = typeFor(exchange.request.headers.accept);
    const asked = type === null ? null : askedOf(parameters);
    if (type === null || asked === null) return false;
    const kept = gateway.kept({ ...asked, client });
    if (kept === null) return false;
    exchange.account.operation = 'query';
    exchange.account.operationName = kept.operationName;
    const headers = { ...cachingHeaders(exchange.request, kept, vary), 'content-type': type };
    if (isUnchanged(exchange.request, kept)) reply(exchange, 304, unchangedHeaders(headers), null);
    else reply(exchange, 200, headers, bytesOf(kept));
    return true;
  };

  function bytesOf({ text, identity }: ReadyAnswer): Buffer | string {
    if (identity === null) return bodyOf(text);
    let known = bytes.get(identity);
    if (known === undefined) bytes.set(identity, (known = Buffer.from(bodyOf(text))));
    return known;
  }
}

function bodyOf(text: string): string {
  return `{"data":${text}}\n`;
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
const known = new Map<string, string | null>();

function typeFor(accept: string | undefined): string | null {
  if (accept === undefined || accept === '*/*') return TYPES[0]!;
  let type = known.get(accept);
  if (type === undefined) {
    type = new Negotiator({ headers: { accept } }).mediaType(TYPES) ?? null;
    if (known.size < 100) known.set(accept, type);
  }
  return type;
}
