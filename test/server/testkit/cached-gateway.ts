/** Serving processes' insides over one source that the test writes to (counted-source.ts). */
import { systemClock } from '../../../src/clock/clock.ts';
import { readConfig } from '../../../src/config/config.ts';
import { serve, type Serving } from '../../../src/server/wiring/serve.ts';
import { createLogger, type Logger } from '../../../src/telemetry/logger.ts';
import { ADMIN_SECRET, gatewayClient, openCountedSource, type CountedSource, type GatewayClient } from './counted-source.ts';

export { ADMIN_SECRET } from './counted-source.ts';

export interface Source extends CountedSource {
  start(environment?: Readonly<Record<string, string>>, log?: Logger): Promise<Process>;
}

export type Process = Serving & GatewayClient;

export async function openSource(rules?: object): Promise<Source> {
  const source = await openCountedSource(rules);
  return Object.assign(source, {
    async start(environment: Readonly<Record<string, string>> = {}, log: Logger = createLogger({ level: 'silent' }).log): Promise<Process> {
      const serving = await serve({
        config: readConfig({}, { PORT: '0', NEWSGRAPH_MODE: 'production', CACHE_RULES: source.rulesFile, ADMIN_SECRET, ...environment }),
        clock: systemClock,
        log,
        supergraphFile: source.supergraphFile,
      });
      return { ...serving, ...gatewayClient(serving.port) };
    },
  });
}
