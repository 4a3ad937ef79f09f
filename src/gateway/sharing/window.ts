/**
 * When a batch is sent. With nothing of its kind under way it goes at the end of this turn of the event loop: whatever arrived with it goes along, and nobody
 * has waited. While one is under way, the next gathers until that one is back, or until the longest wait is over.
 */
export class Window {
  readonly #longestWaitMs: number;
  readonly #onIdle: () => void;
  #underWay = 0;
  /** More than one where the first is full already. */
  #waiting: (() => void)[] = [];
  #timer: NodeJS.Timeout | null = null;

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
    this.#waiting.push(send);
    this.#timer ??= setTimeout(() => this.#sendAll(), this.#longestWaitMs);
  }

  async during<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#underWay += 1;
    try {
      return await work();
    } finally {
      this.#underWay -= 1;
      if (this.#waiting.length > 0) this.#sendAll();
      else if (this.#underWay === 0) this.#onIdle();
    }
  }

  #sendAll(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    for (const send of this.#waiting.splice(0)) send();
  }
}
