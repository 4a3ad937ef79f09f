/** Environment in, one frozen and checked object out. The only reader of process.env: everything else is handed what it needs. */
import { isAbsolute, resolve } from 'node:path';
import type { z } from 'zod';
import type { Variable } from './variable-kinds.ts';
import { VARIABLES, type VariableName } from './variables.ts';

export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly redisUrl: string | null;
  readonly queueUrl: string | null;
  /** Name to URL; empty when every subgraph is embedded. */
  readonly subgraphs: ReadonlyMap<string, string>;
  readonly logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
  readonly jwtSecret: string | null;
  readonly introspection: boolean;
  readonly loadSample: boolean;
  /** Without a slash at the end. */
  readonly publicUrl: string | null;
  readonly corsOrigins: readonly string[];
  readonly batching: boolean;
  /** Operations in one POST, where batching is on. */
  readonly maxBatch: number;
  readonly maxConnections: number;
  readonly maxBodyBytes: number;
  readonly limits: {
    readonly maxTokens: number;
    readonly maxDepth: number;
    readonly maxAliases: number;
    readonly maxRootFields: number;
    readonly maxExpandedFields: number;
    readonly maxDirectives: number;
    readonly maxIntrospectionDepth: number;
    readonly maxCost: number;
    readonly assumedListSize: number;
  };
  /** Tags that clients are shown, and tags that they are not; null where everything is shown. */
  readonly contract: { readonly include: readonly string[]; readonly exclude: readonly string[] } | null;
  /** What becomes of operations that ask for what their sender may not see. */
  readonly authorization: 'filter' | 'reject';
  /** Absolute. */
  readonly policyModule: string | null;
  /** Labels of progressive @override that are active in every request. */
  readonly overrideLabels: ReadonlySet<string>;
  /** Absolute. */
  readonly overrideModule: string | null;
  readonly requestTimeoutMs: number;
  readonly subgraphTimeoutMs: number;
  readonly subgraphMaxBytes: number;
  /** What clients read of subgraphs' errors, as the engine takes it. */
  readonly subgraphErrors: { readonly messages: 'all' | 'coded' | 'none'; readonly extensions: 'all' | ReadonlySet<string> };
  readonly shutdownGraceMs: number;
  readonly enrichmentThreads: number;
  readonly pollFeeds: boolean;
  /** Null where a worker listens on no port. */
  readonly workerPort: number | null;
  /** CIDR notation; empty lets nothing but the public internet be fetched. */
  readonly fetchAllowedNetworks: readonly string[];
  readonly retentionEventsMs: number;
  readonly retentionKeysMs: number;
  /** Absolute. */
  readonly trustedDocuments: readonly string[];
  readonly safelist: 'off' | 'log' | 'require' | 'ids';
  readonly cache: boolean;
  /** Of the cache, nothing is shown: it is compared with the subgraphs. */
  readonly cacheShadow: boolean;
  readonly cacheBytes: number;
  readonly cacheAnswers: boolean;
  /** Absolute. */
  readonly cacheRules: string | null;
  readonly adminSecret: string | null;
  readonly sharing: boolean;
  readonly fastPath: boolean;
}

/** Every fault of the environment at once, one line each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a fault' : `${problems.length} faults`}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;
type Values = { -readonly [Name in VariableName]: z.output<(typeof VARIABLES)[Name]['schema']> | null };

/**
 * @param environment usually `process.env`; an empty value counts as unset.
 * @param flags what the command line says; wins over the environment, and faults name the flag (`--port`).
 * Throws `ConfigError`.
 */
export function readConfig(flags: Environment = {}, environment: Environment = process.env): Config {
  const problems: string[] = [];
  const values = readValues({ ...withMode(environment) }, flags, problems);
  // Nothing could be asked at all.
  if ((values.SAFELIST === 'require' || values.SAFELIST === 'ids') && values.TRUSTED_DOCUMENTS === null)
    problems.push(`SAFELIST must be off or log where TRUSTED_DOCUMENTS is unset. It is "${values.SAFELIST}".`);
  if (problems.length > 0) throw new ConfigError(problems);
  return Object.freeze(configOf(values));
}

/** The command hands NODE_ENV on as NEWSGRAPH_MODE, because NODE_ENV itself is always `production` while serving (graphql-js is a third faster then). */
function withMode(environment: Environment): Environment {
  if (environment['NEWSGRAPH_MODE']) return environment;
  return { ...environment, NEWSGRAPH_MODE: environment['NODE_ENV'] === 'production' ? 'production' : 'development' };
}

function readValues(environment: Environment, flags: Environment, problems: string[]): Values {
  const values: Record<string, unknown> = {};
  for (const [name, variable] of Object.entries<Variable<unknown>>(VARIABLES)) {
    const flag = flags[name];
    const given = flag ?? (environment[name] === '' ? undefined : environment[name]) ?? variable.fallback;
    if (given === undefined) {
      values[name] = null;
      continue;
    }
    const result = variable.schema.safeParse(given);
    if (result.success) values[name] = result.data;
    else {
      const label = flag === undefined ? name : `--${name.toLowerCase().replaceAll('_', '-')}`;
      const shown = variable.secret ? '' : ` It is "${given.slice(0, 100).replace(/\/\/[^/@]*@/g, '//…@')}".`;
      problems.push(`${label} must be ${result.error.issues[0]?.message ?? variable.bounds}.${shown}`);
    }
  }
  return values as Values;
}

