/** Writing the outbox. */
import type { Procedure } from '../data/write-context.ts';

/** Never moves a cursor back. */
const commitCursor: Procedure<{ readonly consumer: string; readonly position: number }, { readonly position: number }> = async () => { throw new Error('being written'); };

export const outboxWrites = { 'outbox.commitCursor': commitCursor };
