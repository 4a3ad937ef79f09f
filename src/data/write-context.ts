/** What a write procedure is handed. */
import type { Reader } from './database.ts';

/** One row for the outbox. Topics are `<thing>.<what happened>`; after `written` and `created` the subject is in the ledger of subjects. */
export interface OutboxDraft {
  readonly topic: string;
  readonly subjectId: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** `read` is the transaction itself: procedures both read and write through it. */
export interface WriteContext extends Reader {
  /** The caller's clock when the write was asked for; procedures read no other time. */
  readonly now: number;
  /** Keeps an event for the end of the transaction, where all are put into the outbox at once (see outbox-append.ts for why last). */
  emit(event: OutboxDraft): void;
}

export type Procedure<Input, Output> = (context: WriteContext, input: Input) => Promise<Output>;
