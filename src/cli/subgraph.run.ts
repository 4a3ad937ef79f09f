/** The `subgraph` command at work. */
import { systemClock } from '../clock/clock.ts';
import { readConfig } from '../config/config.ts';
import { serveSubgraph } from '../server/wiring/serve-subgraph.ts';
import type { SubgraphName } from '../subgraph/definition.ts';
import { createLogger } from '../telemetry/logger.ts';
import { warnOfMisspelt } from './misspelt.warning.ts';
import { stopSignal } from './stop-signal.ts';

export async function runSubgraph(name: SubgraphName, { port, host }: { port: string; host?: string }): Promise<void> {
  const config = readConfig({ PORT: port, HOST: host });
  const { log, flush } = createLogger({ level: config.logLevel });
  warnOfMisspelt(log);
  const serving = await serveSubgraph({ name, config, clock: systemClock, log });
  const told = stopSignal();
  process.stderr.write(`Subgraph ${name}  ${serving.url}/graphql\n`);
  log.info({ subgraph: name, port: serving.port, production: config.production }, 'serving');
  const signal = await told;
  log.info({ signal }, 'stopping');
  await serving.stop();
  log.info('stopped');
  flush();
}
