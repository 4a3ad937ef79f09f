/** Which faults say nothing about the event that was being handled. */

/** Thrown by a consumer that cannot do its work at the moment (a queue is away): the events are tried again for as long as it takes. */
export class NotNow extends Error {
  override readonly name = 'NotNow';
}

/** The database is full of writes, restarting, out of connections or gone; the event is innocent. */
const PASSING =
  /^(WRITE_QUEUE_FULL|WRITER_LOST|DATABASE_CLOSED|ECONN(REFUSED|RESET)|ETIMEDOUT|ENOTFOUND|EPIPE|08...|53...|57P0.|40001|40P01)$/;

/** Whether the fault passes by itself, so that trying again, not parking the event, is the answer. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NotNow) return true;
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown };
  // The pool's own words have no code.
  return (
    (typeof code === 'string' && PASSING.test(code)) ||
    /timeout exceeded when trying to connect|Connection terminated/.test(String(message))
  );
}
