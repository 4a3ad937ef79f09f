/** What the engine gets to know of an HTTP request. */
import type { Viewer } from '../../auth/viewer.ts';
import type { ClientRequest } from '../../gateway/request.ts';
import type { Deadline } from '../http/deadline.ts';
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
  return new HttpClientRequest(requestId, headers, viewer, deadline);
}

/** A class for its accessor: one in an object literal is a function of its own for each request. */
class HttpClientRequest implements ClientRequest {
  readonly requestId: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly memory = new Map<unknown, unknown>();
  readonly #deadline: Deadline;

  constructor(requestId: string, headers: Readonly<Record<string, string>>, viewer: Viewer | null, deadline: Deadline) {
    this.requestId = requestId;
    this.headers = headers;
    this.memory.set(VIEWER, viewer);
    this.#deadline = deadline;
  }

  /** Made when somebody first asks for it. */
  get signal(): AbortSignal {
    return this.#deadline.signal;
  }
}

/** The same client, without what its request has loaded, and without its end: for who asks once more behind it. */
export function afresh({ requestId, headers, memory }: ClientRequest): ClientRequest {
  return { requestId, headers, memory: new Map(memory.has(VIEWER) ? [[VIEWER, memory.get(VIEWER)]] : []) };
}

const VIEWER_TEXT = Symbol('viewer as a text');

/** Who is asking, for the cache: everything of the verified token that a subgraph gets to know, since its answers may depend on any of it. */
export function viewerByToken({ memory }: ClientRequest): string | null {
  let text = memory.get(VIEWER_TEXT) as string | null | undefined;
  if (text === undefined) {
    const viewer = memory.get(VIEWER) as Viewer | null | undefined;
    text = viewer ? JSON.stringify([viewer.id, viewer.name, viewer.roles, viewer.scopes ?? []]) : null;
    memory.set(VIEWER_TEXT, text);
  }
  return text;
}

/** The same where tokens are only passed on: whoever has another one is somebody else. */
export function viewerByHeader({ headers }: ClientRequest): string | null {
  return headers['authorization'] ?? null;
}
