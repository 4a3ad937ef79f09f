/** Decides in which order requests to subgraphs are answered, by a seed and not by time. */
import { Random } from '../differential/random.ts';

/** Turns of the event loop in which nothing happens, after which a run counts as hanging. */
const IDLE_TURNS = 5;

export class Scheduler {
  readonly #random: Random;
  readonly #waiting: (() => void)[] = [];

  constructor(seed: number) {
    this.#random = new Random(seed);
  }

  /** Requests that are not answered yet. */
  get waiting(): number {
    return this.#waiting.length;
  }

  later<T>(answer: () => Promise<T>): Promise<T> {
    return new Promise((resolve) => {
      this.#waiting.push(() => resolve(answer()));
    });
  }

  /** Answers one request after another until the run is done. @throws where it waits for nothing. */
  async drive<T>(run: Promise<T>): Promise<T> {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    run.then(settle, settle);
    let idle = 0;
    for (;;) {
      await turn();
      if (settled) return run;
      const next = this.#waiting.length > 0 ? this.#waiting.splice(this.#random.between(0, this.#waiting.length - 1), 1)[0] : undefined;
      idle = next ? 0 : idle + 1;
      if (idle > IDLE_TURNS) throw new Error('the gateway hangs: no request is under way and there is no answer');
      next?.();
    }
  }
}

/** All microtasks run before it. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
