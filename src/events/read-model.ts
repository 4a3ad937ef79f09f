/** Tables that a domain keeps of what another domain owns, filled by events and made anew by `newsgraph rebuild NAME`. */
import { sql } from 'kysely';
import type { Procedure, WriteContext } from '../data/write-context.ts';
import { oldestPosition, type OutboxEvent } from './outbox.ts';
import { advanceCursor } from './outbox.writes.ts';

export interface ReadModel {
  /** Also the name of its cursor. */
  readonly name: string;
  readonly topics: readonly string[];
  /**
   * Brings the tables to what the events say. Runs in the transaction that also moves the cursor, so each event takes effect once; still, what it
   * does must be right when a newer state was applied before an older event (a rebuild from the owner does that): store states, do not count.
   */
  apply(context: WriteContext, events: readonly OutboxEvent[]): Promise<void>;
  /** Empties the tables. */
  clear(context: WriteContext): Promise<void>;
}

export interface RebuildStart {
  /** Newest event when the tables were emptied. */
  readonly upTo: number;
  /** Whether the outbox still has every event there ever was. */
  readonly complete: boolean;
}

/** Most events that one transaction applies. */
export const MAX_APPLIED = 1_000;

/** The named writes of these read models: a name can cross into the writer thread, a function could not. */
export function readModelWrites(models: readonly ReadModel[]) {
  const byName = new Map(models.map((model) => [model.name, model]));
  const modelOf = (name: string) => {
    const model = byName.get(name);
    if (model === undefined)
      throw new TypeError(`There is no read model named "${name}". There is: ${[...byName.keys()].join(', ') || 'none'}.`);
    return model;
  };

  /** Applies the events behind `from` and moves the cursor to `to`, in one transaction. False, and nothing was done, where the lease or the cursor is another. */
  const apply: Procedure<
    { readonly name: string; readonly holder: string; readonly from: number; readonly to: number; readonly events: readonly OutboxEvent[] },
    boolean
  > = async (context, { name, holder, from, to, events }) => {
    const model = modelOf(name);
    if (!(await advanceCursor(context, { consumer: name, holder, from, to }))) return false;
    await model.apply(context, events);
    return true;
  };

  /**
   * Empties the tables, sets the cursor back to 0 and takes the lease from whoever has it: that one's next transaction finds it gone and changes nothing.
   * `fromOwner` says that the states come from the owner: then the cursor goes to the newest event, which they include.
   */
  const restart: Procedure<
    { readonly name: string; readonly holder: string; readonly leaseMs: number; readonly fromOwner: boolean },
    RebuildStart
  > = async (context, { name, holder, leaseMs, fromOwner }) => {
    await modelOf(name).clear(context);
    const { rows } = await sql<{ position: number }>`select coalesce(max(position), 0) as position from outbox`.execute(context.read);
    const upTo = rows[0]!.position;
    const position = fromOwner ? upTo : 0;
    await sql`
        insert into outbox_cursors (consumer, position, holder, leased_until) values (${name}, ${position}, ${holder}, ${context.now + leaseMs})
        on conflict (consumer) do update set position = excluded.position, holder = excluded.holder, leased_until = excluded.leased_until`.execute(
      context.read,
    );
    await sql`delete from outbox_parked where consumer = ${name}`.execute(context.read);
    return { upTo, complete: await isComplete(context) };
  };

  return { 'readModels.apply': apply, 'readModels.restart': restart };
}

/** An empty outbox is complete only where nothing ever happened: the ledger outlives the events. */
async function isComplete(context: WriteContext): Promise<boolean> {
  const oldest = await oldestPosition(context);
  if (oldest !== null) return oldest === 1;
  const { rows } = await sql`select id from subjects limit 1`.execute(context.read);
  return rows.length === 0;
}
