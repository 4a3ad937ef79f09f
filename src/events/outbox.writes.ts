/** How far each consumer of the outbox has come, who applies it, and the end of what all of them have seen. Events themselves are put in by src/data/outbox-append.ts. */
import { sql } from 'kysely';
import type { Reader } from '../data/database.ts';
import type { Procedure } from '../data/write-context.ts';
import type { OutboxEvent } from './outbox.ts';

export interface Lease {
  readonly consumer: string;
  readonly position: number;
}

/** Most events that one call of `outbox.prune` removes: what others wait for meanwhile is some milliseconds. */
export const PRUNED_AT_ONCE = 5_000;

/**
 * Gives the consumers to `holder` until `leaseMs` from now: those that nobody has, that it has already, or whose lease ran out. Answers those that
 * it has now, with where they stand; a consumer that is new stands at 0.
 */
const lease: Procedure<
  { readonly holder: string; readonly consumers: readonly string[]; readonly leaseMs: number },
  readonly Lease[]
> = async ({ read, now }, { holder, consumers, leaseMs }) => {
  const leases: Lease[] = [];
  // In one order everywhere, so that two processes that want the same ones do not wait for each other.
  for (const consumer of consumers.toSorted()) {
    const { rows } = await sql<Lease>`
      insert into outbox_cursors (consumer, position, holder, leased_until) values (${consumer}, 0, ${holder}, ${now + leaseMs})
      on conflict (consumer) do update set holder = excluded.holder, leased_until = excluded.leased_until
      where outbox_cursors.holder is null or outbox_cursors.holder = excluded.holder or outbox_cursors.leased_until <= ${now}
      returning consumer, position`.execute(read);
    leases.push(...rows);
  }
  return leases;
};

/** Makes a cursor at 0 for each consumer that has none yet, so that nothing is pruned before it was first started. */
const expect: Procedure<{ readonly consumers: readonly string[] }, null> = async ({ read }, { consumers }) => {
  for (const consumer of consumers.toSorted())
    await sql`insert into outbox_cursors (consumer, position) values (${consumer}, 0) on conflict (consumer) do nothing`.execute(read);
  return null;
};

/** Gives back what `holder` has of the consumers, so that the next one need not wait for the end of the lease. */
const release: Procedure<{ readonly holder: string; readonly consumers: readonly string[] }, null> = async (
  { read },
  { holder, consumers },
) => {
  for (const consumer of consumers.toSorted()) {
    await sql`update outbox_cursors set holder = null, leased_until = 0 where consumer = ${consumer} and holder = ${holder}`.execute(read);
  }
  return null;
};

/**
 * Never moves a cursor back: of two that commit, the farther one stays. With a `holder` it moves only while that one has the lease. Returns where it
 * stands, and whether the lease was (still) the holder's.
 */
const commitCursor: Procedure<
  { readonly consumer: string; readonly position: number; readonly holder?: string },
  { readonly position: number; readonly held: boolean }
> = async ({ read }, { consumer, position, holder }) => {
  const held = holder === undefined ? sql`` : sql`where outbox_cursors.holder = ${holder}`;
  const { rows } = await sql<{ position: number }>`
    insert into outbox_cursors (consumer, position, holder, leased_until) values (${consumer}, ${position}, null, 0)
    on conflict (consumer) do update set position = case when excluded.position > outbox_cursors.position then excluded.position else outbox_cursors.position end
    ${held} returning position`.execute(read);
  return rows[0] === undefined ? { position, held: false } : { position: rows[0].position, held: true };
};

/**
 * Moves a cursor from exactly `from` to `to` while `holder` has the lease; false where either is not so. In the transaction that also applies the
 * events between, that makes their effects happen once: whoever applies them a second time finds the cursor elsewhere.
 */
export async function advanceCursor(
  { read }: Reader,
  { consumer, holder, from, to }: { readonly consumer: string; readonly holder: string; readonly from: number; readonly to: number },
): Promise<boolean> {
  const result = await sql`
    update outbox_cursors set position = ${to} where consumer = ${consumer} and holder = ${holder} and position = ${from}`.execute(read);
  return Number(result.numAffectedRows ?? 0) === 1;
}

