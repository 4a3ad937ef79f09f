/** For processes that answer no requests of their own: health and metrics over HTTP, and nothing else. */
import type { Stopwatch } from '../clock/stopwatch.ts';
import type { Config } from '../config/config.ts';
import type { Logger } from '../telemetry/logger.ts';
import type { Metrics } from '../telemetry/metrics.ts';
import { listen, type Listening } from './http/listen.ts';
import { createRouter } from './router.ts';
import { healthRoutes, type Check } from './routes/health.routes.ts';
import { metricsRoutes } from './routes/metrics.routes.ts';

export interface StatusAppOptions {
  readonly config: Pick<Config, 'host' | 'maxConnections' | 'requestTimeoutMs' | 'shutdownGraceMs'>;
  readonly port: number;
  /** Asked with each look at /health/ready, so that it may grow after the start. */
  readonly checks: readonly Check[];
  readonly stopwatch: Stopwatch;
  readonly log: Logger;
  readonly metrics: Metrics;
}

/** Rejects with `ClientError` where it cannot listen. */
export function startStatusApp({ config, port, checks, stopwatch, log, metrics }: StatusAppOptions): Promise<Listening> {
  const { host, maxConnections, requestTimeoutMs, shutdownGraceMs: graceMs } = config;
  const routes = [...healthRoutes(checks), ...metricsRoutes(metrics)];
  return listen({ host, port, maxConnections, graceMs, onRequest: createRouter({ routes, requestTimeoutMs, log, metrics, stopwatch }) });
}
