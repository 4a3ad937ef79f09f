/** Tables that a domain keeps of what another domain owns, filled by events and made anew by `newsgraph rebuild NAME`. */
import { sql } from 'kysely';
import type { Procedure, WriteContext } from '../data/write-context.ts';
import { latestPosition, oldestPosition, type OutboxEvent } from './outbox.ts';
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
  /** `outbox`: it still has every event there ever was, all are to be applied. `owner`: what is old was pruned; the states come from who owns them. */
  readonly from: 'outbox' | 'owner';
}

/** Events that one transaction applies at most. */
const MAX_APPLIED = 1_000;

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
    if (events.length > MAX_APPLIED)
      throw new RangeError(`readModels.apply takes ${MAX_APPLIED} events at most: events has ${events.length}.`);
    if (!(await advanceCursor(context, { consumer: name, holder, from, to }))) return false;
    await model.apply(context, events);
    return true;
  };

  /**
   * Empties the tables, sets the cursor to where the rebuilding begins, and takes the lease from whoever has it: that one's next transaction finds it gone and
   * changes nothing. Throws, and changes nothing, where events are missing and there is no owner to ask.
   */
  const restart: Procedure<
    { readonly name: string; readonly holder: string; readonly leaseMs: number; readonly hasOwner: boolean },
    RebuildStart
  > = async (context, { name, holder, leaseMs, hasOwner }) => {
    const model = modelOf(name);
    const from = (await isComplete(context)) ? 'outbox' : 'owner';
    if (from === 'owner' && !hasOwner)
      throw new TypeError(`"${name}" cannot be made anew: old events were pruned, and nothing else tells what it is made of.`);
    await model.clear(context);
    const upTo = await latestPosition(context);
    const position = from === 'outbox' ? 0 : upTo;
    await sql`
      insert into outbox_cursors (consumer, position, holder, leased_until) values (${name}, ${position}, ${holder}, ${context.now + leaseMs})
      on conflict (consumer) do update set position = excluded.position, holder = excluded.holder, leased_until = excluded.leased_until`.execute(
      context.read,
    );
    await sql`delete from outbox_parked where consumer = ${name}`.execute(context.read);
    return { upTo, from };
  };

  return { 'readModels.apply': apply, 'readModels.restart': restart };
}

/** An empty outbox is complete only where nothing ever happened: the ledger and the cursors outlive the events. */
async function isComplete(context: WriteContext): Promise<boolean> {
  const oldest = await oldestPosition(context);
  if (oldest !== null) return oldest === 1;
  const { rows } = await sql`
    select 1 as trace where exists (select 1 from subjects) or exists (select 1 from outbox_cursors where position > 0)`.execute(
    context.read,
  );
  return rows.length === 0;
}
