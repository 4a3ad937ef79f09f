/** The `serve` command at work: start, say where, run, stop. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import { serve } from '../server/wiring/serve.ts';
import { createLogger } from '../telemetry/logger.ts';
import { warnOfMisspelt } from './misspelt.warning.ts';
import { stopSignal } from './stop-signal.ts';

export async function runServe({ supergraph, port, host }: { supergraph?: string; port?: string; host?: string }): Promise<void> {
  const config = readConfig({ PORT: port, HOST: host });
  const { log, flush } = createLogger({ level: config.logLevel });
  warnOfMisspelt(log);
  const serving = await serve({ config, clock: systemClock, log, ...(supergraph !== undefined && { supergraphFile: supergraph }) });
  const told = stopSignal();
  // Only where there is something to read: a terminal that is closed says the same, and then whoever serves is to end with it.
  if (config.trustedDocuments.length > 0) process.on('SIGHUP', () => void serving.reloadDocuments());
  process.stderr.write(greeting(serving));
  log.info({ port: serving.port, production: config.production }, 'serving');
  const signal = await told;
  log.info({ signal }, 'stopping');
  await serving.stop();
  log.info('stopped');
  flush();
}

function greeting({ url, hasGraphiql, hasPages }: { url: string; hasGraphiql: boolean; hasPages: boolean }): string {
  return [
    hasPages ? `Pages     ${url}/` : null,
    `GraphQL   ${url}/graphql${hasGraphiql ? '  (GraphiQL in a browser)' : ''}`,
    `Health    ${url}/health/ready`,
    `Metrics   ${url}/metrics`,
    '',
  ]
    .filter((line) => line !== null)
    .join('\n');
}
