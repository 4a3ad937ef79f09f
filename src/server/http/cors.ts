/** Which foreign pages may read our answers (Fetch standard, CORS protocol). Credentials travel in `Authorization`, never in cookies. */
import type { Exchange } from './exchange.ts';
import { reply } from './reply.ts';

export interface Cors {
  /** True where the request's page is one of the configured. */
  allows(exchange: Exchange): boolean;
  /** Puts the headers on whatever is answered, errors included: a page that may not read an error can only guess at it. */
  apply(exchange: Exchange): void;
  /** Answers an `OPTIONS` request. */
  preflight(exchange: Exchange): void;
}

const PREFLIGHT_SECONDS = 600;

export function createCors(origins: readonly string[]): Cors {
  const any = origins.includes('*');
  const known = new Set(origins);
  const allows = ({ request }: Exchange): boolean => request.headers.origin !== undefined && (any || known.has(request.headers.origin));

  return {
    allows,
    apply(exchange) {
      if (known.size === 0) return;
      exchange.response.setHeader('vary', 'Origin');
      if (!allows(exchange)) return;
      exchange.response.setHeader('access-control-allow-origin', any ? '*' : (exchange.request.headers.origin ?? ''));
      exchange.response.setHeader('access-control-expose-headers', 'x-request-id');
    },
    preflight(exchange) {
      if (allows(exchange)) {
        exchange.response.setHeader('access-control-allow-methods', 'GET, POST, OPTIONS');
        exchange.response.setHeader('access-control-allow-headers', 'authorization, content-type, accept-language, x-request-id');
        exchange.response.setHeader('access-control-max-age', PREFLIGHT_SECONDS);
      }
      reply(exchange, 204, { allow: 'GET, POST, OPTIONS' }, null);
    },
  };
}
