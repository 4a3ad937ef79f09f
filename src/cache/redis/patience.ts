/**
 * How long an answer is worth waiting for, from how long the last ones took: their smoothed time and four times its deviation, as TCP knows when to send again
 * (RFC 6298). Redis that is well answers in less; one that is not is found out before many have waited for it.
 */
const SHARE_OF_TIME = 1 / 8;
const SHARE_OF_DEVIATION = 1 / 4;
export class Patience {
  readonly #longestMs: number;
  readonly #shortestMs: number;
  #smoothed: number | null = null;
  #deviation = 0;

  /**
   * @param longestMs until something is known, and at most
   * @param shortestMs at least: below a few milliseconds, what is measured is the event loop
   */
  constructor(longestMs: number, shortestMs: number) {
    this.#longestMs = longestMs;
    this.#shortestMs = shortestMs;
  }

  /** Whole milliseconds: timers of one length are kept together. */
  get ms(): number {
    if (this.#smoothed === null) return this.#longestMs;
    return Math.ceil(Math.min(this.#longestMs, Math.max(this.#shortestMs, this.#smoothed + 4 * this.#deviation)));
  }

  /** @param ms that an answer took */
  took(ms: number): void {
    if (this.#smoothed === null) {
      this.#smoothed = ms;
      this.#deviation = ms / 2;
      return;
    }
    this.#deviation += SHARE_OF_DEVIATION * (Math.abs(ms - this.#smoothed) - this.#deviation);
    this.#smoothed += SHARE_OF_TIME * (ms - this.#smoothed);
  }
}
