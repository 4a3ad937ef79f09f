/** The rules of docs/decisions/0001 as functions: modules in, sentences about what is broken out. An empty list is a clean house. */
import { basename } from 'node:path/posix';
import type { ModuleImport, ProgramModule } from './modules.ts';

const DOMAINS = ['articles', 'sources', 'comments', 'enrichments', 'platform'] as const;

interface RoomRule {
  /** Rooms that may be imported. A trailing ` (types)` allows `import type` alone. */
  readonly may: readonly string[];
  readonly because: string;
}

const EVERYTHING: RoomRule = { may: ['*'], because: '' };

/** Who may import whom. A room is `src/<folder>`, `resolvers/<folder>` or `web/<folder>`; a file right in src is a room of its own. */
const ROOMS: Readonly<Record<string, RoomRule>> = {
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
  'src/enrichment': { may: ['src/data', 'src/text', 'src/clock', 'src/errors', 'src/events'], because: 'enrichments are made from rows and text, never through the graph' },
  'src/ingest': { may: ['src/data', 'src/text', 'src/clock', 'src/errors'], because: 'articles come in through named writes, never through the graph' },
  'src/compose': { may: ['src/subgraph', 'src/gateway', 'src/errors', 'src/config', 'src/auth (types)', 'src/clock', 'resolvers'], because: 'composition reads definitions; it opens no database' },
  'web/pages': { may: ['src/text', 'schema'], because: 'a page is drawn from the answer of one operation and nothing else' },
  'src/server': EVERYTHING,
  'src/cli': EVERYTHING,
  'src/main.ts': EVERYTHING,
  'resolvers/shared': { may: ['src/subgraph', 'src/text', 'src/clock', 'src/auth', 'src/errors', 'src/data'], because: 'what all domains share may know none of them' },
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

/** Packages and built-in modules that belong to one place. A rule holds for each path that starts with one of the places. */
const OWNED: Readonly<Record<string, { readonly places: readonly string[]; readonly because: string }>> = {
  dataloader: { places: ['src/data/', 'src/gateway/'], because: 'batching lives below the loaders; a resolver asks a loader of its context' },
  ioredis: { places: ['src/cache/'], because: 'cache or source is decided below the loader, by the store alone' },
  kysely: { places: ['src/data/', 'src/events/'], because: 'SQL is written in src/data (and the outbox in src/events), once for both engines' },
  pg: { places: ['src/data/'], because: 'SQL is written in src/data, once for both engines' },
  'node:sqlite': { places: ['src/data/'], because: 'one thread owns all writes; a second connection elsewhere would wait on its lock' },
  '@graphql-hive/router-query-planner': {
    places: ['src/gateway/planner/'],
    because: 'a fragment cycle, 51 levels or an empty operation take this library down: only its adapter stands before all of its traps',
  },
  '@theguild/federation-composition': { places: ['src/gateway/supergraph/', 'src/compose/'], because: 'composition happens at build time, and reading a supergraph in one place' },
  'type-graphql': { places: ['src/subgraph/', 'resolvers/'], because: 'the engine and the data know no schema library' },
  '@apollo/server': { places: ['src/server/'], because: 'the engine answers requests; who serves them over HTTP is the server’s affair' },
  jose: { places: ['src/auth/'], because: 'tokens are signed and verified in one place' },
  commander: { places: ['src/cli/', 'src/main.ts'], because: 'arguments become configuration at the door' },
  undici: { places: ['src/gateway/transport/', 'src/ingest/'], because: 'outgoing HTTP needs timeouts, size caps and address rules: the transport and the ingest have them' },
  pino: { places: ['src/telemetry/'], because: 'log lines have one shape' },
  'prom-client': { places: ['src/telemetry/'], because: 'metrics are declared in one place' },
};

/** Files over 400 lines, each with the reason why it is not split. */
const LONG_FILES: Readonly<Record<string, string>> = {};
const LONGEST = 400;

/** Layers that know no domain, and the lines that may name one all the same. */
const DOMAIN_BLIND = ['src/gateway/', 'src/cache/', 'src/events/', 'src/subgraph/'];
const DOMAIN_WORD = /articles?|comments?|enrichments?|publishers?|\bsources\b|_sources?\b/i;
const MAY_NAME_DOMAINS: Readonly<Record<string, RegExp>> = { 'src/subgraph/definition.ts': /^export const SUBGRAPH_NAMES/ };

/** Folders whose files may use decorators and other syntax that Node cannot strip; everywhere else a worker thread may start the file as it is. */
const INERASABLE = ['resolvers/', 'src/subgraph/'];

export interface House {
  readonly modules: readonly ProgramModule[];
  /** Every file that exists, tests excluded, so that an import of nothing is found. */
  readonly files: ReadonlySet<string>;
  /** Names under `dependencies` of package.json. */
  readonly dependencies: ReadonlySet<string>;
}

/** Imports between rooms, of packages, and of files that are not there. */
export function importViolations(house: House): string[] {
  return house.modules.flatMap((module) =>
    module.imports
      .flatMap((imported) => (imported.kind === 'file' ? [missingFile(house, module, imported), wrongRoom(module, imported)] : [undeclared(house, module, imported), notOwner(module, imported)]))
      .filter((sentence) => sentence !== null),
  );
}

/** Constructs that belong to one place: time, environment, default exports, decorators; names and lengths of files; words of the domains. */
export function contentViolations(modules: readonly ProgramModule[]): string[] {
  return modules.flatMap((module) => [
    ...(module.path.startsWith('src/clock/') ? [] : module.timeReads.map((read) => `${module.path} reads the time (${read}): take a Clock or Stopwatch as a parameter, so that tests can hold it still.`)),
    ...(module.path.startsWith('src/config/') ? [] : module.environmentReads.map((read) => `${module.path} reads ${read}: add the variable to src/config and take its value as a parameter.`)),
    ...(module.defaultExports > 0 ? [`${module.path} has a default export: name it, so that it has one name everywhere.`] : []),
    ...(startsWithAny(module.path, INERASABLE) ? [] : module.inerasable.map((kept) => `${module.path} uses ${kept}: worker threads run .ts files by stripping types, which cannot strip this.`)),
    ...nameViolations(module),
    ...lengthViolations(module),
    ...domainWords(module),
  ]);
}

/** Circles of imports that exist at run time, each as `a -> b -> a`, starting at its alphabetically first file. */
export function importCycles(modules: readonly ProgramModule[]): string[] {
  const targets = new Map(modules.map((module) => [module.path, module.imports.filter((imported) => imported.kind === 'file' && !imported.typeOnly).map((imported) => imported.target)]));
  const done = new Set<string>();
  const cycles = new Set<string>();
  const walk = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      const circle = trail.slice(at);
      const first = circle.indexOf(circle.toSorted()[0] ?? path);
      cycles.add([...circle.slice(first), ...circle.slice(0, first), circle[first]].join(' -> '));
    } else if (!done.has(path)) {
      for (const target of targets.get(path) ?? []) walk(target, [...trail, path]);
      done.add(path);
    }
  };
  for (const module of modules) walk(module.path, []);
  return [...cycles];
}

