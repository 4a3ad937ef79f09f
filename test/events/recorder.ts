/** Users as events, and a consumer that tells what it was handed. */
import type { Database } from '../../src/data/database.ts';
import type { OutboxEvent } from '../../src/events/outbox.ts';

export const write = (database: Database, ...numbers: readonly number[]) =>
  database.write('users.upsert', { users: numbers.map((n) => ({ id: `usr_${n}`, name: `${n}` })) });
export const usersOf = (events: readonly OutboxEvent[]) => events.map(({ subjectId }) => Number(subjectId.slice('usr_'.length)));

/** What a consumer was handed, call by call, and a way to wait for it. */
export function recorder(onCall?: (events: readonly OutboxEvent[], call: number) => Promise<void> | void) {
  const calls: number[][] = [];
  const waiting = new Set<() => void>();
  return {
    calls,
    get users() {
      return calls.flat();
    },
    onEvents: async (events: readonly OutboxEvent[]) => {
      calls.push(usersOf(events));
      for (const look of waiting) look();
      await onCall?.(events, calls.length);
    },
    /** Resolves once the condition holds; looked at with every call. */
    async until(met: () => boolean): Promise<void> {
      await new Promise<void>((resolve) => {
        const look = () => {
          if (!met()) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
  };
}

/** Looks again whenever the loop is free: for what a database has stored there is no event. */
export async function until(met: () => Promise<boolean>): Promise<void> {
  while (!(await met())) await new Promise((resolve) => setTimeout(resolve, 2));
}
