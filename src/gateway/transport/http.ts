/** A subgraph behind HTTP: one keep-alive pool, a deadline, a bound on the answer's size, and a named fault for everything that is no GraphQL response. */
import { Pool } from 'undici';
import { isDataObject } from '../execute/merge.ts';
import type { SubgraphExecutor, SubgraphRequest, SubgraphResponse } from './subgraph-executor.ts';
import { SubgraphFault } from './subgraph-fault.ts';

export interface HttpSubgraphOptions {
  readonly url: string;
  /** From sending to the last byte, milliseconds. */
  readonly timeoutMs: number;
  readonly maxResponseBytes: number;
  /** Connections kept to this subgraph. */
  readonly connections: number;
}

export interface HttpExecutor extends AsyncDisposable {
  readonly execute: SubgraphExecutor;
}

/** @throws TypeError where the URL is not http(s). */
export function httpExecutor(options: HttpSubgraphOptions): HttpExecutor {
  const url = new URL(options.url);
  const pool = new Pool(url.origin, {
    connections: options.connections,
    pipelining: 1,
    keepAliveTimeout: 30_000,
    connectTimeout: Math.min(options.timeoutMs, 5_000),
    headersTimeout: 0, // one deadline of our own covers connecting, headers and body
    bodyTimeout: 0,
  });
  const path = url.pathname + url.search;
  return {
    execute: (request) => post(pool, path, request, options),
    [Symbol.asyncDispose]: () => pool.destroy(),
  };
}

async function post(pool: Pool, path: string, request: SubgraphRequest, options: HttpSubgraphOptions): Promise<SubgraphResponse> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(TIMED_OUT), options.timeoutMs);
  const clientSignal = request.client.signal;
  const onClientAbort = (): void => abort.abort(CLIENT_GONE);
  if (clientSignal?.aborted) onClientAbort();
  clientSignal?.addEventListener('abort', onClientAbort, { once: true });
  try {
    const response = await pool.request({
      path,
      method: 'POST',
      headers: {
        ...request.client.headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json;q=0.9',
      },
      body: requestBody(request),
      signal: abort.signal,
    });
    const text = await readBounded(response.body, response.headers['content-length'], options.maxResponseBytes);
    return readResponse(text, response.statusCode, response.headers['cache-control']);
  } catch (error) {
    throw toFault(error, abort.signal, options);
  } finally {
    clearTimeout(timer);
    clientSignal?.removeEventListener('abort', onClientAbort);
  }
}

const TIMED_OUT = Symbol('timed out');
const CLIENT_GONE = Symbol('client gone');

const preambles = new WeakMap<object, string>();

/** The part of the body that is the same for every request of the operation is written once. */
function requestBody(request: SubgraphRequest): string {
  let preamble = preambles.get(request.operation);
  if (preamble === undefined) {
    preamble = `{"query":${JSON.stringify(request.operation.text)},"operationName":${JSON.stringify(request.operation.name)}`;
    preambles.set(request.operation, preamble);
  }
  let variables = '';
  for (const name of Object.keys(request.variables))
    variables += `${variables ? ',' : ''}${JSON.stringify(name)}:${JSON.stringify(request.variables[name])}`;
  for (const { variable, texts } of request.representations)
    variables += `${variables ? ',' : ''}${JSON.stringify(variable)}:[${texts.join(',')}]`;
  return variables ? `${preamble},"variables":{${variables}}}` : `${preamble}}`;
}

type Body = Awaited<ReturnType<Pool['request']>>['body'];

async function readBounded(body: Body, contentLength: string | string[] | undefined, limit: number): Promise<string> {
  if (contentLength !== undefined && Number(contentLength) <= limit) return body.text();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      body.destroy();
      throw new SubgraphFault('SUBGRAPH_RESPONSE_TOO_LARGE', `A subgraph answered with more than ${limit} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** GraphQL over HTTP: a body with `data` or `errors` counts whatever the status says. */
function readResponse(text: string, status: number, cacheControl: string | string[] | undefined): SubgraphResponse {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw new SubgraphFault('SUBGRAPH_INVALID_RESPONSE', `A subgraph answered with status ${status} and no JSON.`, { cause: error });
  }
  if (!isDataObject(parsed) || !('data' in parsed || Array.isArray(parsed['errors']))) {
    throw new SubgraphFault('SUBGRAPH_INVALID_RESPONSE', `A subgraph answered with status ${status} and no GraphQL response.`);
  }
  const { data, errors, extensions } = parsed;
  const problems = Array.isArray(errors) ? errors.filter(isDataObject) : [];
  return {
    ...(isDataObject(extensions) && { extensions }),
    ...(cacheControl !== undefined && { cacheControl: String(cacheControl) }),
    data: isDataObject(data) ? data : null,
    errors: problems.map((error) => ({
      message: typeof error['message'] === 'string' ? error['message'] : 'Unknown error',
      path: Array.isArray(error['path'])
        ? error['path'].filter((segment) => typeof segment === 'string' || typeof segment === 'number')
        : undefined,
      extensions: isDataObject(error['extensions']) ? error['extensions'] : undefined,
    })),
  };
}

function toFault(error: unknown, signal: AbortSignal, options: HttpSubgraphOptions): unknown {
  if (error instanceof SubgraphFault) return error;
  if (signal.aborted) {
    if (signal.reason === TIMED_OUT)
      return new SubgraphFault('SUBGRAPH_TIMEOUT', `A subgraph did not answer within ${options.timeoutMs} ms.`, { cause: error });
    return new SubgraphFault('REQUEST_ABORTED', 'The request was cancelled.', { cause: error });
  }
  // System errors and undici's own carry a code; anything else is a defect of ours and stays what it is.
  if (typeof error === 'object' && error !== null && 'code' in error)
    return new SubgraphFault('SUBGRAPH_UNREACHABLE', 'A subgraph could not be reached.', { cause: error });
  return error;
}
