/**
 * How long a request may take, and who stops working when it is over. The signal is made when somebody first asks for it: in process
 * subgraphs never do, and an AbortController costs more than the rest of this file.
 */
export class Deadline {
  readonly #timer: NodeJS.Timeout;
  #controller: AbortController | null = null;
  #reason: Error | null = null;

  /** @param onExpired called once when the time is over and the request has not ended. */
  constructor(milliseconds: number, onExpired: () => void) {
    this.#timer = setTimeout(() => {
      this.#abort(new Error(`The request took longer than ${milliseconds} ms.`));
      onExpired();
    }, milliseconds);
  }

  /** Aborted when the time is over or the client is gone. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#reason !== null) this.#controller.abort(this.#reason);
    return this.#controller.signal;
  }

  /** The answer is written, or there is nobody left to write it to. */
  end({ completed }: { readonly completed: boolean }): void {
    clearTimeout(this.#timer);
    if (!completed) this.#abort(new Error('The client closed the connection.'));
  }

  #abort(reason: Error): void {
    this.#reason ??= reason;
    this.#controller?.abort(this.#reason);
  }
}
