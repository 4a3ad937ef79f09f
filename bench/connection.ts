/** An HTTP connection of a load generator: little more than the socket, so that it costs less than what it measures. */
import { connect, type Socket } from 'node:net';

/** One request at a time over one socket. Reads answers with Content-Length or in chunks, which is all that gateways send. */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = Buffer.alloc(0);
  #waiting: { resolve(answer: { status: number; body: Buffer }): void; reject(error: unknown): void } | null = null;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', (error) => this.#waiting?.reject(error));
    this.#socket.on('close', () => this.#waiting?.reject(new Error('the connection was closed in the middle')));
  }

  post(path: string, body: string, authorization: string | null): Promise<{ status: number; body: Buffer }> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      const headers = `content-type: application/json\r\naccept: application/json\r\n${authorization === null ? '' : `authorization: ${authorization}\r\n`}`;
      this.#socket.write(`POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${headers}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  close(): void {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const head = this.#received.indexOf('\r\n\r\n');
    if (head < 0) return;
    const headers = this.#received.toString('latin1', 0, head).toLowerCase();
    const length = /\r\ncontent-length: *(\d+)/.exec(headers)?.[1];
    const body =
      length === undefined ? unchunked(this.#received.subarray(head + 4)) : sized(this.#received.subarray(head + 4), Number(length));
    if (body === null) return;
    this.#received = Buffer.alloc(0);
    this.#waiting?.resolve({ status: Number(headers.slice(9, 12)), body });
  }
}

function sized(bytes: Buffer, length: number): Buffer | null {
  return bytes.length < length ? null : bytes.subarray(0, length);
}

function unchunked(bytes: Buffer): Buffer | null {
  const parts: Buffer[] = [];
  for (let at = 0; ;) {
    const line = bytes.indexOf('\r\n', at);
    if (line < 0) return null;
    const size = Number.parseInt(bytes.toString('latin1', at, line), 16);
    const end = line + 2 + size;
    if (bytes.length < end + 2) return null;
    if (size === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(line + 2, end));
    at = end + 2;
  }
}