function configOf(values: Values): Config {
  const production = values.NEWSGRAPH_MODE === 'production';
  const dataDir = required(values, 'DATA_DIR');
  return {
    production,
    port: required(values, 'PORT'),
    host: required(values, 'HOST'),
    dataDir: isAbsolute(dataDir) ? dataDir : resolve(dataDir),
    databaseUrl: values.DATABASE_URL,
    redisUrl: values.REDIS_URL,
    queueUrl: values.QUEUE_URL,
    subgraphs: values.SUBGRAPHS ?? new Map(),
    logLevel: required(values, 'LOG_LEVEL'),
    jwtSecret: values.JWT_SECRET,
    introspection: values.INTROSPECTION === 'auto' ? !production : values.INTROSPECTION === 'on',
    loadSample: values.SAMPLE === 'auto' ? !production : values.SAMPLE === 'on',
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    corsOrigins: Object.freeze(values.CORS_ORIGINS ?? []),
    batching: values.BATCHING === 'on',
    maxBatch: required(values, 'MAX_BATCH'),
    maxConnections: required(values, 'MAX_CONNECTIONS'),
    maxBodyBytes: required(values, 'MAX_BODY_BYTES'),
    limits: Object.freeze({
      maxTokens: required(values, 'MAX_TOKENS'),
      maxDepth: required(values, 'MAX_DEPTH'),
      maxAliases: required(values, 'MAX_ALIASES'),
      maxRootFields: required(values, 'MAX_ROOT_FIELDS'),
      maxExpandedFields: required(values, 'MAX_EXPANDED_FIELDS'),
      maxDirectives: required(values, 'MAX_DIRECTIVES'),
      maxIntrospectionDepth: required(values, 'MAX_INTROSPECTION_DEPTH'),
      maxCost: required(values, 'MAX_COST'),
      assumedListSize: required(values, 'ASSUMED_LIST_SIZE'),
    }),
    contract:
      values.INCLUDE_TAGS === null && values.EXCLUDE_TAGS === null
        ? null
        : Object.freeze({ include: values.INCLUDE_TAGS ?? [], exclude: values.EXCLUDE_TAGS ?? [] }),
    authorization: required(values, 'AUTHORIZATION'),
    policyModule: values.POLICY_MODULE === null ? null : resolve(values.POLICY_MODULE),
    overrideLabels: new Set(values.OVERRIDE_LABELS ?? []),
    overrideModule: values.OVERRIDE_MODULE === null ? null : resolve(values.OVERRIDE_MODULE),
    requestTimeoutMs: required(values, 'REQUEST_TIMEOUT_MS'),
    subgraphTimeoutMs: required(values, 'SUBGRAPH_TIMEOUT_MS'),
    subgraphMaxBytes: required(values, 'SUBGRAPH_MAX_BYTES'),
    subgraphErrors: subgraphErrorsOf(values, production),
    shutdownGraceMs: required(values, 'SHUTDOWN_GRACE_MS'),
    enrichmentThreads: required(values, 'ENRICHMENT_THREADS'),
    pollFeeds: values.POLL_FEEDS === 'on',
    workerPort: values.WORKER_PORT,
    fetchAllowedNetworks: Object.freeze(values.FETCH_ALLOWED_NETWORKS ?? []),
    retentionEventsMs: required(values, 'RETENTION_EVENTS_HOURS') * HOUR,
    retentionKeysMs: required(values, 'RETENTION_KEYS_HOURS') * HOUR,
    trustedDocuments: Object.freeze((values.TRUSTED_DOCUMENTS ?? []).map((file) => resolve(file))),
    safelist: required(values, 'SAFELIST'),
    cache: values.CACHE !== 'off',
    cacheShadow: values.CACHE === 'shadow',
    cacheBytes: required(values, 'CACHE_BYTES'),
    cacheAnswers: values.CACHE_ANSWERS === 'on',
    cacheRules: values.CACHE_RULES === null ? null : resolve(values.CACHE_RULES),
    adminSecret: values.ADMIN_SECRET,
    sharing: values.SHARING === 'on',
    fastPath: values.FAST_PATH === 'on',
  };
}

const HOUR = 3_600_000;

function subgraphErrorsOf(values: Values, production: boolean): Config['subgraphErrors'] {
  const messages = required(values, 'SUBGRAPH_ERROR_MESSAGES');
  const keys = required(values, 'SUBGRAPH_ERROR_EXTENSIONS');
  const all = keys.includes('all') || (keys.includes('auto') && !production);
  return {
    messages: messages !== 'auto' ? messages : production ? 'coded' : 'all',
    extensions: all ? 'all' : new Set(keys.includes('auto') ? ['requestId', 'argument', 'limit'] : keys),
  };
}

/** For variables with a fallback: they are never unset. */
function required<Name extends VariableName>(values: Values, name: Name): NonNullable<Values[Name]> {
  const value = values[name];
  if (value === null) throw new TypeError(`${name} is declared without a fallback.`);
  return value as NonNullable<Values[Name]>;
}
