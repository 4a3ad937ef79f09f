/** The `ingest` command at work: it may run beside a serving process, on the same database. */
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
import { yieldToServers } from './yield-to-servers.ts';

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

/** The first signal stops between records, the second at once. */
function abortOnSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => controller.abort(new Error('The ingest was stopped; what was stored stays. Run it again to go on.')));
  }
  return controller.signal;
}
