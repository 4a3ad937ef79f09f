/**
 * Who may import whom: docs/decisions/0001 as a table. `oxlint.config.ts` makes lint rules out of it, which point at the line while one writes;
 * test/architecture.test.ts reads every import and misses nothing.
 */

export const DOMAINS = ['articles', 'sources', 'comments', 'enrichments', 'platform'] as const;

export interface RoomRule {
  /** Rooms that may be imported. A trailing ` (types)` allows `import type` alone. */
  readonly may: readonly string[];
  readonly because: string;
}

const EVERYTHING: RoomRule = { may: ['*'], because: '' };

/** Who may import whom. A room is `src/<folder>`, `resolvers/<folder>` or `web/<folder>`; a file right in src is a room of its own. */
export const ROOMS: Readonly<Record<string, RoomRule>> = {
  'src/clock': { may: [], because: 'the clock is the lowest room: everything may be handed one, it needs nothing' },
  'src/text': { may: [], because: 'language is pure: text in, text out, so that worker threads and pages can both use it' },
  'src/errors': { may: [], because: 'every room throws errors, so errors may know no room' },
  'src/telemetry': { may: ['src/clock', 'src/errors'], because: 'telemetry is told what happened; it does not go and look' },
  'src/config': { may: ['src/errors'], because: 'configuration is read once and handed in; it knows nobody it is handed to' },
  'src/cache': { may: ['src/clock', 'src/errors', 'src/telemetry', 'src/config'], because: 'the cache knows bytes, not what they mean' },
  'src/events': {
    may: ['src/clock', 'src/errors', 'src/telemetry', 'src/config', 'src/data (types)'],
    because: 'the outbox is a table and a name for each event; who wrote it and why is for the rooms above',
  },
  'src/auth': { may: ['src/clock', 'src/errors'], because: 'who asks is decided from a token and the time alone' },
  'src/data': { may: ['src/cache', 'src/events', 'src/clock', 'src/text', 'src/errors'], because: 'rows know nothing of GraphQL or HTTP' },
  'src/gateway': {
    may: ['src/cache', 'src/clock', 'src/errors', 'src/telemetry'],
    because: 'the engine runs any supergraph: what it learns of ours, it learns from the supergraph',
  },
  'src/subgraph': {
    may: ['src/auth', 'src/clock', 'src/errors', 'src/data (types)'],
    because: 'it makes a subgraph out of any resolvers; the domains hand it a definition',
  },
  'src/enrichment': {
    may: ['src/data', 'src/text', 'src/clock', 'src/errors', 'src/events'],
    because: 'enrichments are made from rows and text, never through the graph',
  },
  'src/ingest': {
    may: ['src/data', 'src/text', 'src/clock', 'src/errors'],
    because: 'articles come in through named writes, never through the graph',
  },
  'src/jobs': {
    may: ['src/clock', 'src/errors'],
    because: 'a queue carries ids: what a job is, and whether it is still to be done, is known above and in the database',
  },
  'src/feeds': {
    may: ['src/ingest', 'src/jobs', 'src/data', 'src/clock', 'src/errors'],
    because: 'feeds are polled into rows; who shows them, and who switches the poller on, is for the rooms above',
  },
  'src/compose': {
    may: ['src/subgraph', 'src/gateway', 'src/errors', 'src/config', 'src/auth (types)', 'src/clock', 'resolvers'],
    because: 'composition reads definitions; it opens no database',
  },
  'web/pages': { may: ['src/text', 'schema'], because: 'a page is drawn from the answer of one operation and nothing else' },
  'src/server': EVERYTHING,
  'src/cli': EVERYTHING,
  'src/main.ts': EVERYTHING,
  'resolvers/shared': {
    may: ['src/subgraph', 'src/text', 'src/clock', 'src/auth', 'src/errors', 'src/data'],
    because: 'what all domains share may know none of them',
  },
  ...Object.fromEntries(
    DOMAINS.map((domain): [string, RoomRule] => [
      `resolvers/${domain}`,
      {
        may: ['resolvers/shared', 'src/data', 'src/subgraph', 'src/text', 'src/clock', 'src/auth', 'src/errors'],
        because: 'a domain knows itself; what it needs of another it asks for in its schema (@key, @requires), and the plan fetches it',
      },
    ]),
  ),
};

export interface OwnedPackage {
  readonly places: readonly string[];
  readonly because: string;
}

/** Packages and built-in modules that belong to one place. A rule holds for each path that starts with one of the places. */
export const OWNED_PACKAGES: Readonly<Record<string, OwnedPackage>> = {
  dataloader: {
    places: ['src/data/', 'src/gateway/'],
    because: 'batching lives below the loaders; a resolver asks a loader of its context',
  },
  ioredis: {
    places: ['src/cache/', 'src/jobs/'],
    because: 'cache or source is decided below the loader, by the store alone; the queue has a Redis of its own',
  },
  bullmq: { places: ['src/jobs/'], because: 'whether jobs wait in this process or in Redis is known to the queue alone' },
  kysely: {
    places: ['src/data/', 'src/events/'],
    because: 'SQL is written in src/data (and the outbox in src/events), once for both engines',
  },
  pg: { places: ['src/data/'], because: 'SQL is written in src/data, once for both engines' },
  'node:sqlite': { places: ['src/data/'], because: 'one thread owns all writes; a second connection elsewhere would wait on its lock' },
  '@graphql-hive/router-query-planner': {
    places: ['test/gateway/library/'],
    because: 'our own planner is measured against this library; the program does without it',
  },
  '@theguild/federation-composition': {
    places: ['src/gateway/supergraph/', 'src/compose/'],
    because: 'composition happens at build time, and reading a supergraph in one place',
  },
  'type-graphql': { places: ['src/subgraph/', 'resolvers/'], because: 'the engine and the data know no schema library' },
  '@apollo/server': { places: ['src/server/'], because: 'the engine answers requests; who serves them over HTTP is the server’s affair' },
  jose: { places: ['src/auth/'], because: 'tokens are signed and verified in one place' },
  commander: { places: ['src/cli/', 'src/main.ts'], because: 'arguments become configuration at the door' },
  undici: {
    places: ['src/gateway/transport/', 'src/ingest/'],
    because: 'outgoing HTTP needs timeouts, size caps and address rules: the transport and the ingest have them',
  },
  pino: { places: ['src/telemetry/'], because: 'log lines have one shape' },
  'prom-client': { places: ['src/telemetry/'], because: 'metrics are declared in one place' },
};

/** Whether a rule's entry (`src/data`, `src/data (types)`, `*`) lets this room in. */
export function permits(entry: string, room: string, typeOnly: boolean): boolean {
  const allowed = entry.replace(' (types)', '');
  return (allowed === '*' || room === allowed || room.startsWith(`${allowed}/`)) && (typeOnly || allowed === entry);
}

export function roomOf(path: string): string {
  return path.split('/', 2).join('/');
}

/** The domain a path belongs to by its folder: resolvers/<domain>/ or src/data/<domain>/. */
export function domainOf(path: string): string | null {
  const match = /^(?:resolvers|src\/data)\/([a-z]+)\//.exec(path);
  return DOMAINS.find((domain) => domain === match?.[1]) ?? null;
}

/** Files that may see several domains at once because listing them is their whole purpose. */
export function seesAllDomains(path: string): boolean {
  return startsWithAny(path, ['src/server/', 'src/cli/', 'src/main.ts', 'src/compose/']);
}

export function startsWithAny(path: string, starts: readonly string[]): boolean {
  return starts.some((start) => path.startsWith(start));
}
