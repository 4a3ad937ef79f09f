/** The end of every write: its events go into the outbox and new ids into the ledger of subjects, in the same transaction. */
import { sql } from 'kysely';
import { insertRows } from './parameters.ts';
import { exclusively } from './locks.ts';
import type { OutboxDraft, WriteContext } from './write-context.ts';

/**
 * Positions must grow in commit order: a reader that has seen position 7 never looks at 6 again, so a transaction that drew 6 and commits after 7
 * would be lost to it. PostgreSQL's sequences give no such order. So the position is drawn under a lock that is held until the commit is visible
 * (transaction-scoped advisory locks are released after that), and drawn last, so that the lock is held for two inserts only and nothing is
 * waited for while holding it.
 */
export async function appendToOutbox(context: WriteContext, events: readonly OutboxDraft[]): Promise<void> {
  if (events.length === 0) return;
  await exclusively(context, 'outbox');
  const rows = events.map(({ topic, subjectId, payload }) => ({
    topic,
    subject_id: subjectId,
    payload: JSON.stringify(payload),
    at: context.now,
  }));
  const insert = insertRows(context, 'outbox', rows);
  // Told to those who listen when the transaction commits, and not at all when it does not.
  await (
    context.engine === 'postgres' ? sql`with appended as (${insert} returning 1) select pg_notify(${OUTBOX_CHANNEL}, '')` : insert
  ).execute(context.read);
  const born = new Set(events.filter(({ topic }) => BIRTHS.test(topic)).map(({ subjectId }) => subjectId));
  if (born.size === 0) return;
  await insertRows(
    context,
    'subjects',
    [...born].map((id) => ({ id })),
    sql`on conflict (id) do nothing`,
  ).execute(context.read);
}

/** PostgreSQL's channel on which commits with events are told. */
export const OUTBOX_CHANNEL = 'newsgraph_outbox';

/** Topics whose subject exists from then on. */
const BIRTHS = /\.(?:written|created)$/;
