/** What the engine gets to know of an HTTP request. */
import type { Viewer } from '../../auth/viewer.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import type { Exchange } from '../http/exchange.ts';

/** Where in `ClientRequest.memory` the verified viewer lies, for subgraphs of this process. */
export const VIEWER = Symbol('viewer');

/** Sent on to HTTP subgraphs; everything else stays here. */
const FORWARDED = ['authorization', 'accept-language'] as const;

export function clientRequestOf({ request, requestId, deadline }: Exchange, viewer: Viewer | null): ClientRequest {
  const headers: Record<string, string> = {};
  for (const name of FORWARDED) {
    const value = request.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  return {
    requestId,
    headers,
    memory: new Map<unknown, unknown>([[VIEWER, viewer]]),
    get signal() {
      return deadline.signal;
    },
  };
}
