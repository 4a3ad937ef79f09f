/**
 * A load generator on raw keep-alive sockets, run as a child process so that its CPU is not the measured process's. Every answer is compared,
 * byte for byte, with the one that was checked before the load: a benchmark with a wrong answer fails.
 */
import { Connection } from './connection.ts';

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
