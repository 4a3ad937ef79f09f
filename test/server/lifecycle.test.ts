/** Requests that take long, clients that leave, and a server that stops meanwhile. The engine is held by a promise of the test's own. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { ClientRequest } from '../../src/gateway/request.ts';
import { listen } from '../../src/server/http/listen.ts';
import { startTestApp, type TestApp, type TestAppOptions } from './testkit/test-app.ts';

let app: TestApp;
afterEach(() => app.stop());

/** An app whose only field waits for `release`; `entered` resolves with what the engine was told of the client. */
async function heldApp(config: TestAppOptions['config'] = {}): Promise<{ entered: Promise<ClientRequest>; release(): void }> {
  const schema = buildSchema('type Query { slow: String }');
  const entered = Promise.withResolvers<ClientRequest>();
  const held = Promise.withResolvers<string>();
  schema.getQueryType()!.getFields()['slow']!.resolve = (_source, _arguments, client: ClientRequest) => {
    entered.resolve(client);
    return held.promise;
  };
  app = await startTestApp({ schema, config });
  return { entered: entered.promise, release: () => held.resolve('done') };
}

describe('a stop', () => {
  it('refuses new connections and lets the request in flight finish', async () => {
    const { entered, release } = await heldApp();
    const answer = app.post({ query: '{ slow }' });
    await entered;

    const stopped = app.stop();
    const late = connect(app.port, '127.0.0.1');
    const [refusal] = (await once(late, 'error')) as [NodeJS.ErrnoException];
    expect(refusal.code).toBe('ECONNREFUSED');

    release();
    const finished = await answer;
    expect(await finished.json()).toEqual({ data: { slow: 'done' } });
    expect(finished.headers.get('connection')).toBe('close');
    expect(await stopped).toBe(0);
  });

  it('cuts off what is not done when its grace is over, and says how many', async () => {
    const { entered } = await heldApp({ shutdownGraceMs: 20 });
    const answer = app.post({ query: '{ slow }' });
    // oxlint-disable-next-line jest/valid-expect -- awaited below, once the server has stopped
    const failed = expect(answer).rejects.toThrow();
    const client = await entered;
    const aborted = once(client.signal!, 'abort');
    expect(await app.stop()).toBe(1);
    await failed;
    await aborted;
  });

  it('closes connections that only wait for a next request, or for a first', async () => {
    const { release } = await heldApp();
    release();
    await (await app.post({ query: '{ slow }' })).json();
    const early = connect(app.port, '127.0.0.1').resume();
    // An answer on another connection, asked for later: by then the server has taken this one in.
    await once(early, 'connect');
    await app.get('/health/live', { connection: 'close' });
    const closed = once(early, 'close');
    expect(await app.stop()).toBe(0);
    await closed;
  });
});

describe('a request', () => {
  it('that is not answered by its deadline is told so, and the engine is told to stop', async () => {
    const { entered } = await heldApp({ requestTimeoutMs: 30 });
    const answer = app.post({ query: '{ slow }' });
    const client = await entered;
    if (!client.signal!.aborted) await once(client.signal!, 'abort');
    expect(client.signal!.reason).toEqual(new Error('The request took longer than 30 ms.'));

    expect((await answer).status).toBe(504);
    expect(await (await answer).json()).toMatchObject({
      errors: [{ message: 'No answer was ready within 30 ms.', extensions: { code: 'REQUEST_TIMEOUT' } }],
    });
  });

  it('whose engine answers with what it has when told to stop, is answered with that', async () => {
    const { entered, release } = await heldApp({ requestTimeoutMs: 30 });
    const answer = app.post({ query: '{ slow }' });
    const client = await entered;
    client.signal!.addEventListener('abort', release);
    expect(await (await answer).json()).toEqual({ data: { slow: 'done' } });
  });

  it('whose client leaves is aborted and logged as such', async () => {
    const { entered } = await heldApp();
    const leaving = new AbortController();
    const answer = fetch(`http://127.0.0.1:${app.port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ slow }' }),
      signal: leaving.signal,
    });
    // oxlint-disable-next-line jest/valid-expect -- awaited below, once the server has stopped
    const failed = expect(answer).rejects.toThrow();
    const client = await entered;
    const aborted = once(client.signal!, 'abort');
    leaving.abort();
    await failed;
    await aborted;
    expect(client.signal!.reason).toEqual(new Error('The client closed the connection.'));
    await app.stop();
    expect(app.lines).toMatchObject([{ status: 499 }]);
  });
});

describe('an address', () => {
  it('that is taken, forbidden or unknown is said to be so', async () => {
    await heldApp();
    const options = { host: '127.0.0.1', graceMs: 0, onRequest: () => {} };
    await expect(listen({ ...options, port: app.port })).rejects.toThrow(
      `127.0.0.1:${app.port} is in use by another program. Choose another with PORT or --port.`,
    );
    await expect(listen({ ...options, host: '203.0.113.1', port: 0 })).rejects.toThrow('203.0.113.1 is not an address of this machine.');
  });
});
