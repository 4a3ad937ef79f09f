/** What `cache.ts` compares: each a process, by its arguments and its environment, and how it is loaded. */
import { join } from 'node:path';
import { INSPECT } from './profile.ts';

export interface Case {
  readonly args: (supergraph: string, port: number) => readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly connections: number;
  /** Every page is asked for once before it is measured. */
  readonly warm: boolean;
  /** Requests a second that are offered; as many as it answers where it is absent. */
  readonly perSecond?: number;
}

const newsgraph: Case['args'] = (supergraph, port) => [
  join(import.meta.dirname, '../bin/newsgraph.js'),
  'serve',
  '--supergraph',
  supergraph,
  '--port',
  String(port),
  '--host',
  '127.0.0.1',
];
const ideal: Case['args'] = (supergraph, port) => [join(import.meta.dirname, 'peers/ideal.ts'), supergraph, String(port)];
/** Room for every page, as parts and whole. */
const ROOM = '2000000000';
const CONNECTIONS = 16;
const MANY_CONNECTIONS = 50;
/**
 * Whole answers are compared at one pace as well: what is written by hand keeps the load generator so busy that nobody has to be woken for its answers, and whoever is slower is charged for waking it, which takes
 * a virtual machine 10 µs and more.
 */
const PACE = 8_000;

export interface Rules {
  /** Public, and kept for an hour. */
  readonly kept: string;
  /** Public, and not kept. */
  readonly shared: string;
}

export function casesOf({ kept, shared }: Rules, redis: string): Readonly<Record<string, Case>> {
  const ours = (env: Record<string, string>, connections = CONNECTIONS): Case => ({ args: newsgraph, env, connections, warm: true });
  return {
    ideal: { args: ideal, env: {}, connections: CONNECTIONS, warm: false },
    raw: { args: (...those) => [...ideal(...those), '--raw'], env: {}, connections: CONNECTIONS, warm: true },
    uncached: { ...ours({ CACHE: 'off' }), warm: false },
    memory: ours({ CACHE_RULES: kept, CACHE_BYTES: ROOM, CACHE_ANSWERS: 'off' }),
    redis: ours({ CACHE_RULES: kept, CACHE_BYTES: '0', CACHE_ANSWERS: 'off', REDIS_URL: redis }),
    answers: ours({ CACHE_RULES: kept, CACHE_BYTES: ROOM }),
    'raw-paced': { args: (...those) => [...ideal(...those), '--raw'], env: {}, connections: CONNECTIONS, warm: true, perSecond: PACE },
    'answers-paced': { ...ours({ CACHE_RULES: kept, CACHE_BYTES: ROOM }), perSecond: PACE },
    'answers-redis': ours({ CACHE_RULES: kept, CACHE_BYTES: '0', REDIS_URL: redis }),
    alone: { ...ours({ CACHE_RULES: shared, SHARING: 'off' }, MANY_CONNECTIONS), warm: false },
    shared: { ...ours({ CACHE_RULES: shared }, MANY_CONNECTIONS), warm: false },
  };
}

/** What shall be reached, as the ratio of a figure of one case to that of another. */
export const AIMS = [
  { of: 'memory', to: 'uncached', figure: 'cpu', most: 0.4 },
  { of: 'memory', to: 'ideal', figure: 'cpu', most: 0.6 },
  { of: 'redis', to: 'uncached', figure: 'cpu', most: 0.7 },
  { of: 'redis', to: 'ideal', figure: 'cpu', most: 1 },
  { of: 'answers', to: 'raw', figure: 'cpu', most: 1.6 },
  { of: 'answers-paced', to: 'raw-paced', figure: 'cpu', most: 1.6 },
  { of: 'shared', to: 'alone', figure: 'cpu', most: 1 },
  { of: 'shared', to: 'alone', figure: 'p99', most: 1.2 },
] as const;
/** Requests to subgraphs for one client request, of `shared`. */
export const MOST_CALLS_SHARED = 1.3;

export const inspected = ({ args }: Case): Case['args'] => {
  return (...those) => [...INSPECT, ...args(...those)];
};
