/**
 * Cross-site request forgery. Tokens travel in a header that no foreign page can set, but an answer to an anonymous GET can still be timed or
 * embedded; so a browser's GET from another site is refused unless CORS allows that site. POST needs a JSON type (http/body.ts), mutations need POST.
 */
import { ClientError } from '../../errors/client-error.ts';
import type { Cors } from '../http/cors.ts';
import type { Exchange } from '../http/exchange.ts';

/** Throws `ClientError` 403. Only browsers send `Sec-Fetch-Site`; whoever leaves it out is no browser under a foreign page's command. */
export function refuseForeignGet(exchange: Exchange, cors: Cors): void {
  const site = exchange.request.headers['sec-fetch-site'];
  if (site !== 'cross-site' && site !== 'same-site') return;
  if (cors.allows(exchange)) return;
  throw new ClientError(
    'CSRF_REFUSED',
    `This GET comes from a page of another site (Sec-Fetch-Site: ${site}). Send a POST with a JSON body, or have the site's origin allowed.`,
    { status: 403 },
  );
}
