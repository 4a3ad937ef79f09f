/** Subgraphs in this process: one database, one context per client request and subgraph, and no HTTP between. */
import { buildSubgraphNamed } from '../../compose/subgraphs.ts';
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import type { Viewer } from '../../auth/viewer.ts';
import type { Database } from '../../data/database.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import { localExecutor } from '../../gateway/transport/local.ts';
import type { SubgraphExecutor } from '../../gateway/transport/subgraph-executor.ts';
import type { SubgraphName, SubgraphRequestInfo } from '../../subgraph/definition.ts';
import type { Logger } from '../../telemetry/logger.ts';
import { VIEWER } from '../graphql/client-request.ts';
import { languagesOf } from '../http/languages.ts';
import { fieldErrorFormatter } from './field-errors.ts';
import { subgraphServices } from './subgraph-services.ts';

export interface EmbeddedOptions {
  readonly names: readonly SubgraphName[];
  readonly database: Database;
  readonly clock: Clock;
  readonly config: Pick<Config, 'production' | 'fetchAllowedNetworks'>;
  readonly log: Logger;
}

export function embeddedExecutors({ names, database, clock, config, log }: EmbeddedOptions): Map<string, SubgraphExecutor> {
  const services = subgraphServices({ database, clock, fetchAllowedNetworks: config.fetchAllowedNetworks });
  return new Map(
    names.map((name) => {
      const { schema, definition } = buildSubgraphNamed(name);
      const executor = localExecutor({
        schema,
        contextFor: (client) => definition.context(services, requestInfoOf(client)),
        formatError: fieldErrorFormatter({ subgraph: name, production: config.production, log }),
      });
      return [name, executor] as const;
    }),
  );
}

const REQUEST_INFO = Symbol('request info');

/** The same for all subgraphs of one request: made by the first that is asked. */
function requestInfoOf(client: ClientRequest): SubgraphRequestInfo {
  const known = client.memory.get(REQUEST_INFO) as SubgraphRequestInfo | undefined;
  if (known !== undefined) return known;
  const info: SubgraphRequestInfo = {
    viewer: (client.memory.get(VIEWER) as Viewer | null | undefined) ?? null,
    locales: languagesOf(client.headers['accept-language']),
    requestId: client.requestId,
  };
  client.memory.set(REQUEST_INFO, info);
  return info;
}
