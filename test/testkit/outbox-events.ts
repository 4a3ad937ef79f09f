/** What the outbox has, in order. */
import type { Database } from '../../src/data/database.ts';
import { type OutboxEvent, outboxAfter } from '../../src/events/outbox.ts';

export async function allEvents(database: Database): Promise<readonly OutboxEvent[]> {
  const events: OutboxEvent[] = [];
  for (;;) {
    const more = await outboxAfter(database, events.at(-1)?.position ?? 0, 1_000);
    if (more.length === 0) return events;
    events.push(...more);
  }
}

export async function eventsOf(database: Database, topic: string): Promise<readonly OutboxEvent[]> {
  return (await allEvents(database)).filter((event) => event.topic === topic);
}
