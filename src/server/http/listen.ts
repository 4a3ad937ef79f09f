/** A listening HTTP server that can stop without dropping what it has begun. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ClientError } from '../../errors/client-error.ts';

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  /** 10,000 unless told. */
  readonly maxConnections?: number;
  /** How long `stop` waits for requests in flight before it cuts them off. */
  readonly graceMs: number;
  readonly onRequest: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface Listening {
  readonly port: number;
  /** For people: `http://localhost:4000` where it listens on loopback or on every address. */
  readonly url: string;
  /** Refuses new connections, lets requests in flight finish, closes. Resolves with how many had to be cut off. */
  stop(): Promise<number>;
}

/** Longer than the idle time of common proxies (60 s), so that it is they who close and no request meets a closing socket. */
const KEEP_ALIVE_MS = 65_000;
const HEADERS_TIMEOUT_MS = 15_000;
/** For head and body together: a client that trickles a body is cut off. */
const RECEIVE_TIMEOUT_MS = 30_000;

/** Rejects with `ClientError` where the address is taken or not allowed. */
export async function listen({ host, port, maxConnections = 10_000, graceMs, onRequest }: ListenOptions): Promise<Listening> {
  const connections = new Map<Socket, ServerResponse[]>();
  const inFlight = (): ServerResponse[] => [...connections.values()].flat();
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS, headersTimeout: HEADERS_TIMEOUT_MS, requestTimeout: RECEIVE_TIMEOUT_MS, maxHeaderSize: 16_384 },
    (request, response) => {
      const answering = connections.get(request.socket);
      answering?.push(response);
      response.on('close', () => void answering?.splice(answering.indexOf(response), 1));
      onRequest(request, response);
    },
  );

  server.maxConnections = maxConnections;
  server.on('connection', (socket) => {
    connections.set(socket, []);
    socket.once('close', () => connections.delete(socket));
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, host, port)));
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;

  return {
    port: address.port,
    url: `http://${shownHost(host)}:${address.port}`,
    async stop() {
      let cutOff = 0;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      // Node keeps connections on which nothing was asked yet (browsers open them ahead) until their headers time out: they are closed here.
      for (const [socket, answering] of connections) if (answering.length === 0) socket.destroy();
      // Connections of requests in flight would stay open for a next request otherwise.
      for (const response of inFlight()) if (!response.headersSent) response.shouldKeepAlive = false;
      const grace = setTimeout(() => {
        cutOff = inFlight().length;
        server.closeAllConnections();
      }, graceMs);
      await closed;
      clearTimeout(grace);
      return cutOff;
    },
  };
}

function listenError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const where = `${host}:${port}`;
  if (error.code === 'EADDRINUSE')
    return new ClientError('ADDRESS_IN_USE', `${where} is in use by another program. Choose another with PORT or --port.`, {
      cause: error,
    });
  if (error.code === 'EACCES')
    return new ClientError('ADDRESS_FORBIDDEN', `This user may not listen on ${where}. Ports from 1024 on need no privilege.`, {
      cause: error,
    });
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND' || error.code === 'EAI_AGAIN')
    return new ClientError('ADDRESS_UNKNOWN', `${host} is not an address of this machine. Choose another with HOST or --host.`, {
      cause: error,
    });
  return error;
}

function shownHost(host: string): string {
  if (['127.0.0.1', '::1', '0.0.0.0', '::', 'localhost'].includes(host)) return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
