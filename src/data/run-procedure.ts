/** Runs one write procedure inside a transaction that the engine has begun. */
import type { Reader } from './database.ts';
import { DatabaseFault } from './database-fault.ts';
import { appendToOutbox } from './outbox-append.ts';
import type { OutboxDraft, Procedure } from './write-context.ts';
import { type WriteName, writes } from './writes.ts';

/** Resolves with the procedure's output once its events are in the outbox. The engine commits, or rolls back where this rejects. */
export async function runProcedure(transaction: Reader, name: WriteName, input: unknown, now: number): Promise<unknown> {
  if (!Object.hasOwn(writes, name)) throw new DatabaseFault('BAD_INPUT', `There is no write named "${name}".`);
  const procedure = writes[name] as Procedure<unknown, unknown>;
  const events: OutboxDraft[] = [];
  const context = { engine: transaction.engine, read: transaction.read, now, emit: (event: OutboxDraft) => void events.push(event) };
  const output = await procedure(context, input);
  await appendToOutbox(context, events);
  return output;
}