/** Sets aside an event that the consumer cannot take, and moves its cursor past it. False where the lease is another's. */
const park: Procedure<
  {
    readonly consumer: string;
    readonly holder: string;
    readonly from: number;
    readonly to: number;
    readonly event: OutboxEvent;
    readonly error: string;
  },
  boolean
> = async (context, { consumer, holder, from, to, event, error }) => {
  if (!(await advanceCursor(context, { consumer, holder, from, to }))) return false;
  const { position, topic, subjectId, payload, at } = event;
  await sql`
    insert into outbox_parked (consumer, position, topic, subject_id, payload, at, error, parked_at)
    values (${consumer}, ${position}, ${topic}, ${subjectId}, ${JSON.stringify(payload)}, ${at}, ${clean(error)}, ${context.now})
    on conflict (consumer, position) do nothing`.execute(context.read);
  return true;
};

/** Puts what was parked for the consumer into the outbox once more, as new events: every consumer of their topics meets them again. */
const unpark: Procedure<{ readonly consumer: string }, { readonly events: number }> = async ({ read, emit }, { consumer }) => {
  const { rows } = await sql<{ topic: string; subject_id: string; payload: string }>`
    select topic, subject_id, payload from outbox_parked where consumer = ${consumer} order by position limit ${PRUNED_AT_ONCE}`.execute(
    read,
  );
  await sql`
    delete from outbox_parked where consumer = ${consumer} and position in (
      select position from outbox_parked where consumer = ${consumer} order by position limit ${PRUNED_AT_ONCE})`.execute(read);
  for (const { topic, subject_id: subjectId, payload } of rows)
    emit({ topic, subjectId, payload: JSON.parse(payload) as Record<string, unknown> });
  return { events: rows.length };
};

/** Forgets a consumer that no process has any more, so that it holds back no pruning. `forgotten` is false where one has it, or there is none. */
const forget: Procedure<{ readonly consumer: string }, { readonly forgotten: boolean }> = async ({ read, now }, { consumer }) => {
  const result = await sql`
    delete from outbox_cursors where consumer = ${consumer} and (holder is null or leased_until <= ${now})`.execute(read);
  const forgotten = Number(result.numAffectedRows ?? 0) === 1;
  if (forgotten) await sql`delete from outbox_parked where consumer = ${consumer}`.execute(read);
  return { forgotten };
};

/**
 * Removes events older than `before` (milliseconds) that every consumer with a cursor has passed; PRUNED_AT_ONCE at most, so call again while it is that many.
 * Those in `catchingUp` are waited for only while a process has them: whoever starts them learns from elsewhere what was forgotten.
 */
const prune: Procedure<{ readonly before: number; readonly catchingUp?: readonly string[] }, { readonly removed: number }> = async (
  { read, now },
  { before, catchingUp = [] },
) => {
  const mayCatchUp = catchingUp.length === 0 ? sql`1 = 0` : sql`consumer in (${sql.join(catchingUp)})`;
  const { rows } = await sql<{ bound: number | null }>`
    with oldest as (select position, at from outbox order by position limit ${PRUNED_AT_ONCE}),
      young as (select coalesce((select min(position) from oldest where at >= ${before}), (select max(position) + 1 from oldest)) as position),
      cursors as (select min(position) as lowest from outbox_cursors
        where not (${mayCatchUp}) or (holder is not null and leased_until > ${now}))
    select case when cursors.lowest is null or young.position <= cursors.lowest then young.position else cursors.lowest + 1 end as bound
    from young, cursors`.execute(read);
  const bound = rows[0]?.bound ?? null;
  if (bound === null) return { removed: 0 };
  const result = await sql`
    delete from outbox where position in (select position from outbox where position < ${bound} order by position limit ${PRUNED_AT_ONCE})`.execute(
    read,
  );
  return { removed: Number(result.numAffectedRows ?? 0) };
};

/** What both engines take as text, and not all of a page-long error. */
const clean = (text: string) => text.replaceAll('\0', '').toWellFormed().slice(0, 2_000);

export const outboxWrites = {
  'outbox.expect': expect,
  'outbox.lease': lease,
  'outbox.release': release,
  'outbox.commitCursor': commitCursor,
  'outbox.park': park,
  'outbox.unpark': unpark,
  'outbox.forget': forget,
  'outbox.prune': prune,
};
