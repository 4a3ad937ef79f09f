/** Makes a read model anew, beside processes that go on serving and following. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock/clock.ts';
import type { Database } from '../data/database.ts';
import { outboxAfter, type OutboxEvent } from './outbox.ts';
import type { ReadModel, RebuildStart } from './read-model.ts';

/** What the owner has, as if it had just told of it: a page behind `after`, null at the end. For when old events are gone. */
export type OwnerStates = (
  after: string | null,
) => Promise<{ readonly events: readonly Pick<OutboxEvent, 'topic' | 'subjectId' | 'payload'>[]; readonly next: string | null }>;

export interface RebuildOptions {
  readonly database: Database;
  readonly clock: Clock;
  readonly model: Pick<ReadModel, 'name' | 'topics'>;
  readonly owner?: OwnerStates | undefined;
  readonly onProgress?: (applied: number) => void;
}

const PAGE = 500;
const LEASE_MS = 60_000;

/** Resolves with how many events or states were applied, once the model is as new as the outbox was at the start; the feeds go on from there. */
export async function rebuild(options: RebuildOptions): Promise<{ readonly applied: number; readonly from: RebuildStart['from'] }> {
  const { database, model, owner } = options;
  const holder = `rebuild:${randomUUID()}`;
  const start = await database.write('readModels.restart', { name: model.name, holder, leaseMs: LEASE_MS, hasOwner: owner !== undefined });
  try {
    const applied = start.from === 'outbox' ? await replay(options, holder, start.upTo) : await askOwner(options, holder, start.upTo);
    return { applied, from: start.from };
  } finally {
    await database.write('outbox.release', { holder, consumers: [model.name] });
  }
}

async function replay(options: RebuildOptions, holder: string, upTo: number): Promise<number> {
  const { database, model } = options;
  const apply = applying(options, holder);
  let [position, applied] = [0, 0];
  while (position < upTo) {
    const events = (await outboxAfter(database, position, PAGE)).filter((event) => event.position <= upTo);
    const to = events.at(-1)?.position ?? upTo;
    const wanted = events.filter(({ topic }) => model.topics.includes(topic));
    await apply(wanted, position, to);
    position = to;
    applied += wanted.length;
    options.onProgress?.(applied);
  }
  return applied;
}

async function askOwner(options: RebuildOptions, holder: string, upTo: number): Promise<number> {
  const { clock, owner } = options;
  const apply = applying(options, holder);
  let applied = 0;
  for (let after: string | null = null, more = true; more; more = after !== null) {
    const page = await owner!(after);
    // What happened meanwhile is in the states already, and is applied again by the feeds: states, so that twice is no harm.
    await apply(
      page.events.map((event) => ({ ...event, position: upTo, at: clock.now() })),
      upTo,
      upTo,
    );
    after = page.next;
    applied += page.events.length;
    options.onProgress?.(applied);
  }
  return applied;
}

/** Applies and keeps the lease. Throws where another rebuilding has taken it. */
function applying({ database, clock, model: { name } }: RebuildOptions, holder: string) {
  let renewedAt = clock.now();
  return async (events: readonly OutboxEvent[], from: number, to: number): Promise<void> => {
    if (clock.now() - renewedAt > LEASE_MS / 3) {
      await database.write('outbox.lease', { holder, consumers: [name], leaseMs: LEASE_MS });
      renewedAt = clock.now();
    }
    if (!(await database.write('readModels.apply', { name, holder, from, to, events })))
      throw new Error(`"${name}" is being rebuilt by another process as well; that one goes on.`);
  };
}
