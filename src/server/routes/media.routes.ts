/** The sample content's icons and images. SVG can carry script, so a browser that opens one by itself may run and load nothing. */
import type { Route } from '../router.ts';
import { allowMethods } from '../http/reply.ts';
import type { StaticFiles } from '../http/static-files.ts';

const PREFIX = '/media/';
const CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";

export function mediaRoutes(files: StaticFiles): Route[] {
  return [
    {
      name: 'media',
      path: `${PREFIX}*`,
      handler(exchange) {
        allowMethods(exchange, ['GET', 'HEAD']);
        return files.serve(exchange, exchange.path.slice(PREFIX.length), {
          'content-security-policy': CONTENT_SECURITY_POLICY,
          'cache-control': 'public, max-age=3600',
          'cross-origin-resource-policy': 'cross-origin',
        });
      },
    },
  ];
}
