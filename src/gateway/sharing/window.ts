/**
 * When a batch is sent. With nothing of its kind under way it goes at the end of this turn of the event loop: whatever arrived with it goes along, and nobody
 * has waited. While one is under way, the next gathers until that one is back, or until the longest wait is over.
 */
export class Window {
  readonly #longestWaitMs: number;
  readonly #onIdle: () => void;
  #underWay = 0;
  #waiting: (() => void) | null = null;

  /** @param onIdle called when nothing is under way or waiting */
  constructor(longestWaitMs: number, onIdle: () => void) {
    this.#longestWaitMs = longestWaitMs;
    this.#onIdle = onIdle;
  }

  schedule(send: () => void): void {
    if (this.#underWay === 0 || this.#longestWaitMs === 0) {
      setImmediate(send);
      return;
    }
    const timer = setTimeout(() => this.#send(), this.#longestWaitMs);
    this.#waiting = () => {
      clearTimeout(timer);
      this.#waiting = null;
      send();
    };
  }

  async during<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#waiting !== null) this.#send();
      else if (this.#underWay === 0) this.#onIdle();
    }
  }

  #send(): void {
    this.#waiting?.();
  }
}
