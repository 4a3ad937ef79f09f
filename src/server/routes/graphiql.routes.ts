/** GraphiQL, as Vite built it to dist/graphiql. Its files carry hashes in their names; only the page itself is asked for anew. */
import type { Handler } from '../http/exchange.ts';
import type { Route } from '../router.ts';
import { allowMethods } from '../http/reply.ts';
import type { StaticFiles } from '../http/static-files.ts';

const PREFIX = '/graphiql/';
const PAGE = 'index.html';

/** The editor styles its lines inline and works in module workers of ours; no script but our own files, no frame, no foreign address. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface Graphiql {
  readonly page: Handler;
  readonly routes: readonly Route[];
}

/** Null where it was not built. */
export function createGraphiql(files: StaticFiles): Graphiql | null {
  if (!files.has(PAGE)) return null;
  return {
    page: (exchange) =>
      files.serve(exchange, PAGE, {
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'cache-control': 'no-cache',
        vary: 'Accept, Accept-Encoding',
        'cross-origin-opener-policy': 'same-origin',
      }),
    routes: [
      {
        name: 'graphiql',
        path: `${PREFIX}*`,
        handler(exchange) {
          allowMethods(exchange, ['GET', 'HEAD']);
          const name = exchange.path.slice(PREFIX.length);
          return files.serve(exchange, name, {
            'content-security-policy': CONTENT_SECURITY_POLICY,
            'cache-control': isHashed(name) ? 'public, max-age=31536000, immutable' : 'no-cache',
          });
        },
      },
    ],
  };
}

/** Vite writes `assets/name-Bx3_k9Qz.js`. */
function isHashed(name: string): boolean {
  return /^assets\/.*-[\w-]{8}\.\w+$/.test(name);
}
