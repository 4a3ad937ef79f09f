/** For orchestrators: is the process alive, and may traffic be sent to it. A process that stops refuses connections, which says it louder than a status. */
import type { Route } from '../router.ts';
import { allowMethods, replyJson } from '../http/reply.ts';

/** `degraded`: answers still go out, with parts missing or slower. `down`: no traffic should come here. */
export type CheckState = 'ok' | 'degraded' | 'down';

export interface Check {
  readonly name: string;
  readonly run: () => Promise<{ readonly state: CheckState; readonly detail?: string }>;
}

export function healthRoutes(checks: readonly Check[]): Route[] {
  return [
    {
      name: 'health',
      path: '/health/live',
      handler(exchange) {
        allowMethods(exchange, ['GET', 'HEAD']);
        replyJson(exchange, 200, { status: 'ok' });
      },
    },
    {
      name: 'health',
      path: '/health/ready',
      async handler(exchange) {
        allowMethods(exchange, ['GET', 'HEAD']);
        const results = await Promise.all(checks.map(async ({ name, run }) => [name, await run()] as const));
        const states = results.map(([, { state }]) => state);
        const status = states.includes('down') ? 'down' : states.includes('degraded') ? 'degraded' : 'ok';
        replyJson(exchange, status === 'down' ? 503 : 200, { status, checks: Object.fromEntries(results) });
      },
    },
  ];
}
