/**
 * Answers that lie in this process's memory, whole or in parts, go out before Apollo Server's pipeline, whose own work is several times that of writing them. What the pipeline promises
 * is kept: the request was authenticated, is of a kind that it would take, and its document is one that it has run without an error. Whatever else is
 * asked goes the long way. FAST_PATH=off sends everything there (test/server/fast-path.test.ts compares both).
 */
import Negotiator from 'negotiator';
import type { Gateway } from '../../gateway/gateway.ts';
import type { KeptBody } from '../../gateway/caching/kept-body.ts';
import type { ClientRequest, GatewayRequest } from '../../gateway/request.ts';
import type { Exchange } from '../http/exchange.ts';
import { acceptedCoding, MIN_PACKED_BYTES } from '../http/compression.ts';
import { packedFields, reply, replyAtOnce } from '../http/reply.ts';
import { byName, cachingFields, isUnchanged, unchangedHeaders, varyOf } from './caching-headers.ts';

export interface FastPathOptions {
  readonly gateway: Pick<Gateway, 'kept'>;
  /** Headers on which answers depend. */
  readonly vary: readonly string[];
}

/** @param parameters of the GraphQL request, its document found (documents/find-document.ts) */
export type FastPath = (exchange: Exchange, parameters: Readonly<Record<string, unknown>>, client: ClientRequest) => boolean;

/** @returns whether the exchange was answered. */
export function createFastPath({ gateway, vary }: FastPathOptions): FastPath {
  const varies = varyOf(vary);
  return (exchange, parameters, client) => {
    const { request, account } = exchange;
    const type = typeFor(request.headers.accept);
    const asked = type === null ? null : askedOf(parameters, client);
    if (type === null || asked === null) return false;
    const answer = gateway.kept(asked);
    if (answer === null) return false;
    account.operation = 'query';
    account.operationName = answer.operationName;
    const fields = cachingFields(request, answer, varies);
    fields.push('content-type', type);
    if (isUnchanged(request, answer)) reply(exchange, 304, unchangedHeaders(byName(fields)), null);
    else if (answer.body === null) reply(exchange, 200, byName(fields), `{"data":${answer.text}}\n`);
    else write(exchange, fields, answer.body);
    return true;
  };
}

/** What is kept is packed once for all clients that take it so. */
function write(exchange: Exchange, fields: string[], body: KeptBody): void {
  const { bytes } = body;
  const coding = bytes.length < MIN_PACKED_BYTES ? 'identity' : acceptedCoding(exchange.request.headers['accept-encoding']);
  const packing = coding === 'identity' ? null : body.packing(coding);
  if (packing === undefined) reply(exchange, 200, byName(fields), bytes, (packed) => body.keepPacking(coding, packed));
  else if (packing === null) replyAtOnce(exchange, fields, bytes);
  else replyAtOnce(exchange, packedFields(fields, coding), packing);
}

/** Null for whatever is not plain, or not right: the pipeline has the words for it. */
function askedOf(
  { query, operationName, variables, extensions }: Readonly<Record<string, unknown>>,
  client: ClientRequest,
): GatewayRequest | null {
  if (typeof query !== 'string' || (extensions !== undefined && extensions !== null)) return null;
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string') return null;
  if (variables !== undefined && variables !== null && (typeof variables !== 'object' || Array.isArray(variables))) return null;
  return {
    source: query,
    operationName: operationName ?? undefined,
    variables: (variables as Record<string, unknown> | null) ?? undefined,
    client,
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
