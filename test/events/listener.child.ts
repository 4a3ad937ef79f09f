/** A process that listens to the events of a database. Tells over IPC when it hears each, by the machine's own monotonic clock, and what it costs when idle. */
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/clock/clock.ts';
import { openDatabase } from '../../src/data/database.ts';
import { EventFeed } from '../../src/events/event-feed.ts';

/** The watch of SQLite looks less often after 2 s. */
const SETTLED_AFTER_MS = 2_500;

const database = await openDatabase({ ...(JSON.parse(process.argv[2]!) as { dataDir: string; databaseUrl?: string }), clock: systemClock });
// As a server has it: one listener, one consumer with a stored cursor.
const feed = new EventFeed({ database, clock: systemClock });
feed.follow({ name: 'stored', onEvents: () => undefined });
await feed.listen({
  name: 'live',
  onEvents: (events) => {
    const heardAt = String(process.hrtime.bigint());
    for (const { subjectId } of events) process.send!({ kind: 'heard', subjectId, heardAt });
  },
});
process.on('message', (message: { kind: 'idle'; milliseconds: number } | { kind: 'stop' }) => void answer(message));
process.send!({ kind: 'ready' });

async function answer(message: { kind: 'idle'; milliseconds: number } | { kind: 'stop' }): Promise<void> {
  if (message.kind === 'idle') {
    // Idle is what comes when the quiet has lasted.
    await pause(SETTLED_AFTER_MS);
    const before = process.cpuUsage();
    await pause(message.milliseconds);
    const { user, system } = process.cpuUsage(before);
    process.send!({ kind: 'idle', cpuMs: (user + system) / 1_000 });
    return;
  }
  await feed.close();
  await database.close();
  process.disconnect();
}
