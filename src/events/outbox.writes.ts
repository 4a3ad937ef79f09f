/** How far each consumer of the outbox has come, and the end of what all of them have seen. Events themselves are put in by src/data/outbox-append.ts. */
import { sql } from 'kysely';
import type { Procedure } from '../data/write-context.ts';

/** Never moves a cursor back: of two that commit, the farther one stays. Returns where it stands. */
const commitCursor: Procedure<{ readonly consumer: string; readonly position: number }, { readonly position: number }> = async (
  { read },
  { consumer, position },
) => {
  const { rows } = await sql<{ position: number }>`
    insert into outbox_cursors (consumer, position) values (${consumer}, ${position})
    on conflict (consumer) do update set position = case when excluded.position > outbox_cursors.position then excluded.position else outbox_cursors.position end
    returning position`.execute(read);
  return { position: rows[0]!.position };
};

/** Removes events older than `before` (milliseconds) that every consumer with a cursor has passed. */
const prune: Procedure<{ readonly before: number }, { readonly removed: number }> = async ({ read }, { before }) => {
  const { rows } = await sql<{ bound: number | null }>`
    select case when cursors.lowest is null or young.position <= cursors.lowest then young.position else cursors.lowest + 1 end as bound
    from (select coalesce((select position from outbox where at >= ${before} order by position limit 1), (select max(position) + 1 from outbox)) as position) as young,
      (select min(position) as lowest from outbox_cursors) as cursors`.execute(read);
  const bound = rows[0]?.bound ?? null;
  if (bound === null) return { removed: 0 };
  const result = await sql`delete from outbox where position < ${bound}`.execute(read);
  return { removed: Number(result.numAffectedRows ?? 0) };
};

export const outboxWrites = { 'outbox.commitCursor': commitCursor, 'outbox.prune': prune };
