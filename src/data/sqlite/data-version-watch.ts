/** How commits of other connections are noticed on SQLite: `pragma data_version` changes with each. Nothing tells; one has to look. */
import type { DatabaseSync } from 'node:sqlite';
import type { CommitWatch } from '../database.ts';

/** Milliseconds between two looks. A look takes some microseconds and no lock. */
const LOOK_EVERY = 20;

export class DataVersionWatch {
  readonly #connection: DatabaseSync;
  readonly #listeners = new Set<() => void>();
  #timer: NodeJS.Timeout | null = null;

  /** `connection` must not be the one that writes: its own commits do not change what it is told. */
  constructor(connection: DatabaseSync) {
    this.#connection = connection;
  }

  /** Looks for as long as anybody listens. */
  add(listener: () => void): CommitWatch {
    const own = () => listener();
    this.#listeners.add(own);
    this.#timer ??= this.#start();
    return {
      isHearing: true,
      stop: async () => {
        this.#listeners.delete(own);
        if (this.#listeners.size === 0) this.close();
      },
    };
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #start(): NodeJS.Timeout {
    // Prepared here and not through the dialect: looks are no statements of anybody's, and there are fifty a second.
    const look = this.#connection.prepare('pragma data_version');
    look.setReturnArrays(true);
    const version = () => (look.get() as unknown as readonly [number])[0];
    // A fault counts as a change: who is told asks the database and meets it there, where somebody hears of it.
    const versionOrFault = () => {
      try {
        return version();
      } catch {
        return -1;
      }
    };
    let seen = version();
    return setInterval(() => {
      const now = versionOrFault();
      if (now === seen) return;
      seen = now;
      for (const listener of this.#listeners) listener();
    }, LOOK_EVERY);
  }
}
