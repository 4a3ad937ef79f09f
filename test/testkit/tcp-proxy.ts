/** A TCP connection in the middle, which a test makes slow, silent or refused. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** Where new connections lead. */
  targetPort: number;
  /** Milliseconds by which each piece is late, both ways. */
  delayMs: number;
  /** Connections stay open, and nothing comes through. */
  isSilent: boolean;
  /** Connections are closed as they come. */
  isRefusing: boolean;
  /** Closes all there are. */
  cut(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    // Two pieces in a row would be 40 ms apart: the second waits for the first to be acknowledged, which whoever has nothing to say puts off.
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  };
  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (chunk: Buffer) => {
      if (proxy.isSilent) return;
      if (proxy.delayMs === 0) to.write(chunk);
      else setTimeout(() => to.write(chunk), proxy.delayMs).unref();
    });
    from.once('close', () => to.destroy());
  };
  const server = createServer((client) => {
    keep(client);
    if (proxy.isRefusing) return void client.destroy();
    const upstream = connect(proxy.targetPort, '127.0.0.1');
    keep(upstream);
    pass(client, upstream);
    pass(upstream, client);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: TcpProxy = {
    port: (server.address() as AddressInfo).port,
    targetPort,
    delayMs: 0,
    isSilent: false,
    isRefusing: false,
    cut,
    async close() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}
