/** How long each subgraph takes to answer, as it has done of late. */
import { systemStopwatch, type Stopwatch } from '../../clock/stopwatch.ts';
import type { SubgraphExecutor } from '../transport/subgraph-executor.ts';

/** Of a subgraph that has not been asked yet. */
const SUPPOSED_MS = 50;
const SHARE_OF_NEWEST = 1 / 8;

export class SourcePaces {
  readonly #stopwatch: Stopwatch;
  readonly #typical = new Map<string, number>();

  constructor(stopwatch: Stopwatch = systemStopwatch) {
    this.#stopwatch = stopwatch;
  }

  /** Milliseconds, smoothed. */
  typicalMs(subgraph: string): number {
    return this.#typical.get(subgraph) ?? SUPPOSED_MS;
  }

  /** The same executor; what fails tells nothing of how long an answer takes. */
  timed(execute: SubgraphExecutor): SubgraphExecutor {
    return async (request) => {
      const began = this.#stopwatch.elapsed();
      const response = await execute(request);
      this.#took(request.operation.subgraph, this.#stopwatch.elapsed() - began);
      return response;
    };
  }

  #took(subgraph: string, ms: number): void {
    const known = this.#typical.get(subgraph);
    this.#typical.set(subgraph, known === undefined ? ms : known + SHARE_OF_NEWEST * (ms - known));
  }
}
