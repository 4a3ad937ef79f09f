/** A real HTTP server on loopback that answers each path as the test says, and writes down what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Handle = (request: IncomingMessage, response: ServerResponse) => void;

export interface FeedServer {
  readonly origin: string;
  /** `GET /path`, in order. */
  readonly asked: { readonly path: string; readonly headers: IncomingMessage['headers'] }[];
  /** What answers a path from now on. */
  on(path: string, handle: Handle): void;
  close(): Promise<void>;
}

export async function openFeedServer(host = '127.0.0.1'): Promise<FeedServer> {
  const handlers = new Map<string, Handle>();
  const asked: FeedServer['asked'][number][] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, headers: request.headers });
    const handle = handlers.get(path);
    if (handle === undefined) response.writeHead(404).end('not here');
    else handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return {
    origin: `http://${host}:${(server.address() as AddressInfo).port}`,
    asked,
    on: (path, handle) => void handlers.set(path, handle),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface ItemOptions {
  readonly date?: string;
  readonly title?: string;
}

export function item(name: string, { date = 'Sun, 01 Nov 2026 08:00:00 GMT', title = `News of ${name}` }: ItemOptions = {}): string {
  return `<item><title>${title}</title><link>https://harbour.example/${name}</link><pubDate>${date}</pubDate><description>The harbour said today that ${name} has come in and is being unloaded.</description></item>`;
}

export function rss(items: readonly string[], channel = ''): string {
  return `<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>Harbour News</title><link>https://harbour.example/</link><language>en</language>${channel}${items.join('')}</channel></rss>`;
}

/** A well-behaved answer. */
export function sends(body: string | Buffer, headers: Readonly<Record<string, string>> = {}): Handle {
  return (_, response) => void response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body);
}
