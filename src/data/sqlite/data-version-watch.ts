/** How commits of other connections are noticed on SQLite: `pragma data_version` changes with each. Nothing tells; one has to look. */
import type { DatabaseSync } from 'node:sqlite';
import type { CommitWatch } from '../database.ts';

/**
 * Milliseconds between two looks: soon again while there is something going on, later otherwise. The look itself takes two microseconds and no lock;
 * waking an idle process costs 30 to 100, which is what the second figure saves. It cannot be much longer: within 50 ms all that was kept of what has changed has been read anew.
 */
const LOOK_EVERY = { busy: 20, quiet: 30 };
/** Looks for which it stays busy: a second. */
const BUSY_FOR = 50;

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
    if (this.#timer !== null) clearTimeout(this.#timer);
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
    let busyLooks = 0;
    let sinceChange = BUSY_FOR;
    const lookAgain = (): NodeJS.Timeout => setTimeout(onTime, busyLooks > 0 ? LOOK_EVERY.busy : LOOK_EVERY.quiet);
    const onTime = () => {
      const now = versionOrFault();
      const changed = now !== seen;
      // One commit alone is a lease renewed or a cursor stored; two make it busy.
      busyLooks = changed && sinceChange < BUSY_FOR ? BUSY_FOR : busyLooks - 1;
      sinceChange = changed ? 0 : sinceChange + 1;
      this.#timer = lookAgain();
      seen = now;
      if (changed) for (const listener of this.#listeners) listener();
    };
    return lookAgain();
  }
}
