/** As whom a subgraph is asked: as the client, or as nobody. */
import type { ClientRequest } from '../request.ts';

const NOBODY = Symbol('asked as nobody');

/**
 * The same request without viewer: no Authorization, no cookie, nothing that the client's request remembers, and only those headers that are part of the key. Whoever is asked
 * so cannot answer what is somebody's. One for each request and set of headers, so that its fetches share what they load. It outlives the client: others wait for
 * the answer too.
 */
export function asNobody(client: ClientRequest, vary: readonly string[]): ClientRequest {
  const at = vary.join();
  let known = client.memory.get(NOBODY) as Map<string, ClientRequest> | undefined;
  if (known === undefined) client.memory.set(NOBODY, (known = new Map()));
  let nobody = known.get(at);
  if (nobody === undefined) {
    const headers = Object.fromEntries(vary.flatMap((name) => (client.headers[name] === undefined ? [] : [[name, client.headers[name]]])));
    known.set(at, (nobody = { requestId: client.requestId, headers, memory: new Map() }));
  }
  return nobody;
}

/** The same for who is asked for as themselves: all that is sent, but for what the viewer is known by. */
export function headersText({ headers }: ClientRequest): string {
  const names = Object.keys(headers).filter((name) => name !== 'authorization');
  return names.length === 0 ? '' : JSON.stringify(names.toSorted().map((name) => [name, headers[name]]));
}

/** After a mutation: what subgraphs have loaded for nobody may be older than it. */
export function forgetNobody({ memory }: ClientRequest): void {
  memory.delete(NOBODY);
}

const SINCE = Symbol('reads since');

/**
 * What the process had heard of (`Cache.number`) when the client's request began to read. Subgraphs of this process load nothing twice for one request, so what it is
 * answered later may be as old as that.
 */
export function readsSince({ memory }: ClientRequest, number: number): number {
  const known = memory.get(SINCE) as number | undefined;
  if (known === undefined) memory.set(SINCE, number);
  return known ?? number;
}

/** The part of the key that the headers make: empty where the answer depends on none. */
export function varyText(client: ClientRequest, vary: readonly string[]): string {
  return vary.length === 0 ? '' : JSON.stringify(vary.map((name) => client.headers[name] ?? null));
}
