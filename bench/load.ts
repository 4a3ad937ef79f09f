/**
 * A load generator on raw keep-alive sockets, run as a child process so that its CPU is not the measured process's. Every answer is compared,
 * byte for byte, with the one that was checked before the load: a benchmark with a wrong answer fails.
 */
import { connect, type Socket } from 'node:net';

export interface LoadOrder {
  readonly port: number;
  readonly path: string;
  /** Request bodies, taken in turn. */
  readonly bodies: readonly string[];
  /** The right answer's bytes for each body, as text. */
  readonly answers: readonly string[];
  readonly connections: number;
  readonly seconds: number;
  /** A header of its own for each request, so that no gateway can share work between two of them. */
  readonly uniqueAuthorization: boolean;
}

export interface LoadReport {
  readonly requests: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  /** The first wrong answer, or what broke a connection. */
  readonly fault: string | null;
}

process.once('message', (order) => {
  void run(order as LoadOrder).then((report) => process.send?.(report, () => process.disconnect()));
});

async function run(order: LoadOrder): Promise<LoadReport> {
  const latencies: number[] = [];
  const answers = order.answers.map((answer) => Buffer.from(answer));
  const started = performance.now();
  const until = started + order.seconds * 1000;
  let sent = 0;
  const client = async (): Promise<void> => {
    const connection = new Connection(order.port);
    try {
      while (performance.now() < until) {
        const turn = sent++ % order.bodies.length;
        const at = performance.now();
        const answer = await connection.post(
          order.path,
          order.bodies[turn] ?? '',
          order.uniqueAuthorization ? `Bearer bench-${sent}` : null,
        );
        latencies.push(performance.now() - at);
        if (answer.status !== 200 || answers[turn]?.equals(answer.body) !== true)
          throw new Error(`wrong answer (${answer.status}): ${answer.body.toString().slice(0, 600)}`);
      }
    } finally {
      connection.close();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: order.connections }, client));
  const failed = ends.find((end) => end.status === 'rejected');
  latencies.sort((one, other) => one - other);
  return {
    requests: latencies.length,
    seconds: (performance.now() - started) / 1000,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    fault: failed === undefined ? null : String(failed.reason),
  };
}

/** One request at a time over one socket. Reads answers with Content-Length or in chunks, which is all that gateways send. */
class Connection {
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
