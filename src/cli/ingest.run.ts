/** The `ingest` command at work: it may run beside a serving process, on the same database. */
import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import { systemClock } from '../clock/clock.ts';
import { systemStopwatch } from '../clock/stopwatch.ts';
import { readConfig } from '../config/config.ts';
import { readFieldMap } from '../ingest/field-map.ts';
import { ingest } from '../ingest/ingest.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { ExitCode } from './failure.ts';
import { IngestDiary } from './ingest.diary.ts';
import { progressLine } from './ingest.progress.ts';
import { inputsText, reportLine, reportText, wasRead } from './ingest.report.ts';

export interface IngestFlags {
  readonly json?: boolean;
  readonly map?: string;
  readonly url?: string;
  readonly refresh?: boolean;
}

export async function runIngest(inputs: readonly string[], { json = false, map, url, refresh }: IngestFlags): Promise<ExitCode> {
  yieldToServers();
  const config = readConfig();
  const { log } = createLogger({ level: 'silent' });
  const fieldMap = map === undefined ? undefined : await readFieldMap(map);
  const database = await openMigratedDatabase({ config, clock: systemClock, log });
  const progress = process.stderr.isTTY ? progressLine(process.stderr, systemStopwatch) : null;
  let diary: IngestDiary | undefined;
  try {
    const begun = await IngestDiary.begin(database, inputs);
    diary = begun;
    const report = await ingest({
      inputs,
      map: fieldMap,
      pageUrl: url,
      refresh,
      database,
      clock: systemClock,
      signal: abortOnSignal(),
      fetch: { allowedNetworks: config.fetchAllowedNetworks },
      onProgress: (counts) => {
        begun.counts = counts;
        progress?.update(counts);
      },
    });
    await begun.end(report);
    progress?.end();
    if (json) process.stderr.write(inputsText(report));
    process.stdout.write(json ? reportLine(report) : reportText(report));
    return wasRead(report) ? 0 : 1;
  } catch (error) {
    await diary?.breakOff();
    throw error;
  } finally {
    progress?.end();
    await database.close();
  }
}

/** The least weight there is (Linux): archives take every core there is, and a server beside them has readers waiting. */
const NICENESS = 19;

/** All threads there are, those that collect garbage too (Linux weighs them one by one); each that is started later inherits it. Costs nothing where cores are free. */
function yieldToServers(): void {
  for (const thread of threads()) {
    try {
      setPriority(thread, NICENESS);
    } catch (error) {
      // A thread that has ended meanwhile takes nothing from anybody.
      if ((error as { info?: { code?: string } }).info?.code !== 'ESRCH') throw error;
    }
  }
}

/** The kernel's numbers of this process's threads; where they are not to be seen, 0: this process. */
function threads(): number[] {
  if (process.platform !== 'linux') return [0];
  try {
    return readdirSync('/proc/self/task').map(Number);
  } catch {
    return [0];
  }
}

/** The first signal stops between records, the second at once. */
function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort(new Error('The ingest was stopped; what was stored stays. Run it again to go on.')));
  }
  return controller.signal;
}
