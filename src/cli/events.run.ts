/** The `events` command at work: what an operator wants to know of the outbox, and the two things to do about it. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import type { Database } from '../data/database.ts';
import { type ConsumerState, consumerStates, latestPosition, parkedEvents } from '../events/outbox.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { createLogger } from '../telemetry/logger.ts';
import { UsageError } from './failure.ts';

/** Parked events that are shown of each consumer. */
const SHOWN = 5;

export async function runEvents({ json = false, retry, forget }: { json?: boolean; retry?: string; forget?: string }): Promise<void> {
  const { log } = createLogger({ level: 'silent' });
  const database = await openMigratedDatabase({ config: readConfig(), clock: systemClock, log });
  try {
    if (retry !== undefined) await retryParked(database, retry);
    else if (forget !== undefined) await forgetConsumer(database, forget);
    else await show(database, json);
  } finally {
    await database.close();
  }
}

async function retryParked(database: Database, consumer: string): Promise<void> {
  let events = 0;
  for (
    let put = await database.write('outbox.unpark', { consumer });
    put.events > 0;
    put = await database.write('outbox.unpark', { consumer })
  )
    events += put.events;
  process.stdout.write(`${events} parked events of ${consumer} are in the outbox again.\n`);
}

async function forgetConsumer(database: Database, consumer: string): Promise<void> {
  const { forgotten } = await database.write('outbox.forget', { consumer });
  if (!forgotten) throw new UsageError(`There is no consumer "${consumer}", or a process has it: stop that one first.`);
  process.stdout.write(`${consumer} is forgotten.\n`);
}

async function show(database: Database, json: boolean): Promise<void> {
  const latest = await latestPosition(database);
  const consumers = await Promise.all(
    (await consumerStates(database)).map(async (state) => ({
      ...state,
      behind: Math.max(0, latest - state.position),
      holder: state.leasedUntil > systemClock.now() ? state.holder : null,
      parkedEvents: state.parked === 0 ? [] : await parkedEvents(database, state.consumer, SHOWN),
    })),
  );
  if (json) {
    process.stdout.write(`${JSON.stringify({ latest, consumers })}\n`);
    return;
  }
  process.stdout.write(`The outbox ends at ${latest}.\n`);
  for (const consumer of consumers) process.stdout.write(consumerText(consumer));
}

function consumerText({
  consumer,
  position,
  behind,
  holder,
  parked,
  parkedEvents: shown,
}: ConsumerState & { readonly behind: number; readonly parkedEvents: Awaited<ReturnType<typeof parkedEvents>> }): string {
  const lines = [
    `${consumer}: at ${position}${behind > 0 ? `, ${behind} behind` : ''}; ${holder === null ? 'applied by nobody' : `applied by ${holder}`}`,
    ...(parked > 0 ? [`  ${parked} parked (--retry ${consumer} puts them in again)`] : []),
    ...shown.map(
      ({ event: { position: at, topic, subjectId }, error }) => `  ${at} ${topic} ${subjectId}: ${error.split('\n', 1)[0] ?? ''}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}
