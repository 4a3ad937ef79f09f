/** What a migration is. Once released it is never edited: a change is a new file. */
import type { Reader } from '../database.ts';

export interface Migration {
  /** File name without ending; the order of names is the order of running. */
  readonly name: string;
  /** Runs inside the transaction that also records it. */
  up(transaction: Reader): Promise<void>;
}
