/** Writes of the platform domain. */
import { sql } from 'kysely';
import { DatabaseFault } from '../database-fault.ts';
import { insertRows } from '../parameters.ts';
import type { Procedure } from '../write-context.ts';

export const MAX_USERS = 1_000;

/** Creates, or takes over a new name; of several with one id the last counts. `written` counts those created or renamed. Emits `user.written` {id} for them. */
const upsert: Procedure<
  { readonly users: readonly { readonly id: string; readonly name: string }[] },
  { readonly written: number }
> = async (context, { users }) => {
  if (users.length > MAX_USERS)
    throw new DatabaseFault('BAD_INPUT', `users.upsert takes ${MAX_USERS} users at most: users has ${users.length}.`);
  const given = [...new Map(users.map((user) => [user.id, user])).values()];
  const rows = given.map(({ id, name }) => ({ id, name, created_at: context.now, updated_at: context.now }));
  const conflict = sql`on conflict (id) do update set name = excluded.name, updated_at = excluded.updated_at where users.name <> excluded.name`;
  const { rows: written } = await insertRows<'users', { id: string }>(context, 'users', rows, sql`${conflict} returning id`).execute(
    context.read,
  );
  for (const { id } of written) context.emit({ topic: 'user.written', subjectId: id, payload: { id } });
  return { written: written.length };
};

export const userWrites = { 'users.upsert': upsert };
