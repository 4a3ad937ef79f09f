import type { Metrics } from '../../telemetry/metrics.ts';
import type { Route } from '../router.ts';
import { allowMethods, reply } from '../http/reply.ts';

export function metricsRoutes(metrics: Metrics): Route[] {
  return [
    {
      name: 'metrics',
      path: '/metrics',
      async handler(exchange) {
        allowMethods(exchange, ['GET', 'HEAD']);
        reply(exchange, 200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }, await metrics.expose());
      },
    },
  ];
}
