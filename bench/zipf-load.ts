/**
 * Load by popularity: article pages drawn by Zipf's law, page n with weight 1/n, the same draws for everybody who gives the same seed. Runs as a child process that knows the right answer to every page,
 * and stays from one order to the next, since to find them out takes longer than a measurement.
 */
import { setTimeout } from 'node:timers/promises';
import { Connection } from './connection.ts';
import type { LoadReport } from './load.ts';
import { OPERATIONS, rightAnswer } from './news.ts';

export interface ZipfOrder {
  readonly port: number;
  readonly pages: number;
  readonly connections: number;
  /** Draws for so many seconds; 0 asks for each page once, in order. */
  readonly seconds: number;
  readonly seed: number;
  /** Requests a second that are offered, however quickly they are answered; as many as are answered where it is absent. */
  readonly perSecond?: number;
}

const answers: Buffer[] = [];
const bodies: string[] = [];
let requestsEver = 0;

process.on('message', (order) => {
  void run(order as ZipfOrder).then((report) => process.send?.(report));
});

/** The numbers of pages are spread, so that pages that are asked for often are no neighbours. */
const SPREAD = 7_919;

async function run({ port, pages, connections, seconds, seed, perSecond }: ZipfOrder): Promise<LoadReport> {
  learn(pages);
  const draw = seconds === 0 ? inOrder(pages) : zipf(pages, seed);
  const latencies: number[] = [];
  let sent = 0;
  const started = performance.now();
  const until = seconds === 0 ? Infinity : started + seconds * 1_000;
  const client = async (): Promise<void> => {
    const connection = new Connection(port);
    try {
      while (performance.now() < until) {
        const page = draw();
        if (page === null) break;
        if (perSecond !== undefined) {
          const early = started + (sent * 1_000) / perSecond - performance.now();
          sent += 1;
          if (early > 0) await setTimeout(early);
        }
        const at = performance.now();
        // A token of its own for each, so that nobody takes two clients for one.
        const answer = await connection.post('/graphql', bodies[page]!, `Bearer bench-${(requestsEver += 1)}`);
        latencies.push(performance.now() - at);
        if (answer.status !== 200 || !answers[page]!.equals(answer.body))
          throw new Error(`wrong answer for page ${page} (${answer.status}): ${answer.body.toString().slice(0, 600)}`);
      }
    } finally {
      connection.close();
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: connections }, client));
  const failed = ends.find((end) => end.status === 'rejected');
  latencies.sort((one, other) => one - other);
  return {
    requests: latencies.length,
    seconds: (performance.now() - started) / 1_000,
    p50: latencies[Math.floor(latencies.length * 0.5)] ?? Number.NaN,
    p99: latencies[Math.floor(latencies.length * 0.99)] ?? Number.NaN,
    fault: failed === undefined ? null : String(failed.reason),
  };
}

function learn(pages: number): void {
  for (let page = answers.length; page < pages; page += 1) {
    const variables = { id: `a${page}` };
    answers.push(Buffer.from(`${JSON.stringify(rightAnswer('page', variables))}\n`));
    bodies.push(JSON.stringify({ query: OPERATIONS.page.query, operationName: 'Page', variables }));
  }
}

function inOrder(pages: number): () => number | null {
  let next = 0;
  return () => (next < pages ? next++ : null);
}

function zipf(pages: number, seed: number): () => number {
  const random = randomNumbers(seed);
  let total = 0;
  const sums = Array.from({ length: pages }, (_, rank) => (total += 1 / (rank + 1)));
  return () => {
    const at = random() * total;
    let [low, high] = [0, pages - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return (low * SPREAD) % pages;
  };
}

/** Mulberry32: 0 to 1, the same row of numbers for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
