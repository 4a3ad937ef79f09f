/** Waiting for something to happen, for some time at most, and not beyond the end. */
import { setTimeout as pause } from 'node:timers/promises';

/** Wakes all who wait at the moment; who comes later waits for the next time. */
export class Wake {
  #next = Promise.withResolvers<void>();

  /** To be taken before one looks whether there is anything to do: what happens in between wakes, too. */
  get next(): Promise<void> {
    return this.#next.promise;
  }

  all(): void {
    const { resolve } = this.#next;
    this.#next = Promise.withResolvers<void>();
    resolve();
  }
}

/** Until `next` resolves, the time is over or the signal aborts. Never rejects. */
export async function waitFor(next: Promise<void> | null, milliseconds: number, signal: AbortSignal): Promise<'woken' | 'over'> {
  const done = new AbortController();
  try {
    return await Promise.race([
      pause(milliseconds, 'over' as const, { signal: AbortSignal.any([signal, done.signal]) }).catch(() => 'over' as const),
      ...(next === null ? [] : [next.then(() => 'woken' as const)]),
    ]);
  } finally {
    done.abort();
  }
}
