/** The `ingest` command at work: it may run beside a serving process, on the same database. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import { readFieldMap } from '../ingest/field-map.ts';
import { ingest } from '../ingest/ingest.ts';
import type { IngestReport } from '../ingest/report.ts';
import { openMigratedDatabase } from '../server/wiring/database.ts';
import { createLogger } from '../telemetry/logger.ts';
import type { ExitCode } from './failure.ts';

export async function runIngest(inputs: readonly string[], { json = false, map }: { json?: boolean; map?: string }): Promise<ExitCode> {
  const config = readConfig();
  const { log } = createLogger({ level: 'silent' });
  const fieldMap = map === undefined ? undefined : await readFieldMap(map);
  const database = await openMigratedDatabase({ config, clock: systemClock, log });
  try {
    const report = await ingest({
      inputs,
      map: fieldMap,
      database,
      clock: systemClock,
      signal: abortOnSignal(),
      onProgress:
        json || !process.stderr.isTTY
          ? undefined
          : ({ new: added, updated, unchanged, rejected }) =>
              process.stderr.write(`\r${added} new, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected`),
    });
    process.stdout.write(json ? `${JSON.stringify(report)}\n` : reportText(report));
    return report.inputsRead + report.new + report.updated + report.unchanged > 0 ? 0 : 1;
  } finally {
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

function reportText({ new: added, updated, unchanged, rejected, reasons, seconds, inputsRead, failures }: IngestReport): string {
  const lines = [
    `${added} new, ${updated} updated, ${unchanged} unchanged, ${rejected} rejected, from ${inputsRead} inputs in ${seconds.toFixed(1)} s`,
  ];
  for (const [code, count] of Object.entries(reasons)) lines.push(`  rejected ${count}: ${code}`);
  for (const { input, code, message } of failures) lines.push(`  not read: ${input}: ${code}: ${message}`);
  return `${lines.join('\n')}\n`;
}
