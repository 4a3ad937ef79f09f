/** Subgraphs that answer over HTTP, and whether they do. */
import type { Clock } from '../../clock/clock.ts';
import type { Config } from '../../config/config.ts';
import { httpExecutor } from '../../gateway/transport/http.ts';
import type { SubgraphExecutor } from '../../gateway/transport/subgraph-executor.ts';
import { parse, type OperationTypeNode } from 'graphql';
import type { Check } from '../routes/health.routes.ts';

export interface RemoteSubgraphs {
  /** Connects to a subgraph; its connections close with `closing`. */
  connect(name: string, url: string): SubgraphExecutor;
  /** One per subgraph that was connected. */
  readonly checks: readonly Check[];
}

const CONNECTIONS_PER_SUBGRAPH = 64;
/** However often the readiness is asked for, a subgraph is asked once in this time. */
const CHECK_EVERY_MS = 2_000;

export function remoteSubgraphs(
  { config, clock }: { readonly config: Pick<Config, 'subgraphTimeoutMs' | 'subgraphMaxBytes'>; readonly clock: Clock },
  closing: AsyncDisposableStack,
): RemoteSubgraphs {
  const checks: Check[] = [];
  return {
    checks,
    connect(name, url) {
      const executor = closing.use(
        httpExecutor({
          url,
          timeoutMs: config.subgraphTimeoutMs,
          maxResponseBytes: config.subgraphMaxBytes,
          connections: CONNECTIONS_PER_SUBGRAPH,
        }),
      );
      checks.push(subgraphCheck(name, executor.execute, clock));
      return executor.execute;
    },
  };
}

const TEXT = 'query Ready { __typename }';
const document = parse(TEXT);

/** A page is drawn without one of its subgraphs, so a dead one makes the gateway degraded, not down. */
function subgraphCheck(name: string, execute: SubgraphExecutor, clock: Clock): Check {
  const operation = { subgraph: name, kind: 'query' as OperationTypeNode, name: 'Ready', text: TEXT, document };
  const ask = async (): ReturnType<Check['run']> => {
    try {
      await execute({ operation, variables: {}, representations: [], client: { requestId: 'ready', headers: {}, memory: new Map() } });
      return { state: 'ok' };
    } catch (error) {
      return { state: 'degraded', detail: error instanceof Error ? error.message : 'The subgraph does not answer.' };
    }
  };
  let askedAt = Number.NEGATIVE_INFINITY;
  let last: ReturnType<Check['run']> | null = null;
  return {
    name: `subgraph ${name}`,
    run() {
      if (last === null || clock.now() - askedAt >= CHECK_EVERY_MS) {
        askedAt = clock.now();
        last = ask();
      }
      return last;
    },
  };
}
