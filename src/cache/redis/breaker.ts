/** Opens after several failures in a row and stays open until a trial succeeds; no request is ever the trial. */
export interface BreakerOptions {
  readonly failures: number;
  /** Milliseconds between two trials. */
  readonly everyMs: number;
  /** Resolves to true where the service works again. Never rejects. */
  readonly trial: () => Promise<boolean>;
  readonly onChange: (isOpen: boolean) => void;
}

export class Breaker {
  readonly #options: BreakerOptions;
  #failures = 0;
  #round = 0;
  #timer: NodeJS.Timeout | null = null;
  #isClosedForGood = false;

  constructor(options: BreakerOptions) {
    this.#options = options;
  }

  get isOpen(): boolean {
    return this.#timer !== null;
  }

  /** To be read when a command is given, and handed in where it fails. */
  get round(): number {
    return this.#round;
  }

  succeeded(): void {
    this.#failures = 0;
  }

  /** Those that were under way when another one failed tell nothing new: they count with it as one. */
  failed(round: number): void {
    if (round !== this.#round) return;
    this.#round += 1;
    this.#failures += 1;
    if (this.#failures < this.#options.failures || this.#timer !== null || this.#isClosedForGood) return;
    this.#timer = setTimeout(() => void this.#try(), this.#options.everyMs).unref();
    this.#options.onChange(true);
  }

  stop(): void {
    this.#isClosedForGood = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #try(): Promise<void> {
    const works = await this.#options.trial();
    if (this.#isClosedForGood) return;
    if (works) {
      this.#timer = null;
      this.#failures = 0;
      this.#options.onChange(false);
    } else {
      this.#timer = setTimeout(() => void this.#try(), this.#options.everyMs).unref();
    }
  }
}
