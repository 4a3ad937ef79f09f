/** Every environment variable: its name, meaning, default and bounds stand here and nowhere else. Help texts and docs are printed from this list. */
import { z } from 'zod';
import { choice, integer, labels, list, names, networks, origins, subgraphs, tags, text, url, type Variable } from './variable-kinds.ts';

export const VARIABLES = {
  PORT: integer({ meaning: 'Port to listen on; 0 takes any free one.', min: 0, max: 65_535, fallback: 4000 }),
  HOST: text({
    meaning: 'Address to listen on. The default is reached from this machine alone; 0.0.0.0 or :: opens it to the network.',
    bounds: 'a host name or an IP address',
    fallback: '127.0.0.1',
    pattern: /^[\w.:-]{1,253}$/,
  }),
  DATA_DIR: text({
    meaning: 'Where the SQLite file and the token secret live.',
    bounds: 'a path',
    fallback: './data',
    pattern: /^[^\0]{1,4096}$/,
  }),
  DATABASE_URL: url({ meaning: 'PostgreSQL instead of SQLite.', protocols: ['postgres:', 'postgresql:'], secret: true }),
  REDIS_URL: {
    meaning:
      'Redis for what processes cache together: one server, Sentinel or a cluster, each with TLS as rediss. Memory alone when unset.',
    bounds: 'one of redis://HOST:PORT/DB, redis+sentinel://HOST:PORT,…/NAME, redis+cluster://HOST:PORT,…',
    secret: true,
    schema: z
      .string()
      .regex(
        /^rediss?(\+sentinel|\+cluster)?:\/\/[^\s]+$/,
        'one of redis://HOST:PORT/DB, redis+sentinel://HOST:PORT,…/NAME, redis+cluster://HOST:PORT,…',
      ),
  } satisfies Variable<string>,
  QUEUE_URL: url({
    meaning:
      'A Redis for jobs, not the one of the cache: its maxmemory-policy must be noeviction. When set, serving processes leave feeds and enrichments to `newsgraph worker` processes, which share the polls over it.',
    protocols: ['redis:', 'rediss:'],
    secret: true,
  }),
  SUBGRAPHS: subgraphs(),
  LOG_LEVEL: choice({
    meaning: 'Least severe log line written.',
    choices: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    fallback: 'info',
  }),
  NEWSGRAPH_MODE: choice({
    meaning:
      'Set from NODE_ENV by the command. Production: no introspection unless asked, masked errors, no made-up secret, no sample content.',
    choices: ['development', 'production'],
    fallback: 'development',
  }),
  JWT_SECRET: {
    meaning:
      'Key that signs and checks tokens (HS256). When unset, development makes one in DATA_DIR/jwt.secret; production refuses to start a subgraph without.',
    bounds: 'at least 32 bytes',
    secret: true,
    schema: z.string().refine((value) => Buffer.byteLength(value) >= 32, {
      error: (issue) => `at least 32 bytes long, it has ${Buffer.byteLength(String(issue.input))}`,
    }),
  } satisfies Variable<string>,
  INTROSPECTION: choice({
    meaning: 'Whether clients may ask for the schema, and browsers get GraphiQL. auto: in development only.',
    choices: ['auto', 'on', 'off'],
    fallback: 'auto',
  }),
  SAMPLE: choice({
    meaning: 'Whether the sample content is loaded into an empty database at start. auto: in development only.',
    choices: ['auto', 'on', 'off'],
    fallback: 'auto',
  }),
  PUBLIC_URL: url({
    meaning: 'Address readers use, for canonical links; what the request names when unset.',
    protocols: ['http:', 'https:'],
  }),
  CORS_ORIGINS: origins(),
  BATCHING: choice({
    meaning: 'Whether one POST may carry an array of operations, up to MAX_BATCH.',
    choices: ['on', 'off'],
    fallback: 'off',
  }),
  MAX_BATCH: integer({ meaning: 'Operations in one POST, where BATCHING is on.', min: 1, max: 1_000, fallback: 10 }),
  MAX_CONNECTIONS: integer({
    meaning: 'Connections open at once; further ones are closed as they come.',
    min: 1,
    max: 1_000_000,
    fallback: 10_000,
  }),
  MAX_BODY_BYTES: integer({ meaning: 'Largest request body in bytes.', min: 1_000, max: 100_000_000, fallback: 1_000_000 }),
  MAX_TOKENS: integer({ meaning: 'Tokens in one document.', min: 10, max: 1_000_000, fallback: 15_000 }),
  MAX_DEPTH: integer({ meaning: 'Levels of selection in one operation, fragments expanded.', min: 1, max: 50, fallback: 40 }),
  MAX_ALIASES: integer({ meaning: 'Aliases in one operation, fragments expanded.', min: 0, max: 100_000, fallback: 500 }),
  MAX_ROOT_FIELDS: integer({ meaning: 'Root fields in one operation.', min: 1, max: 10_000, fallback: 200 }),
  MAX_EXPANDED_FIELDS: integer({ meaning: 'Fields in one operation, fragments expanded.', min: 10, max: 1_000_000, fallback: 8_000 }),
  MAX_DIRECTIVES: integer({ meaning: 'Directives on one selection.', min: 1, max: 1_000, fallback: 20 }),
  MAX_INTROSPECTION_DEPTH: integer({
    meaning: 'How many lists of types and fields may stand within each other in an introspection.',
    min: 1,
    max: 10,
    fallback: 2,
  }),
  MAX_COST: integer({
    meaning: 'Static cost of one operation, as @cost and @listSize have it: about the number of objects it may bring.',
    min: 1,
    max: 1_000_000_000_000,
    fallback: 1_000_000,
  }),
  ASSUMED_LIST_SIZE: integer({
    meaning: 'How long a list is taken to be about which the supergraph says nothing.',
    min: 0,
    max: 10_000,
    fallback: 10,
  }),
  INCLUDE_TAGS: tags('Clients are shown only fields and unions that have one of these tags (@tag), or are of a type that has.'),
  EXCLUDE_TAGS: tags('Clients are shown nothing that has one of these tags (@tag), whatever else it has.'),
  AUTHORIZATION: choice({
    meaning:
      'What becomes of an operation that asks for fields its sender may not see (@authenticated, @requiresScopes, @policy). filter: they are null, with an error each. reject: it is refused.',
    choices: ['filter', 'reject'],
    fallback: 'filter',
  }),
  POLICY_MODULE: text({
    meaning: 'A module that decides on @policy: it exports `policies(names, request)`, which returns the names that are granted.',
    bounds: 'a path',
    pattern: /^[^\0]{1,4096}$/,
  }),
  OVERRIDE_LABELS: labels(),
  OVERRIDE_MODULE: text({
    meaning:
      'A module that decides on the labels of progressive @override: it exports `isActive(label, request)`. Percentages need none; without it only OVERRIDE_LABELS are active.',
    bounds: 'a path',
    pattern: /^[^\0]{1,4096}$/,
  }),
  REQUEST_TIMEOUT_MS: integer({ meaning: 'Deadline of one client request in milliseconds.', min: 100, max: 600_000, fallback: 30_000 }),
  SUBGRAPH_TIMEOUT_MS: integer({
    meaning: 'Deadline of one request to an HTTP subgraph in milliseconds.',
    min: 50,
    max: 600_000,
    fallback: 10_000,
  }),
  SUBGRAPH_MAX_BYTES: integer({
    meaning: 'Largest answer accepted from an HTTP subgraph in bytes.',
    min: 1_000,
    max: 1_000_000_000,
    fallback: 50_000_000,
  }),
  SUBGRAPH_ERROR_MESSAGES: choice({
    meaning:
      'Which messages of subgraphs’ errors clients read; the others are in the log under the request’s id. coded: of errors with a code other than INTERNAL_SERVER_ERROR. auto: all in development, coded in production.',
    choices: ['auto', 'all', 'coded', 'none'],
    fallback: 'auto',
  }),
  SUBGRAPH_ERROR_EXTENSIONS: names({
    meaning:
      'Which extensions of subgraphs’ errors clients read, beside `code`, which they always do. auto: all in development; requestId, argument and limit in production.',
    bounds: 'one of auto, all, or a list of keys like argument,limit',
    fallback: 'auto',
  }),
  SHUTDOWN_GRACE_MS: integer({
    meaning: 'How long a stop waits for requests in flight, in milliseconds.',
    min: 0,
    max: 600_000,
    fallback: 10_000,
  }),
  ENRICHMENT_THREADS: integer({
    meaning: 'Worker threads that make enrichments in this process; 0 makes none here.',
    min: 0,
    max: 64,
    fallback: 1,
  }),
  POLL_FEEDS: choice({
    meaning:
      'Whether feeds are polled: by who serves the sources, or by `newsgraph worker` where QUEUE_URL is set. Costs next to nothing while there are none.',
    choices: ['on', 'off'],
    fallback: 'on',
  }),
  WORKER_PORT: integer({
    meaning: 'Port on which `newsgraph worker` tells health and metrics; it listens on none when unset, on any free one with 0.',
    min: 0,
    max: 65_535,
  }),
  FETCH_ALLOWED_NETWORKS: networks(),
  RETENTION_EVENTS_HOURS: integer({
    meaning: 'How long events stay in the outbox after every consumer has passed them.',
    min: 1,
    max: 100_000,
    fallback: 168,
  }),
  RETENTION_KEYS_HOURS: integer({
    meaning: 'How long a repeated mutation with the same idempotency key is answered with what the first one made.',
    min: 1,
    max: 100_000,
    fallback: 168,
  }),
  TRUSTED_DOCUMENTS: {
    meaning:
      'JSON files of operations that clients may ask for by id (`documentId`): Apollo persisted-query manifests like schema/operations/operations.json, or maps of id to text. SIGHUP reads them anew.',
    bounds: 'a list of paths like apps.json,site.json',
    schema: z
      .string()
      .regex(/^[^\0]{1,4096}$/, 'a list of paths like apps.json,site.json')
      .transform(list),
  } satisfies Variable<readonly string[]>,
  SAFELIST: choice({
    meaning:
      'What becomes of operations that are not among TRUSTED_DOCUMENTS. off, log: they are answered, and log tells of each once. require: they are refused; then nobody registers persisted queries, and browsers get no GraphiQL. ids: the same, and trusted ones are answered by id alone.',
    choices: ['off', 'log', 'require', 'ids'],
    fallback: 'off',
  }),
  CACHE: choice({
    meaning:
      'Whether what subgraphs answer is kept, where schema or CACHE_RULES say for how long. shadow: it is, and compared with what the subgraphs say now, which is what is answered.',
    choices: ['on', 'off', 'shadow'],
    fallback: 'on',
  }),
  CACHE_BYTES: integer({
    meaning: 'Memory for cached answers in this process; 0 leaves them to Redis.',
    min: 0,
    max: 10_000_000_000,
    fallback: 32_000_000,
  }),
  CACHE_ANSWERS: choice({
    meaning: 'Whether whole answers that everybody may have are kept beside the parts they are made of: quicker, for twice the memory.',
    choices: ['on', 'off'],
    fallback: 'on',
  }),
  CACHE_RULES: text({
    meaning:
      'A JSON file that says, by subgraph, which may be asked as nobody (`public`, `vary`) and how long its answers are kept (`maxAge`, `types`, `fields`) where its schema does not.',
    bounds: 'a path',
    pattern: /^[^\0]{1,4096}$/,
  }),
  ADMIN_SECRET: {
    meaning:
      'Key of whoever may invalidate what is cached: POST /admin/invalidate and `newsgraph invalidate`. Without it there is no such route.',
    bounds: 'at least 32 bytes of printable characters without spaces',
    secret: true,
    schema: z.string().regex(/^[\x21-\x7e]{32,1000}$/, 'at least 32 bytes of printable characters without spaces'),
  } satisfies Variable<string>,
  FAST_PATH: choice({
    meaning: 'Whether answers that lie whole in memory go out before Apollo Server’s pipeline.',
    choices: ['on', 'off'],
    fallback: 'on',
  }),
  SHARING: choice({
    meaning: 'Whether what several clients ask of a public subgraph at the same time goes out as one request.',
    choices: ['on', 'off'],
    fallback: 'on',
  }),
} satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof VARIABLES;

/** A variable per row, for help texts and docs. */
export function describeVariables(): { name: VariableName; meaning: string; bounds: string; fallback: string }[] {
  return Object.entries(VARIABLES).map(([name, variable]: [string, Variable<unknown>]) => ({
    name: name as VariableName,
    meaning: variable.meaning,
    bounds: variable.bounds,
    fallback: variable.fallback ?? 'unset',
  }));
}
