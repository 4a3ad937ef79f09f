/** The HTTP transport against a real server that misbehaves in each way a subgraph can. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { OperationTypeNode, parse } from 'graphql';
import { httpExecutor } from '../../src/gateway/transport/http.ts';
import type { SubgraphRequest } from '../../src/gateway/transport/subgraph-executor.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

async function subgraph(handler: Handler, options: { timeoutMs?: number; maxResponseBytes?: number } = {}) {
  const server = createServer((message, response) => {
    let body = '';
    message.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    message.on('end', () => handler(message, response, body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql?v=1`;
  const executor = httpExecutor({
    url,
    timeoutMs: options.timeoutMs ?? 5_000,
    maxResponseBytes: options.maxResponseBytes ?? 1_000,
    connections: 4,
  });
  closers.push(async () => {
    await executor[Symbol.asyncDispose]();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { server, execute: executor.execute };
}

function request(overrides: Partial<SubgraphRequest> = {}): SubgraphRequest {
  const text = 'query Page__a__0($id:ID!){x(id:$id)}';
  return {
    operation: { subgraph: 'a', kind: OperationTypeNode.QUERY, name: 'Page__a__0', text, document: parse(text) },
    variables: { id: 'é"1' },
    representations: [],
    client: { requestId: 'r1', headers: { authorization: 'Bearer t', 'x-request-id': 'r1' }, memory: new Map() },
    ...overrides,
  };
}

const json = (response: ServerResponse, body: unknown, status = 200) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

describe('a request', () => {
  it('carries operation, name, variables, representations and the forwarded headers, over kept connections', async () => {
    const seen: { body: unknown; authorization: string | undefined; url: string | undefined }[] = [];
    const sockets = new Set();
    const { execute } = await subgraph((message, response, body) => {
      seen.push({ body: JSON.parse(body), authorization: message.headers.authorization, url: message.url });
      sockets.add(message.socket);
      json(response, { data: { x: 1 } });
    });
    const objects = [{ __typename: 'T', id: 'é"1' }];
    for (let i = 0; i < 10; i += 1)
      await execute(
        request({
          representations: [{ variable: 'reps', alias: '_entities', objects, texts: objects.map((object) => JSON.stringify(object)) }],
        }),
      );
    expect(seen[0]).toEqual({
      url: '/graphql?v=1',
      authorization: 'Bearer t',
      body: { query: 'query Page__a__0($id:ID!){x(id:$id)}', operationName: 'Page__a__0', variables: { id: 'é"1', reps: objects } },
    });
    expect(sockets.size).toBeLessThanOrEqual(2); // undici may open a second one while the first is being read out
  });
});

describe('answers', () => {
  it('with data and errors count, whatever the status', async () => {
    const { execute } = await subgraph((_, response) =>
      json(response, { data: null, errors: [{ message: 'no', path: ['x', 0, { odd: 1 }], extensions: { code: 'C' } }, 'odd'] }, 500),
    );
    expect(await execute(request())).toEqual({ data: null, errors: [{ message: 'no', path: ['x', 0], extensions: { code: 'C' } }] });
  });

  it.each<[string, Handler, { timeoutMs?: number; maxResponseBytes?: number }, string]>([
    ['no JSON', (_, response) => response.end('<html>oops'), {}, 'SUBGRAPH_INVALID_RESPONSE'],
    ['JSON that is no GraphQL response', (_, response) => json(response, ['x']), {}, 'SUBGRAPH_INVALID_RESPONSE'],
    ['an empty body', (_, response) => response.writeHead(502).end(), {}, 'SUBGRAPH_INVALID_RESPONSE'],
    ['too many bytes, announced', (_, response) => json(response, { data: { x: 'y'.repeat(2_000) } }), {}, 'SUBGRAPH_RESPONSE_TOO_LARGE'],
    [
      'too many bytes, streamed',
      (_, response) => {
        for (let i = 0; i < 50; i += 1) response.write('y'.repeat(100));
      },
      {},
      'SUBGRAPH_RESPONSE_TOO_LARGE',
    ],
    ['nothing in time', () => undefined, { timeoutMs: 30 }, 'SUBGRAPH_TIMEOUT'],
    ['a body that stops half way', (_, response) => void response.write('{"data":'), { timeoutMs: 30 }, 'SUBGRAPH_TIMEOUT'],
    ['a cut connection', (message) => message.socket.destroy(), {}, 'SUBGRAPH_UNREACHABLE'],
  ])('%s: a fault with a code', async (_, handler, options, code) => {
    const { execute } = await subgraph(handler, options);
    await expect(execute(request())).rejects.toMatchObject({ name: 'SubgraphFault', code });
  });

  it('a refused connection is a fault, and the next request after the server is back succeeds', async () => {
    const { server, execute } = await subgraph((_, response) => json(response, { data: { x: 1 } }));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await expect(execute(request())).rejects.toMatchObject({ code: 'SUBGRAPH_UNREACHABLE' });
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    expect(await execute(request())).toMatchObject({ data: { x: 1 } });
  });

  it('a client that leaves cancels what was asked for it', async () => {
    const abort = new AbortController();
    const { server, execute } = await subgraph((message) => {
      message.socket.once('close', () => server.emit('cancelled'));
      abort.abort();
    });
    const cancelled = once(server, 'cancelled');
    await expect(
      execute(request({ client: { requestId: 'r', headers: {}, memory: new Map(), signal: abort.signal } })),
    ).rejects.toMatchObject({ code: 'REQUEST_ABORTED' });
    await cancelled;
  });
});