function missingFile(house: House, module: ProgramModule, imported: ModuleImport): string | null {
  if (house.files.has(imported.target)) return null;
  return `${module.path} imports ${imported.specifier}, but there is no ${imported.target} (imports are written with their .ts ending).`;
}

function wrongRoom(module: ProgramModule, imported: ModuleImport): string | null {
  const from = roomOf(module.path);
  const to = roomOf(imported.target);
  const domainFrom = domainOf(module.path);
  const domainTo = domainOf(imported.target);
  if (domainFrom !== null && domainTo !== null && domainFrom !== domainTo && !isWiring(module.path)) {
    return `${module.path} imports ${imported.target}: ${domainFrom} may not know ${domainTo}, no domain reads another's tables or types; share a key in the schema, or an event.`;
  }
  if (from === to) return null;
  const rule = ROOMS[from];
  if (rule === undefined) return `${module.path} is in ${from}, a room that docs/decisions/0001 does not know: add it there and to test/testkit/house-rules.ts.`;
  const allowed = rule.may.some((entry) => permits(entry, to, imported.typeOnly));
  return allowed ? null : `${module.path} imports ${imported.target}: ${from} may not import ${to}; ${rule.because}.`;
}

function permits(entry: string, room: string, typeOnly: boolean): boolean {
  const allowed = entry.replace(' (types)', '');
  return (allowed === '*' || room === allowed || room.startsWith(`${allowed}/`)) && (typeOnly || allowed === entry);
}

function undeclared(house: House, module: ProgramModule, imported: ModuleImport): string | null {
  if (imported.kind === 'builtin' || house.dependencies.has(imported.target)) return null;
  return `${module.path} imports ${imported.specifier}, which is not among the dependencies of package.json: it is there only because something else brings it today.`;
}

function notOwner(module: ProgramModule, imported: ModuleImport): string | null {
  const owned = OWNED[imported.target];
  if (owned === undefined || startsWithAny(module.path, owned.places)) return null;
  return `${module.path} imports ${imported.target}, which only ${owned.places.join(' and ')} may: ${owned.because}.`;
}

function nameViolations(module: ProgramModule): string[] {
  const parts = module.path.split('/');
  const vague = parts.find((part) => /^(utils?|helpers?|common|misc)(\.|$)/.test(part));
  if (vague !== undefined) return [`${module.path}: "${vague}" says nothing; name the file after what it does.`];
  const name = basename(module.path);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/.test(name)) return [`${module.path}: file names are kebab-case with a role suffix (article.queries.ts).`];
  return [];
}

function lengthViolations(module: ProgramModule): string[] {
  const lines = module.text.split('\n').length - 1;
  const reason = LONG_FILES[module.path];
  if (lines > LONGEST && reason === undefined) return [`${module.path} has ${lines} lines, more than ${LONGEST}: split it, or say in LONG_FILES (test/testkit/house-rules.ts) why not.`];
  if (lines <= LONGEST && reason !== undefined) return [`${module.path} has ${lines} lines and needs no entry in LONG_FILES any more.`];
  return [];
}

function domainWords(module: ProgramModule): string[] {
  if (!startsWithAny(module.path, DOMAIN_BLIND)) return [];
  return module.text.split('\n').flatMap((line, index) => {
    const word = DOMAIN_WORD.exec(line)?.[0];
    if (word === undefined || MAY_NAME_DOMAINS[module.path]?.test(line)) return [];
    return [`${module.path}:${index + 1} says "${word}": this layer knows no domain; take it as a parameter, or move the code to the room that does.`];
  });
}

function roomOf(path: string): string {
  return path.split('/', 2).join('/');
}

/** The domain a path belongs to by its folder: resolvers/<domain>/ or src/data/<domain>/. */
function domainOf(path: string): string | null {
  const match = /^(?:resolvers|src\/data)\/([a-z]+)\//.exec(path);
  return DOMAINS.find((domain) => domain === match?.[1]) ?? null;
}

/** Files that may see several domains at once because listing them is their whole purpose. */
function isWiring(path: string): boolean {
  return startsWithAny(path, ['src/server/', 'src/cli/', 'src/main.ts', 'src/compose/']);
}

function startsWithAny(path: string, starts: readonly string[]): boolean {
  return starts.some((start) => path.startsWith(start));
}
